"""One row with words at both its ends."""

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from follow_along.ui.widgets.render_cache import RenderCache

_GAP = "  "
_BADGE = Style(bold=True, reverse=True)
_LEAST = 16
"""Columns that the badge leaves to the words on the left; where it cannot, it is not shown."""


class TopLine(RenderCache, Widget):
    """Where in the session on the left, a badge on the whole run, the time left on the right.

    One widget in place of three in a container: it changes every second, and Textual renders each
    widget of a row in which one changes.
    """

    def __init__(self, badge: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._badge = badge
        self.ends = ("", "")
        """The words on the left and on the right, whether or not there is room for all of them."""

    def show_words(self, left: str, right: str) -> None:
        """Show other words."""
        before, self.ends = self.ends, (left, right)
        if before[0] != left:
            self.refresh()
        elif before[1] != right:
            columns = max(Content(words).cell_length for words in (before[1], right))
            self.refresh(Region(self.content_size.width - columns, 0, columns, 1))

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one row
        """The words on the right as a whole; those on the left end in an ellipsis if need be."""
        columns = self.content_size.width
        style = self.visual_style.rich_style
        left, right = (Segment(words, style) for words in self.ends)
        badge = [Segment(self._badge, style + _BADGE), Segment(_GAP, style)] if self._badge else []
        room = columns - right.cell_length - len(_GAP)
        if room - sum(segment.cell_length for segment in badge) < _LEAST:
            badge = []
        room -= sum(segment.cell_length for segment in badge)
        if left.cell_length > room:
            left = Segment(Content(left.text).truncate(max(0, room), ellipsis=True).plain, style)
        gap = Segment(" " * (room + len(_GAP) - left.cell_length), style)
        return Strip([left, gap, *badge, right]).adjust_cell_length(columns, style)
