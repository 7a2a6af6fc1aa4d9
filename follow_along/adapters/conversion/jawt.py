"""Exports of Just Another Workout Timer: sets of exercises with their seconds, each repeated."""

from collections.abc import Iterator

from follow_along.adapters.conversion.entries import (
    draft,
    exercise,
    group,
    is_rest,
    items,
    mapping,
    number,
    rest,
    text,
)
from follow_along.core.sessions.draft import Draft, Entry

NAME = "Just Another Workout Timer"


def recognises(data: object) -> bool:
    """Whether the data is one workout or a backup of several."""
    return bool({"sets", "workouts"} & mapping(data).keys())


def convert(data: object) -> list[Draft]:
    """Return a session for each workout."""
    workouts = items(mapping(data).get("workouts")) or [data]
    return [_workout(mapping(workout)) for workout in workouts]


def _workout(workout: object) -> Draft:
    content = mapping(workout)
    entries: list[Entry] = []
    for each in items(content.get("sets")):
        repeated = mapping(each)
        inner = tuple(_intervals(items(repeated.get("exercises"))))
        entries += group(number(repeated.get("repetitions"), 1), inner)
    return draft(text(content.get("title"), "Workout"), tuple(entries))


def _intervals(intervals: list[object]) -> Iterator[Entry]:
    for each in intervals:
        interval = mapping(each)
        name = text(interval.get("name"), "Exercise")
        ms = number(interval.get("duration"), 0) * 1000
        made = rest(ms) if is_rest(name) else exercise(name, ms)
        if made is not None:
            yield made
