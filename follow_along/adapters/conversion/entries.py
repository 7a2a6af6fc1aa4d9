"""What the converters share: fields that may be missing or wrong, and the entries made of them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from follow_along.adapters.conversion.side_words import side_names
from follow_along.core.durations import duration_text
from follow_along.core.sessions.draft import Draft, Entry, Value
from follow_along.core.validation.fields import slug

DAY_MS = 24 * 60 * 60 * 1000
READY = "10s"
"""The time to get ready for the first exercise where the export has none."""

_LONGEST_NAME = 100
_MOST_ROUNDS = 99
_LONGEST_NOTE = 500
_REST = re.compile(
    r"(?i)\W*(?:rest|break|pause|recover(?:y|ing)?|relax|get ready|prepare|ready|transition"
    r"|pausa|descanso|riposo|recupero|repos|r[ée]cup[ée]ration|erholung|ruhe|rust)\b.*"
)
_SIDE = re.compile(r"(?i)(.*\w)[\s,:-]+\(?(left|right)\)?(?:\s+(?:foot|leg|side|arm|hand))?\W*")

ASSUMED = (
    "Exercises are taken as strength, and without sides where the name says none: change"
    " `kind` and `sides` where that is not so. Only exercises of the kind balance are in the trend."
)


def mapping(value: object) -> Mapping[str, Any]:
    """Return a mapping; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def items(value: object) -> list[Any]:
    """Return a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def text(value: object, otherwise: str) -> str:
    """Return text that is not blank."""
    return value.strip() if isinstance(value, str) and value.strip() else otherwise


def number(value: object, otherwise: int) -> int:
    """Return a number, in whatever form it is written, as a whole one that is not negative."""
    try:
        whole = int(float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return otherwise
    return max(0, whole)


def is_rest(name: str) -> bool:
    """Whether an interval of this name is a rest and no exercise."""
    return bool(_REST.fullmatch(name))


def exercise(name: str, ms: int, **more: Value) -> Entry | None:
    """Return an exercise of one interval; None when it takes no time."""
    comments = []
    if len(name) > _LONGEST_NAME:
        comments.append(f"The name had {len(name):,} characters; its end is left out.")
        name = name[:_LONGEST_NAME]
    sides, whole = "none", name
    if match := _SIDE.fullmatch(name):
        name, sides = match[1], match[2].lower()
    if ms < 1000:
        return None
    if ms > DAY_MS:
        comments.append("It was longer than 24 hours, the longest that an exercise may be.")
    keys: dict[str, Value] = {"name": name, "kind": "strength", "sides": sides}
    keys |= side_names(whole, "strength", sides)
    keys |= {"work": duration_text(min(ms, DAY_MS)), **more}
    return Entry(keys, comments=tuple(comments))


def rest(ms: int, say: str = "") -> Entry | None:
    """Return a rest with a note; None when it takes no time."""
    if ms < 1000:
        return None
    note: dict[str, Value] = {"say": say[:_LONGEST_NOTE]} if say else {}
    return Entry({"rest": duration_text(min(ms, DAY_MS)), **note})


def group(
    rounds: int, entries: tuple[Entry, ...], rest_ms: int = 0, name: str = ""
) -> tuple[Entry, ...]:
    """Return the entries, as a group where there are several rounds of them."""
    if rounds <= 1 or not entries:
        return entries
    comments = [name] if name else []
    if rounds > _MOST_ROUNDS:
        comments.append(f"There were {rounds:,} rounds; a group has at most {_MOST_ROUNDS}.")
    between: dict[str, Value] = {"rest": duration_text(min(rest_ms, DAY_MS))} if rest_ms else {}
    return (Entry({"rounds": min(rounds, _MOST_ROUNDS), **between}, entries, tuple(comments)),)


def draft(title: str, entries: tuple[Entry, ...], ready: str = READY, *comments: str) -> Draft:
    """Return a session whose intervals follow each other as they did, after a time to get ready."""
    keys: dict[str, Value] = {"title": title[:_LONGEST_NAME], "get_ready": "0s"}
    return Draft(keys, with_ids(_with_ready(entries, ready), {}), (ASSUMED, *comments))


def with_ids(entries: tuple[Entry, ...], names: dict[str, str]) -> tuple[Entry, ...]:
    """Give an id to each exercise whose name makes none, or one that another name has.

    `names` has the name that each id stands for.
    """
    made = []
    for entry in entries:
        keys, name = dict(entry.keys), str(entry.keys.get("name", ""))
        own = next((known for known, other in names.items() if other == name), slug(name))
        if name and (not own or names.setdefault(own, name) != name):
            own = f"exercise-{len(names) + 1}"
            names[own] = name
        if name and own != slug(name):
            keys = {"name": name, "id": own, **keys}
        made.append(replace(entry, keys=keys, entries=with_ids(entry.entries, names)))
    return tuple(made)


def _with_ready(entries: tuple[Entry, ...], ready: str) -> tuple[Entry, ...]:
    """Add the time to get ready to the first exercise, unless a rest comes before it.

    Before a group it is a rest, because it is there once.
    """
    if not entries or "name" not in _first(entries[0]).keys:
        return entries
    first, *others = entries
    if first.entries:
        return (Entry({"rest": ready}), *entries)
    return (replace(first, keys={**first.keys, "get_ready": ready}), *others)


def _first(entry: Entry) -> Entry:
    return _first(entry.entries[0]) if entry.entries else entry
