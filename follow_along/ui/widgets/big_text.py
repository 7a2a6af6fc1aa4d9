"""Text as large as its place allows."""

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
from follow_along.ui.widgets.clipped_label import clipped
from follow_along.ui.widgets.render_cache import RenderCache

_BESIDE = "  ·  "
"""Between lines that stand beside each other, where letters are plain."""


@lru_cache(maxsize=64)
def large_lines(text: str, columns: int, rows: int) -> tuple[str, ...] | None:
    """`text` in the largest letters that fit, centred in rows of that many columns.

    Its line breaks stay; a text without any is broken in two where that makes it larger. None
    where no large letter fits.
    """
    fitting = [
        (cut, lines)
        for lines in _arrangements(text)
        if (cut := big_font.fit(lines, columns, rows)) is not None
    ]
    if not fitting:
        return None
    cut, lines = max(fitting, key=lambda fit: (fit[0].area, -len(fit[1])))
    drawn: list[str] = []
    gap = [""] * (big_font.block_rows(2, cut.rows) - 2 * cut.rows)
    for line in lines:
        drawn += gap if drawn else []
        drawn += big_font.draw(line, cut)
    return tuple(row.center(columns) for row in drawn)


def _arrangements(text: str) -> Iterator[tuple[str, ...]]:
    """The ways in which `text` may be broken into lines."""
    yield tuple(text.split("\n"))
    if "\n" not in text:
        words = text.split(" ")
        for end in range(1, len(words)):
            yield " ".join(words[:end]), " ".join(words[end:])


class BigText(RenderCache, Widget):
    """A text in large letters, in plain ones where nothing larger fits.

    Where its height is `auto`, it takes the rows it needs, at most its `max-height` in rows.
    """

    text: reactive[str] = reactive("", repaint=False)

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.set_reactive(BigText.text, text)
        self.large: tuple[str, ...] | None = None
        """The large letters last shown, row by row; None while they are plain."""
        self._area = Size(0, 0)
        self._style = Style()

    def watch_text(self) -> None:
        """Show the new text, and touch only those cells that look different."""
        columns, rows = self.content_size
        before, self.large = self.large, self._large(columns, rows)
        after = self.large
        height = self.styles.height
        if height is not None and height.is_auto and self._rows_for(columns) != rows:
            self.refresh(layout=True)
        elif before is None or after is None or len(before) != len(after):
            self.refresh()
        elif before != after:
            self.refresh(*_changed(before, after, (rows - len(after)) // 2))

    def prepare(self) -> None:
        """Find the largest letters that fit, and their style."""
        self._area = self.content_size
        self._style = self.visual_style.rich_style
        self.large = self._large(*self._area)

    def render(self) -> Content:
        """The text in plain letters, where neither large ones nor one row of plain ones fit."""
        return clipped(Content(self._plain), *self.content_size)

    def render_line(self, y: int) -> Strip:
        """One row of the text at the largest size that fits."""
        columns, rows = self._area
        if self.large is not None:
            row = y - (rows - len(self.large)) // 2
            words = self.large[row] if 0 <= row < len(self.large) else ""
        elif cell_len(self._plain) <= columns:
            words = "" if y else self._plain
        else:
            return super().render_line(y)
        if not words:
            return Strip.blank(columns, self._style)
        before = (columns - cell_len(words)) // 2
        words = " " * before + words
        return Strip([Segment(words + " " * (columns - cell_len(words)), self._style)], columns)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """The rows the text takes at the largest size that `max-height` allows."""
        return self._rows_for(width)

    def _rows_for(self, columns: int) -> int:
        limit = self.styles.max_height
        most = int(limit.value) if limit is not None else big_font.LEAST_ROWS
        drawn = self._large(columns, most)
        if drawn is not None:
            return len(drawn)
        if not columns or not self.text:
            return 0
        return min(most, len(Content(self._plain).wrap(columns)))

    @property
    def _plain(self) -> str:
        return self.text.replace("\n", _BESIDE)

    def _large(self, columns: int, rows: int) -> tuple[str, ...] | None:
        return large_lines(self.text, columns, rows)


def _changed(before: Sequence[str], after: Sequence[str], above: int) -> Iterator[Region]:
    """Where the rows of two pictures of one size differ; their first row is at `above`."""
    for y, (old, new) in enumerate(zip(before, after, strict=True), start=above):
        if old != new:
            first = next(x for x, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
            last = next(x for x in range(len(old) - 1, -1, -1) if old[x] != new[x])
            yield Region(first, y, last + 1 - first, 1)
