"""The whole body, small beside a close-up: how to stand or sit while one limb is shown."""

from collections.abc import Iterator
from typing import NamedTuple

from follow_along.core.figures.body import FOOT_LENGTH, HEAD
from follow_along.core.figures.figure import Figure, WholeBody
from follow_along.core.figures.joints import Point
from follow_along.core.figures.shapes import Box, Line, Ring, Shape, Weight

_HEIGHT = 0.7
"""Its height, as a part of the picture's."""

_ABOVE_TOES = 0.36
"""Where it stands beside a foot: so high, in lengths of the foot."""

_ROOM = 2.0
"""Body units left free on each side of it."""

_BONES = (
    ("shoulder", "hip", "knee", "ankle", "heel", "ball", "toe"),
    ("hip", "knee2", "ankle2", "heel2", "ball2", "toe2"),
    ("shoulder", "elbow", "hand"),
    ("shoulder", "elbow2", "hand2"),
)


class Place(NamedTuple):
    """The place of the whole body beside a close-up, and the way from its units to there."""

    box: Box
    left: float
    scale: float

    def small(self, point: Point) -> Point:
        """Where a place of the whole body is in the close-up."""
        x, y = point
        return self.box.left + (x - self.left) * self.scale, self.box.bottom + y * self.scale


def whole_body(whole: WholeBody, place: Place) -> Iterator[Shape]:
    """The whole body, small and thin, with a floor of its own."""
    joints, box, small = whole.joints, place.box, place.small
    for bones in _BONES:
        places = [small(joints[joint]) for joint in bones if joint in joints]
        if len(places) > 1:
            yield Line(tuple(places), Weight.THIN)
    if "head" in joints:
        yield Ring(small(joints["head"]), HEAD * place.scale, Weight.THIN)
    for points in whole.props.values():
        line = tuple(small(joints[each] if isinstance(each, str) else each) for each in points)
        yield Line(line, Weight.PROP)
    yield Line(((box.left, box.bottom), (box.right, box.bottom)), Weight.PROP)


def place_of(whole: WholeBody, figure: Figure, main: Box) -> Place:
    """Where the whole body stands: behind a leg, or above the toes of a foot."""
    props = [place for line in whole.props.values() for place in line if not isinstance(place, str)]
    points = [*whole.joints.values(), *props]
    head = whole.joints.get("head", (0.0, 0.0))
    left = min([*(x for x, _ in points), head[0] - HEAD]) - _ROOM
    right = max([*(x for x, _ in points), head[0] + HEAD]) + _ROOM
    top = max([*(y for _, y in points), head[1] + HEAD])
    scale = _HEIGHT * main.height / top
    width = (right - left) * scale
    if figure.camera == "foot":
        x, y = main.right - width - 0.02 * main.width, _ABOVE_TOES * FOOT_LENGTH["foot"]
    else:
        x, y = main.left - width, 0.0
    return Place(Box(x, y, x + width, y + top * scale), left, scale)
