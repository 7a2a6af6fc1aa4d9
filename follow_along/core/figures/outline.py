"""The outlines of a foot and a leg, laid around their joints: what a bare line cannot show.

All are closed: a list of places, the last joined to the first. The person faces right.
"""

import itertools
import math
from collections.abc import Sequence

from follow_along.core.figures.joints import Point

_HEEL_TO_BALL = 0.72
"""The part of a foot's length between heel and ball."""

_SMOOTHNESS = 3
"""Straight pieces between two places of an outline."""


def foot(
    heel: Point, ball: Point, toe: Point, ankle: Point, arch: Point | None = None
) -> list[Point]:
    """The side of a foot, from the heel's back over the instep to the toe and along the sole."""
    sole = _Frame.between(heel, ball)
    size = sole.length / _HEEL_TO_BALL
    toes = _Frame.between(ball, toe)
    front = _moved(ankle, sole, 0.13 * size, 0.02 * size)
    top = _moved(ball, sole, -0.03 * size, 0.20 * size)
    hollow = arch or sole.at(0.42 * size, 0.05 * size)
    lift = max(0.0, sole.across(hollow))
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
            hollow,
            sole.at(0.18 * size, 0),
        ]
    )


def forefoot(ankle: Point, ball: Point, size: float) -> list[Point]:
    """A foot that points at one, from the ankle down to the toes; `ball` is the big toe's base."""
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
    """A leg from the ankle up to `top`; `whole` is how far the knee is, where `top` is nearer."""
    way = _Frame.between(ankle, top)
    knee = whole or way.length
    calf = [(0.0, 0.12, 0.13), (0.12, 0.11, 0.12), (0.3, 0.12, 0.16), (0.55, 0.15, 0.25)]
    calf += [(0.75, 0.17, 0.27), (1.0, 0.19, 0.2)]
    ring = [(part, *widths) for part, *widths in calf if part * knee < way.length]
    last = _widths(calf, way.length / knee)
    ring.append((way.length / knee, *last))
    fronts = [way.at(part * knee, -front * foot_length) for part, front, _ in ring]
    backs = [way.at(part * knee, back * foot_length) for part, _, back in ring]
    return [*_smooth(fronts, closed=False), *reversed(_smooth(backs, closed=False))]


def thigh(knee: Point, cut: Point, foot_length: float) -> list[Point]:
    """A thigh from the knee to where it is cut off."""
    way = _Frame.between(knee, cut)
    at_knee, at_cut = 0.2 * foot_length, 0.28 * foot_length
    return [
        way.at(0, at_knee),
        way.at(way.length, at_cut),
        way.at(way.length, -at_cut),
        way.at(0, -at_knee),
    ]


class _Frame:
    """A place, a direction and the direction left of it."""

    __slots__ = ("along", "length", "start")

    def __init__(self, start: Point, along: Point, length: float) -> None:
        self.start = start
        self.along = along
        self.length = length

    @classmethod
    def between(cls, start: Point, end: Point) -> "_Frame":
        x, y = end[0] - start[0], end[1] - start[1]
        length = math.hypot(x, y)
        return cls(start, (x / length, y / length) if length else (1.0, 0.0), length)

    def at(self, along: float, left: float) -> Point:
        """The place so far along and so far left of it."""
        x, y = self.along
        return self.start[0] + along * x - left * y, self.start[1] + along * y + left * x

    def across(self, point: Point) -> float:
        """How far left a place lies."""
        x, y = self.along
        return (point[1] - self.start[1]) * x - (point[0] - self.start[0]) * y


def _moved(point: Point, frame: _Frame, along: float, left: float) -> Point:
    x, y = frame.at(along, left)
    return point[0] + x - frame.start[0], point[1] + y - frame.start[1]


def _between(a: Point, b: Point, part: float, up: float) -> Point:
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]) + up


def _widths(calf: Sequence[tuple[float, float, float]], part: float) -> tuple[float, float]:
    """The leg's widths at a part of its length."""
    for (low, f0, b0), (high, f1, b1) in itertools.pairwise(calf):
        if low <= part <= high:
            way = (part - low) / (high - low)
            return f0 + way * (f1 - f0), b0 + way * (b1 - b0)
    return calf[-1][1:]


def _smooth(points: Sequence[Point], *, closed: bool = True) -> list[Point]:
    """A smooth curve through the places (Catmull and Rom's)."""
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


def foot_ahead(heel: Point, ball: Point, toe: Point) -> list[Point]:
    """A foot seen from ahead or above: narrow at the heel, broad at the ball."""
    way = _Frame.between(heel, toe)
    size = max(way.length, 8.0)
    bent = way.across(ball)
    return _smooth(
        [
            way.at(-0.10 * size, 0),
            way.at(0, 0.16 * size),
            way.at(0.6 * way.length, 0.22 * size + bent),
            way.at(way.length, 0.18 * size),
            way.at(way.length + 0.10 * size, 0),
            way.at(way.length, -0.18 * size),
            way.at(0.6 * way.length, -0.22 * size + bent),
            way.at(0, -0.16 * size),
        ]
    )
