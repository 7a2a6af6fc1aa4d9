"""Reads the cells that a screen really shows, and the widgets that fill them."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.large_label import LargeLabel
from follow_along.ui.widgets.pages import PagedLabel

TEXT_WIDGETS = (BigText, ClippedLabel, Hints)
"""The widgets that must show their whole text, or an ellipsis, at every size."""


def cells(screen: Screen) -> list[list[str]]:
    """Return the screen by rows and columns; the second cell of a wide character is empty."""
    rows = []
    for strip in screen._compositor.render_strips():
        row = []
        for segment in strip:
            for character in segment.text:
                width = cell_len(character)
                row += [character, *[""] * (width - 1)] if width else []
                if not width and row:
                    row[-1] += character
        rows.append(row)
    return rows


def rows_in(screen: list[list[str]], region: Region) -> list[str]:
    """Return the text of a region, row by row."""
    rows = screen[region.y : region.bottom]
    return ["".join(row[region.x : region.right]) for row in rows]


def screen_words(screen: Screen) -> list[str]:
    """Return the words on the screen."""
    return " ".join("".join(row) for row in cells(screen)).split()


def leaves(screen: Screen) -> list[Widget]:
    """Return the visible widgets without children."""
    return list(_leaves(screen))


def _leaves(widget: Widget) -> Iterator[Widget]:
    for child in widget.children:
        if child.display and child.visible:
            if child.children:
                yield from _leaves(child)
            else:
                yield child


def scrolled(widget: Widget) -> bool:
    """Return whether a widget is inside a scroll container, and so may lie outside the screen."""
    return any(isinstance(parent, VerticalScroll) for parent in widget.ancestors)


def is_whole_or_clipped(screen: list[list[str]], widget: Widget) -> bool:
    """Return whether the cells show all the text of a widget, or its beginning and an ellipsis.

    A widget that turns pages may show a later part.
    """
    shown = rows_in(screen, widget.content_region)
    if isinstance(widget, (BigText, LargeLabel)) and widget.large:
        seen = [row.strip() for row in shown if row.strip()]
        return seen == [row.strip() for row in widget.large if row.strip()]
    seen = _without_blanks("".join(shown))
    if isinstance(widget, Hints):
        return _whole_hints(widget, seen)
    words = _without_blanks(widget.text if isinstance(widget, BigText) else str(widget.words))
    if isinstance(widget, (BigText, PagedLabel)):
        return seen.removesuffix("…") in words
    return seen == words or _is_clipped(seen, words)


def _whole_hints(widget: Hints, seen: str) -> bool:
    """Return whether only whole hints are shown, among them the most important one."""
    hints = [_without_blanks(f"{key}{does}") for key, does in widget.hints]
    if not seen.startswith(hints[0]):
        return _is_clipped(seen, hints[0])
    for hint in hints:
        seen = seen.removeprefix(hint)
    return not seen


def _is_clipped(seen: str, whole: str) -> bool:
    return len(seen) > 1 and seen.endswith("…") and whole.startswith(seen[:-1])


def _without_blanks(words: str) -> str:
    """Remove blanks, and the dot that stands for a line break."""
    return "".join(words.replace("·", "").split())
