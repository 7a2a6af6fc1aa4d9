"""Reads figure files."""

from pathlib import Path

from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import load_record, read_text
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.core.figures.figure import Figure
from follow_along.core.validation.problem import Problem

MAX_FIGURE_BYTES = 32 * 1024
"""Twenty poses of every joint need half of it."""


def read_figure(path: Path, cache: RecordCache | None = None) -> Figure:
    """Read a figure file. Raises SessionFileError with every mistake, in the order of lines."""
    return load_figure(read_text(path, MAX_FIGURE_BYTES), path, cache)


def load_figure(text: str, path: Path, cache: RecordCache | None = None) -> Figure:
    """Return the figure that the text of a file describes. Raises as `read_figure` does."""
    if len(text.encode()) > MAX_FIGURE_BYTES:
        message = f"the file is larger than {MAX_FIGURE_BYTES // 1024} KiB, which is the most"
        raise SessionFileError([Problem(1, 1, message, str(path))])
    return load_record(text, path, Figure, cache)


def is_figure_text(text: str, cache: RecordCache | None = None) -> bool:
    """Return whether the text of a file has the poses of a figure, right or wrong."""
    if cache and cache.get(text, Figure):
        return True
    from follow_along.adapters.sessions.parsing import has_key  # noqa: PLC0415 - see loader

    return has_key(text, "poses")
