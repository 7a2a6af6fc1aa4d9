"""Reads figure files."""

from pathlib import Path

from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import load_record, read_text
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.core.figures.figure import Figure

MAX_FIGURE_BYTES = 32 * 1024
"""Twenty poses of every joint need half of it."""


def read_figure(path: Path, cache: RecordCache | None = None) -> Figure:
    """Read a figure file. Raises SessionFileError with every mistake, in the order of lines."""
    return load_record(read_text(path, MAX_FIGURE_BYTES), path, Figure, cache)


def is_figure_file(path: Path) -> bool:
    """Return whether a file can be read and has the poses of a figure, right or wrong."""
    try:
        return is_figure_text(read_text(path))
    except SessionFileError:
        return False


def is_figure_text(text: str, cache: RecordCache | None = None) -> bool:
    """Return whether the text of a file has the poses of a figure, right or wrong."""
    if cache and cache.get(text, Figure):
        return True
    from follow_along.adapters.sessions.parsing import has_key  # noqa: PLC0415 - see loader

    return has_key(text, "poses")
