"""The settings file: read whole or not at all, and changed line by line."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.adapters.safe_read import NotTextError, UnreadableFileError, read_text_file
from follow_along.adapters.sessions.loader import LARGEST, SessionFileError, read_part
from follow_along.core.settings import Settings
from follow_along.core.text import visible


def read_settings(path: Path) -> tuple[Settings, str]:
    """The settings, and one sentence on what is wrong with the file; empty where nothing is.

    A file that is not there, or is empty, sets nothing. One with a mistake sets nothing either.
    """
    if not _there(path):
        return Settings(), ""
    try:
        return read_part(path, Settings, empty={}), ""
    except SessionFileError as error:
        return Settings(), f"{error.problems[0]}; the settings are left as they come."


def keep_settings(path: Path, old: Settings, new: Settings) -> str:
    """Write what changed into the file, the rest of it as it stands; a sentence if it cannot be.

    A file with mistakes in it is left as it is. So is a link, and what it leads to is written.
    """
    changed = {key: value for key, value in new.model_dump().items() if getattr(old, key) != value}
    if not changed:
        return ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _keep(Path(os.path.realpath(path)), changed)
    except SessionFileError as error:
        why = f"{error.problems[0].message}, in line {error.problems[0].line}"
    except OSError as error:
        why = error.strerror or str(error)
    except (UnreadableFileError, NotTextError, CannotReplaceError) as error:
        why = str(error)
    else:
        return ""
    return visible(f"The settings could not be kept in {path}: {why}.")


def _keep(path: Path, changed: Mapping[str, object]) -> None:
    there = _there(path)
    text = read_text_file(path, LARGEST) if there else ""
    for key, value in changed.items():
        text = _with(text, key, ("off", "on")[value] if isinstance(value, bool) else str(value))
    with atomic_write(path, replace=True) as beside:
        beside.write_bytes(text.encode())
        # What can be read, and says what it is to say, is not worse than what stood there.
        kept = read_part(beside, Settings)
        if any(getattr(kept, key) != value for key, value in changed.items()):
            raise CannotReplaceError("it is laid out in a way that cannot be changed by a line")
        if there:
            shutil.copymode(path, beside)


def _there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        # Whether it is there cannot be known; whoever reads it says why.
        return True
    return True


def _with(text: str, key: str, value: str) -> str:
    line = re.compile(rf"^{key}\s*:.*$", re.MULTILINE)
    if line.search(text):
        return line.sub(f"{key}: {value}", text)
    return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{key}: {value}\n"
