"""A widget that shows drawings of a figure side by side, each with a caption."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from follow_along.core.figures.motion import spread
from follow_along.core.figures.shapes import Drawing, Weight
from follow_along.ui.widgets.braille import CellRow, picture
from follow_along.ui.widgets.render_cache import RowCache

_MIN_COLUMNS = 14
"""The least width at which a pose next to others is recognisable."""

_GAP = 2
_MIN_ROWS_WITH_CAPTION = 8
"""The least height at which a row is used for captions."""

_JOIN_WITHIN = 12
"""Changes at most this many cells apart are repainted together: moving the cursor costs as much."""


class Still(NamedTuple):
    """A drawing of a pose and its caption; None leaves the caption's row to the drawing."""

    drawing: Drawing
    caption: str | None = None


class Picture(NamedTuple):
    """Rendered poses side by side."""

    rows: Sequence[CellRow]
    captions: tuple[tuple[int, str], ...]
    """The captions in the row below, each with its first column."""


class FigureView(RowCache, Widget):
    """Shows poses and repaints only the cells that changed."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "figure--prop",
        "figure--thin",
        "figure--sign",
        "figure--bold",
        "figure--words",
    }

    MOST_ROWS = 512
    """Enough for the repetitions of most exercises."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._stills: tuple[Still, ...] = ()
        self._styles: dict[Weight, Style] = {}
        self._picture = Picture((), ())

    def show(self, stills: Sequence[Still]) -> None:
        """Show as many poses as fit, evenly chosen, from left to right."""
        self._stills = tuple(stills)
        self.show_picture(picture_of(stills, *self.size))

    def show_picture(self, after: Picture) -> None:
        """Show a result of `picture_of` at this size; refresh only the cells that differ."""
        before, self._picture = self._picture, after
        if before.captions != after.captions or not _same_size(before.rows, after.rows):
            self.refresh()
        elif regions := list(_changed(before.rows, after.rows)):
            self.refresh(*regions)

    def on_resize(self) -> None:
        """Draw the poses at the new size."""
        self.draw()

    def draw(self) -> None:
        """Draw the poses again, at the current size."""
        self.show(self._stills)

    def prepare(self) -> None:
        """Read the colours of the weights from the styles, once after each change of these."""
        if self._styles:
            return
        self._styles = {
            weight: self.get_component_rich_style(f"figure--{weight.name.lower()}")
            for weight in Weight
        }

    def notify_style_update(self) -> None:
        """Read the colours again before the next drawing."""
        self._styles = {}
        super().notify_style_update()

    def row(self, y: int) -> object:
        """Return the cells or the captions of a row; None for a row below the picture."""
        rows, captions = self._picture
        return rows[y] if y < len(rows) else captions if y == len(rows) else None

    def render_line(self, y: int) -> Strip:
        """Return one row of the picture."""
        picture = self._picture
        if y < len(picture.rows):
            return self._cells(picture.rows[y])
        if y == len(picture.rows) and picture.captions:
            return self._captions()
        return Strip.blank(self.size.width, self._styles[Weight.PROP])

    def _cells(self, row: CellRow) -> Strip:
        strip = Strip([Segment(text, self._styles[weight]) for text, weight in row.runs()])
        return strip.adjust_cell_length(self.size.width, self._styles[Weight.PROP])

    def _captions(self) -> Strip:
        style = self.get_component_rich_style("figure--words")
        strips: list[Strip] = []
        for column, caption in self._picture.captions:
            gap = column - sum(strip.cell_length for strip in strips)
            strips += [Strip.blank(gap, style), Strip([Segment(caption, style)])]
        return Strip.join(strips).adjust_cell_length(self.size.width, style)


def picture_of(stills: Sequence[Still], columns: int, rows: int) -> Picture:
    """Return poses rendered side by side in `columns` by `rows` cells.

    If any pose has a caption, a row is reserved for all, so that all have the same size.
    """
    chosen = spread(stills, (columns + _GAP) // (_MIN_COLUMNS + _GAP))
    captioned = any(still.caption is not None for still in chosen)
    caption_rows = 1 if captioned and rows >= _MIN_ROWS_WITH_CAPTION else 0
    width = (columns + _GAP) // max(1, len(chosen)) - _GAP
    pictures = [picture(still.drawing, width, rows - caption_rows) for still in chosen]
    captions = tuple(
        (index * (width + _GAP), _centred(still.caption or "", width))
        for index, still in enumerate(chosen)
        if caption_rows
    )
    return Picture([_joined(row) for row in zip(*pictures, strict=True)], captions)


def _joined(rows: Sequence[CellRow]) -> CellRow:
    """Return rows side by side, with gaps between them."""
    if len(rows) == 1:
        return rows[0]
    text = (" " * _GAP).join(row.text for row in rows)
    return CellRow(text, bytes(_GAP).join(row.weights for row in rows))


def _centred(caption: str, columns: int) -> str:
    """Return a caption centred in `columns` columns, or cut with an ellipsis."""
    cut = Content(caption).truncate(columns, ellipsis=True)
    return cut.pad_left((columns - cut.cell_length) // 2).plain


def _same_size(before: Sequence[CellRow], after: Sequence[CellRow]) -> bool:
    return [len(row.text) for row in before] == [len(row.text) for row in after]


def _changed(before: Sequence[CellRow], after: Sequence[CellRow]) -> Iterator[Region]:
    """Yield the regions in which two pictures of the same size differ."""
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        first, end = -1, -1
        for x, cells in enumerate(zip(old.text, new.text, old.weights, new.weights, strict=False)):
            if cells[0] == cells[1] and cells[2] == cells[3]:
                continue
            if first >= 0 and x - end > _JOIN_WITHIN:
                yield Region(first, y, end - first, 1)
                first = -1
            first, end = (x if first < 0 else first), x + 1
        yield Region(first, y, end - first, 1)
