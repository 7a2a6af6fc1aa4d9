"""Finding sessions: the person's own and the shipped ones, by name or by path."""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from follow_along.core.fields import found, nearest
from follow_along.core.session import Session
from follow_along.core.text import visible
from follow_along.edges.session_file import Problem, SessionFileError, read_session

Origin = Literal["yours", "shipped", "path"]

_ENDINGS = (".yaml", ".yml")


class NotFoundError(LookupError):
    """No session of that name; the text is one sentence, with the nearest name there is."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a session lies. `name` is the file's, without its ending and safe to show."""

    name: str
    path: Path
    origin: Origin


@dataclass(frozen=True, slots=True)
class Entry:
    """One session of the library: what its file says, or what is wrong with the file."""

    name: str
    path: Path
    origin: Origin
    shadows: bool
    """Whether it is the person's own and stands before a shipped one of the same name."""
    session: Session | None
    problems: tuple[Problem, ...] = ()


class Library:
    """The sessions of two folders. The person's own stands before a shipped one of its name."""

    def __init__(self, user_folder: Path, shipped_folder: Path) -> None:
        self._user_folder = user_folder
        self._shipped_folder = shipped_folder

    def find(self, name_or_path: str) -> Found:
        """Find a session by its name, or take a path as it is.

        A path has a slash or the ending of a session file, or is a file that lies here and has the
        name of no session. Raises NotFoundError for a name that is not known.
        """
        path = Path(name_or_path)
        given = Found(visible(path.stem), path, "path")
        if "/" in name_or_path or path.name != name_or_path or path.suffix in _ENDINGS:
            return given
        own, shipped = self._folders()
        known = shipped | own
        if name_or_path in known:
            return known[name_or_path]
        if os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            return given
        near = nearest(name_or_path, known)
        hint = f"did you mean `{near}`?" if near else "`follow-along list` names those there are"
        raise NotFoundError(f"There is no session {found(name_or_path)}; {hint}")

    def all(self) -> list[Entry]:
        """Read every session: the person's own, then the shipped ones, each in order of names.

        A file with mistakes is listed with them. A shipped session is left out where one of the
        person's own stands before it.
        """
        own, shipped = self._folders()
        places = [*own.values(), *(each for name, each in shipped.items() if name not in own)]
        return [_entry(each, each.origin == "yours" and each.name in shipped) for each in places]

    def _folders(self) -> tuple[dict[str, Found], dict[str, Found]]:
        return _sessions(self._user_folder, "yours"), _sessions(self._shipped_folder, "shipped")


def _sessions(folder: Path, origin: Origin) -> dict[str, Found]:
    """Find the session files of a folder, in the order of their names; none if it is not there."""
    try:
        paths = sorted(folder.iterdir(), key=_by_name)
    except OSError:
        return {}
    sessions: dict[str, Found] = {}
    for path in paths:
        # Editors keep copies and locks under names that begin with a dot.
        if path.suffix in _ENDINGS and not path.name.startswith("."):
            name = visible(path.stem)
            sessions.setdefault(name, Found(name, path, origin))
    return sessions


def _by_name(path: Path) -> list[tuple[int, str]]:
    """Order week-2 before week-10."""
    parts = re.split("([0-9]{1,100})", path.name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _entry(place: Found, shadows: bool) -> Entry:
    listed = Entry(place.name, place.path, place.origin, shadows, session=None)
    try:
        return replace(listed, session=read_session(place.path))
    except SessionFileError as error:
        return replace(listed, problems=error.problems)
