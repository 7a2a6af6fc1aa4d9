"""A drawing as rows of Braille dots, two wide and four high in a cell.

The rasteriser is our own, for the canvas of textual-plot draws no lines thicker than a dot and no
filled shapes, and imports numpy. Here a row of dots is one integer: a stretch of dots is set, and a
row of cells compared, in one step.
"""

from collections.abc import Iterator
from typing import NamedTuple

from follow_along.core.figures.joints import Point
from follow_along.core.figures.shapes import Drawing, Line, Ring, Weight
from follow_along.ui.widgets.bitmap import Bitmap

_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a Braille character: by row from the top, left and right."""

_SPREAD = tuple(
    tuple(
        bytes(
            (left if eight >> 2 * cell & 1 else 0) | (right if eight >> 2 * cell & 2 else 0)
            for cell in range(4)
        )
        for eight in range(256)
    )
    for left, right in _BITS
)
"""For each dot row of a cell and each eight dots in it: the bits of four cells."""

_CHARACTERS = {bits: 0x2800 + bits if bits else ord(" ") for bits in range(256)}


class CellRow(NamedTuple):
    """A row of cells: its text, and for each cell a byte, 0 where it is empty, else its weight."""

    text: str
    weights: bytes

    def runs(self) -> Iterator[tuple[str, Weight]]:
        """Stretches of text of one weight; empty cells go with those before them."""
        begin, of = 0, 0
        for column, weight in enumerate(self.weights):
            if weight and weight != of:
                if of:
                    yield self.text[begin:column], Weight(of)
                    begin = column
                of = weight
        yield self.text[begin:], Weight(of or Weight.PROP)


def picture(drawing: Drawing, columns: int, rows: int) -> list[CellRow]:
    """`drawing` as large as it fits into so many cells: in the middle, its floor at the bottom."""
    if columns < 1 or rows < 1:
        return []
    layers = _layers(drawing, 2 * columns, 4 * rows)
    cells = [(weight, _cells(layers[weight], columns)) for weight in sorted(Weight, reverse=True)]
    return [_row([(weight, made[row]) for weight, made in cells], columns) for row in range(rows)]


def _layers(drawing: Drawing, width: int, height: int) -> dict[Weight, Bitmap]:
    """The dots of each weight. What is bold stands clear of what is thin by a dot."""
    view = _View(drawing, width, height)
    layers = {weight: Bitmap(width, height) for weight in Weight}
    hollow, hidden = Bitmap(width, height), Bitmap(width, height)
    for mark in drawing.shapes:
        layer = layers[mark.weight]
        match mark:
            case Line(points, weight, thickness, dotted):
                least = 2.0 if weight is Weight.BOLD and thickness else 1.0
                thick = max(least, thickness * view.scale)
                within = hollow if weight is Weight.THIN and thick > 1.5 else layer
                within.line([view(point) for point in points], thick, dotted=dotted)
            case Ring(middle, radius, weight, thickness):
                x, y = map(round, view(middle))
                # Of small circles only those of a whole radius are round.
                reach = max(2, round(radius * view.scale))
                layer.ring(x, y, reach, max(1.0, thickness * view.scale))
                if weight is Weight.BOLD:
                    hidden.disc(x, y, reach)
            case _:
                within = hollow if mark.weight is Weight.THIN else layer
                within.fill([view(point) for point in mark.points])
    hidden.add(layers[Weight.BOLD])
    thin = layers[Weight.THIN]
    thin.add(hollow.edge())
    thin.remove(hidden.grown())
    return layers


class _View:
    """From the drawing's places to places among the dots, y downwards."""

    def __init__(self, drawing: Drawing, width: int, height: int) -> None:
        box = drawing.box
        self.scale = min((width - 2) / box.width, (height - 1) / box.height)
        self.x = width / 2 - self.scale * (box.left + box.right) / 2
        self.y = float(int(height - 1 + self.scale * box.bottom))

    def __call__(self, point: Point) -> Point:
        return self.x + self.scale * point[0], self.y - self.scale * point[1]


def _cells(dots: Bitmap, columns: int) -> list[bytes]:
    """The bits of each cell, row by row."""
    size = -(-columns // 4)
    made = []
    for top in range(0, dots.height, 4):
        bits = 0
        for spread, row in zip(_SPREAD, dots.rows[top : top + 4], strict=True):
            if row:
                eights = row.to_bytes(size, "little")
                bits |= int.from_bytes(b"".join(map(spread.__getitem__, eights)), "little")
        made.append(bits.to_bytes(4 * size, "little")[:columns])
    return made


def _row(layers: list[tuple[Weight, bytes]], columns: int) -> CellRow:
    """One row of cells; where several weights meet in a cell, the greatest gives its colour."""
    bits, weights = 0, bytearray(columns)
    for weight, cells in reversed(layers):
        bits |= int.from_bytes(cells, "little")
        for column, cell in enumerate(cells):
            if cell:
                weights[column] = weight
    text = bits.to_bytes(columns, "little").decode("latin-1").translate(_CHARACTERS)
    return CellRow(text, bytes(weights))
