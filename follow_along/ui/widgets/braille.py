"""Renders a drawing as rows of Braille characters, with dots two wide and four high in a cell.

Upstream gap: textual-plot's canvas has neither thick lines nor filled shapes, and imports numpy.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from follow_along.core.figures.joints import Point
from follow_along.core.figures.shapes import Drawing, Line, Ring, Weight
from follow_along.ui.widgets.bitmap import Bitmap

_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a Braille character by row from the top: left and right dot."""

_SPREAD = tuple(
    tuple(bytes(reversed(cells)) for cells in product((0, left, right, left | right), repeat=4))
    for left, right in _BITS
)
"""The bits of four cells, for each dot row of a cell and each byte of eight dots in it."""

_CHARACTERS = {bits: 0x2800 + bits if bits else ord(" ") for bits in range(256)}


class CellRow(NamedTuple):
    """A row of cells: its text, and one byte per cell with its weight, 0 where it is empty."""

    text: str
    weights: bytes

    def runs(self) -> Iterator[tuple[str, Weight]]:
        """Yield the pieces of text of one weight; empty cells belong to the piece before them."""
        start, current = 0, 0
        for column, weight in enumerate(self.weights):
            if weight and weight != current:
                if current:
                    yield self.text[start:column], Weight(current)
                    start = column
                current = weight
        yield self.text[start:], Weight(current or Weight.PROP)


def picture(drawing: Drawing, columns: int, rows: int) -> list[CellRow]:
    """Return `drawing` as large as fits into the cells, centred, with its floor at the bottom."""
    if columns < 1 or rows < 1:
        return []
    layers = _layers(drawing, 2 * columns, 4 * rows)
    cells = [(weight, _cells(layers[weight], columns)) for weight in sorted(Weight, reverse=True)]
    return [_row([(weight, bits[row]) for weight, bits in cells], columns) for row in range(rows)]


def _layers(drawing: Drawing, width: int, height: int) -> dict[Weight, Bitmap]:
    """Return the dots of each weight. A gap of one dot separates bold from thin shapes."""
    view = _View(drawing, width, height)
    layers = {weight: Bitmap(width, height) for weight in Weight}
    hollow, hidden = Bitmap(width, height), Bitmap(width, height)
    for shape in drawing.shapes:
        layer = layers[shape.weight]
        match shape:
            case Line(points, weight, thickness, dotted):
                min_dots = 2.0 if weight is Weight.BOLD and thickness else 1.0
                dots = max(min_dots, thickness * view.scale)
                target = hollow if weight is Weight.THIN and dots > 1.5 else layer
                target.line([view(point) for point in points], dots, dotted=dotted)
            case Ring(middle, radius, weight, thickness):
                x, y = map(round, view(middle))
                # A small circle is round only if its radius is a whole number of dots.
                radius_dots = max(2, round(radius * view.scale))
                layer.ring(x, y, radius_dots, max(1.0, thickness * view.scale))
                if weight is Weight.BOLD:
                    hidden.disc(x, y, radius_dots)
            case _:
                target = hollow if shape.weight is Weight.THIN else layer
                target.fill([view(point) for point in shape.points])
    hidden.add(layers[Weight.BOLD])
    thin = layers[Weight.THIN]
    thin.add(hollow.edge())
    thin.remove(hidden.grown())
    return layers


class _View:
    """Converts the drawing's coordinates into those of the bitmap."""

    def __init__(self, drawing: Drawing, width: int, height: int) -> None:
        box = drawing.box
        self.scale = min((width - 2) / box.width, (height - 1) / box.height)
        self.x = width / 2 - self.scale * (box.left + box.right) / 2
        self.y = float(int(height - 1 + self.scale * box.bottom))

    def __call__(self, point: Point) -> Point:
        return self.x + self.scale * point[0], self.y - self.scale * point[1]


def _cells(dots: Bitmap, columns: int) -> list[bytes]:
    """Return the bits of each cell, row by row."""
    size = -(-columns // 4)
    rows = []
    for top in range(0, dots.height, 4):
        bits = 0
        for spread, row in zip(_SPREAD, dots.rows[top : top + 4], strict=True):
            if row:
                dot_bytes = row.to_bytes(size, "little")
                bits |= int.from_bytes(b"".join(map(spread.__getitem__, dot_bytes)), "little")
        rows.append(bits.to_bytes(4 * size, "little")[:columns])
    return rows


def _row(layers: list[tuple[Weight, bytes]], columns: int) -> CellRow:
    """Return one row of cells; a cell with several weights gets the greatest."""
    bits, weights = 0, bytearray(columns)
    for weight, cells in reversed(layers):
        bits |= int.from_bytes(cells, "little")
        for column, cell in enumerate(cells):
            if cell:
                weights[column] = weight
    text = bits.to_bytes(columns, "little").decode("latin-1").translate(_CHARACTERS)
    return CellRow(text, bytes(weights))
