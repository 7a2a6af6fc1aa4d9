"""What a figure looks like in a pose, in the figure's own units.

A figure file draws the right side at work; the left is its mirror image. The front view shows the
person as a mirror would: the follower's left is the picture's left. What is drawn depends on the
joints that a pose has; a close-up has fewer of them.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

from follow_along.core.enums import Side
from follow_along.core.figures.body import FOOT_LENGTH, HEAD, TOE_TO_TOE, person
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.inset import place_of, whole_body
from follow_along.core.figures.joints import Joints, Point
from follow_along.core.figures.shapes import Box, Drawing, Line, Ring, Shape, Weight

_MARGIN = 0.35
"""Of a foot's length around the joints of a close-up: a leg is so much thicker than its bones."""

_BODY_MARGIN = 3.0
_BAND = 1.0
_BARB = 0.25
"""An arrow's head, in lengths of a foot."""

_CUT = ("thigh", "shin")
"""Where a close-up cuts a limb off: it may run out of the picture."""


def drawing(figure: Figure, joints: Joints, side: Side) -> Drawing:
    """A figure with its joints in these places, at work on `side`."""
    box = _box(figure)
    marks = [*_props(figure, joints), *person(figure, joints, side)]
    if figure.whole:
        small = place_of(figure.whole, figure, box)
        marks += whole_body(figure.whole, small)
        box = replace(box, left=min(box.left, small.box.left), top=max(box.top, small.box.top))
    box = _broadened(box)
    marks.insert(0, Line(((box.left, 0.0), (box.right, 0.0)), Weight.PROP))
    if side is Side.LEFT:
        marks = [_turned_round(mark, box) for mark in marks]
    return Drawing(tuple(marks), box)


def _props(figure: Figure, joints: Joints) -> Iterator[Shape]:
    for name, places in figure.props.items():
        points = tuple(joints[place] if isinstance(place, str) else place for place in places)
        match name:
            case "arrow":
                yield from _arrow(points, _BARB * FOOT_LENGTH[figure.camera])
            case "path":
                yield Line(points, Weight.MARK, dotted=True)
            case "band":
                yield Line(points, Weight.MARK, _BAND)
            case _:
                yield Line(points, Weight.PROP)


def _arrow(points: tuple[Point, ...], size: float) -> Iterator[Shape]:
    yield Line(points, Weight.MARK)
    (x0, y0), (x, y) = points[-2:]
    length = math.hypot(x - x0, y - y0) or 1.0
    ahead, aside = (x - x0) / length, (y - y0) / length
    for turn in (-0.6, 0.6):
        barb = (x - size * (ahead + turn * aside), y - size * (aside - turn * ahead))
        yield Line(((x, y), barb), Weight.MARK)


def _box(figure: Figure) -> Box:
    """What all poses need, but for the ends of limbs that a close-up cuts off."""
    size = FOOT_LENGTH[figure.camera]
    poses = figure.poses.values()
    margin = _BODY_MARGIN if "head" in next(iter(poses)) else _MARGIN * size
    points = [
        place for line in figure.props.values() for place in line if not isinstance(place, str)
    ]
    for pose in poses:
        for joint, (x, y) in pose.items():
            around = HEAD + 1 if joint == "head" else margin
            if joint.removesuffix("2") not in _CUT:
                points += [(x - around, y), (x + around, y + around)]
            if joint == "small_toes":
                points.append((x + 4 * TOE_TO_TOE * size, y))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(0.0, *ys), max(xs), max(ys))


def _broadened(box: Box) -> Box:
    """The box, with at least as much floor as it is high."""
    more = max(0.0, box.height - box.width) / 2
    return replace(box, left=box.left - more, right=box.right + more)


def _turned_round(mark: Shape, box: Box) -> Shape:
    """A mark in the mirror."""
    both = box.left + box.right
    if isinstance(mark, Ring):
        return replace(mark, middle=(both - mark.middle[0], mark.middle[1]))
    return replace(mark, points=tuple((both - x, y) for x, y in mark.points))
