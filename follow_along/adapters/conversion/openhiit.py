"""Exports of OpenHIIT: names of activities, and one work and one rest time for all of them."""

import json

from follow_along.adapters.conversion.entries import (
    READY,
    draft,
    exercise,
    group,
    items,
    mapping,
    number,
    rest,
    text,
)
from follow_along.core.durations import duration_text
from follow_along.core.sessions.draft import Draft, Entry

NAME = "OpenHIIT"

_MOST_INTERVALS = 200


def recognises(data: object) -> bool:
    """Whether the data is a list of timers, which may be JSON within text."""
    return any("timeSettings" in mapping(each) for each in _timers(data))


def convert(data: object) -> list[Draft]:
    """Return a session for each timer."""
    return [_timer(mapping(each)) for each in _timers(data)]


def _timers(data: object) -> list[object]:
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except (ValueError, RecursionError):
            return []
    return items(data)


def _timer(timer: object) -> Draft:
    content = mapping(timer)
    times = mapping(content.get("timeSettings"))
    work_ms, rest_ms, break_ms, ready_ms = (
        number(times.get(key), 0) * 1000
        for key in ("workTime", "restTime", "breakTime", "getReadyTime")
    )
    names = [text(each, "Exercise") for each in items(content.get("activities"))] or ["Exercise"]
    wanted = number(content.get("activeIntervals"), len(names)) or len(names)
    count = min(wanted, _MOST_INTERVALS)
    comments = (
        (f"There were {wanted:,} intervals; those after the first {count} are left out.",)
        if wanted > count
        else ()
    )
    intervals: list[Entry | None] = []
    for index in range(count):
        intervals += [rest(rest_ms)] if index else []
        intervals.append(exercise(names[index % len(names)], work_ms))
    rounds = number(times.get("restarts"), 0) + 1
    repeated = group(rounds, tuple(each for each in intervals if each), break_ms)
    warm_up, cool_down = (
        exercise(name, number(times.get(key), 0) * 1000)
        for name, key in (("Warm-up", "warmupTime"), ("Cool-down", "cooldownTime"))
    )
    entries = tuple(each for each in (warm_up, *repeated, cool_down) if each)
    ready = duration_text(ready_ms) if ready_ms >= 1000 else READY
    return draft(text(content.get("name"), "Workout"), entries, ready, *comments)
