"""The session files: the user's own and the shipped ones, by name or by path."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from follow_along.adapters.sessions.comments import texts_cut_short
from follow_along.adapters.sessions.errors import NotFoundError, SessionFileError
from follow_along.adapters.sessions.figure_file import is_figure_text
from follow_along.adapters.sessions.file_names import as_spelt, composed
from follow_along.adapters.sessions.loader import read_text
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.adapters.sessions.session_file import (
    Figures,
    load_session,
    read_figures,
)
from follow_along.core.listed_session import ListedSession, Origin
from follow_along.core.sessions.session import Session
from follow_along.core.text import visible
from follow_along.core.validation.messages import closest_match, describe_value
from follow_along.core.validation.problem import Problem

MAX_FILES = 200
"""Session files of a folder that are listed; validating one takes some hundredths of a second.
Any other can be played by its name or its path."""

_MAX_NAMES = 100_000
"""Session files of a folder that are known by their names."""

_ENDINGS = (".yaml", ".yml")
"""In small letters; a file may have them in any."""


@dataclass(frozen=True, slots=True)
class Library:
    """The sessions of two folders. The user's own take precedence over shipped ones of a name."""

    user_folder: Path
    shipped_folder: Path
    shipped_figures: Path
    cache: RecordCache | None = None

    def load(self, name_or_path: str) -> ListedSession:
        """Find and read one session.

        Raises NotFoundError for an unknown name, SessionFileError for a file with mistakes.
        """
        return self._read(self.find(name_or_path))

    def find(self, name_or_path: str) -> ListedSession:
        """Find a session by its name or path, without reading it.

        A path has a slash or the ending of a session file, or is a file in the current folder that
        has no session's name. Raises NotFoundError for an unknown name.
        """
        path = as_spelt(Path(name_or_path))
        given = ListedSession(_name(path), str(path), "path")
        is_path = "/" in name_or_path or Path(name_or_path).name != name_or_path
        if is_path or path.suffix.lower() in _ENDINGS:
            return given
        known = self.known()
        if composed(name_or_path) in known:
            return known[composed(name_or_path)]
        if os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            return given
        near = closest_match(composed(name_or_path), known)
        hint = f"did you mean `{near}`?" if near else "`follow-along list` names those there are"
        raise NotFoundError(f"There is no session {describe_value(name_or_path)}; {hint}")

    def load_path(self, path: Path) -> ListedSession | None:
        """Read the session file at a path; None if it is not usable."""
        try:
            return self._read(ListedSession(_name(path), str(path), "path"))
        except SessionFileError:
            return None

    def load_known(self, name: str) -> ListedSession | None:
        """Read the session of a name, which is never taken for a path; None if it is not usable."""
        listed = self.known().get(composed(name))
        try:
            return self._read(listed) if listed else None
        except SessionFileError:
            return None

    def known(self) -> dict[str, ListedSession]:
        """Return the sessions by name, without reading them."""
        own, shipped = self._folders()
        return shipped.files | own.files

    def all(self) -> list[ListedSession]:
        """Read every session, as `read_each` does."""
        return list(self.read_each())

    def listed_names(self) -> list[str]:
        """Return the names of the files that `read_each` reads, and of the folders."""
        folders = self._folders()
        names = [name for folder in folders for name, _ in folder.listed]
        return names + [folder.unlisted.name for folder in folders if folder.unlisted]

    def read_each(self, *, shipped_first: bool = False) -> Iterator[ListedSession]:
        """Read the sessions one by one: the user's own, then the shipped ones, in order of names.

        With `shipped_first` these few come first, so that they need not wait for the others.
        A file with mistakes is listed with them. A shipped session is left out if the user has one
        of its name. A folder with more than can be listed comes last.
        """
        folders = own, shipped = self._folders()
        theirs = [replace(each, shadows=name in shipped.files) for name, each in own.listed]
        others = [each for name, each in shipped.listed if name not in own.files]
        files = others + theirs if shipped_first else theirs + others
        yield from filter(None, map(self._list, files))
        yield from filter(None, (folder.unlisted for folder in folders))

    def figures(self, listed: ListedSession) -> Figures:
        """Read the figures of a session that was read."""
        session, path = listed.require_session(), Path(listed.path)
        return read_figures(session, path, self.shipped_figures, self.cache)

    def _read(self, listed: ListedSession) -> ListedSession:
        return self._parsed(listed, read_text(Path(listed.path)))

    def _parsed(self, listed: ListedSession, text: str) -> ListedSession:
        session = load_session(text, Path(listed.path), self.shipped_figures, self.cache)
        return replace(listed, session=session, warnings=texts_cut_short(text, listed.path))

    def _list(self, listed: ListedSession) -> ListedSession | None:
        """Read a file for the list; None for a figure, which is beside a session that names it."""
        try:
            text = read_text(Path(listed.path))
            if (self.cache is None or not self.cache.get(text, Session)) and is_figure_text(
                text, self.cache
            ):
                return None
            return self._parsed(listed, text)
        except SessionFileError as error:
            return replace(listed, problems=error.problems, unreadable=error.unreadable)

    def _folders(self) -> "tuple[_Folder, _Folder]":
        return _scan(self.user_folder, "yours"), _scan(self.shipped_folder, "shipped")


@dataclass(frozen=True, slots=True)
class _Folder:
    """The session files of a folder by name, in order of names."""

    files: dict[str, ListedSession]
    unlisted: ListedSession | None = None
    """Says why the files are not all that there are, or are not all listed."""

    @property
    def listed(self) -> Iterator[tuple[str, ListedSession]]:
        """The first files, as many as are listed."""
        return islice(self.files.items(), MAX_FILES)


def _scan(folder: Path, origin: Origin) -> _Folder:
    """Find the session files of a folder; none if there is no such folder."""
    try:
        paths = list(islice(_session_files(folder), _MAX_NAMES))
    except FileNotFoundError:
        return _Folder({})
    except OSError as error:
        problem = f"the folder of sessions cannot be read ({error.strerror})"
        return _Folder({}, _unlisted(folder, origin, problem))
    files: dict[str, ListedSession] = {}
    for path in sorted(paths, key=_by_name):
        name = _name(path)
        files.setdefault(name, ListedSession(name, str(path), origin))
    if len(files) <= MAX_FILES:
        return _Folder(files)
    problem = f"there are more than {MAX_FILES} session files, which is the most that is listed"
    return _Folder(files, _unlisted(folder, origin, f"{problem}: play the others by their names"))


def _session_files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            # Editors keep copies and locks under names that begin with a dot.
            if entry.name.lower().endswith(_ENDINGS) and not entry.name.startswith("."):
                yield Path(entry.path)


def _unlisted(folder: Path, origin: Origin, problem: str) -> ListedSession:
    name, problems = visible(folder.name), (Problem(1, 1, problem, str(folder)),)
    return ListedSession(name, str(folder), origin, problems=problems, unreadable=True)


def _name(path: Path) -> str:
    """Return the name of a session file: without its ending, safe to show, letters composed."""
    return composed(visible(path.stem))


def _by_name(path: Path) -> list[tuple[int, str]]:
    """Return a sort key by which week-2 comes before week-10."""
    parts = re.split("([0-9]{1,100})", path.name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
