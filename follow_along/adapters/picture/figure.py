"""A figure in pixels, with smooth edges, from the drawing that the screen shows in Braille.

The masks of the weights are drawn enlarged and then reduced, which smooths every edge.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw

from follow_along.core.figures.joints import Point
from follow_along.core.figures.shapes import Drawing, FilledShape, Line, Ring, Shape, Weight
from follow_along.core.palette import Palette

_ENLARGED = 3
"""How many times, each way, a mask is larger than the picture: nine shades of an edge."""

_PEN = 0.008
"""The width of the thinnest line, in sizes of the picture."""

_GAP = 1.6
"""What separates bold from thin shapes, in widths of the pen: more than an outline takes."""

_TINT = 40
"""The opacity, of 255, of the inside of a hollow shape."""

_DOT_APART = 3.0
"""The distance of the dots of a dotted line, in widths of the pen."""

_OPAQUE = 255


class Area(NamedTuple):
    """A part of a picture in pixels: its left upper corner and its size."""

    left: int
    top: int
    width: int
    height: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, as Pillow takes them."""
        return self.left, self.top, self.left + self.width, self.top + self.height


class Layer(NamedTuple):
    """The shapes of one weight: an opacity, and its left upper corner in even pixels."""

    weight: Weight
    left: int
    top: int
    mask: Image.Image

    def colour(self, palette: Palette) -> str:
        """Return its colour, that of the weight on the screen."""
        return {
            Weight.PROP: palette.secondary,
            Weight.THIN: palette.primary,
            Weight.SIGN: palette.accent,
            Weight.BOLD: palette.ink,
        }[self.weight]


def figure_layers(drawing: Drawing, width: int, height: int) -> Iterator[Layer]:
    """Yield the layers of a figure, the lowest first.

    It is as large as fits into `width` by `height` pixels, centred, with its floor at the bottom.
    """
    view = _View(drawing, width, height)
    bold = [shape for shape in drawing.shapes if shape.weight is Weight.BOLD]
    for weight in Weight:
        shapes = [shape for shape in drawing.shapes if shape.weight is weight]
        if not shapes or (box := view.box_of(shapes)) is None:
            continue
        mask = _Mask(view, box)
        mask.draw(shapes, hollow=weight is Weight.THIN)
        if weight is not Weight.BOLD:
            mask.cut(bold, weight)
        yield Layer(weight, box.left, box.top, mask.reduced())


class _View:
    """Converts the drawing's coordinates into pixels."""

    def __init__(self, drawing: Drawing, width: int, height: int) -> None:
        self._width, self._height = width, height
        self.pen = max(1.5, _PEN * min(width, height))
        """In pixels."""
        margin, box = 2 * self.pen, drawing.box
        across, up = (width - 2 * margin) / box.width, (height - 2 * margin) / box.height
        self.scale = max(0.0, min(across, up))
        self._x = width / 2 - self.scale * (box.left + box.right) / 2
        self._y = height - margin + self.scale * box.bottom

    def __call__(self, point: Point) -> Point:
        """Return a point in pixels, y downwards."""
        return self._x + self.scale * point[0], self._y - self.scale * point[1]

    def box_of(self, shapes: Iterable[Shape]) -> Area | None:
        """Return the part that holds all of the shapes; None if they are outside."""
        xs, ys = [], []
        for shape in shapes:
            points = [shape.middle] if isinstance(shape, Ring) else shape.points
            around = 3 * self.pen
            if isinstance(shape, Ring):
                around += self.scale * shape.radius
            elif isinstance(shape, Line):
                around += self.scale * shape.width / 2
            for x, y in map(self, points):
                xs += [x - around, x + around]
                ys += [y - around, y + around]
        left, top = (max(0, 2 * math.floor(min(each) / 2)) for each in (xs, ys))
        right = min(self._width, math.ceil(max(xs)))
        bottom = min(self._height, math.ceil(max(ys)))
        return (
            Area(left, top, right - left, bottom - top) if left < right and top < bottom else None
        )


