"""The JSON Schema of a file, where a person writes other forms than the record keeps."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from follow_along.core.durations import duration_text
from follow_along.core.validation.file_record import FileRecord


class _AsWritten(GenerateJsonSchema):
    """Describes what is written in a file: durations as text, and no null."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - none is wanted
        """Leave out titles that repeat the key."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out null: a key without a value is not written."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Write a default as a person would; leave out an empty one."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        if not default:
            return inner
        # A number that may be written as text is a duration.
        written = duration_text(default) if "anyOf" in inner else default
        return {**inner, "default": written}


def file_schema(record: type[FileRecord], title: str) -> dict[str, Any]:
    """Return the JSON Schema of a file, by which an editor completes and checks it."""
    schema = TypeAdapter(record).json_schema(schema_generator=_AsWritten)
    return {"$schema": _AsWritten.schema_dialect, **schema, "title": title}
