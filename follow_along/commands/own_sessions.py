"""The user's own session files: where a new one goes, and how it is written."""

from pathlib import Path

from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.adapters.paths import find_paths
from follow_along.commands.errors import fail
from follow_along.core.text import visible

ENDING = ".yaml"


def session_path(name: str) -> Path:
    """Return the path that a name stands for: in her folder of sessions, unless it is a path.

    A path has a slash, or the ending of a session file.
    """
    path = Path(name)
    if path.suffix.lower() in {ENDING, ".yml"} or path.name != name:
        return path
    return find_paths().sessions / f"{name}{ENDING}"


def write_session(path: Path, text: str, *, force: bool = False) -> None:
    """Write a session file; exits with a sentence when that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path, replace=force) as part:
            part.write_text(text, "utf-8")
    except CannotReplaceError as error:
        hint = "; with --force it is replaced" if path.is_file() else ""
        fail(f"{visible(str(path))} {error}{hint}.")
    except OSError as error:
        fail(f"{visible(str(path))} cannot be written ({error.strerror}).")
