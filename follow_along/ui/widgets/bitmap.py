"""A bitmap with lines, discs and filled shapes.

Upstream gap: textual-plot's canvas has neither thick lines nor filled shapes, and imports numpy.
A row is an integer whose lowest bit is the leftmost dot, so that a span of dots is set in one step.
Coordinates are in dots, x to the right and y downwards; the centre of the first dot is (0.5, 0.5).
Dots outside the bitmap are ignored.
"""

import itertools
import math
from collections.abc import Sequence

from follow_along.core.figures.joints import Point

_DOTTED = 3
"""A dotted line has one dot in this many."""

_SUBDOTS = 1 << 20
"""The fixed-point unit of thin lines: parts of a dot."""


class Bitmap:
    """A bitmap of `width` by `height` dots, at first all unset."""

    __slots__ = ("height", "rows", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows = [0] * height

    def line(self, points: Sequence[Point], thickness: float, *, dotted: bool = False) -> None:
        """Draw a line with round ends; `dotted` applies to lines thinner than 1.5 dots."""
        if thickness < 1.5:
            drawn = 0
            for start, end in itertools.pairwise(points):
                drawn = self._thin_line(start, end, drawn, _DOTTED if dotted else 1)
            return
        for (x, y), (x1, y1) in itertools.pairwise(points):
            length = math.hypot(x1 - x, y1 - y)
            if length:
                half = thickness / 2 / length
                dx, dy = half * (y1 - y), half * (x1 - x)
                self.fill(
                    [(x - dx, y + dy), (x1 - dx, y1 + dy), (x1 + dx, y1 - dy), (x + dx, y - dy)]
                )
        for x, y in points:
            self.disc(x, y, thickness / 2)

    def disc(self, x: float, y: float, radius: float) -> None:
        """Draw a filled disc."""
        for row, half in _half_widths(y, radius):
            self._span(row, x - half, x + half)

    def ring(self, x: float, y: float, radius: float, thickness: float) -> None:
        """Draw a circle; `radius` is that of its outer edge."""
        inner = Bitmap(self.width, self.height)
        inner.disc(x, y, radius - thickness)
        outer = Bitmap(self.width, self.height)
        outer.disc(x, y, radius)
        outer.remove(inner)
        self.add(outer)

    def fill(self, points: Sequence[Point]) -> None:
        """Set the dots whose centres lie within a closed outline."""
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
        for row, crossings_x in crossings.items():
            crossings_x.sort()
            for left, right in zip(crossings_x[::2], crossings_x[1::2], strict=True):
                self._span(row, left, right)

    def add(self, other: "Bitmap") -> None:
        """Set the dots of another bitmap of the same size."""
        self.rows = [row | more for row, more in zip(self.rows, other.rows, strict=True)]

    def remove(self, other: "Bitmap") -> None:
        """Unset the dots of another bitmap of the same size."""
        self.rows = [row & ~less for row, less in zip(self.rows, other.rows, strict=True)]

    def edge(self) -> "Bitmap":
        """Return the set dots next to an unset one. A shape is open where it leaves the bitmap."""
        edge = Bitmap(self.width, self.height)
        beyond = (1 << self.width) - 1
        rows = [beyond, *self.rows, beyond]
        for y, (above, row, below) in enumerate(zip(rows, rows[1:], rows[2:], strict=False)):
            beside = (row << 1 | 1) & (row >> 1 | 1 << self.width - 1)
            edge.rows[y] = row & ~(above & below & beside)
        return edge

    def grown(self) -> "Bitmap":
        """Return the set dots and all their neighbours."""
        grown = Bitmap(self.width, self.height)
        wide = [0, *((row | row << 1 | row >> 1) for row in self.rows), 0]
        for y, three in enumerate(zip(wide, wide[1:], wide[2:], strict=False)):
            grown.rows[y] = three[0] | three[1] | three[2]
        return grown

    def _thin_line(self, start: Point, end: Point, drawn: int, every: int) -> int:
        """Draw one dot in `every` of a line one dot wide, `drawn` dots after its first point.

        Returns `drawn` at `end`.
        """
        # Integers, because rounding floats would sometimes skip a dot.
        (x, y), (x1, y1) = _fixed_point(start), _fixed_point(end)
        steps = math.ceil(max(abs(x1 - x), abs(y1 - y)) / _SUBDOTS) or 1
        for step in range(-drawn % every, steps + 1, every):
            column = (x * steps + (x1 - x) * step) // (steps * _SUBDOTS)
            row = (y * steps + (y1 - y) * step) // (steps * _SUBDOTS)
            if 0 <= row < self.height and 0 <= column < self.width:
                self.rows[row] |= 1 << column
        return drawn + steps

    def _span(self, row: int, left: float, right: float) -> None:
        first = max(0, math.ceil(left - 0.5))
        end = min(self.width, math.ceil(right - 0.5))
        if first < end and 0 <= row < self.height:
            self.rows[row] |= (1 << end) - (1 << first)


def _fixed_point(point: Point) -> tuple[int, int]:
    return round(point[0] * _SUBDOTS), round(point[1] * _SUBDOTS)


def _half_widths(y: float, radius: float) -> list[tuple[int, float]]:
    """Return each row of a disc with half its width there."""
    rows = range(math.floor(y - radius), math.ceil(y + radius) + 1)
    squares = [(row, radius * radius - (row + 0.5 - y) ** 2) for row in rows]
    return [(row, math.sqrt(square)) for row, square in squares if square >= 0]
