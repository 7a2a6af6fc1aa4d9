"""The drawing of a figure in a pose, in the figure's own units.

A figure file draws the right side at work; the left is its mirror image. The front view is that of
a mirror: the user's left is the picture's left. Only the joints that a pose has are drawn; a
close-up has fewer.
"""

import math
from collections.abc import Iterator

from follow_along.core.enums import Side
from follow_along.core.figures.body import FOOT_LENGTH, HEAD_RADIUS, TOE_TO_TOE, body_shapes
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.inset import inset_frame, inset_shapes
from follow_along.core.figures.joints import Joints, Point
from follow_along.core.figures.shapes import Box, Drawing, Line, Ring, Shape, Weight

_MARGIN = 0.35
"""Room around the joints of a close-up, in lengths of a foot: a leg is thicker than its bones."""

_BODY_MARGIN = 3.0
_BAND_WIDTH = 1.0
_ARROWHEAD = 0.25
"""In lengths of a foot."""

_CUT_OFF = ("thigh", "shin")
"""The joints where a close-up cuts a leg off: they may be outside the picture."""


def draw_figure(figure: Figure, joints: Joints, side: Side) -> Drawing:
    """Draw a figure with its joints at these points, at work on `side`."""
    box = _box(figure)
    shapes = [*_props(figure, joints), *body_shapes(figure, joints, side)]
    if figure.whole:
        frame = inset_frame(figure.whole, figure, box)
        shapes += inset_shapes(figure.whole, frame)
        box = box._replace(left=min(box.left, frame.box.left), top=max(box.top, frame.box.top))
    box = _widened(box)
    shapes.insert(0, Line(((box.left, 0.0), (box.right, 0.0)), Weight.PROP))
    if side is Side.LEFT:
        shapes = [_mirrored(shape, box) for shape in shapes]
    return Drawing(tuple(shapes), box)


def _props(figure: Figure, joints: Joints) -> Iterator[Shape]:
    for name, line in figure.props.items():
        points = tuple(joints[each] if isinstance(each, str) else each for each in line)
        match name:
            case "arrow":
                yield from _arrow(points, _ARROWHEAD * FOOT_LENGTH[figure.camera])
            case "path":
                yield Line(points, Weight.SIGN, dotted=True)
            case "band":
                yield Line(points, Weight.SIGN, _BAND_WIDTH)
            case _:
                yield Line(points, Weight.PROP)


def _arrow(points: tuple[Point, ...], head_length: float) -> Iterator[Shape]:
    yield Line(points, Weight.SIGN)
    (x0, y0), (x, y) = points[-2:]
    length = math.hypot(x - x0, y - y0) or 1.0
    ahead, aside = (x - x0) / length, (y - y0) / length
    for turn in (-0.6, 0.6):
        barb = (
            x - head_length * (ahead + turn * aside),
            y - head_length * (aside - turn * ahead),
        )
        yield Line(((x, y), barb), Weight.SIGN)


def _box(figure: Figure) -> Box:
    """Return the area of all poses, without the ends of legs that a close-up cuts off."""
    foot = FOOT_LENGTH[figure.camera]
    poses = figure.poses.values()
    margin = _BODY_MARGIN if "head" in next(iter(poses)) else _MARGIN * foot
    points = [each for line in figure.props.values() for each in line if not isinstance(each, str)]
    for pose in poses:
        for joint, (x, y) in pose.items():
            around = HEAD_RADIUS + 1 if joint == "head" else margin
            if joint.removesuffix("2") not in _CUT_OFF:
                points += [(x - around, y), (x + around, y + around)]
            if joint == "small_toes":
                points.append((x + 4 * TOE_TO_TOE * foot, y))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(0.0, *ys), max(xs), max(ys))


def _widened(box: Box) -> Box:
    """Return the box, at least as wide as it is high."""
    more = max(0.0, box.height - box.width) / 2
    return box._replace(left=box.left - more, right=box.right + more)


def _mirrored(shape: Shape, box: Box) -> Shape:
    sum_x = box.left + box.right
    if isinstance(shape, Ring):
        return shape._replace(middle=(sum_x - shape.middle[0], shape.middle[1]))
    return shape._replace(points=tuple((sum_x - x, y) for x, y in shape.points))
