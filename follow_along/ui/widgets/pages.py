"""Shows a text that is too long for its widget in pages, because a hand far away cannot scroll."""

from textual.content import Content

from follow_along.ui.widgets.clipped_label import ClippedLabel

PAGE_S = 3.0
"""Seconds for which a page is shown."""


def pages(text: Content, columns: int, rows: int) -> list[Content]:
    """Return `text` in pages of `rows` rows; an ellipsis ends each but the last."""
    if columns < 1 or rows < 1:
        return [Content("")]
    if len(text.wrap(columns)) <= rows:
        return [text]
    lines = [line.rstrip() for line in text.wrap(max(1, columns - 2))]
    for last in range(rows - 1, len(lines) - 1, rows):
        lines[last] = (lines[last] + Content(" …")).truncate(columns)
    return [Content("\n").join(lines[first : first + rows]) for first in range(0, len(lines), rows)]


class PageTurner:
    """Tells which page of a text to show: the first one of a new text, then the others in turn."""

    def __init__(self) -> None:
        self._text = ""
        self._since = 0.0

    def page(self, text: str, at: float) -> int:
        """Return the number of the page at `at` seconds; it grows without end."""
        if text != self._text:
            self._text, self._since = text, at
        return int((at - self._since) / PAGE_S)


class PagedLabel(ClippedLabel):
    """A label that shows a text that does not fit in pages."""

    _page = 0

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._turner = PageTurner()

    def show_words(self, words: str | Content, at: float = 0.0) -> None:
        """Show another text, or at `at` seconds the next page of the same one."""
        super().show_words(words)
        before, self._page = self._page, self._turner.page(self.words.plain, at)
        if self._page != before and len(self._pages()) > 1:
            self.refresh()

    def render(self) -> Content:
        """Return the current page."""
        parts = self._pages()
        return parts[self._page % len(parts)]

    def _pages(self) -> list[Content]:
        return pages(self.words, *self.content_size)
