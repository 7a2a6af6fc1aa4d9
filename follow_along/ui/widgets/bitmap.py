"""A sheet of dots on which lines, discs and filled shapes are set.

A row is one whole number whose lowest bit is its leftmost dot, so that a stretch of dots is set in
one step. Places are in dots, x to the right and y downwards; the first dot's middle is at 0.5, 0.5.
What lies outside the sheet is left out.
"""

import itertools
import math
from collections.abc import Sequence

from follow_along.core.figures.joints import Point

_DOTTED = 3
"""Of a dotted line every third dot is set."""

_FINE = 1 << 20
"""The parts of a dot in which a line one dot wide is reckoned."""


class Bitmap:
    """A sheet of dots, `width` by `height`."""

    __slots__ = ("height", "rows", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows = [0] * height

    def line(self, points: Sequence[Point], thickness: float, *, dotted: bool = False) -> None:
        """Set a line with round ends and without a gap, unless it is to be `dotted`."""
        if thickness < 1.5:
            gone = 0
            for start, end in itertools.pairwise(points):
                gone = self._hair(start, end, gone, _DOTTED if dotted else 1)
            return
        for (x, y), (x1, y1) in itertools.pairwise(points):
            length = math.hypot(x1 - x, y1 - y)
            if length:
                part = thickness / 2 / length
                aside, ahead = part * (y1 - y), part * (x1 - x)
                corners = [(x - aside, y + ahead), (x1 - aside, y1 + ahead)]
                self.fill([*corners, (x1 + aside, y1 - ahead), (x + aside, y - ahead)])
        for x, y in points:
            self.disc(x, y, thickness / 2)

    def disc(self, x: float, y: float, radius: float) -> None:
        """Set a disc."""
        for row, half in _halves(y, radius):
            self._span(row, x - half, x + half)

    def ring(self, x: float, y: float, radius: float, thickness: float) -> None:
        """Set a circle; `radius` is that of its outer edge."""
        inner = Bitmap(self.width, self.height)
        inner.disc(x, y, radius - thickness)
        outer = Bitmap(self.width, self.height)
        outer.disc(x, y, radius)
        outer.remove(inner)
        self.add(outer)

    def fill(self, points: Sequence[Point]) -> None:
        """Set the dots whose middles lie within a closed outline."""
        crossings: dict[int, list[float]] = {}
        x0, y0 = points[-1]
        for x1, y1 in points:
            if y0 != y1:
                slope = (x1 - x0) / (y1 - y0)
                top, bottom = (y0, y1) if y0 < y1 else (y1, y0)
                first = max(0, math.ceil(top - 0.5))
                for row in range(first, min(self.height, math.ceil(bottom - 0.5))):
                    crossings.setdefault(row, []).append(x0 + (row + 0.5 - y0) * slope)
            x0, y0 = x1, y1
        for row, places in crossings.items():
            places.sort()
            for left, right in zip(places[::2], places[1::2], strict=True):
                self._span(row, left, right)

    def add(self, other: "Bitmap") -> None:
        """Set the dots of another sheet of the same size."""
        self.rows = [row | more for row, more in zip(self.rows, other.rows, strict=True)]

    def remove(self, other: "Bitmap") -> None:
        """Take away the dots of another sheet of the same size."""
        self.rows = [row & ~less for row, less in zip(self.rows, other.rows, strict=True)]

    def edge(self) -> "Bitmap":
        """The dots beside, above or below one that is not set; what leaves the sheet stays open."""
        made = Bitmap(self.width, self.height)
        beyond = (1 << self.width) - 1
        rows = [beyond, *self.rows, beyond]
        for y, (above, row, below) in enumerate(zip(rows, rows[1:], rows[2:], strict=False)):
            beside = (row << 1 | 1) & (row >> 1 | 1 << self.width - 1)
            made.rows[y] = row & ~(above & below & beside)
        return made

    def grown(self) -> "Bitmap":
        """The dots that are set, and all their neighbours."""
        made = Bitmap(self.width, self.height)
        wide = [0, *((row | row << 1 | row >> 1) for row in self.rows), 0]
        for y, three in enumerate(zip(wide, wide[1:], wide[2:], strict=False)):
            made.rows[y] = three[0] | three[1] | three[2]
        return made

    def _hair(self, start: Point, end: Point, gone: int, every: int) -> int:
        """Set a line one dot wide, or `every` third dot of it; gives how far it has gone."""
        # In whole numbers: rounding would now and then jump over a dot.
        (x, y), (x1, y1) = _fine(start), _fine(end)
        steps = math.ceil(max(abs(x1 - x), abs(y1 - y)) / _FINE) or 1
        for step in range(-gone % every, steps + 1, every):
            column = (x * steps + (x1 - x) * step) // (steps * _FINE)
            row = (y * steps + (y1 - y) * step) // (steps * _FINE)
            if 0 <= row < self.height and 0 <= column < self.width:
                self.rows[row] |= 1 << column
        return gone + steps

    def _span(self, row: int, left: float, right: float) -> None:
        first = max(0, math.ceil(left - 0.5))
        end = min(self.width, math.floor(right + 0.5))
        if first < end and 0 <= row < self.height:
            self.rows[row] |= (1 << end) - (1 << first)


def _fine(place: Point) -> tuple[int, int]:
    """A place in parts of a dot."""
    return round(place[0] * _FINE), round(place[1] * _FINE)


def _halves(y: float, radius: float) -> list[tuple[int, float]]:
    """For each row of a disc: half its width there."""
    rows = range(math.floor(y - radius), math.ceil(y + radius) + 1)
    reach = [(row, radius * radius - (row + 0.5 - y) ** 2) for row in rows]
    return [(row, math.sqrt(square)) for row, square in reach if square >= 0]
