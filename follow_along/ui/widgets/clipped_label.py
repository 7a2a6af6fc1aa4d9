"""A label whose wrapped text ends in an ellipsis if it does not fit.

Upstream gap: Textual's `text-overflow` cuts each long line, not the last row of wrapped text.
"""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from follow_along.ui.widgets.render_cache import RenderCache


def clipped(text: Content, columns: int, rows: int) -> Content:
    """Return `text` wrapped into at most `rows` rows; an ellipsis ends the last row if text is cut.

    Line breaks are kept.
    """
    if columns < 1 or rows < 1:
        return Content("")
    lines = text.wrap(columns)
    if len(lines) <= rows:
        return text
    last = Content(" ").join(line.rstrip() for line in lines[rows - 1 :])
    before = [line.rstrip() for line in lines[: rows - 1]]
    return Content("\n").join([*before, last.truncate(columns, ellipsis=True)])


class ClippedLabel(RenderCache, Widget):
    """A label whose changes trigger a layout only if the size of its text changes."""

    def __init__(
        self,
        words: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.words = _content(words)
        """The whole text, including what does not fit."""

    def show_words(self, words: str | Content) -> None:
        """Show another text."""
        before, self.words = self.words, _content(words)
        if not self.words.is_same(before):
            resized = self.styles.auto_dimensions and self._extent(self.words) != self._extent(
                before
            )
            self.refresh(layout=bool(resized))

    def render(self) -> Content:
        """Return the text, clipped to the label's size."""
        return clipped(self.words, *self.content_size)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's call
        """Return the width of the longest line, in columns."""
        return max(line.cell_length for line in self.words.split("\n", allow_blank=True))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """Return the rows that the whole text takes in `width` columns."""
        return len(self.words.wrap(width)) if width and self.words else 0

    def _extent(self, words: Content) -> tuple[int, int]:
        """Return the width of the unwrapped text, and its rows at the label's current width."""
        columns = self.content_size.width
        return words.cell_length, len(words.wrap(columns)) if columns else 0


def _content(words: str | Content) -> Content:
    return Content(words) if isinstance(words, str) else words
