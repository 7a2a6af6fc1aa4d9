"""Field rules: how each kind of value in a file is read, its limits, and its error messages.

A rule annotates a field of a `FileRecord`. It reads text as a person wrote it and returns what the
record keeps. For anything else it raises ValueError, saying what was expected and what was found.

pydantic's own constraints are not used: their errors carry one limit, and neither the value as
it was written nor the quotes it lacks, all of which the messages name.
"""

import re
import unicodedata
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from follow_along.core.durations import FORMS, PATTERN, duration_text, parse_duration
from follow_along.core.text import one_line, plain_blanks
from follow_along.core.validation.messages import alternatives, describe_value, did_you_mean

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_LONGEST_SLUG = 60


class Unquoted(str):
    """Text without quotes that other readers of YAML do not take for text."""

    __slots__ = ("reads_as",)

    reads_as: str
    """What they take it for: `a number`, `a yes-or-no`."""

    def __new__(cls, text: str, reads_as: str) -> "Unquoted":
        """Create the text with what others take it for."""
        new = super().__new__(cls, text)
        new.reads_as = reads_as
        return new


def slug(text: str) -> str:
    """Make an id of a name: small letters, digits and hyphens; empty if the name has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain.replace("'", ""))[:_LONGEST_SLUG].strip("-")


class FieldRule(ABC):
    """How one kind of value is read, and how its JSON Schema describes it."""

    keeps_blanks: ClassVar[bool] = False
    """Whether a blank that only looks like a space is part of the value, as it is in text."""

    @abstractmethod
    def read(self, value: object) -> object:
        """Return what the record keeps. Raises ValueError with a sentence for a wrong value."""

    @abstractmethod
    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return the JSON Schema of what may be written; `inner` is that of what is kept."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415 - only where a file is validated

        return core_schema.no_info_before_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: "CoreSchema", handler: "GetJsonSchemaHandler"
    ) -> dict[str, Any]:
        return self.schema(handler(schema))

    def _read(self, value: object) -> object:
        if isinstance(value, str) and not self.keeps_blanks:
            plain = plain_blanks(value)
            value = value if plain == value else plain.strip(" ")
        return self.read(value)


class Text(FieldRule):
    """Text of `least` to `most` characters, made visible and put on one line."""

    keeps_blanks: ClassVar[bool] = True

    def __init__(self, most: int, least: int = 0) -> None:
        self.most = most
        self.least = least

    def read(self, value: object) -> str:
        """Read text; an unquoted number or the like is refused."""
        if isinstance(value, Unquoted) and value:
            raise ValueError(
                f"{describe_value(value)} without quotes is {value.reads_as}: "
                "write it in quotes to make it text"
            )
        if not isinstance(value, str) or isinstance(value, Unquoted):
            raise ValueError(f"expected text, found {describe_value(value)}")
        text = one_line(value)
        if len(text) < self.least:
            raise ValueError("expected text, found nothing")
        if len(text) > self.most:
            raise ValueError(f"expected at most {self.most} characters, found {len(text):,}")
        return text

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return a string with its limits."""
        least = {"minLength": self.least} if self.least else {}
        return {**inner, "type": "string", **least, "maxLength": self.most}


class Slug(FieldRule):
    """An id: small letters, digits and hyphens. Empty text means no id, if `least` is 0."""

    def __init__(self, least: int = 0) -> None:
        self.least = least

    def read(self, value: object) -> str:
        """Read an id."""
        text = Text(_LONGEST_SLUG, self.least).read(value)
        if text and not re.fullmatch(SLUG, text):
            raise ValueError(
                "expected small letters, digits and hyphens such as `steady-check`, "
                f"found {describe_value(text)}"
            )
        return text

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return a string with its pattern."""
        limits = Text(_LONGEST_SLUG, self.least).schema(inner)
        return {**limits, "pattern": f"^(?:{SLUG})?$", "examples": ["steady-check"]}


class WholeNumber(FieldRule):
    """A whole number from `least` to `most`."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def read(self, value: object) -> int:
        """Read decimal digits. A leading zero is refused: some readers take it for octal."""
        if isinstance(value, str) and re.fullmatch("0|-?[1-9][0-9]{0,99}", value):
            number = int(value)
            if self.least <= number <= self.most:
                return number
        raise ValueError(
            f"expected a whole number from {self.least:,} to {self.most:,}, "
            f"found {describe_value(value)}"
        )

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return an integer with its limits."""
        return {**inner, "type": "integer", "minimum": self.least, "maximum": self.most}


class Duration(FieldRule):
    """A duration from `least` to `most` milliseconds."""

    def __init__(self, least: int, most: int = 24 * 60 * 60 * 1000) -> None:
        self.least = least
        self.most = most

    def read(self, value: object) -> int:
        """Read a duration such as `1m30s` into milliseconds."""
        if not isinstance(value, str):
            raise ValueError(f"expected a duration such as {FORMS}, found {describe_value(value)}")
        try:
            ms = parse_duration(value.strip(" "))
        except ValueError as error:
            raise ValueError(f"{error}, found {describe_value(value)}") from None
        if not self.least <= ms <= self.most:
            limits = f"from {duration_text(self.least)} to {duration_text(self.most)}"
            raise ValueError(f"expected a duration {limits}, found {describe_value(value)}")
        return ms

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return a number of seconds, or text in one of the forms."""
        rest = {key: value for key, value in inner.items() if key != "type"}
        forms = [
            {"type": "number", "minimum": self.least / 1000, "maximum": self.most / 1000},
            {"type": "string", "pattern": PATTERN},
        ]
        return {**rest, "anyOf": forms, "examples": ["30s", "1m30s", "1:30"]}


class OneOf(FieldRule):
    """One of a few words."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def read(self, value: object) -> str:
        """Read one of the words, exactly as it is spelt."""
        if isinstance(value, str) and value in self.words:
            return str(value)
        hint = did_you_mean(value, self.words) if isinstance(value, str) else ""
        raise ValueError(
            f"expected {alternatives(self.words)}, found {describe_value(value)}{hint}"
        )

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - see FieldRule
        """Return the words."""
        return {"type": "string", "enum": list(self.words)}


class Switch(FieldRule):
    """On or off."""

    def read(self, value: object) -> bool:
        """Read a word for on or off."""
        words = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}
        if isinstance(value, str) and value.lower() in words:
            return words[value.lower()]
        raise ValueError(f"expected `on` or `off`, found {describe_value(value)}")

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return a boolean."""
        return inner


class Items(FieldRule):
    """A list of `least` to `most` items."""

    def __init__(self, most: int, least: int = 0) -> None:
        self.most = most
        self.least = least

    def read(self, value: object) -> list[object]:
        """Return a list as it is; each item is read by a rule of its own."""
        if not isinstance(value, list):
            raise ValueError(f"expected a list, found {describe_value(value)}")
        if not self.least <= len(value) <= self.most:
            raise ValueError(
                f"expected a list of {self.least} to {self.most} things, found {len(value):,}"
            )
        return value

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return an array with its limits."""
        least = {"minItems": self.least} if self.least else {}
        return {**inner, **least, "maxItems": self.most}
