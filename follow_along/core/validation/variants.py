"""The rule of a value that is one of several records, told apart by the keys that it has."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from follow_along.core.validation.fields import FieldRule
from follow_along.core.validation.file_record import FileRecord

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_TAG = "\0"
"""Begins a step that leads to a variant; no key of a file has this character."""


class Variants(FieldRule):
    """One of several records: the first one unless a key that only another has is given.

    A mapping with keys of none or of several is read as the one that has most of them.
    """

    def __init__(self, records: tuple[type[FileRecord], ...]) -> None:
        self.records = records

    def choose(self, data: object) -> type[FileRecord]:
        """Return the record that the data is meant to be."""
        if not isinstance(data, Mapping):
            known = (each for each in self.records if isinstance(data, each))
            return next(known, self.records[0])
        return max(self.records, key=lambda record: self._likeness(record, data))

    def _likeness(self, record: type[FileRecord], data: Mapping[Any, Any]) -> tuple[int, int]:
        keys = record.key_names()
        required = sum(key in data for key in record.required_keys())
        return required, sum(key in data for key in keys)

    def read(self, value: object) -> object:
        """Return the value: each record reads its own."""
        return value

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of one of the records."""
        return inner

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415 - only where a file is validated

        choices = {_tag(record): handler.generate_schema(record) for record in self.records}
        return core_schema.tagged_union_schema(
            choices, discriminator=lambda data: _tag(self.choose(data))
        )


def _tag(record: type[FileRecord]) -> str:
    return _TAG + record.__name__


def without_tags(where: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the keys and indexes that lead to a mistake, without the names of variants."""
    return tuple(step for step in where if not (isinstance(step, str) and step.startswith(_TAG)))
