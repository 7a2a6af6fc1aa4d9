"""A widget that shows text in the largest letters that fit.

Upstream gap: Textual's `Digits` has one size and no letters.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from follow_along.ui.widgets import big_font
from follow_along.ui.widgets.pages import PageTurner, pages
from follow_along.ui.widgets.render_cache import RowCache

_LINE_SEPARATOR = "  ·  "
"""Separates the lines when they are shown in plain letters on one row."""


@lru_cache(maxsize=64)
def large_lines(text: str, columns: int, rows: int) -> tuple[str, ...] | None:
    """Return `text` in the largest letters that fit, centred in rows of `columns` columns.

    Line breaks are kept; a text without any is broken in two if that makes it larger. None if no
    large letters fit.
    """
    fitting = [
        (cut, lines)
        for lines in _line_breaks(text)
        if (cut := big_font.fit(lines, columns, rows)) is not None
    ]
    if not fitting:
        return None
    cut, lines = max(fitting, key=lambda fit: (fit[0].area, -len(fit[1])))
    rows_drawn: list[str] = []
    gap = [""] * (big_font.block_rows(2, cut.rows) - 2 * cut.rows)
    for line in lines:
        rows_drawn += gap if rows_drawn else []
        rows_drawn += big_font.draw(line, cut)
    return tuple(row.center(columns) for row in rows_drawn)


def _line_breaks(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to break `text` into lines."""
    yield tuple(text.split("\n"))
    if "\n" not in text:
        words = text.split(" ")
        for end in range(1, len(words)):
            yield " ".join(words[:end]), " ".join(words[end:])


class BigText(RowCache, Widget):
    """Text in the largest letters that fit; plain text if no large letters fit.

    With `height: auto` it takes the rows it needs, at most its `max-height`.
    """

    text: reactive[str] = reactive("", repaint=False)

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.set_reactive(BigText.text, text)
        self.large: tuple[str, ...] | None = None
        """The rows of large letters last shown; None while the text is plain."""
        self._area = Size(0, 0)
        self._style = Style()
        self._turner = PageTurner()
        self._page = 0

    def show_words(self, text: str, at: float) -> None:
        """Show another text, or at `at` seconds the next page of one that does not fit."""
        self.text = text
        before, self._page = self._page, self._turner.page(text, at)
        if self._page != before and self.large is None:
            self.refresh()

    def watch_text(self) -> None:
        """Show the new text; refresh only the cells that differ."""
        columns, rows = self.content_size
        before, self.large = self.large, self._large(columns, rows)
        after = self.large
        height = self.styles.height
        if height is not None and height.is_auto and self._rows_for(columns) != rows:
            self.refresh(layout=True)
        elif before is None or after is None or not _same_size(before, after):
            # Also after a resize that has not been rendered yet.
            self.refresh()
        elif before != after:
            self.refresh(*_changed(before, after, (rows - len(after)) // 2))

    def prepare(self) -> None:
        """Compute the largest letters that fit, and their style."""
        self._area = self.content_size
        self._style = self.visual_style.rich_style
        self.large = self._large(*self._area)

    def render(self) -> Content:
        """Return a page of plain text, for when neither large letters nor one plain row fit."""
        parts = pages(Content(self._plain), *self.content_size)
        return parts[self._page % len(parts)]

    def row(self, y: int) -> object:
        """Return style and text of a row; where the text is in pages, also which page and row."""
        line = self._line(y)
        return self._style, *((self._plain, self._page, y) if line is None else (line,))

    def render_line(self, y: int) -> Strip:
        """Return one row of the text at the largest size that fits."""
        columns = self._area.width
        line = self._line(y)
        if line is None:
            return super().render_line(y)
        if not line:
            return Strip.blank(columns, self._style)
        line = " " * ((columns - cell_len(line)) // 2) + line
        return Strip([Segment(line + " " * (columns - cell_len(line)), self._style)], columns)

    def _line(self, y: int) -> str | None:
        """Return the text of a row; None where neither large letters nor one plain row fit."""
        columns, rows = self._area
        if self.large is not None:
            row = y - (rows - len(self.large)) // 2
            return self.large[row] if 0 <= row < len(self.large) else ""
        if cell_len(self._plain) <= columns:
            return "" if y else self._plain
        return None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """Return the height of the text at the largest size that `max-height` allows, in rows."""
        return self._rows_for(width)

    def _rows_for(self, columns: int) -> int:
        limit = self.styles.max_height
        max_rows = int(limit.value) if limit is not None else big_font.LEAST_ROWS
        large = self._large(columns, max_rows)
        if large is not None:
            return len(large)
        if not columns or not self.text:
            return 0
        return min(max_rows, len(Content(self._plain).wrap(columns)))

    @property
    def _plain(self) -> str:
        return self.text.replace("\n", _LINE_SEPARATOR)

    def _large(self, columns: int, rows: int) -> tuple[str, ...] | None:
        return large_lines(self.text, columns, rows)


def _same_size(before: Sequence[str], after: Sequence[str]) -> bool:
    return [len(row) for row in before] == [len(row) for row in after]


def _changed(before: Sequence[str], after: Sequence[str], first_y: int) -> Iterator[Region]:
    """Yield the regions in which rows of the same size differ; the first row is at `first_y`."""
    for y, (old, new) in enumerate(zip(before, after, strict=True), start=first_y):
        if old != new:
            first = next(x for x, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
            last = next(x for x in range(len(old) - 1, -1, -1) if old[x] != new[x])
            yield Region(first, y, last + 1 - first, 1)
