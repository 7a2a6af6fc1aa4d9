"""Reads session files and the figures they name.

A figure is named by the id of a shipped one, or by a file beside the session's own. Such a file is
read only if it is in that very folder: no name leads elsewhere, and no link is followed.
"""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.figure_file import MAX_FIGURE_BYTES, read_figure
from follow_along.adapters.sessions.file_names import as_spelt
from follow_along.adapters.sessions.loader import load_record, read_text
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.core.figures.figure import Figure
from follow_along.core.sessions.checked_name import NameChecks
from follow_along.core.sessions.session import Session
from follow_along.core.validation.messages import closest_match, describe_value
from follow_along.core.validation.problem import Problem

MAX_BYTES_TOGETHER = 64 * 1024
"""Size limit of all the figure files beside one session: fifty usual ones."""

_MOST_PROBLEMS = 100

Figures = Mapping[str, Figure]
"""Figures by the names that exercises have for them."""


def read_session(path: Path, shipped_figures: Path, cache: RecordCache | None = None) -> Session:
    """Read a session file, and check every figure that it names.

    Shipped figures are only looked for in the folder `shipped_figures`. Raises SessionFileError
    with every mistake of the session, then those of the figure files beside it.
    """
    return load_session(read_text(path), path, shipped_figures, cache)


def load_session(
    text: str, path: Path, shipped_figures: Path, cache: RecordCache | None
) -> Session:
    """Return the session that the text of a file describes. Raises as `read_session` does."""
    kept = cache.get(text, Session) if cache else None
    figures = _SessionFigures(path, shipped_figures, cache)
    if kept and not any(map(figures.problem, kept.figure_names)):
        return kept
    from follow_along.adapters.sessions import shipped_exercises  # noqa: PLC0415 - see loader
    from follow_along.adapters.sessions.parsing import parse_record  # noqa: PLC0415

    figures = _SessionFigures(path, shipped_figures, cache)
    try:
        checks = NameChecks(figures.problem, shipped_exercises.problem)
        session = parse_record(text, str(path), Session, checks, shipped_exercises.expanded)
    except SessionFileError as error:
        raise SessionFileError([*error.problems, *figures.problems]) from None
    # What a shipped exercise is may change with the program, and the text would not show it.
    if cache and not any(exercise.use for exercise in session.all_exercises):
        cache.put(text, session)
    return session


def read_figures(
    session: Session, path: Path, shipped_figures: Path, cache: RecordCache | None = None
) -> Figures:
    """Read the figures of a session that was read from `path`; one that is gone is left out."""
    figures = _SessionFigures(path, shipped_figures, cache)
    for name in session.figure_names:
        figures.problem(name)
        if "." not in name:
            figures.read_shipped(name)
    return figures.figures


@dataclass
class _SessionFigures:
    """The figures that a session names, as they are found one by one."""

    session: Path
    shipped: Path
    cache: RecordCache | None
    figures: dict[str, Figure] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Mistakes in the files beside the session."""
    _sentences: dict[str, str] = field(default_factory=dict)
    _shipped_names: list[str] = field(default_factory=list)
    _bytes: int = 0

    def problem(self, name: str) -> str:
        """Return a sentence on what is wrong with a figure; empty if nothing is."""
        if name not in self._sentences:
            beside = "." in name
            self._sentences[name] = self._read_beside(name) if beside else self._unknown(name)
        return self._sentences[name]

    def read_shipped(self, name: str) -> None:
        """Read a shipped figure; one that is damaged is left out."""
        with contextlib.suppress(SessionFileError):
            self.figures[name] = read_figure(self.shipped / f"{name}.yaml", self.cache)

    def _read_beside(self, name: str) -> str:
        path = _beside(self.session, name)
        try:
            text = read_text(path, MAX_FIGURE_BYTES, follow_links=False)
            self._bytes += len(text.encode())
            if self._bytes > MAX_BYTES_TOGETHER:
                most = MAX_BYTES_TOGETHER // 1024
                return f"the files that a session brings have at most {most} KiB all together"
            self.figures[name] = load_record(text, path, Figure, self.cache)
        except SessionFileError as error:
            if error.unreadable:
                where = f"{describe_value(name)} in the session's own folder"
                return f"{where}: {error.problems[0].message}"
            if len(self.problems) < _MOST_PROBLEMS:
                self.problems += error.problems
            return f"{describe_value(name)} has mistakes"
        return ""

    def _unknown(self, name: str) -> str:
        self._shipped_names = self._shipped_names or [p.stem for p in self.shipped.glob("*.yaml")]
        if name in self._shipped_names:
            return ""
        near = closest_match(name, self._shipped_names)
        own = "a file of your own ends in `.yaml`"
        hint = f"did you mean {describe_value(near)}?" if near else own
        return f"no figure {describe_value(name)} comes with the program; {hint}"


def _beside(session: Path, name: str) -> Path:
    """Return the path of a file beside the session's; beside its target, if that is a link."""
    target = Path(os.path.realpath(session)) if session.is_symlink() else session
    return as_spelt(target.with_name(name))
