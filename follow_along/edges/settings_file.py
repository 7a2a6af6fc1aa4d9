"""The settings file: read whole or not at all, and changed line by line."""

import re
from pathlib import Path

from follow_along.core.settings import Settings
from follow_along.edges.session_file import SessionFileError, read_part


def read_settings(path: Path) -> tuple[Settings, str]:
    """The settings, and one sentence on what is wrong with the file; empty where nothing is.

    A file that is not there, or is empty, sets nothing. One with a mistake sets nothing either.
    """
    if not path.exists():
        return Settings(), ""
    try:
        return read_part(path, Settings, empty={}), ""
    except SessionFileError as error:
        return Settings(), f"{error.problems[0]}; the settings are left as they come."


def keep_settings(path: Path, old: Settings, new: Settings) -> str:
    """Write what changed into the file, the rest of it as it stands; a sentence if it cannot be."""
    changed = {key: value for key, value in new.model_dump().items() if getattr(old, key) != value}
    if not changed:
        return ""
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for key, value in changed.items():
            text = _with(text, key, ("off", "on")[value] if isinstance(value, bool) else str(value))
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        return f"The settings could not be kept in {path}: {error.strerror or error}."
    return ""


def _with(text: str, key: str, value: str) -> str:
    line = re.compile(rf"^{key}\s*:.*$", re.MULTILINE)
    if line.search(text):
        return line.sub(f"{key}: {value}", text)
    return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{key}: {value}\n"
