"""The paper that is usual where the user lives."""

import os
from collections.abc import Mapping
from typing import Literal

from follow_along.adapters.sound.languages import system_language
from follow_along.core.language import usual_capitals

Paper = Literal["a4", "letter"]

PAPER_NAMES: dict[Paper, str] = {"a4": "A4", "letter": "Letter"}

_WITH_LETTER = {
    *("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"),
}
"""The countries whose paper is Letter, as the Unicode CLDR lists them; all others use A4."""


def usual_paper(environ: Mapping[str, str] = os.environ) -> Paper:
    """Return the paper of the system's locale: by `LC_PAPER`, or else by the language."""
    name = environ.get("LC_ALL") or environ.get("LC_PAPER") or ""
    tag = usual_capitals(name.partition(".")[0]) if name else system_language(environ)
    return "letter" if _WITH_LETTER & set(tag.split("-")[1:]) else "a4"
