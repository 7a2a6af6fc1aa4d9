"""Figure files: read whole and right, or refused with every mistake and its place."""

from pathlib import Path

from follow_along.adapters.sessions.loader import SessionFileError, reading, text_of
from follow_along.adapters.sessions.yaml_nodes import read_yaml
from follow_along.core.figures.figure import Figure

LARGEST_FIGURE = 32 * 1024
"""Bytes a figure file may have. Twenty poses of every joint need half of it."""


def holds_figure(path: Path) -> bool:
    """Whether a file can be read and has the poses of a figure, right or wrong."""
    try:
        root = read_yaml(text_of(path)).root
    except SessionFileError:
        return False
    return root is not None and isinstance(root.value, dict) and "poses" in root.value


def read_figure(path: Path) -> Figure:
    """Read a figure file. SessionFileError has every mistake in it, in the order of lines."""
    return figure_of(figure_text(path), path)


def figure_text(path: Path, *, follow_links: bool = True) -> str:
    """Read the text of a figure file, at the end of a link only if `follow_links` may be.

    SessionFileError if there is no such text.
    """
    return text_of(path, LARGEST_FIGURE, follow_links=follow_links)


def figure_of(text: str, path: Path) -> Figure:
    """The figure that the text of a file describes; SessionFileError has every mistake in it."""
    return reading(text, str(path), Figure).whole()
