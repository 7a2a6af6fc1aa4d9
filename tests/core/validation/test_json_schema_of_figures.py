"""The JSON Schema of a figure file, for editors."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from follow_along.adapters.paths import shipped
from follow_along.core.figures.figure import Figure
from follow_along.core.validation.json_schema import file_schema
from tests.core.figures.figures_by_hand import said

SHIPPED = sorted(shipped("figures").glob("*.yaml"))
SCHEMA = file_schema(Figure, "follow-along figure")


def agrees(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value agrees with a schema, for as much of JSON Schema as this one uses."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return any(agrees(value, choice) for choice in schema["anyOf"])
    match schema["type"], value:
        case "string", str():
            right = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1000)
            found = re.search(schema.get("pattern", ""), value)
            return bool(right and found) and value in schema.get("enum", [value])
        case "number", int() | float():
            return bool(schema["minimum"] <= value <= schema["maximum"])
        case "array", list():
            right = schema["minItems"] <= len(value) <= schema["maxItems"]
            return right and all(agrees(item, schema["items"]) for item in value)
        case "object", dict():
            return keys_agree(value, schema)
    return False


def keys_agree(value: dict[str, Any], schema: dict[str, Any]) -> bool:
    """The same of keys that are known, or of any number of names."""
    if "properties" in schema:
        known = schema["properties"]
        right = set(schema["required"]) <= value.keys() <= known.keys()
        return right and all(agrees(item, known[key]) for key, item in value.items())
    right = schema["minProperties"] <= len(value) <= schema["maxProperties"]
    return right and all(agrees(item, schema["additionalProperties"]) for item in value.values())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_figures_agree(path: Path) -> None:
    """An editor finds no mistake in what the program reads."""
    assert agrees(yaml.safe_load(path.read_text("utf-8")), SCHEMA)


@pytest.mark.parametrize(
    "keys",
    [
        {"camera": "leg"},
        {"start": 3},
        {"poses": {"flat": {"ball": [1, 2]}}},
        {"poses": {"flat": {"ball": [1]}, "up": {"ball": [1, 2]}}},
        {"poses": {"flat": {"ball": [1, 500]}, "up": {"ball": [1, 2]}}},
        {"props": {"wall": [[1, 2], "bal"]}},
        {"moves": [{"up": []}]},
        {"tempo": ["up"]},
        {"whole": {}},
        {"wholly": {}},
    ],
)
def test_what_is_wrong_does_not_agree(keys: dict[str, Any]) -> None:
    """An editor marks it."""
    assert agrees(said(), SCHEMA)
    assert not agrees(said(**keys), SCHEMA)


def test_every_key_is_explained() -> None:
    """An editor shows a sentence for each, and the schema can be written as JSON."""
    assert all(each["description"].endswith(".") for each in SCHEMA["properties"].values())
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
