"""The outlines of feet and legs around their joints.

Each is closed: the last point is joined to the first. The body faces right.
"""

import itertools
import math
from collections.abc import Sequence

from follow_along.core.figures.joints import Point

_HEEL_TO_BALL = 0.72
"""The distance from heel to ball, in lengths of a foot."""

ANKLE = 0.24
"""The width of an ankle from the side, in lengths of a foot."""

_SMOOTHNESS = 6
"""Straight pieces between two points of an outline; fewer can be seen in a video."""


def foot(
    heel: Point, ball: Point, toe: Point, ankle: Point, arch: Point | None = None
) -> list[Point]:
    """Return a foot from the side: from the heel over the instep to the toe and along the sole."""
    sole = _Axis.between(heel, ball)
    size = sole.length / _HEEL_TO_BALL
    toes = _Axis.between(ball, toe)
    front = _moved(ankle, sole, 0.13 * size, 0.02 * size)
    top = _moved(ball, sole, -0.03 * size, 0.20 * size)
    arch_top = arch or sole.at(0.42 * size, 0.05 * size)
    lift = max(0.0, sole.across(arch_top))
    return _smooth(
        [
            sole.at(0.03 * size, 0),
            sole.at(-0.04 * size, 0.08 * size),
            sole.at(-0.02 * size, 0.20 * size),
            _moved(ankle, sole, -0.14 * size, 0.0),
            front,
            _between(front, top, 0.5, 0.04 * size + 0.3 * lift),
            top,
            _moved(toes.at(0.45 * toes.length, 0), toes, 0, 0.12 * size),
            _moved(toe, toes, -0.03 * size, 0.10 * size),
            _moved(toe, toes, 0.03 * size, 0.04 * size),
            toe,
            _moved(ball, toes, 0.10 * size, 0),
            _moved(ball, sole, -0.06 * size, 0),
            arch_top,
            sole.at(0.18 * size, 0),
        ]
    )


def forefoot(ankle: Point, ball: Point, size: float) -> list[Point]:
    """Return a foot that points at the viewer, from ankle to toes; `ball` is the big toe's base."""
    (x, y), (ball_x, low) = ankle, ball
    return _smooth(
        [
            (x - 0.12 * size, y),
            (ball_x - 0.07 * size, low + 0.16 * size),
            (ball_x - 0.08 * size, low),
            (ball_x + 0.46 * size, low - 0.03 * size),
            (ball_x + 0.48 * size, low + 0.05 * size),
            (x + 0.14 * size, y - 0.06 * size),
            (x + 0.13 * size, y),
        ]
    )


def shin(top: Point, ankle: Point, foot_length: float, whole: float | None = None) -> list[Point]:
    """Return a leg from the ankle up to `top`; `whole` is its length if `top` is below the knee."""
    axis = _Axis.between(ankle, top)
    knee = whole or axis.length
    calf = [(0.0, ANKLE / 2, ANKLE / 2), (0.12, 0.11, 0.12), (0.3, 0.12, 0.16), (0.55, 0.15, 0.25)]
    calf += [(0.75, 0.17, 0.27), (1.0, 0.19, 0.2)]
    ring = [(fraction, *widths) for fraction, *widths in calf if fraction * knee < axis.length]
    last = _widths(calf, axis.length / knee)
    ring.append((axis.length / knee, *last))
    fronts = [axis.at(fraction * knee, -front * foot_length) for fraction, front, _ in ring]
    backs = [axis.at(fraction * knee, back * foot_length) for fraction, _, back in ring]
    return [*_smooth(fronts, closed=False), *reversed(_smooth(backs, closed=False))]


def thigh(knee: Point, cut: Point, foot_length: float) -> list[Point]:
    """Return a thigh from the knee to where it is cut off."""
    axis = _Axis.between(knee, cut)
    at_knee, at_cut = 0.2 * foot_length, 0.28 * foot_length
    return [
        axis.at(0, at_knee),
        axis.at(axis.length, at_cut),
        axis.at(axis.length, -at_cut),
        axis.at(0, -at_knee),
    ]


class _Axis:
    """A coordinate system: a point, a direction, and the direction to the left of it."""

    __slots__ = ("along", "length", "start")

    def __init__(self, start: Point, along: Point, length: float) -> None:
        self.start = start
        self.along = along
        self.length = length

    @classmethod
    def between(cls, start: Point, end: Point) -> "_Axis":
        x, y = end[0] - start[0], end[1] - start[1]
        length = math.hypot(x, y)
        return cls(start, (x / length, y / length) if length else (1.0, 0.0), length)

    def at(self, along: float, left: float) -> Point:
        """Return the point at these coordinates."""
        x, y = self.along
        return self.start[0] + along * x - left * y, self.start[1] + along * y + left * x

    def across(self, point: Point) -> float:
        """Return how far to the left a point is."""
        x, y = self.along
        return (point[1] - self.start[1]) * x - (point[0] - self.start[0]) * y


def _moved(point: Point, axis: _Axis, along: float, left: float) -> Point:
    x, y = axis.at(along, left)
    return point[0] + x - axis.start[0], point[1] + y - axis.start[1]


def _between(a: Point, b: Point, fraction: float, up: float) -> Point:
    return a[0] + fraction * (b[0] - a[0]), a[1] + fraction * (b[1] - a[1]) + up


def _widths(calf: Sequence[tuple[float, float, float]], fraction: float) -> tuple[float, float]:
    """Return the widths of a leg, before and behind, at a fraction of its length."""
    for (low, f0, b0), (high, f1, b1) in itertools.pairwise(calf):
        if low <= fraction <= high:
            t = (fraction - low) / (high - low)
            return f0 + t * (f1 - f0), b0 + t * (b1 - b0)
    return calf[-1][1:]


def _smooth(points: Sequence[Point], *, closed: bool = True) -> list[Point]:
    """Return a smooth curve through the points (a Catmull-Rom spline)."""
    count = len(points)
    made: list[Point] = []
    for i in range(count if closed else count - 1):
        p0 = points[i - 1] if closed or i else points[0]
        p1, p2 = points[i], points[(i + 1) % count]
        p3 = points[(i + 2) % count] if closed else points[min(i + 2, count - 1)]
        for step in range(_SMOOTHNESS):
            t = step / _SMOOTHNESS
            made.append(
                (_curve(t, p0[0], p1[0], p2[0], p3[0]), _curve(t, p0[1], p1[1], p2[1], p3[1]))
            )
    if not closed:
        made.append(points[-1])
    return made


def _curve(t: float, a: float, b: float, c: float, d: float) -> float:
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def foot_from_front(heel: Point, ball: Point, toe: Point) -> list[Point]:
    """Return a foot from the front or above: narrow at the heel, broad at the ball."""
    axis = _Axis.between(heel, toe)
    size = max(axis.length, 8.0)
    bent = axis.across(ball)
    return _smooth(
        [
            axis.at(-0.10 * size, 0),
            axis.at(0, 0.16 * size),
            axis.at(0.6 * axis.length, 0.22 * size + bent),
            axis.at(axis.length, 0.18 * size),
            axis.at(axis.length + 0.10 * size, 0),
            axis.at(axis.length, -0.18 * size),
            axis.at(0.6 * axis.length, -0.22 * size + bent),
            axis.at(0, -0.16 * size),
        ]
    )
