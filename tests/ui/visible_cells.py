"""What is really on a screen: its cells, and the widgets that fill them."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints

WORDY = (BigText, ClippedLabel, Hints)
"""The widgets that answer for their words at every size."""


def cells(screen: Screen) -> list[list[str]]:
    """The screen by rows and columns; the second half of a wide character is empty."""
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
    """The text in a part of the cells of a screen, row by row."""
    part = screen[region.y : region.bottom]
    return ["".join(row[region.x : region.right]) for row in part]


def leaves(screen: Screen) -> list[Widget]:
    """The widgets without children that are shown."""
    return list(_leaves(screen))


def _leaves(widget: Widget) -> Iterator[Widget]:
    for child in widget.children:
        if child.display and child.visible:
            if child.children:
                yield from _leaves(child)
            else:
                yield child


def scrolled(widget: Widget) -> bool:
    """Whether a widget can be scrolled to, so that it need not lie within the screen."""
    return any(isinstance(parent, VerticalScroll) for parent in widget.ancestors)


def told_whole_or_with_a_sign(screen: list[list[str]], widget: Widget) -> bool:
    """Whether the words of a widget are in the cells: all, or as many as fit and an ellipsis."""
    shown = rows_in(screen, widget.content_region)
    if isinstance(widget, BigText) and widget.large:
        seen = [row.strip() for row in shown if row.strip()]
        return seen == [row.strip() for row in widget.large if row.strip()]
    seen = _dense("".join(shown))
    if isinstance(widget, Hints):
        return _whole_hints(widget, seen)
    words = widget.text if isinstance(widget, BigText) else str(widget.words)
    return seen == _dense(words) or _cut_short(seen, _dense(words))


def _whole_hints(widget: Hints, seen: str) -> bool:
    """Whether nothing but whole hints is seen, the most important one among them."""
    hints = [_dense(f"{key}{does}") for key, does in widget.hints]
    if not seen.startswith(hints[0]):
        return _cut_short(seen, hints[0])
    for hint in hints:
        seen = seen.removeprefix(hint)
    return not seen


def _cut_short(seen: str, whole: str) -> bool:
    return len(seen) > 1 and seen.endswith("…") and whole.startswith(seen[:-1])


def _dense(words: str) -> str:
    """Words without the blanks, and without the dot that stands for a line break."""
    return "".join(words.replace("·", "").split())
