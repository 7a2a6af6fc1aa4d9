"""The kinds of value in a session file: how each is read, its limits, its mistakes in words.

A rule annotates a pydantic field. It reads text as a person wrote it, or takes what the model keeps
as it is; anything else it refuses by a ValueError that says what was expected and what was found.
"""

import difflib
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from follow_along.core.durations import FORMS, PATTERN, duration_text, parse_duration
from follow_along.core.text import one_line, visible

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_SLUG_LIMIT = 60


class Unquoted(str):
    """Text that stood without quotes in its file, where other readers see no text in it."""

    __slots__ = ("reads_as",)

    reads_as: str
    """What others see: `a number`, `yes or no`."""

    def __new__(cls, text: str, reads_as: str) -> "Unquoted":
        """Make the text, with what others see in it."""
        new = super().__new__(cls, text)
        new.reads_as = reads_as
        return new


def closest_match(word: str, known: Collection[str]) -> str | None:
    """Find the known word that `word` most likely stands for; None if it is like none of them."""
    # Comparing is slow for long texts, and no long text is a misspelt word.
    matches = difflib.get_close_matches(word, known, n=1) if len(word) <= _SLUG_LIMIT else []
    return matches[0] if matches else None


def describe_value(value: object) -> str:
    """Name a wrong value in a message: short, visible, and in the words of a file."""
    match value:
        case None | "":
            return "nothing"
        case Mapping():
            return "keys with values"
        case list() | tuple():
            return "a list"
        case _:
            text = str(value)
            return f"`{visible(text if len(text) <= 40 else text[:39] + '…')}`"


def slug(text: str) -> str:
    """Make an id of a name: small letters, digits and hyphens; empty if the name has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain.replace("'", ""))[:_SLUG_LIMIT].strip("-")


class FieldRule(ABC):
    """How one kind of value is read, and how an editor is told of it."""

    @abstractmethod
    def read(self, value: object) -> object:
        """Give what the model keeps; ValueError with a sentence for anything else."""

    @abstractmethod
    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Give the JSON Schema of what may be written; `inner` is that of what is kept."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return self.schema(handler(schema))


@dataclass(frozen=True)
class Text(FieldRule):
    """Text of `least` to `most` characters, made visible and laid out on one line."""

    most: int
    least: int = 0

    def read(self, value: object) -> str:
        """Read text; a number or the like without quotes is refused."""
        if isinstance(value, Unquoted) and value:
            said = describe_value(value)
            raise ValueError(
                f"{said} without quotes is {value.reads_as}: write it in quotes to make it text"
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
        """Tell of a string with its limits."""
        least = {"minLength": self.least} if self.least else {}
        return {**inner, "type": "string", **least, "maxLength": self.most}


@dataclass(frozen=True)
class Slug(FieldRule):
    """An id: small letters, digits and hyphens. Empty text stands for none, if `least` is 0."""

    least: int = 0

    def read(self, value: object) -> str:
        """Read an id."""
        text = Text(_SLUG_LIMIT, self.least).read(value)
        if text and not re.fullmatch(SLUG, text):
            raise ValueError(
                "expected small letters, digits and hyphens such as `steady-check`, "
                f"found {describe_value(text)}"
            )
        return text

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of a string with its pattern."""
        limits = Text(_SLUG_LIMIT, self.least).schema(inner)
        return {**limits, "pattern": f"^(?:{SLUG})?$", "examples": ["steady-check"]}


@dataclass(frozen=True)
class WholeNumber(FieldRule):
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def read(self, value: object) -> int:
        """Read decimal digits. A leading zero is refused: some readers take it for base eight."""
        number = value
        if isinstance(value, str) and re.fullmatch("0|-?[1-9][0-9]{0,99}", value):
            number = int(value)
        if isinstance(number, bool) or not isinstance(number, int) or not self._holds(number):
            raise ValueError(
                f"expected a whole number from {self.least:,} to {self.most:,}, "
                f"found {describe_value(value)}"
            )
        return number

    def _holds(self, number: int) -> bool:
        return self.least <= number <= self.most

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of an integer with its limits."""
        return {**inner, "type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Duration(FieldRule):
    """A duration from `least` to `most` milliseconds. Text is read; a number is milliseconds."""

    least: int
    most: int = 24 * 60 * 60 * 1000

    def read(self, value: object) -> int:
        """Read a duration such as `1m30s` into milliseconds."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError(f"expected a duration such as {FORMS}, found {describe_value(value)}")
        try:
            ms = parse_duration(value.strip(" ")) if isinstance(value, str) else value
        except ValueError as error:
            raise ValueError(f"{error}, found {describe_value(value)}") from None
        if not self.least <= ms <= self.most:
            limits = f"from {duration_text(self.least)} to {duration_text(self.most)}"
            raise ValueError(f"expected a duration {limits}, found {describe_value(value)}")
        return ms

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of a number of seconds, or text in one of the forms."""
        rest = {key: value for key, value in inner.items() if key != "type"}
        forms = [
            {"type": "number", "minimum": self.least / 1000, "maximum": self.most / 1000},
            {"type": "string", "pattern": PATTERN},
        ]
        return {**rest, "anyOf": forms, "examples": ["30s", "1m30s", "1:30"]}


@dataclass(frozen=True)
class OneOf(FieldRule):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: object) -> str:
        """Read one of the words, exactly as it stands."""
        if isinstance(value, str) and value in self.words:
            return str(value)
        near = closest_match(value, self.words) if isinstance(value, str) else None
        hint = f"; did you mean `{near}`?" if near else ""
        raise ValueError(
            f"expected {alternatives(self.words)}, found {describe_value(value)}{hint}"
        )

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - see Rule
        """Tell of the words."""
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True)
class Items(FieldRule):
    """A list of `least` to `most` things."""

    most: int
    least: int = 0

    def read(self, value: object) -> list[object] | tuple[object, ...]:
        """Take a list as it is; what is in it is read by the rule of its items."""
        if not isinstance(value, list | tuple):
            raise ValueError(f"expected a list, found {describe_value(value)}")
        if not self.least <= len(value) <= self.most:
            raise ValueError(
                f"expected a list of {self.least} to {self.most} things, found {len(value):,}"
            )
        return value

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of an array with its limits."""
        least = {"minItems": self.least} if self.least else {}
        return {**inner, **least, "maxItems": self.most}


def alternatives(words: Collection[str], link: str = "or") -> str:
    """Name words to choose from: `a`, `b` or `c`; with the link `and`, words that go together."""
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} {link} {last}" if most else last
