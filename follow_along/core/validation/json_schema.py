"""How the JSON Schema of a model is made where a person writes what the model does not keep."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from follow_along.core.durations import duration_text


class AsWritten(GenerateJsonSchema):
    """Tell of what is written in a file: durations as text, and no null."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the keys say it all
        """Leave out titles that repeat the key."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out null: a key that says nothing is not written."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Write a default as a person would, and none where it is nothing."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        if not default:
            return inner
        # A number that may be written as text is a duration.
        written = duration_text(default) if "anyOf" in inner else default
        return {**inner, "default": written}


def file_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Make the JSON Schema of a file, by which an editor completes and checks it."""
    schema = model.model_json_schema(schema_generator=AsWritten)
    return {"$schema": AsWritten.schema_dialect, **schema, "title": title}
