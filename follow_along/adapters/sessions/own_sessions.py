"""The user's own session files: what one may be called, and how it is written."""

import re
from pathlib import Path

from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.adapters.sessions.loader import read_text
from follow_along.core.listed_session import ListedSession
from follow_along.core.text import visible
from follow_along.core.validation.messages import describe_value

ENDING = ".yaml"

_MOST_BYTES = 200
"""The longest name: every file system has room for it with its ending."""

_NOT_IN_NAMES = re.compile(r"""[<>:"/\\|?*]""")
"""Characters that separate folders, or that Windows and other systems have no files with."""

_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Names that Windows keeps for devices."""


class OwnSessionError(Exception):
    """A session file cannot be written. The message is one sentence."""


def check_name(name: str) -> None:
    """Raise OwnSessionError for what no session can be called."""
    found = describe_value(name)
    if not name.strip():
        raise OwnSessionError("A session needs a name, such as morning-circuit.")
    if character := _NOT_IN_NAMES.search(name):
        raise OwnSessionError(f"{found} is no name: it cannot have a {character[0]} in it.")
    if visible(name) != name:
        raise OwnSessionError(f"{found} is no name: it has characters that cannot be seen.")
    if name[0] in ".- " or name[-1] in ". ":
        raise OwnSessionError(f"{found} is no name: it begins or ends with a sign or a blank.")
    if _DEVICES.fullmatch(name):
        raise OwnSessionError(f"{found} is no name: some systems keep it for a device.")
    if len(name.encode("utf-8", "replace")) > _MOST_BYTES:
        raise OwnSessionError(f"{found} is no name: it is longer than {_MOST_BYTES} bytes.")


def write_session(path: Path, text: str, *, force: bool = False) -> None:
    """Write a session file and, where missing, its folder; `force` replaces a file.

    Raises OwnSessionError.
    """
    shown = visible(str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path, replace=force) as part:
            part.write_text(text, "utf-8")
    except CannotReplaceError as error:
        raise OwnSessionError(f"{shown} {error}.") from None
    except OSError as error:
        raise OwnSessionError(f"{shown} cannot be written ({error.strerror}).") from None


def own_copy(listed: ListedSession, folder: Path) -> Path:
    """Return the file of a session to be edited: a shipped one is copied into her folder.

    Raises OwnSessionError, and SessionFileError when there is nothing to copy.
    """
    path = Path(listed.path)
    if listed.origin != "shipped":
        return path
    own = folder / f"{listed.name}{ENDING}"
    about = f"# Your copy of {listed.name}, in whose place it is played.\n"
    write_session(own, about + read_text(path))
    return own
