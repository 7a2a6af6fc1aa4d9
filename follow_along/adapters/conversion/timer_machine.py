"""Exports of TimeR Machine: steps with their milliseconds, and groups of steps in loops."""

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
from follow_along.core.text import plural

NAME = "TimeR Machine"

_OWN_SOUND = frozenset({"BEEP", "COUNT", "HALF", "VOICE", "VIBRATION"})
"""Behaviours that the cues and the voice of this program take the place of."""
_MOST_UNROLLED = 200


def recognises(data: object) -> bool:
    """Whether the data is a backup with timers."""
    return "timers" in mapping(data)


def convert(data: object) -> list[Draft]:
    """Return a session for each timer."""
    return [_timer(mapping(each)) for each in items(mapping(data).get("timers"))]


def _timer(timer: object) -> Draft:
    content = mapping(timer)
    loops = number(content.get("loop"), 1)
    depth = 1 if loops > 1 else 0
    entries = group(loops, tuple(_steps(items(content.get("steps")), depth)))
    return draft(text(content.get("name"), "Timer"), entries)


def _steps(steps: list[object], depth: int) -> Iterator[Entry]:
    """Yield the entries of steps that are in `depth` groups already."""
    for each in steps:
        step = mapping(each)
        if step.get("step_type") == "group" or "steps" in step:
            yield from _group(step, depth)
        elif made := _step(step):
            yield made


def _group(step: object, depth: int) -> Iterator[Entry]:
    content = mapping(step)
    loops = number(content.get("loop"), 1)
    inner = items(content.get("steps"))
    if loops > 1 and depth < 2:
        entries = tuple(_steps(inner, depth + 1))
        yield from group(loops, entries, name=text(content.get("name"), ""))
        return
    written = list(_steps(inner, depth))
    times = min(max(loops, 1), max(1, _MOST_UNROLLED // max(1, len(written))))
    if times < loops:
        name = text(content.get("name"), "A group")
        lost = f"{name} was done {plural(loops, 'time')}; it is written out {times} times."
        written = [written[0].with_comments(lost), *written[1:]] if written else []
    yield from written * times


def _step(step: object) -> Entry | None:
    content = mapping(step)
    name = text(content.get("label") or content.get("name"), "Step")
    ms = number(content.get("length"), 0)
    made = rest(ms) if is_rest(name) else exercise(name, ms)
    lost = {
        str(mapping(each).get("type")).lower()
        for each in items(content.get("behaviour"))
        if mapping(each).get("type") not in _OWN_SOUND
    }
    if made is None or not lost:
        return made
    return made.with_comments(f"Not taken over: {', '.join(sorted(lost))}.")
