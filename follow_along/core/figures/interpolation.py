"""Interpolation between two poses: limbs turn, and keep their lengths."""

import math
from collections.abc import Iterator, Mapping

from follow_along.core.figures.joints import Joints, Point

_PARENTS: Mapping[str, tuple[str, ...]] = {
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
"""The joint that each one turns about, as seen from the foot at work: the first that exists."""

_FARTHEST_TURN = math.tau / 3
"""A limb that would turn farther, such as a nose from left to right, moves towards the viewer and
back: its end moves in a straight line."""


def interpolate(before: Joints, after: Joints, fraction: float) -> Joints:
    """Return the pose at a `fraction` (0 to 1) of the way between two poses of the same joints.

    The joint that moves least is the pivot, such as the ball of a foot that stays on the floor.
    Outwards from it each bone turns the shorter way, and its length changes linearly. Joints that
    no bone connects to the pivot have a pivot of their own.
    """
    if fraction <= 0:
        return before
    if fraction >= 1:
        return after
    bones = _bones(before)
    placed: dict[str, Point] = {}
    for pivot in sorted(before, key=lambda joint: math.dist(before[joint], after[joint])):
        if pivot in placed:
            continue
        placed[pivot] = _straight(before[pivot], after[pivot], fraction)
        for inner, outer in _outwards(pivot, bones):
            turned = _turned(_bone(before, inner, outer), _bone(after, inner, outer), fraction)
            placed[outer] = (placed[inner][0] + turned[0], placed[inner][1] + turned[1])
    return {joint: placed[joint] for joint in before}


def _bones(joints: Joints) -> Mapping[str, list[str]]:
    """Return the joints that each joint is connected to, which form trees."""
    connected: dict[str, list[str]] = {joint: [] for joint in joints}
    for outer in joints:
        inner = next((each for each in _PARENTS.get(outer, ()) if each in joints), None)
        if inner:
            connected[outer].append(inner)
            connected[inner].append(outer)
    return connected


def _outwards(pivot: str, bones: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the bones of the pivot's tree as pairs of nearer and farther joint, nearest first."""
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


def _turned(before: Point, after: Point, fraction: float) -> Point:
    """Interpolate the length and the direction of a bone."""
    short, long = math.hypot(*before), math.hypot(*after)
    begin, end = math.atan2(before[1], before[0]), math.atan2(after[1], after[0])
    turn = math.remainder(end - begin, math.tau)
    if not short or not long or abs(turn) > _FARTHEST_TURN:
        return _straight(before, after, fraction)
    angle, length = begin + turn * fraction, short + (long - short) * fraction
    return length * math.cos(angle), length * math.sin(angle)


def _straight(before: Point, after: Point, fraction: float) -> Point:
    (x, y), (to_x, to_y) = before, after
    return x + (to_x - x) * fraction, y + (to_y - y) * fraction
