"""A person's body in marks: limbs, trunk and head, as far as there are joints for them."""

import math
from collections.abc import Iterator

from follow_along.core.enums import Side
from follow_along.core.figures import outline
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.joints import Joints, Point
from follow_along.core.figures.shapes import FilledShape, Line, Ring, Shape, Weight

HEAD = 7.5
"""The head's radius; body units, like the widths of limbs."""

_TRUNK, _LEG, _THIN_LEG, _NEAR_LEG, _ARM, _NECK = 7.0, 4.5, 1.7, 8.0, 2.4, 3.0

FOOT_LENGTH = {"side": 17.0, "front": 17.0, "lower-leg": 17.0, "foot": 100.0, "toes": 100.0}
"""In each camera's units; a foot drawn smaller is one that points away."""

TOE_TO_TOE = 0.105
"""From one small toe to the next; lengths of a foot, like the thickness of toes."""

_BIG_TOE, _SMALL_TOE, _SMALLER = 0.135, 0.08, 0.006

_SHIN = 1.35
"""A shin's length, in lengths of its foot."""

_SIDE_OF_FOOT = ("heel", "ball", "toe", "ankle")


def person(figure: Figure, joints: Joints, side: Side) -> Iterator[Shape]:
    """The marks of a figure with its joints in these places, at work on `side`."""
    size = FOOT_LENGTH[figure.camera]
    if figure.camera in ("lower-leg", "foot"):
        yield from _close_leg(joints, "2", Weight.THIN, size)
        yield from _close_leg(joints, "", Weight.BOLD, size)
    elif figure.camera == "toes":
        yield from _toes(joints, size)
    else:
        both = figure.camera == "front" and side is Side.BOTH
        yield from _leg(joints, "2", Weight.BOLD if both else Weight.THIN, figure.camera)
        yield from _trunk(joints)
        yield from _leg(joints, "", Weight.BOLD, figure.camera)
        yield from _head(
            joints, closed_eyes=figure.eyes == "closed", ahead=figure.camera == "front"
        )


def _close_leg(joints: Joints, limb: str, weight: Weight, size: float) -> Iterator[Shape]:
    """A foot with as much of its leg as there are joints for."""
    there = _places(joints, limb)
    if set(_SIDE_OF_FOOT) <= there.keys():
        yield _foot(there, weight)
    if "ankle" in there and (top := there.get("shin") or there.get("knee")):
        knee_at = _SHIN * size
        yield FilledShape(tuple(outline.shin(top, there["ankle"], size, knee_at)), weight)
    if "knee" in there and "thigh" in there:
        yield FilledShape(tuple(outline.thigh(there["knee"], there["thigh"], size)), weight)
        yield Line((there["knee"], there["knee"]), weight, 0.4 * size)


def _toes(joints: Joints, size: float) -> Iterator[Shape]:
    """A foot that points at one: the big toe stands by itself, the small ones go together."""
    ankle, ball, second = joints["ankle"], joints["ball"], joints["small_toes"]
    yield FilledShape(tuple(outline.forefoot(ankle, ball, size)), Weight.THIN)
    if "shin" in joints:
        shin = outline.shin(joints["shin"], ankle, size, _SHIN * size)
        yield FilledShape(tuple(shin), Weight.THIN)
    yield Line((ball, joints["toe"]), Weight.BOLD, _BIG_TOE * size)
    for place in range(4):
        less = place * _SMALLER * size
        x, y = second[0] + place * TOE_TO_TOE * size, second[1] - less
        base = (x, ball[1] - _SMALLER * size - less)
        yield Line((base, (x, y)), Weight.BOLD, _SMALL_TOE * size - less)


def _foot(there: Joints, weight: Weight) -> Shape:
    heel, ball, toe, ankle = (there[joint] for joint in _SIDE_OF_FOOT)
    return FilledShape(tuple(outline.foot(heel, ball, toe, ankle, there.get("arch"))), weight)


def _leg(joints: Joints, limb: str, weight: Weight, camera: str) -> Iterator[Shape]:
    """A leg seen whole, or from ahead its lower part alone, near and stout."""
    there = _places(joints, limb)
    hip = there.get("hip", joints.get("hip"))
    bones = [there[joint] for joint in ("knee", "ankle") if joint in there]
    if bones and hip:
        width = _LEG if weight is Weight.BOLD else _THIN_LEG
        yield Line((hip, *bones), weight, width)
    elif len(bones) > 1:
        yield Line(tuple(bones), weight, _NEAR_LEG)
    if set(_SIDE_OF_FOOT) <= there.keys():
        ahead = camera == "front"
        yield _foot_ahead(there, weight) if ahead else _foot(there, weight)


def _foot_ahead(there: Joints, weight: Weight) -> Shape:
    return FilledShape(
        tuple(outline.foot_ahead(there["heel"], there["ball"], there["toe"])), weight
    )


def _trunk(joints: Joints) -> Iterator[Shape]:
    if not {"shoulder", "hip"} <= joints.keys():
        return
    shoulder, hip = joints["shoulder"], joints["hip"]
    if {"shoulder2", "hip2"} <= joints.keys():
        corners = (shoulder, joints["shoulder2"], joints["hip2"], hip)
        yield FilledShape(corners, Weight.BOLD)
        yield Line((*corners, shoulder), Weight.BOLD, _ARM)
    else:
        yield Line((shoulder, hip), Weight.BOLD, _TRUNK)
    for limb in ("", "2"):
        arm = _places(joints, limb)
        bones = [arm.get("shoulder", shoulder)]
        bones += [arm[joint] for joint in ("elbow", "hand") if joint in arm]
        if len(bones) > 1:
            yield Line(tuple(bones), Weight.BOLD, _ARM)


def _head(joints: Joints, *, closed_eyes: bool, ahead: bool) -> Iterator[Shape]:
    """A ring with a neck; a nose where one looks, and from ahead two eyes."""
    if "head" not in joints:
        return
    head = joints["head"]
    if "shoulder" in joints:
        other = joints.get("shoulder2", joints["shoulder"])
        chest = _part_way(joints["shoulder"], other, 0.5)
        chin = _part_way(head, chest, HEAD / max(HEAD, math.dist(head, chest)))
        yield Line((chin, chest), Weight.BOLD, _NECK)
    yield Ring(head, HEAD, Weight.BOLD, 1.5)
    x, y = head
    aside = 0.0
    if "nose" in joints:
        nose = joints["nose"]
        aside = 0.35 * (nose[0] - x)
        if math.dist(nose, head) > HEAD:
            yield Line((_part_way(head, nose, 0.7), nose), Weight.BOLD, _ARM)
    if ahead:
        half = 0.2 * HEAD if closed_eyes else 0.0
        for eye in (x + aside - 0.4 * HEAD, x + aside + 0.4 * HEAD):
            yield Line(((eye - half, y + 1), (eye + half, y + 1)), Weight.BOLD)


def _places(joints: Joints, limb: str) -> dict[str, Point]:
    """The joints of one limb, without its number."""
    return {
        joint.removesuffix("2"): place
        for joint, place in joints.items()
        if joint.endswith("2") == bool(limb)
    }


def _part_way(a: Point, b: Point, part: float) -> Point:
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])
