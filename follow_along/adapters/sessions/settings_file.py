"""The settings file: read completely or not at all, and changed line by line."""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.adapters.safe_read import NotTextError, UnreadableFileError, read_text_file
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import MAX_BYTES, read_record
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.core.settings import Settings
from follow_along.core.text import visible


def read_settings(path: Path, cache: RecordCache | None = None) -> tuple[Settings, str]:
    """Read the settings; also return one sentence on what is wrong with the file, or "".

    The settings are the defaults if there is no file, or one with a mistake.
    """
    if not _exists(path):
        return Settings(), ""
    try:
        return read_record(path, Settings, cache=cache), ""
    except SessionFileError as error:
        return Settings(), f"{error.problems[0]}; using the default settings."


def keep_settings(path: Path, old: Settings, new: Settings) -> str:
    """Write the changed settings into the file, and leave its other lines as they are.

    Returns a sentence if that cannot be done, or "". A file with mistakes is not written. A symlink
    is kept, and its target written.
    """
    changed = {key: value for key, value in asdict(new).items() if getattr(old, key) != value}
    if not changed:
        return ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(Path(os.path.realpath(path)), changed)
    except SessionFileError as error:
        why = f"{error.problems[0].message}, in line {error.problems[0].line}"
    except OSError as error:
        why = error.strerror or str(error)
    except (UnreadableFileError, NotTextError, CannotReplaceError) as error:
        why = str(error)
    else:
        return ""
    return visible(f"The settings could not be kept in {path}: {why}.")


def _write(path: Path, changed: Mapping[str, object]) -> None:
    exists = _exists(path)
    text = read_text_file(path, MAX_BYTES) if exists else ""
    for key, value in changed.items():
        text = _with_line(
            text, key, ("off", "on")[value] if isinstance(value, bool) else str(value)
        )
    with atomic_write(path, replace=True) as part:
        part.write_bytes(text.encode())
        # Replace the file only by one that can be read and has the new values.
        written = read_record(part, Settings)
        if any(getattr(written, key) != value for key, value in changed.items()):
            raise CannotReplaceError("it is laid out in a way that cannot be changed by a line")
        if exists:
            shutil.copymode(path, part)


def _exists(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        # It cannot be known; reading it reports why.
        return True
    return True


def _with_line(text: str, key: str, value: str) -> str:
    line = re.compile(rf"^{key}\s*:.*$", re.MULTILINE)
    if line.search(text):
        return line.sub(f"{key}: {value}", text)
    return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{key}: {value}\n"
