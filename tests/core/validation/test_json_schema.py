"""The JSON Schema of a session file, for editors."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Session
from follow_along.core.validation.json_schema import file_schema

SHIPPED = sorted((Path(__file__).parents[3] / "sessions").glob("*.yaml"))
TYPES = {"string": str, "number": int | float, "integer": int, "array": list, "object": dict}


def agrees(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value agrees with a schema, for as much of JSON Schema as ours uses."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if "type" not in schema:
        choices = [
            agrees(value, choice, root) for choice in schema.get("anyOf", schema.get("oneOf"))
        ]
        return any(choices) if "anyOf" in schema else sum(choices) == 1
    if not isinstance(value, TYPES[schema["type"]]):
        return False
    match value:
        case str():
            right = re.search(schema.get("pattern", ""), value) and len(value) <= schema.get(
                "maxLength", len(value)
            )
            known = schema.get("enum", [schema.get("const", value)])
            return bool(right) and value in known
        case list():
            return len(value) <= schema["maxItems"] and all(
                agrees(item, schema["items"], root) for item in value
            )
        case dict():
            choices = [set(one["required"]) <= value.keys() for one in schema.get("anyOf", [])]
            unwanted = schema.get("not", {"required": ["no such key"]})["required"]
            return (
                set(schema.get("required", ())) <= value.keys() <= schema["properties"].keys()
                and (choices == [] or any(choices))
                and not set(unwanted) <= value.keys()
                and all(agrees(value[k], schema["properties"][k], root) for k in value)
            )
        case _:
            return bool(schema["minimum"] <= value <= schema["maximum"])


@cache
def session_schema() -> dict[str, Any]:
    """The schema of a session file."""
    return file_schema(Session, "follow-along session")


def accepts(data: Any) -> bool:
    """Whether an editor would find nothing wrong with the data."""
    return agrees(data, session_schema(), session_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_sessions_agree(path: Path) -> None:
    """An editor finds no mistake in what the program reads."""
    assert accepts(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "keys",
    [
        {"work": "30s"},
        {"work": 30},
        {"work": "1:30"},
        {"work": "open"},
        {"work": {"left": 40, "right": "30s"}, "sides": "each"},
        {"reps": 7, "tempo": ["look left 3s", "up 2"]},
    ],
)
def test_every_form_agrees(keys: dict[str, Any]) -> None:
    """Durations as numbers and as text, for both sides and for each, and repetitions."""
    assert accepts({"title": "T", "exercises": [{"name": "A"} | keys]})


def test_groups_and_rests_agree() -> None:
    """A group within a group, with rests; but no third group, and no exercise that only rests."""
    stand = {"name": "Stand", "work": "30s"}
    assert accepts({"title": "T", "exercises": [{"use": "steady-check"}]})
    inner = {"rounds": 2, "exercises": [stand, {"rest": 5, "say": "Shake it out."}]}
    outer = {"rounds": 3, "rest": "1m", "exercises": [inner, stand]}
    assert accepts({"title": "T", "exercises": [outer, {"rest": "2m"}, stand]})
    third = {"rounds": 2, "exercises": [outer]}
    assert not accepts({"title": "T", "exercises": [third]})
    assert not accepts({"title": "T", "exercises": [{"say": "Rest"}]})


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"work": "30s", "reps": 3},
        {"work": "soon"},
        {"work": None},
        {"work": {"left": 40}},
        {"work": 3, "wrok": 3},
        {"work": 3, "sets": 100},
        {"work": 3, "sets": "2"},
        {"work": 3, "sides": "eech"},
        {"work": 3, "id": "A B"},
        {"work": 3, "name": 12},
        {"work": 3, "cues": "Tall"},
        {"work": 3, "cues": [1]},
        {"work": 3, "tempo": ["up"]},
    ],
)
def test_mistakes_do_not_agree(keys: dict[str, Any]) -> None:
    """An editor marks what the program would refuse."""
    assert not accepts({"title": "T", "exercises": [{"name": "A"} | keys]})


def test_every_key_is_described() -> None:
    """An editor has a sentence to show for each key, and no default that is no text of a file."""
    schema = file_schema(Session, "follow-along session")
    parts = (schema, schema["$defs"]["Exercise"])
    assert all(part["additionalProperties"] is False for part in parts)
    for part, keys in zip(parts, (Session.key_names(), Exercise.key_names()), strict=True):
        assert tuple(part["properties"]) == keys
        assert all(len(key["description"]) > 10 for key in part["properties"].values())
    assert schema["properties"]["get_ready"]["default"] == "15s"
    assert "default" not in schema["properties"]["week"]
    assert schema["$schema"].startswith("https://json-schema.org/")
