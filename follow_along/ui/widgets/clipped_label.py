"""A label whose text ends in an ellipsis where it does not fit.

Textual's `text-overflow` cuts each line that is too long, not the last row of wrapped text.
"""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from follow_along.ui.widgets.render_cache import RenderCache


def clipped(words: Content, columns: int, rows: int) -> Content:
    """`words` wrapped into at most `rows` rows; the last one ends in an ellipsis if more is left.

    The line breaks of the words stay.
    """
    if columns < 1 or rows < 1:
        return Content("")
    lines = words.wrap(columns)
    if len(lines) <= rows:
        return words
    last = Content(" ").join(line.rstrip() for line in lines[rows - 1 :])
    shown = [line.rstrip() for line in lines[: rows - 1]]
    return Content("\n").join([*shown, last.truncate(columns, ellipsis=True)])


class ClippedLabel(RenderCache, Widget):
    """Text that may change. The screen is laid out again only when it needs other space."""

    def __init__(
        self,
        words: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.words = _content(words)
        """The whole text, whether or not there is room for all of it."""

    def show_words(self, words: str | Content) -> None:
        """Show other words."""
        before, self.words = self.words, _content(words)
        if not self.words.is_same(before):
            moved = self.styles.auto_dimensions and self._room(self.words) != self._room(before)
            self.refresh(layout=bool(moved))

    def render(self) -> Content:
        """The words, as many as there is room for."""
        return clipped(self.words, *self.content_size)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's call
        """The columns of the longest line."""
        return max(line.cell_length for line in self.words.split("\n", allow_blank=True))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """The rows that all of the words take in `width` columns."""
        return len(self.words.wrap(width)) if width and self.words else 0

    def _room(self, words: Content) -> tuple[int, int]:
        """The columns that words would like to have, and the rows they take in those they have."""
        columns = self.content_size.width
        return words.cell_length, len(words.wrap(columns)) if columns else 0


def _content(words: str | Content) -> Content:
    return Content(words) if isinstance(words, str) else words
