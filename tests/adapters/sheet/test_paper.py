"""The paper is the usual one where the user lives."""

import pytest

from follow_along.adapters.sheet.paper import usual_paper


@pytest.mark.parametrize(
    ("environ", "paper"),
    [
        ({"LANG": "en_US.UTF-8"}, "letter"),
        ({"LANG": "fr_CA"}, "letter"),
        ({"LANG": "de_DE.UTF-8"}, "a4"),
        ({"LANG": "en_US.UTF-8", "LC_PAPER": "de_DE.UTF-8"}, "a4"),
        ({"LANG": "de_DE.UTF-8", "LC_PAPER": "en_US.UTF-8"}, "letter"),
        ({"LC_ALL": "en_GB.UTF-8", "LC_PAPER": "en_US.UTF-8"}, "a4"),
        ({"LC_ALL": "C.UTF-8"}, "a4"),
        ({"LANG": "sr_RS.UTF-8@latin"}, "a4"),
        ({}, "a4"),
    ],
)
def test_the_locale_says_which_paper(environ: dict[str, str], paper: str) -> None:
    """`LC_PAPER` before the language; A4 where nothing is known."""
    assert usual_paper(environ) == paper
