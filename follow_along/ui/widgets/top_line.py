"""One row with words at both its ends."""

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

_GAP = "  "
_LEAST = 16
"""Columns that the badge leaves to the words on the left; where it cannot, it is not shown."""


class TopLine(Widget):
    """Where in the session on the left, a badge on the whole run, the time left on the right.

    One widget in place of three in a container: it changes every second, and Textual renders each
    widget of a row in which one changes.
    """

    def __init__(self, badge: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._badge = badge
        self.ends = ("", "")
        """The words on the left and on the right, whether or not there is room for all of them."""

    def tell(self, left: str, right: str) -> None:
        """Show other words."""
        before, self.ends = self.ends, (left, right)
        if before[0] != left:
            self.refresh()
        elif before[1] != right:
            columns = max(Content(words).cell_length for words in (before[1], right))
            self.refresh(Region(self.content_size.width - columns, 0, columns, 1))

    def render(self) -> Content:
        """The words on the right as a whole; those on the left end in an ellipsis if need be."""
        columns = self.content_size.width
        right = Content(self.ends[1]).truncate(columns, ellipsis=True)
        if self._badge:
            badged = Content.assemble((self._badge, "bold reverse"), _GAP, right)
            if badged.cell_length + len(_GAP) + _LEAST <= columns:
                right = badged
        room = max(0, columns - right.cell_length - len(_GAP))
        left = Content(self.ends[0]).truncate(room, ellipsis=True)
        return left.pad_right(columns - left.cell_length - right.cell_length) + right
