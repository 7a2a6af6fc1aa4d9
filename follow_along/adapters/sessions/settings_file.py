"""The settings file: read key by key, and changed line by line."""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.adapters.safe_read import NotTextError, UnreadableFileError, read_text_file
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import MAX_BYTES, load_record, read_record, read_text
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.core.settings import Settings
from follow_along.core.text import plural, visible


def read_settings(path: Path, cache: RecordCache | None = None) -> tuple[Settings, str]:
    """Read the settings; also return one sentence on what is wrong with the file, or "".

    A key with a mistake, or a missing one, has its default.
    """
    if not _exists(path):
        return Settings(), ""
    text = ""
    try:
        text = read_text(path)
        return load_record(text, path, Settings, cache), ""
    except SessionFileError as error:
        first, more = error.problems[0], len(error.problems) - 1
        others = f", and {plural(more, 'more mistake')}" if more else ""
        sentence = f"{first}{others}; using the"
    from follow_along.adapters.sessions.parsing import parse_valid_keys  # noqa: PLC0415 - 0.1 s

    settings = parse_valid_keys(text, Settings)
    which = "default" if settings == Settings() else "other"
    return settings, f"{sentence} {which} settings."


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
    if exists:
        # A file with a mistake is left as it is, even where the new value would mend it.
        load_record(text, path, Settings, cache=None)
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
    """Return the text with another value of a key; blanks, comment and line ending stay."""
    line = re.compile(
        rf"""^(?P<key>{key}[ \t]*:[ \t]*)
        (?: "[^"\n]*" | '[^'\n]*' | [^\r\n]*? )
        (?P<end>(?:[ \t]+\#[^\r\n]*)?\r?)$""",
        re.MULTILINE | re.VERBOSE,
    )
    if found := line.search(text):
        start = found["key"] if found["key"][-1] in " \t" else f"{found['key']} "
        return f"{text[: found.start()]}{start}{value}{found['end']}{text[found.end() :]}"
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"{text}{'' if text.endswith(newline) or not text else newline}{key}: {value}{newline}"