class _Mask:
    """The opacity of the shapes of one weight, enlarged."""

    def __init__(self, view: _View, box: Area) -> None:
        self._view, self._box = view, box
        self._pen = view.pen * _ENLARGED
        size = box.width * _ENLARGED, box.height * _ENLARGED
        self._image = Image.new("L", size, 0)
        self._pixels = ImageDraw.Draw(self._image)

    def reduced(self) -> Image.Image:
        """Return the mask in the size of its box."""
        return self._image.reduce(_ENLARGED)

    def draw(self, shapes: Sequence[Shape], *, hollow: bool) -> None:
        """Draw shapes; `hollow` ones overlap as one shape with one outline."""
        for shape in shapes:
            self._shape(shape, _OPAQUE, grown=self._pen if hollow else 0.0)
        for shape in shapes if hollow else ():
            if isinstance(shape, FilledShape) or (isinstance(shape, Line) and self._broad(shape)):
                self._shape(shape, _TINT)

    def cut(self, bold: Sequence[Shape], weight: Weight) -> None:
        """Take away what bold shapes cover: of thin shapes with a gap, of others within heads."""
        for shape in bold:
            if isinstance(shape, Ring):
                x, y = self._at(shape.middle)
                self._disc(x, y, self._radius(shape), 0)
            elif weight is Weight.THIN:
                self._shape(shape, 0, grown=_GAP * self._pen)

    def _broad(self, line: Line) -> bool:
        return line.width * self._view.scale > 1.5 * self._view.pen

    def _shape(self, shape: Shape, value: int, grown: float = 0.0) -> None:
        match shape:
            case Line(points, weight, width, dotted):
                least = 2.0 if weight is Weight.BOLD and width else 1.0
                drawn = max(least * self._pen, width * self._view.scale * _ENLARGED)
                more = 2 * grown if weight is Weight.BOLD or self._broad(shape) else 0.0
                self._line(list(map(self._at, points)), drawn + more, value, dotted=dotted)
            case Ring(middle, _, _, width):
                x, y = self._at(middle)
                radius = self._radius(shape)
                thick = max(self._pen, width * self._view.scale * _ENLARGED)
                box = (x - radius, y - radius, x + radius, y + radius)
                self._pixels.ellipse(box, outline=value, width=round(thick))
            case FilledShape(points, _):
                corners = list(map(self._at, points))
                self._pixels.polygon(corners, fill=value)
                if grown:
                    self._line([*corners, corners[0]], 2 * grown, value)

    def _line(
        self, points: Sequence[Point], width: float, value: int, *, dotted: bool = False
    ) -> None:
        """Draw a line with round ends and round corners."""
        if dotted:
            points = _dots(points, _DOT_APART * self._pen)
        else:
            for (x, y), (x1, y1) in itertools.pairwise(points):
                length = math.hypot(x1 - x, y1 - y)
                if length:
                    dx, dy = width / 2 / length * (y1 - y), width / 2 / length * (x1 - x)
                    corners = [(x - dx, y + dy), (x1 - dx, y1 + dy)]
                    corners += [(x1 + dx, y1 - dy), (x + dx, y - dy)]
                    self._pixels.polygon(corners, fill=value)
        for x, y in points:
            self._disc(x, y, width / 2, value)

    def _disc(self, x: float, y: float, radius: float, value: int) -> None:
        self._pixels.ellipse((x - radius, y - radius, x + radius, y + radius), fill=value)

    def _radius(self, ring: Ring) -> float:
        return max(2 * self._pen, ring.radius * self._view.scale * _ENLARGED)

    def _at(self, point: Point) -> Point:
        x, y = self._view(point)
        return (x - self._box.left) * _ENLARGED, (y - self._box.top) * _ENLARGED


def _dots(points: Sequence[Point], apart: float) -> list[Point]:
    """Return points along a line, evenly spaced."""
    dots, ahead = [], 0.0
    for (x, y), (x1, y1) in itertools.pairwise(points):
        length = math.hypot(x1 - x, y1 - y)
        while ahead <= length:
            part = ahead / length if length else 0.0
            dots.append((x + part * (x1 - x), y + part * (y1 - y)))
            ahead += apart
        ahead -= length
    return dots
