"""The shapes of a body: limbs, trunk and head, as far as there are joints for them."""

import math
from collections.abc import Iterator

from follow_along.core.enums import Side
from follow_along.core.figures import outline
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.joints import Joints, Point
from follow_along.core.figures.shapes import FilledShape, Line, Ring, Shape, Weight

HEAD_RADIUS = 7.5
"""In body units, like the widths of limbs."""

_TRUNK, _LEG, _THIN_LEG, _NEAR_LEG, _ARM, _NECK = 7.0, 4.5, 1.7, 8.0, 2.4, 3.0

FOOT_LENGTH = {"side": 17.0, "front": 17.0, "lower-leg": 17.0, "foot": 100.0, "toes": 100.0}
"""By camera, in its units; a foot that points away is drawn shorter."""

TOE_TO_TOE = 0.105
"""The distance between small toes in lengths of a foot, like the width of toes."""

_BIG_TOE, _SMALL_TOE, _SMALLER = 0.135, 0.08, 0.006

_SHIN = 1.35
"""In lengths of a foot."""

_SIDE_OF_FOOT = ("heel", "ball", "toe", "ankle")


def body_shapes(figure: Figure, joints: Joints, side: Side) -> Iterator[Shape]:
    """Yield the shapes of a figure with its joints at these points, at work on `side`."""
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
            joints, closed_eyes=figure.eyes == "closed", from_front=figure.camera == "front"
        )


def _close_leg(joints: Joints, suffix: str, weight: Weight, size: float) -> Iterator[Shape]:
    """Yield a foot, and as much of its leg as there are joints for."""
    limb = _limb_joints(joints, suffix)
    if set(_SIDE_OF_FOOT) <= limb.keys():
        yield _foot(limb, weight)
    if "ankle" in limb and (top := limb.get("shin") or limb.get("knee")):
        knee_at = _SHIN * size
        yield FilledShape(tuple(outline.shin(top, limb["ankle"], size, knee_at)), weight)
        # Without it the corners of a shin stand out where a foot is turned.
        yield Line((limb["ankle"], limb["ankle"]), weight, outline.ANKLE * size)
    if "knee" in limb and "thigh" in limb:
        yield FilledShape(tuple(outline.thigh(limb["knee"], limb["thigh"], size)), weight)
        yield Line((limb["knee"], limb["knee"]), weight, 0.4 * size)


def _toes(joints: Joints, size: float) -> Iterator[Shape]:
    """Yield a foot that points at the viewer: the small toes move together."""
    ankle, ball, second = joints["ankle"], joints["ball"], joints["small_toes"]
    yield FilledShape(tuple(outline.forefoot(ankle, ball, size)), Weight.THIN)
    if "shin" in joints:
        shin = outline.shin(joints["shin"], ankle, size, _SHIN * size)
        yield FilledShape(tuple(shin), Weight.THIN)
    yield Line((ball, joints["toe"]), Weight.BOLD, _BIG_TOE * size)
    for number in range(4):
        less = number * _SMALLER * size
        x, y = second[0] + number * TOE_TO_TOE * size, second[1] - less
        base = (x, ball[1] - _SMALLER * size - less)
        yield Line((base, (x, y)), Weight.BOLD, _SMALL_TOE * size - less)


def _foot(limb: Joints, weight: Weight) -> Shape:
    heel, ball, toe, ankle = (limb[joint] for joint in _SIDE_OF_FOOT)
    return FilledShape(tuple(outline.foot(heel, ball, toe, ankle, limb.get("arch"))), weight)


def _leg(joints: Joints, suffix: str, weight: Weight, camera: str) -> Iterator[Shape]:
    """Yield a whole leg, or from the front its lower part, near and broad."""
    limb = _limb_joints(joints, suffix)
    hip = limb.get("hip", joints.get("hip"))
    bones = [limb[joint] for joint in ("knee", "ankle") if joint in limb]
    if bones and hip:
        width = _LEG if weight is Weight.BOLD else _THIN_LEG
        yield Line((hip, *bones), weight, width)
    elif len(bones) > 1:
        yield Line(tuple(bones), weight, _NEAR_LEG)
    if set(_SIDE_OF_FOOT) <= limb.keys():
        from_front = camera == "front"
        yield _foot_from_front(limb, weight) if from_front else _foot(limb, weight)


def _foot_from_front(limb: Joints, weight: Weight) -> Shape:
    return FilledShape(
        tuple(outline.foot_from_front(limb["heel"], limb["ball"], limb["toe"])), weight
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
    for suffix in ("", "2"):
        arm = _limb_joints(joints, suffix)
        bones = [arm.get("shoulder", shoulder)]
        bones += [arm[joint] for joint in ("elbow", "hand") if joint in arm]
        if len(bones) > 1:
            yield Line(tuple(bones), Weight.BOLD, _ARM)


def _head(joints: Joints, *, closed_eyes: bool, from_front: bool) -> Iterator[Shape]:
    """Yield a ring with a neck, a nose in the direction of view, and from the front two eyes."""
    if "head" not in joints:
        return
    head = joints["head"]
    if "shoulder" in joints:
        other = joints.get("shoulder2", joints["shoulder"])
        chest = _partway(joints["shoulder"], other, 0.5)
        chin = _partway(head, chest, HEAD_RADIUS / max(HEAD_RADIUS, math.dist(head, chest)))
        yield Line((chin, chest), Weight.BOLD, _NECK)
    yield Ring(head, HEAD_RADIUS, Weight.BOLD, 1.5)
    x, y = head
    aside = 0.0
    if "nose" in joints:
        nose = joints["nose"]
        aside = 0.35 * (nose[0] - x)
        if math.dist(nose, head) > HEAD_RADIUS:
            yield Line((_partway(head, nose, 0.7), nose), Weight.BOLD, _ARM)
    if from_front:
        half = 0.2 * HEAD_RADIUS if closed_eyes else 0.0
        for eye in (x + aside - 0.4 * HEAD_RADIUS, x + aside + 0.4 * HEAD_RADIUS):
            yield Line(((eye - half, y + 1), (eye + half, y + 1)), Weight.BOLD)


def _limb_joints(joints: Joints, suffix: str) -> dict[str, Point]:
    """Return the joints of one limb, without the suffix."""
    return {
        joint.removesuffix("2"): point
        for joint, point in joints.items()
        if joint.endswith("2") == bool(suffix)
    }


def _partway(a: Point, b: Point, fraction: float) -> Point:
    return a[0] + fraction * (b[0] - a[0]), a[1] + fraction * (b[1] - a[1])
