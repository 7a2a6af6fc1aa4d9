"""The exercises of the shipped sessions, which a session of the user's may take by their ids.

The sessions say the same of an exercise in every week but for its dose; the first week counts.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.loader import read_text
from follow_along.adapters.sessions.yaml_nodes import parse_yaml
from follow_along.core.validation.messages import closest_match, describe_value

_DOSE = frozenset({"work", "reps"})


@cache
def shipped_exercises() -> Mapping[str, Mapping[str, Any]]:
    """Return the keys of each shipped exercise, as written, by its id."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(shipped("sessions").glob("*.yaml")):
        root = parse_yaml(read_text(path)).root
        session: Any = root.plain() if root else {}
        for exercise in session["exercises"]:
            found.setdefault(exercise["id"], MappingProxyType(exercise))
    return found


def problem(name: str) -> str:
    """Return what is wrong with the id of a shipped exercise; empty if nothing is."""
    known = shipped_exercises()
    if name in known:
        return ""
    near = closest_match(name, list(known))
    hint = f"did you mean {describe_value(near)}?" if near else "see `follow-along exercises`"
    return f"no exercise {describe_value(name)} comes with the program; {hint}"


def expanded(data: Any) -> Any:
    """Return the data of a session in which each `use` has brought the keys of its exercise."""
    if not isinstance(data, Mapping) or not isinstance(data.get("exercises"), list):
        return data
    return {**data, "exercises": [_expanded(item) for item in data["exercises"]]}


def _expanded(item: object) -> object:
    if not isinstance(item, Mapping):
        return item
    if "exercises" in item:
        return expanded(item)
    name = item.get("use")
    if not name:
        return item
    # Of an unknown one nothing else is said to be missing.
    brought: Mapping[str, Any] = {"name": "Unknown", "work": "30s"}
    if isinstance(name, str):
        brought = shipped_exercises().get(name, brought)
    if item.keys() & _DOSE:
        brought = {key: value for key, value in brought.items() if key not in _DOSE}
    if item.get("sides", "each") != "each":
        brought = {key: value for key, value in brought.items() if key != "change"}
    return {**brought, **item}
