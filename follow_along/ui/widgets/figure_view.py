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


class FigureView(Widget):
    """Paints what it is given. It has no clock; a picture of the same dots is not painted again."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "figure--prop",
        "figure--thin",
        "figure--mark",
        "figure--bold",
        "figure--words",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._stills: tuple[Still, ...] = ()
        self._rows: list[CellRow] = []
        self._words: list[tuple[int, str]] = []
        """What stands in the row below the dots: from which column on, and what."""

    def show(self, stills: Sequence[Still]) -> None:
        """Show poses from left to right: all that there is room for, evenly chosen.

        A figure that has words under some poses has them under all, or it would change its size.
        """
        self._stills = tuple(stills)
        self._draw()

    def on_resize(self) -> None:
        """Draw anew, as large as it fits now."""
        self._draw()

    def render_line(self, y: int) -> Strip:
        """One row of cells."""
        if y < len(self._rows):
            return self._dots(self._rows[y])
        if y == len(self._rows) and self._words:
            return self._said()
        return Strip.blank(self.size.width, self._style_of(Weight.PROP))

    def _draw(self) -> None:
        """Make the picture, and have painted what differs from the one before."""
        size = self.size
        before, words = self._rows, self._words
        stills = spread(self._stills, (size.width + _GAP) // (_NARROWEST + _GAP))
        worded = any(still.words is not None for still in stills)
        low = 1 if worded and size.height >= _WORDS_FROM else 0
        places = _places(len(stills), size.width)
        pictures = [
            picture(still.drawing, end - begin, size.height - low)
            for still, (begin, end) in zip(stills, places, strict=True)
        ]
        self._rows = [_joined(row) for row in zip(*pictures, strict=True)]
        self._words = [
            (begin, _within(still.words or "", end - begin))
            for still, (begin, end) in zip(stills, places, strict=True)
            if low
        ]
        if words != self._words or not _same_size(before, self._rows):
            self.refresh()
        elif regions := list(_changed(before, self._rows)):
            self.refresh(*regions)

    def _dots(self, row: CellRow) -> Strip:
        strip = Strip([Segment(text, self._style_of(weight)) for text, weight in row.runs()])
        return strip.adjust_cell_length(self.size.width, self._style_of(Weight.PROP))

    def _style_of(self, weight: Weight) -> Style:
        return self.get_component_rich_style(f"figure--{weight.name.lower()}")

    def _said(self) -> Strip:
        style = self.get_component_rich_style("figure--words")
        strips: list[Strip] = []
        for begin, words in self._words:
            room = begin - sum(strip.cell_length for strip in strips)
            strips += [Strip.blank(room, style), Strip([Segment(words, style)])]
        return Strip.join(strips).adjust_cell_length(self.size.width, style)


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
