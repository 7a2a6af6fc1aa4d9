"""The kinds of value that only a figure file has: places, things with names, ways through poses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar

from follow_along.core.figures.joints import Point
from follow_along.core.text import one_line
from follow_along.core.validation.fields import (
    SLUG,
    FieldRule,
    Items,
    OneOf,
    Text,
    closest_match,
    describe_value,
)

LEAST, MOST = -50, 200
"""Between these lie all coordinates: a body is 100 high and a foot of the close-up 100 long."""

NAME = Text(most=40, least=1)
"""The name of a pose, or a word of a tempo."""


_LONGEST_NAME = 60
_FILE = r"[^./\\:][^/\\:]*\.ya?ml"


@dataclass(frozen=True)
class Place(FieldRule):
    """Where a joint is: `[x, y]`, x to the right and y up from the floor."""

    def read(self, value: object) -> Point:
        """Read two numbers, whole or not; what is infinite or no number at all is refused."""
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise ValueError(f"expected a place such as `[57, 0]`, found {_listed(value)}")
        return _coordinate(value[0]), _coordinate(value[1])

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - see Rule
        """Tell of a pair of numbers with their limits."""
        number = {"type": "number", "minimum": LEAST, "maximum": MOST}
        return {"type": "array", "items": number, "minItems": 2, "maxItems": 2}


@dataclass(frozen=True)
class PlaceOr(FieldRule):
    """A place, or the joint that is there: one of `words`."""

    words: tuple[str, ...]

    def read(self, value: object) -> Point | str:
        """Read a text as one of the words, anything else as a place."""
        if not isinstance(value, str) or value in self.words:
            return str(value) if isinstance(value, str) else Place().read(value)
        near = closest_match(value, self.words)
        hint = f"; did you mean `{near}`?" if near else ""
        raise ValueError(
            f"expected a place such as `[57, 0]` or a joint, found {describe_value(value)}{hint}"
        )

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of both."""
        return {"anyOf": [rule.schema(inner) for rule in (Place(), OneOf(self.words))]}


@dataclass(frozen=True)
class Named(FieldRule):
    """Up to `most` names, each with something of its own; `example` shows one."""

    most: int
    example: str
    least: int = 0

    def read(self, value: object) -> dict[str, object]:
        """Take names and what belongs to them, which is read by its own rule."""
        if not isinstance(value, Mapping):
            raise ValueError(
                f"expected lines such as `{self.example}`, found {describe_value(value)}"
            )
        if not self.least <= len(value) <= self.most:
            raise ValueError(
                f"expected {self.least} to {self.most} lines such as `{self.example}`, "
                f"found {len(value):,}"
            )
        return {NAME.read(str(name)): each for name, each in value.items()}

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of an object with its limits."""
        return {**inner, "minProperties": self.least, "maxProperties": self.most}


@dataclass(frozen=True)
class OneOrMore(FieldRule):
    """One thing, or a list of up to `most` of its kind."""

    most: int

    def read(self, value: object) -> object:
        """Take a list as it is, and make one of a single thing."""
        return Items(self.most, 1).read(value if isinstance(value, list | tuple) else [value])

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of both forms."""
        kept = {key: value for key, value in inner.items() if key not in {"type", "items"}}
        listed = {"type": "array", "items": inner["items"], "minItems": 1, "maxItems": self.most}
        return {**kept, "anyOf": [inner["items"], listed]}


def _coordinate(value: object) -> float:
    number = value
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
        number = float(value)
    if isinstance(number, int | float) and not isinstance(number, bool) and _holds(number):
        return float(number)
    raise ValueError(f"expected a number from {LEAST} to {MOST}, found {describe_value(value)}")


def _holds(number: float) -> bool:
    return LEAST <= number <= MOST


@dataclass(frozen=True)
class FigureName(FieldRule):
    """A figure that comes with the program, by its id, or a file beside the session's, by its name.

    Nothing that could lead to another folder is a name. Empty text stands for none.
    """

    def read(self, value: object) -> str:
        """Read an id, or the name of a file."""
        text = Text(_LONGEST_NAME).read(value)
        if not re.fullmatch(self._pattern, text):
            raise ValueError(
                "expected the id of a shipped figure such as `heel-raise-single`, or a file in the "
                f"session's own folder such as `my-move.yaml`, found {describe_value(text)}"
            )
        return text

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of a string with its pattern."""
        limits = Text(_LONGEST_NAME).schema(inner)
        return {**limits, "pattern": f"^(?:{self._pattern})$", "examples": ["heel-raise-single"]}

    _pattern: ClassVar[str] = rf"(?:{SLUG})?|{_FILE}"


def names_of(value: object) -> dict[str, object]:
    """Give what stands under each name of a value that may be wrong: nothing, if it has none.

    Of more names than any value may have only the first are given.
    """
    named = value.items() if isinstance(value, Mapping) else ()
    return {one_line(str(name)): each for name, each in islice(named, 50)}


def words_of(value: object) -> list[str]:
    """Give the texts of a value that is one text or a list of them, and may be wrong."""
    items = value if isinstance(value, list | tuple) else [value]
    return [one_line(each) for each in items if isinstance(each, str)]


def _listed(value: object) -> str:
    return f"a list of {len(value)}" if isinstance(value, list | tuple) else describe_value(value)
