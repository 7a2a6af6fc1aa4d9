"""Finding sessions: the person's own and the shipped ones, by name or by path."""

import os
import re
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from follow_along.adapters.sessions.figure_file import holds_figure
from follow_along.adapters.sessions.loader import Problem, SessionFileError
from follow_along.adapters.sessions.session_figures import read_checked_session
from follow_along.core.sessions.session import Session
from follow_along.core.text import visible
from follow_along.core.validation.fields import closest_match, describe_value

Origin = Literal["yours", "shipped", "path"]

MOST_FILES = 200
"""Session files of a folder that are read for a list, which takes some hundredths of a second each.
Any other can be played by its path."""

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
    """One session of the library: what its file says, or what is wrong with the file.

    A folder that cannot be listed as a whole has an entry too, which says so.
    """

    name: str
    path: Path
    origin: Origin
    shadows: bool
    """Whether it is the person's own and stands before a shipped one of the same name."""
    session: Session | None
    problems: tuple[Problem, ...] = ()
    unreadable: bool = False
    """Whether nothing is known of what is in it, so that there is nothing to check."""


class Library:
    """The sessions of two folders. The person's own stands before a shipped one of its name."""

    def __init__(self, user_folder: Path, shipped_folder: Path, shipped_figures: Path) -> None:
        self._user_folder = user_folder
        self._shipped_folder = shipped_folder
        self._shipped_figures = shipped_figures

    def find(self, name_or_path: str) -> Found:
        """Find a session by its name, or take a path as it is.

        A path has a slash or the ending of a session file, or is a file that lies here and has the
        name of no session. Raises NotFoundError for a name that is not known.
        """
        path = Path(name_or_path)
        given = Found(visible(path.stem), path, "path")
        if "/" in name_or_path or path.name != name_or_path or path.suffix in _ENDINGS:
            return given
        known = self.known()
        if name_or_path in known:
            return known[name_or_path]
        if os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            return given
        near = closest_match(name_or_path, known)
        hint = f"did you mean `{near}`?" if near else "`follow-along list` names those there are"
        raise NotFoundError(f"There is no session {describe_value(name_or_path)}; {hint}")

    def known(self) -> dict[str, Found]:
        """Where each session lies, by its name."""
        own, shipped = self._folders()
        return shipped.files | own.files

    def all(self) -> list[Entry]:
        """Read every session: the person's own, then the shipped ones, each in order of names.

        A file with mistakes is listed with them. A shipped session is left out where one of the
        person's own stands before it. A folder with more than can be listed comes last.
        """
        folders = own, shipped = self._folders()
        left = [each for name, each in shipped.files.items() if name not in own.files]
        entries = [self._entry(each, each.name in shipped.files) for each in own.files.values()]
        entries += [self._entry(each, shadows=False) for each in left]
        entries += [folder.unlisted for folder in folders]
        return [entry for entry in entries if entry]

    def _entry(self, place: Found, shadows: bool) -> Entry | None:
        """What a file says; None for a figure, which lies beside the session that it belongs to."""
        listed = Entry(place.name, place.path, place.origin, shadows, session=None)
        try:
            session = read_checked_session(place.path, self._shipped_figures)
        except SessionFileError as error:
            if not error.unreadable and holds_figure(place.path):
                return None
            return replace(listed, problems=error.problems, unreadable=error.unreadable)
        return replace(listed, session=session)

    def _folders(self) -> "tuple[_Folder, _Folder]":
        return _look_into(self._user_folder, "yours"), _look_into(self._shipped_folder, "shipped")


@dataclass(frozen=True, slots=True)
class _Folder:
    """The session files of a folder by their names, in the order of names."""

    files: dict[str, Found]
    unlisted: Entry | None = None
    """Says why the files are not all that there are."""


def _look_into(folder: Path, origin: Origin) -> _Folder:
    """Find the session files of a folder; none if it is not there."""
    try:
        with os.scandir(folder) as entries:
            # Editors keep copies and locks under names that begin with a dot.
            named = (e for e in entries if e.name.endswith(_ENDINGS) and e.name[0] != ".")
            paths = [Path(entry.path) for entry in islice(named, MOST_FILES + 1)]
    except FileNotFoundError:
        return _Folder({})
    except OSError as error:
        said = f"the folder of sessions cannot be read ({error.strerror})"
        return _Folder({}, _unlisted(folder, origin, said))
    files: dict[str, Found] = {}
    for path in sorted(paths[:MOST_FILES], key=_by_name):
        name = visible(path.stem)
        files.setdefault(name, Found(name, path, origin))
    if len(paths) <= MOST_FILES:
        return _Folder(files)
    said = f"there are more than {MOST_FILES} session files, which is the most that is listed"
    return _Folder(files, _unlisted(folder, origin, f"{said}: play the others by their paths"))


def _unlisted(folder: Path, origin: Origin, said: str) -> Entry:
    problem = Problem(1, 1, said, str(folder))
    name = visible(folder.name)
    return Entry(name, folder, origin, False, None, (problem,), unreadable=True)


def _by_name(path: Path) -> list[tuple[int, str]]:
    """Order week-2 before week-10."""
    parts = re.split("([0-9]{1,100})", path.name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
