"""What a drawing consists of: lines, filled shapes and rings, each with its weight."""

from dataclasses import dataclass
from enum import IntEnum

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


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, with round ends.

    It is at least one dot wide, a bold one two; with width 0 exactly one.
    """

    points: tuple[Point, ...]
    weight: Weight
    width: float = 0.0
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class FilledShape:
    """A closed outline."""

    points: tuple[Point, ...]
    weight: Weight


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle that covers what is behind it."""

    middle: Point
    radius: float
    weight: Weight
    width: float = 0.0


Shape = Line | FilledShape | Ring


@dataclass(frozen=True, slots=True)
class Box:
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


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, and the box that contains them, apart from the width of lines."""

    shapes: tuple[Shape, ...]
    box: Box
