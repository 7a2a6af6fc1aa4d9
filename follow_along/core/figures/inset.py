"""The whole body, small beside a close-up: it shows how to stand or sit."""

from collections.abc import Iterator
from typing import NamedTuple

from follow_along.core.figures.body import FOOT_LENGTH, HEAD_RADIUS
from follow_along.core.figures.figure import Figure, WholeBody
from follow_along.core.figures.joints import Point
from follow_along.core.figures.shapes import Box, Line, Ring, Shape, Weight

_HEIGHT = 0.7
"""In heights of the picture."""

_ABOVE_TOES = 0.36
"""The height of its floor beside a foot, in lengths of the foot."""

_MARGIN = 2.0
"""Room on each side, in body units."""

_BONES = (
    ("shoulder", "hip", "knee", "ankle", "heel", "ball", "toe"),
    ("hip", "knee2", "ankle2", "heel2", "ball2", "toe2"),
    ("shoulder", "elbow", "hand"),
    ("shoulder", "elbow2", "hand2"),
)


class InsetFrame(NamedTuple):
    """The area of the inset, and the scale from body units to the close-up's units."""

    box: Box
    left: float
    scale: float

    def scaled(self, point: Point) -> Point:
        """Return where a point of the whole body is in the close-up."""
        x, y = point
        return self.box.left + (x - self.left) * self.scale, self.box.bottom + y * self.scale


def inset_shapes(whole: WholeBody, frame: InsetFrame) -> Iterator[Shape]:
    """Yield the shapes of the whole body, thin, with its own floor."""
    joints, box, scaled = whole.joints, frame.box, frame.scaled
    for bones in _BONES:
        points = [scaled(joints[joint]) for joint in bones if joint in joints]
        if len(points) > 1:
            yield Line(tuple(points), Weight.THIN)
    if "head" in joints:
        yield Ring(scaled(joints["head"]), HEAD_RADIUS * frame.scale, Weight.THIN)
    for line in whole.props.values():
        ends = (joints[each] if isinstance(each, str) else each for each in line)
        yield Line(tuple(map(scaled, ends)), Weight.PROP)
    yield Line(((box.left, box.bottom), (box.right, box.bottom)), Weight.PROP)


def inset_frame(whole: WholeBody, figure: Figure, main: Box) -> InsetFrame:
    """Return where the whole body is drawn: behind a leg, or above the toes of a foot."""
    props = [each for line in whole.props.values() for each in line if not isinstance(each, str)]
    points = [*whole.joints.values(), *props]
    head = whole.joints.get("head", (0.0, 0.0))
    left = min([*(x for x, _ in points), head[0] - HEAD_RADIUS]) - _MARGIN
    right = max([*(x for x, _ in points), head[0] + HEAD_RADIUS]) + _MARGIN
    top = max([HEAD_RADIUS, *(y for _, y in points), head[1] + HEAD_RADIUS])
    scale = _HEIGHT * main.height / top
    width = (right - left) * scale
    if figure.camera == "foot":
        x, y = main.right - width - 0.02 * main.width, _ABOVE_TOES * FOOT_LENGTH["foot"]
    else:
        x, y = main.left - width, 0.0
    return InsetFrame(Box(x, y, x + width, y + top * scale), left, scale)
