"""How a body goes from one pose to another: its limbs turn, and keep their lengths."""

import math
from collections.abc import Iterator, Mapping

from follow_along.core.figures.joints import Joints, Point

_INNER: Mapping[str, tuple[str, ...]] = {
    "toe": ("ball",),
    "small_toes": ("ball",),
    "ball": ("ankle",),
    "arch": ("ankle",),
    "heel": ("ankle",),
    "shin": ("ankle",),
    "knee": ("ankle",),
    "thigh": ("knee",),
    "hip": ("knee",),
    "shoulder": ("hip",),
    "head": ("shoulder",),
    "nose": ("head",),
    "elbow": ("shoulder",),
    "hand": ("elbow", "shoulder"),
    "shoulder2": ("shoulder",),
    "elbow2": ("shoulder2", "shoulder"),
    "hand2": ("elbow2", "shoulder2", "shoulder"),
    "hip2": ("hip",),
    "knee2": ("hip2", "hip"),
    "thigh2": ("knee2",),
    "ankle2": ("knee2",),
    "shin2": ("ankle2",),
    "heel2": ("ankle2",),
    "ball2": ("ankle2",),
    "toe2": ("ball2",),
}
"""The joint that each one turns about, seen from the foot at work: the first that a figure has."""

_FARTHEST_TURN = math.tau / 3
"""No limb turns farther at once. What seems to, such as a nose from left to right, is seen from
ahead and comes towards the eye: its end goes straight."""


def between(before: Joints, after: Joints, part: float) -> Joints:
    """The body on its way between two poses of the same joints: `part` of it, 0 to 1, is done.

    The joint that moves least is the pivot, such as the ball of a foot that stays on the floor.
    From there on each bone turns the shorter way round, and changes its length evenly where the
    poses want that. Joints that no bone ties to the pivot have a pivot of their own.
    """
    if part <= 0:
        return before
    if part >= 1:
        return after
    bones = _bones(before)
    placed: dict[str, Point] = {}
    for pivot in sorted(before, key=lambda joint: math.dist(before[joint], after[joint])):
        if pivot in placed:
            continue
        placed[pivot] = _along(before[pivot], after[pivot], part)
        for inner, outer in _outwards(pivot, bones):
            turned = _turned(_bone(before, inner, outer), _bone(after, inner, outer), part)
            placed[outer] = (placed[inner][0] + turned[0], placed[inner][1] + turned[1])
    return {joint: placed[joint] for joint in before}


def _bones(joints: Joints) -> Mapping[str, list[str]]:
    """What each joint is tied to. No way through these ties leads back to where it began."""
    tied: dict[str, list[str]] = {joint: [] for joint in joints}
    for outer in joints:
        inner = next((each for each in _INNER.get(outer, ()) if each in joints), None)
        if inner:
            tied[outer].append(inner)
            tied[inner].append(outer)
    return tied


def _outwards(pivot: str, bones: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every bone that is tied to the pivot, as its nearer and its farther joint, nearest first."""
    waiting: list[tuple[str, str | None]] = [(pivot, None)]
    while waiting:
        joint, nearer = waiting.pop()
        for farther in bones[joint]:
            if farther != nearer:
                yield joint, farther
                waiting.append((farther, joint))


def _bone(joints: Joints, inner: str, outer: str) -> Point:
    (x, y), (to_x, to_y) = joints[inner], joints[outer]
    return to_x - x, to_y - y


def _turned(before: Point, after: Point, part: float) -> Point:
    """A bone on its way: its length and its direction each change evenly."""
    short, long = math.hypot(*before), math.hypot(*after)
    begin, end = math.atan2(before[1], before[0]), math.atan2(after[1], after[0])
    turn = math.remainder(end - begin, math.tau)
    if not short or not long or abs(turn) > _FARTHEST_TURN:
        return _along(before, after, part)
    angle, length = begin + turn * part, short + (long - short) * part
    return length * math.cos(angle), length * math.sin(angle)


def _along(before: Point, after: Point, part: float) -> Point:
    (x, y), (to_x, to_y) = before, after
    return x + (to_x - x) * part, y + (to_y - y) * part
