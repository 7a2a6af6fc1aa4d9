"""What can be wrong between the parts of a figure file, in words.

What is looked at is as it was written, and may be wrong itself: that is told elsewhere.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from follow_along.core.figures.fields import names_of, words_of
from follow_along.core.figures.joints import JOINTS, NEEDED, PROPS
from follow_along.core.validation.fields import alternatives, closest_match, describe_value
from follow_along.core.validation.model import Mistake


def of_figure(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Find joints that do not fit together, and poses that are named but not there."""
    poses = names_of(data.get("poses"))
    if poses:
        yield from _unlike(poses, data.get("camera"))
        yield from _unknown_poses(data, tuple(poses))
    yield from _unknown_props(data, names_of(next(iter(poses.values()), None)))


def of_whole(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Find joints and props that there are not."""
    joints = names_of(data.get("joints"))
    yield from _unknown_joints(("joints",), joints)
    yield from _unknown_props(data, joints)


def some(names: Collection[str]) -> str:
    """Name what there is, or the first of it where that is much."""
    ends = accumulate(len(name) for name in names)
    shown = [name for name, end in zip(names, ends, strict=True) if end <= 100]
    return alternatives(shown) + " and others" * (len(shown) < len(names))


def _unlike(poses: Mapping[str, object], camera: object) -> Iterator[Mistake]:
    """Find unknown joints, and poses whose joints are not those of the first."""
    first, *_ = poses
    expected = _meant(poses[first])
    for joint in NEEDED.get(str(camera), ()):
        if joint not in expected:
            said = f"poses: the camera `{camera}` needs the joint `{joint}`, not in {describe_value(first)}"
            yield Mistake(("poses", first), said)
    for pose, value in poses.items():
        there = _meant(value)
        yield from _unknown_joints(("poses", pose), names_of(value))
        for joint in there:
            if joint not in expected:
                said = f"poses: {describe_value(pose)} has the joint `{joint}`, which {describe_value(first)} has not"
                yield Mistake(("poses", pose, joint), said, "key")
        lacking = [joint for joint in expected if joint not in there]
        if there and lacking:
            said = f"{describe_value(pose)} lacks {alternatives(lacking, 'and')}, which {describe_value(first)} has"
            yield Mistake(("poses", pose), f"poses: {said}")


def _meant(joints: object) -> list[str]:
    """The joints of a pose, and in place of a misspelt one what was probably meant."""
    meant = (name if name in JOINTS else closest_match(name, JOINTS) for name in names_of(joints))
    return [joint for joint in meant if joint]


def _unknown_joints(way: tuple[str | int, ...], joints: Iterable[str]) -> Iterator[Mistake]:
    for joint in joints:
        if joint not in JOINTS:
            near = closest_match(joint, JOINTS)
            hint = f"did you mean `{near}`?" if near else f"there are {alternatives(JOINTS)}"
            yield Mistake(
                (*way, joint), f"{way[0]}: {describe_value(joint)} is no joint; {hint}", "key"
            )


def _unknown_props(data: Mapping[str, Any], joints: Collection[str]) -> Iterator[Mistake]:
    """Find props that there are not, and ends of them at joints that the figure has not."""
    for prop, line in names_of(data.get("props")).items():
        if prop not in PROPS:
            near = closest_match(prop, PROPS)
            hint = f"did you mean `{near}`?" if near else f"there are {alternatives(PROPS)}"
            yield Mistake(
                ("props", prop), f"props: {describe_value(prop)} is no prop; {hint}", "key"
            )
        for place, end in enumerate(line if isinstance(line, list | tuple) else ()):
            if isinstance(end, str) and end in JOINTS and end not in joints:
                said = f"props: the figure has no joint `{end}` that the prop could end at"
                yield Mistake(("props", prop, place), said)


def _unknown_poses(data: Mapping[str, Any], poses: Sequence[str]) -> Iterator[Mistake]:
    """Find the names of poses that are not among those there are."""
    for key in ("start", "held"):
        if isinstance(named := data.get(key), str):
            yield from _missed((key,), named, poses)
    for key in ("says", "on_left"):
        for pose in names_of(data.get(key)):
            for mistake in _missed((key, pose), pose, poses):
                yield mistake._replace(about="key")
    for pose, other in names_of(data.get("on_left")).items():
        yield from _missed(("on_left", pose), other, poses)
    moves = data.get("moves")
    # Where it is no list, there is no such number in the file either, and nothing is looked for.
    for number, each in enumerate(moves if isinstance(moves, list | tuple) else [moves]):
        for word, route in names_of(each).items():
            yield from _missed(("moves", number, word), route, poses)


def _missed(way: tuple[str | int, ...], route: object, poses: Sequence[str]) -> Iterator[Mistake]:
    for place, pose in enumerate(words_of(route)):
        if pose and pose not in poses:
            near = closest_match(pose, poses)
            hint = f"did you mean {describe_value(near)}?" if near else f"there are {some(poses)}"
            where = (*way, place) if isinstance(route, list | tuple) else way
            yield Mistake(where, f"{way[0]}: there is no pose {describe_value(pose)}; {hint}")
