"""The move as a picture: the figure in one pose, or its key poses side by side."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from follow_along.core.figures.shapes import Drawing, Weight
from follow_along.ui.widgets.braille import CellRow, picture
from follow_along.ui.widgets.render_cache import RenderCache

_NARROWEST = 14
"""Columns without which a pose among others cannot be made out."""

_GAP = 2
_WORDS_FROM = 8
"""Rows from which on there is one to spare for the words under a pose."""


_FAR = 12
"""Unchanged cells between two changes from which on it is cheaper to go there than to paint on."""


class Still(NamedTuple):
    """A pose, and the words under it; without any its row belongs to the picture."""

    drawing: Drawing
    words: str | None = None


class Picture(NamedTuple):
    """Poses side by side, in cells."""

    rows: Sequence[CellRow]
    words: Sequence[tuple[int, str]]
    """The words in the row below: from which column on, and what."""


class FigureView(RenderCache, Widget):
    """Paints what it is given. It has no clock; a picture of the same dots is not painted again."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "figure--prop",
        "figure--thin",
        "figure--sign",
        "figure--bold",
        "figure--words",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._stills: tuple[Still, ...] = ()
        self._styles: dict[Weight, Style] = {}
        self._picture = Picture((), ())

    def show(self, stills: Sequence[Still], picture: Picture | None = None) -> None:
        """Show poses from left to right: all that there is room for, evenly chosen.

        `picture` is what `picture_of` made of them for the widget's size, if that is known.
        """
        self._stills = tuple(stills)
        before, self._picture = self._picture, picture or picture_of(stills, *self.size)
        after = self._picture
        if before.words != after.words or not _same_size(before.rows, after.rows):
            self.refresh()
        elif regions := list(_changed(before.rows, after.rows)):
            self.refresh(*regions)

    def on_resize(self) -> None:
        """Draw the poses again, as large as they fit now."""
        self.show(self._stills)

    def prepare(self) -> None:
        """Take the colours of the lines from the styles."""
        self._styles = {
            weight: self.get_component_rich_style(f"figure--{weight.name.lower()}")
            for weight in Weight
        }

    def render_line(self, y: int) -> Strip:
        """One row of cells."""
        picture = self._picture
        if y < len(picture.rows):
            return self._dots(picture.rows[y])
        if y == len(picture.rows) and picture.words:
            return self._said()
        return Strip.blank(self.size.width, self._styles[Weight.PROP])

    def _dots(self, row: CellRow) -> Strip:
        strip = Strip([Segment(text, self._styles[weight]) for text, weight in row.runs()])
        return strip.adjust_cell_length(self.size.width, self._styles[Weight.PROP])

    def _said(self) -> Strip:
        style = self.get_component_rich_style("figure--words")
        strips: list[Strip] = []
        for begin, words in self._picture.words:
            room = begin - sum(strip.cell_length for strip in strips)
            strips += [Strip.blank(room, style), Strip([Segment(words, style)])]
        return Strip.join(strips).adjust_cell_length(self.size.width, style)


def picture_of(stills: Sequence[Still], columns: int, rows: int) -> Picture:
    """The picture of poses in so many columns and rows.

    A figure that has words under some poses has them under all, or it would change its size.
    """
    chosen = spread(stills, (columns + _GAP) // (_NARROWEST + _GAP))
    worded = any(still.words is not None for still in chosen)
    low = 1 if worded and rows >= _WORDS_FROM else 0
    places = _places(len(chosen), columns)
    pictures = [
        picture(still.drawing, end - begin, rows - low)
        for still, (begin, end) in zip(chosen, places, strict=True)
    ]
    words = [
        (begin, _within(still.words or "", end - begin))
        for still, (begin, end) in zip(chosen, places, strict=True)
        if low
    ]
    return Picture([_joined(row) for row in zip(*pictures, strict=True)], words)


def spread(stills: Sequence[Still], room: int) -> list[Still]:
    """As many as there is `room` for: the first, the last, and evenly from between.

    Where there is room for one alone it is the second, the pose that the move leads to.
    """
    if len(stills) <= max(1, room):
        return list(stills)
    if room <= 1:
        return [stills[1]]
    return [stills[round(place * (len(stills) - 1) / (room - 1))] for place in range(room)]


def _places(number: int, columns: int) -> list[tuple[int, int]]:
    """From which column to which each of them goes, with a gap between two."""
    width = (columns + _GAP) // max(1, number)
    return [(place * width, (place + 1) * width - _GAP) for place in range(number)]


def _joined(rows: Sequence[CellRow]) -> CellRow:
    """Rows side by side, with the gap between them."""
    if len(rows) == 1:
        return rows[0]
    text = (" " * _GAP).join(row.text for row in rows)
    return CellRow(text, bytes(_GAP).join(row.weights for row in rows))


def _within(words: str, columns: int) -> str:
    """Words in the middle of so many columns, and what is too long cut with a sign."""
    cut = Content(words).truncate(columns, ellipsis=True)
    return cut.pad_left((columns - cut.cell_length) // 2).plain


def _same_size(before: Sequence[CellRow], after: Sequence[CellRow]) -> bool:
    return [len(row.text) for row in before] == [len(row.text) for row in after]


def _changed(before: Sequence[CellRow], after: Sequence[CellRow]) -> Iterator[Region]:
    """The stretches of rows in which two pictures of the same size differ."""
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        first, end = -1, -1
        for x, cells in enumerate(zip(old.text, new.text, old.weights, new.weights, strict=False)):
            if cells[0] == cells[1] and cells[2] == cells[3]:
                continue
            if first >= 0 and x - end > _FAR:
                yield Region(first, y, end - first, 1)
                first = -1
            first, end = (x if first < 0 else first), x + 1
        yield Region(first, y, end - first, 1)
