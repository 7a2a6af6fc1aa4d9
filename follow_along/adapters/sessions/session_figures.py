"""The figures that a session names: all found, and all right, before the session is played.

A name is that of a figure that comes with the program, or of a file beside the session's own. Such
a file is read only if it lies in that very folder: no name leads elsewhere, no link is followed.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from follow_along.adapters.sessions.figure_file import figure_of, figure_text, read_figure
from follow_along.adapters.sessions.loader import (
    Problem,
    Reading,
    SessionFileError,
    reading,
    text_of,
)
from follow_along.adapters.sessions.yaml_nodes import Node
from follow_along.core.figures.fields import FigureName
from follow_along.core.figures.figure import Figure
from follow_along.core.sessions.session import Session
from follow_along.core.validation.fields import closest_match, describe_value

MOST_TOGETHER = 64 * 1024
"""Bytes that all the figure files of one session may have: fifty usual ones."""

_MOST_EXERCISES = 200
_MOST_PROBLEMS = 100

Figures = Mapping[str, Figure]
"""Figures by the names that exercises have for them."""


def read_checked_session(path: Path, shipped: Path) -> Session:
    """Read a session and the figures it brings, and see that each one in `shipped` is there.

    SessionFileError has every mistake of the session, then those of its figures.
    """
    return _read(path, shipped)[0]


def read_session_with_figures(path: Path, shipped: Path) -> tuple[Session, Figures]:
    """Read a session and every figure it names, shipped ones from the folder `shipped`.

    SessionFileError has every mistake of the session, then those of its figures.
    """
    session, brought = _read(path, shipped)
    names = {exercise.figure for exercise in session.exercises if exercise.figure} - brought.keys()
    return session, brought | {name: read_figure(shipped / f"{name}.yaml") for name in names}


def _read(path: Path, shipped: Path) -> tuple[Session, dict[str, Figure]]:
    said = reading(text_of(path), str(path), Session)
    brought = _Brought(path, shipped)
    problems = [*said.problems, *brought.check(said)]
    if problems:
        raise SessionFileError([*sorted(problems), *brought.problems])
    return said.whole(), brought.figures


@dataclass
class _Brought:
    """The figures that lie beside a session, as they are come by in its file."""

    session: Path
    shipped: Path
    figures: dict[str, Figure] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with their own files."""
    _wrong: dict[str, str] = field(default_factory=dict)
    _size: int = 0

    def check(self, session: Reading[Session]) -> Iterator[Problem]:
        """Look at each figure that a session names: what is wrong, where it is named."""
        known = [path.stem for path in self.shipped.glob("*.yaml")]
        for node, name in _names(session.root):
            if name not in self._wrong:
                self._wrong[name] = self._read(name) if "." in name else _unknown(name, known)
            if self._wrong[name]:
                yield Problem(*node.place, f"figure: {self._wrong[name]}", str(self.session))

    def _read(self, name: str) -> str:
        """Read a file beside the session's; a sentence if it cannot be used."""
        path = _beside(self.session, name)
        try:
            text = figure_text(path, follow_links=False)
            self._size += len(text.encode())
            if self._size > MOST_TOGETHER:
                most = MOST_TOGETHER // 1024
                return f"the files that a session brings have at most {most} KiB all together"
            self.figures[name] = figure_of(text, path)
        except SessionFileError as error:
            if error.unreadable:
                return f"{describe_value(name)} in the session's own folder: {error.problems[0].message}"
            if len(self.problems) < _MOST_PROBLEMS:
                self.problems += error.problems
            return f"{describe_value(name)} has mistakes"
        return ""


def _names(root: Node | None) -> Iterator[tuple[Node, str]]:
    """Every figure that a session names in the right form, and where."""
    exercises = root.value.get("exercises") if root and isinstance(root.value, dict) else None
    listed = exercises.value if exercises and isinstance(exercises.value, list) else []
    # A session with more is refused as it is.
    for exercise in listed[:_MOST_EXERCISES]:
        node = exercise.value.get("figure") if isinstance(exercise.value, dict) else None
        if node is None or node.refused:
            continue
        try:
            name = FigureName().read(node.value)
        except ValueError:
            # Told of already, as a mistake of the session.
            continue
        if name:
            yield node, name


def _unknown(name: str, known: list[str]) -> str:
    if name in known:
        return ""
    near = closest_match(name, known)
    hint = f"did you mean {describe_value(near)}?" if near else "a file of your own ends in `.yaml`"
    return f"no figure {describe_value(name)} comes with the program; {hint}"


def _beside(session: Path, name: str) -> Path:
    """The path of a file beside the session's: where its text really lies, if that is a link."""
    lies = Path(os.path.realpath(session)) if session.is_symlink() else session
    return lies.with_name(name)
