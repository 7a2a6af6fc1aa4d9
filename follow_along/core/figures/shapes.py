"""What a drawing consists of: lines, filled shapes and rings, each with its weight."""

from enum import IntEnum
from typing import NamedTuple

from follow_along.core.figures.joints import Point


class Weight(IntEnum):
    """How much a shape matters; a heavier shape covers a lighter one."""

    PROP = 1
    """The floor and what stands on it."""
    THIN = 2
    """The limb that does not work: lines one dot wide, filled shapes hollow."""
    SIGN = 3
    """Not a thing, such as an arrow."""
    BOLD = 4
    """The body and the limb at work."""


class Line(NamedTuple):
    """A line through points, with round ends.

    It is at least one dot wide, a bold one two; with width 0 exactly one.
    """

    points: tuple[Point, ...]
    weight: Weight
    width: float = 0.0
    dotted: bool = False


class FilledShape(NamedTuple):
    """A closed outline."""

    points: tuple[Point, ...]
    weight: Weight


class Ring(NamedTuple):
    """A circle that covers what is behind it."""

    middle: Point
    radius: float
    weight: Weight
    width: float = 0.0


Shape = Line | FilledShape | Ring


class Box(NamedTuple):
    """The visible area: the same for all poses of a figure, so that nothing jumps."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The distance from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The distance from bottom to top."""
        return self.top - self.bottom


class Drawing(NamedTuple):
    """Shapes, and the box that contains them, apart from the width of lines."""

    shapes: tuple[Shape, ...]
    box: Box
