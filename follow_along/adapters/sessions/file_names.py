"""Names of files, which systems spell in two ways: with composed or with decomposed letters."""

import os
import unicodedata
from pathlib import Path


def composed(name: str) -> str:
    """Return a name as most keyboards type it: `ü` as one character, not as `u` and two dots."""
    return unicodedata.normalize("NFC", name)


def as_spelt(path: Path) -> Path:
    """Return the path with its last name as it is spelt on the disk, or as it is if there is none.

    macOS and some archives decompose letters; a name that is typed has them composed.
    """
    spellings = (path.name, composed(path.name), unicodedata.normalize("NFD", path.name))
    candidates = (path.with_name(each) for each in spellings if each)
    return next((each for each in candidates if os.path.lexists(each)), path)
