"""Mistakes between the keys of a figure file: joints and poses that do not fit together.

Values are as they were written, and may be wrong themselves; the field rules report that.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from follow_along.core.figures.fields import named_values
from follow_along.core.figures.joints import JOINTS, NEEDED, PROPS
from follow_along.core.text import one_line
from follow_along.core.validation.file_record import Mistake
from follow_along.core.validation.messages import alternatives, closest_match, describe_value

_MOST_SHOWN = 100
"""Characters of names that a message lists."""


def figure_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Find joints that do not fit together, and poses that are named but not there."""
    poses = named_values(data.get("poses"))
    if poses:
        yield from _unequal_poses(poses, data.get("camera"))
        yield from _unknown_poses(data, tuple(poses))
    yield from _prop_mistakes(data, named_values(next(iter(poses.values()), None)))


def whole_body_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Find unknown joints and props."""
    joints = named_values(data.get("joints"))
    yield from _unknown_joints(("joints",), joints)
    yield from _prop_mistakes(data, joints)


def first_names(names: Collection[str]) -> str:
    """List names; of very many only the first."""
    ends = accumulate(len(name) for name in names)
    shown = [name for name, end in zip(names, ends, strict=True) if end <= _MOST_SHOWN]
    return alternatives(shown) + " and others" * (len(shown) < len(names))


def _unequal_poses(poses: Mapping[str, object], camera: object) -> Iterator[Mistake]:
    """Find unknown joints, and poses whose joints are not those of the first."""
    first, *_ = poses
    expected = _meant_joints(poses[first])
    for joint in NEEDED.get(str(camera), ()):
        if joint not in expected:
            needs = f"the camera `{camera}` needs the joint `{joint}`"
            yield Mistake(("poses", first), f"poses: {needs}, not in {describe_value(first)}")
    for pose, value in poses.items():
        joints = _meant_joints(value)
        yield from _unknown_joints(("poses", pose), named_values(value))
        for joint in joints:
            if joint not in expected:
                has = f"{describe_value(pose)} has the joint `{joint}`"
                sentence = f"poses: {has}, which {describe_value(first)} has not"
                yield Mistake(("poses", pose, joint), sentence, "key")
        missing = [joint for joint in expected if joint not in joints]
        if joints and missing:
            lacks = f"{describe_value(pose)} lacks {alternatives(missing, 'and')}"
            yield Mistake(("poses", pose), f"poses: {lacks}, which {describe_value(first)} has")


def _meant_joints(joints: object) -> list[str]:
    """Return the joints of a pose; for a misspelt one the closest match."""
    names = named_values(joints)
    meant = (name if name in JOINTS else closest_match(name, JOINTS) for name in names)
    return [joint for joint in meant if joint]


def _unknown_joints(where: tuple[str | int, ...], joints: Iterable[str]) -> Iterator[Mistake]:
    for joint in joints:
        if joint not in JOINTS:
            hint = _known(joint, JOINTS)
            sentence = f"{where[0]}: {describe_value(joint)} is no joint; {hint}"
            yield Mistake((*where, joint), sentence, "key")


def _prop_mistakes(data: Mapping[str, Any], joints: Collection[str]) -> Iterator[Mistake]:
    """Find unknown props, and props that end at joints which the figure does not have."""
    for prop, line in named_values(data.get("props")).items():
        if prop not in PROPS:
            sentence = f"props: {describe_value(prop)} is no prop; {_known(prop, PROPS)}"
            yield Mistake(("props", prop), sentence, "key")
        for index, end in enumerate(line if isinstance(line, list) else ()):
            if isinstance(end, str) and end in JOINTS and end not in joints:
                sentence = f"props: the figure has no joint `{end}` that the prop could end at"
                yield Mistake(("props", prop, index), sentence)


def _unknown_poses(data: Mapping[str, Any], poses: Sequence[str]) -> Iterator[Mistake]:
    """Find names that are no poses."""
    for key in ("start", "held"):
        if isinstance(name := data.get(key), str):
            yield from _unknown_in_route((key,), name, poses)
    for key in ("says", "on_left"):
        for pose in named_values(data.get(key)):
            for mistake in _unknown_in_route((key, pose), pose, poses):
                yield mistake._replace(about="key")
    for pose, other in named_values(data.get("on_left")).items():
        yield from _unknown_in_route(("on_left", pose), other, poses)
    moves = data.get("moves")
    # A single mapping has no index in the file; its mistakes are then placed at `moves`.
    for index, each in enumerate(moves if isinstance(moves, list) else [moves]):
        for word, route in named_values(each).items():
            yield from _unknown_in_route(("moves", index, word), route, poses)


def _unknown_in_route(
    where: tuple[str | int, ...], route: object, poses: Sequence[str]
) -> Iterator[Mistake]:
    """Find names that are no poses in a route: one name or a list, or anything else by mistake."""
    listed = isinstance(route, list)
    for index, each in enumerate(route if isinstance(route, list) else [route]):
        name = one_line(each) if isinstance(each, str) else ""
        if name and name not in poses:
            near = closest_match(name, poses)
            known = f"there are {first_names(poses)}"
            hint = f"did you mean {describe_value(near)}?" if near else known
            sentence = f"{where[0]}: there is no pose {describe_value(name)}; {hint}"
            yield Mistake((*where, index) if listed else where, sentence)


def _known(name: str, known: Collection[str]) -> str:
    """Return what a wrong name was probably meant to be, or all that there are."""
    near = closest_match(name, known)
    return f"did you mean `{near}`?" if near else f"there are {alternatives(known)}"
