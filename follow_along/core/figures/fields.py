"""Field rules that only a figure file needs: points, named values, routes through poses."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from follow_along.core.figures.joints import Point
from follow_along.core.text import one_line
from follow_along.core.validation.fields import FieldRule, Items, OneOf, Text
from follow_along.core.validation.messages import describe_value, did_you_mean

LEAST, MOST = -50, 200
"""The limits of a coordinate: a body is 100 high, and a foot in a close-up is 100 long."""

POSE_NAME = Text(most=40, least=1)
"""The name of a pose, or a word of a tempo."""

_MOST_NAMES = 50
"""More names than any mapping of a figure file may have."""


class PointRule(FieldRule):
    """Where a joint is: `[x, y]`, x to the right and y up from the floor."""

    def read(self, value: object) -> Point:
        """Read two finite numbers."""
        if isinstance(value, list) and len(value) == 2:
            return _coordinate(value[0]), _coordinate(value[1])
        found = f"a list of {len(value)}" if isinstance(value, list) else describe_value(value)
        raise ValueError(f"expected a place such as `[57, 0]`, found {found}")

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - see FieldRule
        """Return a pair of numbers with their limits."""
        number = {"type": "number", "minimum": LEAST, "maximum": MOST}
        return {"type": "array", "items": number, "minItems": 2, "maxItems": 2}


class PointOrJoint(FieldRule):
    """A point, or the joint that is there: one of `joints`."""

    def __init__(self, joints: tuple[str, ...]) -> None:
        self.joints = joints

    def read(self, value: object) -> Point | str:
        """Read text as a joint, anything else as a point."""
        if not isinstance(value, str):
            return PointRule().read(value)
        if value in self.joints:
            return str(value)
        expected = "expected a place such as `[57, 0]` or a joint"
        hint = did_you_mean(value, self.joints)
        raise ValueError(f"{expected}, found {describe_value(value)}{hint}")

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return both forms."""
        return {"anyOf": [rule.schema(inner) for rule in (PointRule(), OneOf(self.joints))]}


class Named(FieldRule):
    """A mapping of `least` to `most` names; messages show the `example`."""

    def __init__(self, most: int, example: str, least: int = 0) -> None:
        self.most = most
        self.example = example
        self.least = least

    def read(self, value: object) -> dict[str, object]:
        """Read the names; each value is read by a rule of its own."""
        lines = f"lines such as `{self.example}`"
        if not isinstance(value, Mapping):
            raise ValueError(f"expected {lines}, found {describe_value(value)}")
        if not self.least <= len(value) <= self.most:
            raise ValueError(f"expected {self.least} to {self.most} {lines}, found {len(value):,}")
        return {POSE_NAME.read(str(name)): each for name, each in value.items()}

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return an object with its limits."""
        return {**inner, "minProperties": self.least, "maxProperties": self.most}


class OneOrMore(FieldRule):
    """One value, or a list of up to `most`."""

    def __init__(self, most: int) -> None:
        self.most = most

    def read(self, value: object) -> list[object]:
        """Read a list as it is; a single value becomes a list of one."""
        return Items(self.most, 1).read(value if isinstance(value, list) else [value])

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return both forms."""
        kept = {key: value for key, value in inner.items() if key not in {"type", "items"}}
        listed = {"type": "array", "items": inner["items"], "minItems": 1, "maxItems": self.most}
        return {**kept, "anyOf": [inner["items"], listed]}


def named_values(value: object) -> dict[str, object]:
    """Return the values of a mapping by name; empty if `value` is none, which it may wrongly be.

    Of very many names only the first are returned.
    """
    items = value.items() if isinstance(value, Mapping) else ()
    return {one_line(str(name)): each for name, each in islice(items, _MOST_NAMES)}


def _coordinate(value: object) -> float:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
        number = float(value)
        if LEAST <= number <= MOST:
            return number
    raise ValueError(f"expected a number from {LEAST} to {MOST}, found {describe_value(value)}")
