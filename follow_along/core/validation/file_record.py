"""The base of what a file describes: a frozen dataclass whose keys a file may name.

A subclass states its keys once, as dataclass fields: the annotation has the rule by which the value
is read, the docstring below is the description in the JSON Schema.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Mistake(NamedTuple):
    """A mistake in a file."""

    where: tuple[str | int, ...]
    """The keys and list indexes that lead to it."""
    sentence: str
    about: Literal["key", "value"] = "value"
    """Whether the last key itself is wrong, or its value."""


class FileRecord:
    """A mapping in a session, figure or settings file; its subclasses are frozen dataclasses."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "use_attribute_docstrings": True,
    }

    noun: ClassVar[str]
    """What messages call it: `an exercise`."""
    instead: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Keys that people expect and that it does not have: the key to use instead, and a sentence."""

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        """Return the keys that a file may name."""
        return tuple(each.name for each in fields(cls))

    @classmethod
    def required_keys(cls) -> tuple[str, ...]:
        """Return the keys that a file must name."""
        required = (each for each in fields(cls) if each.default is each.default_factory is MISSING)
        return tuple(each.name for each in required)

    @classmethod
    def completed(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Return the data with what follows from other keys filled in."""
        return data

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterable[Mistake]:  # noqa: ARG003 - none here
        """Find mistakes between keys. Values are as they were written, and may be wrong."""
        return ()

    def excesses(self) -> Iterable[Mistake]:
        """Find limits that valid values exceed together."""
        return ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from follow_along.core.validation import validate  # noqa: PLC0415 - imports pydantic

        return validate.record_schema(cls, handler(source))
