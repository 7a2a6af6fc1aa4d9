"""The top line of the play screen."""

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from follow_along.ui.widgets.render_cache import RowCache

_GAP = "  "
_MARGIN = " "
"""Part of the row, because rows of a widget with padding are not kept."""

_BADGE = Style(bold=True, reverse=True)
_MIN_LEFT = 16
"""The least columns for the text on the left; the badge is hidden if it leaves fewer."""


class TopLine(RowCache, Widget):
    """The position in the session on the left, an optional badge, and the time left on the right.

    It is one widget and not three in a container, because it changes every second and Textual
    renders all widgets of a container in which one changes.
    """

    def __init__(self, badge: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._badge = badge
        self.ends = ("", "")
        """The texts on the left and on the right, including what does not fit."""

    def show_words(self, left: str, right: str) -> None:
        """Show other texts."""
        before, self.ends = self.ends, (left, right)
        if before[0] != left:
            self.refresh()
        elif before[1] != right:
            columns = max(Content(text).cell_length for text in (before[1], right))
            self.refresh(Region(self.size.width - columns - len(_MARGIN), 0, columns, 1))

    def row(self, y: int) -> object:  # noqa: ARG002 - it has one row
        """Return the texts."""
        return self.ends

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one row
        """Return the row: the right text is never cut, the left one ends in an ellipsis if cut."""
        columns = self.size.width - 2 * len(_MARGIN)
        style = self.visual_style.rich_style
        left, right = (Segment(text, style) for text in self.ends)
        badge = [Segment(self._badge, style + _BADGE), Segment(_GAP, style)] if self._badge else []
        room = columns - right.cell_length - len(_GAP)
        if room - sum(segment.cell_length for segment in badge) < _MIN_LEFT:
            badge = []
        room -= sum(segment.cell_length for segment in badge)
        if left.cell_length > room:
            left = Segment(Content(left.text).truncate(max(0, room), ellipsis=True).plain, style)
        gap = Segment(" " * (room + len(_GAP) - left.cell_length), style)
        words = Strip([left, gap, *badge, right]).adjust_cell_length(columns, style)
        margin = Segment(_MARGIN, style)
        return Strip([margin, *words, margin], self.size.width)
