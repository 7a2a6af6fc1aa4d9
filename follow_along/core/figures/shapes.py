"""What a drawing is made of: lines, filled shapes and rings, each with its weight."""

from dataclasses import dataclass
from enum import IntEnum

from follow_along.core.figures.joints import Point


class Weight(IntEnum):
    """How much a mark matters; what matters more covers what matters less."""

    PROP = 1
    """The ground and what stands on it."""
    THIN = 2
    """The other limb: one dot wide; shapes are hollow."""
    MARK = 3
    """A sign that is no part of the person, such as an arrow."""
    BOLD = 4
    """The body and the limb at work; shapes are filled."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through places, with round ends.

    One dot wide at least, a bold one two; of width 0 always one.
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
    """A circle that hides what is behind it."""

    middle: Point
    radius: float
    weight: Weight
    width: float = 0.0


Shape = Line | FilledShape | Ring


@dataclass(frozen=True, slots=True)
class Box:
    """What has to be seen: the same for all poses of a figure, so that nothing jumps."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks and the box they lie in, but for the width of lines."""

    marks: tuple[Shape, ...]
    box: Box
