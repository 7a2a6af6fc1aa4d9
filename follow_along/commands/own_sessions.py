"""The user's own session files as commands write them: what goes wrong ends in a sentence."""

from pathlib import Path

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions import own_sessions
from follow_along.adapters.sessions.own_sessions import ENDING, OwnSessionError
from follow_along.commands.errors import fail


def session_path(name: str) -> Path:
    """Return the path that a name stands for: in her folder of sessions, unless it is a path.

    A path has a slash, or the ending of a session file. Exits for what no session can be called.
    """
    path = Path(name)
    if name and (path.suffix.lower() in {ENDING, ".yml"} or path.name != name):
        return path
    return own_path(name)


def own_path(name: str) -> Path:
    """Return the path of a session in her folder. Exits for what no session can be called."""
    try:
        own_sessions.check_name(name)
    except OwnSessionError as error:
        fail(str(error))
    return find_paths().sessions / f"{name}{ENDING}"


def write_session(path: Path, text: str, *, force: bool = False) -> None:
    """Write a session file; exits with a sentence when that is not possible."""
    try:
        own_sessions.write_session(path, text, force=force)
    except OwnSessionError as error:
        hint = "; with --force it is replaced." if path.is_file() and not force else "."
        fail(str(error).removesuffix(".") + hint)
