"""The exercise of a line that a physiotherapist or a coach wrote, with what is assumed of it."""

from follow_along.adapters.conversion.coach_line import Line, QuestionError
from follow_along.adapters.conversion.side_words import side_names
from follow_along.core.durations import duration_text
from follow_along.core.sessions.draft import Entry, Value
from follow_along.core.text import one_line, plural

LONGEST_NAME = 100
_MOST_CUES = 20

_KINDS = {
    "balance": (
        "balanc",
        "stand on",
        "leg stand",
        "leg stance",
        "leg-stance",
        "tree pose",
        "steh",
        "einbein",
        "tandem",
        "gleichgewicht",
    ),
    "mobility": ("stretch", "dehn", "circle", "kreis", "mobil", "rock", "swing", "wipp", "roll"),
    "foot": ("toe", "zeh", "short foot", "foot arch"),
}
"""Parts of names by the kind of exercise that they are taken for."""


def exercise_entries(
    line: Line, text: str, every: dict[str, int], *, german: bool = False
) -> tuple[Entry, ...]:
    """Return the exercise of a line, and the rest after it if there is one.

    Raises QuestionError where its name or its dose is missing, or is not clear.
    """
    if not line.texts:
        raise QuestionError("what is the exercise called")
    name, *cues = line.texts
    kind = next((kind for kind, parts in _KINDS.items() if _has(name, parts)), "strength")
    sides = line.sides or ("each" if line.single else "none")
    assumed = [*line.assumed, f"kind {kind}"]
    if not line.sides:
        assumed.append("each side, one after the other" if line.single else "no sides")
    elif sides == "both":
        assumed.append("both together")
    sets, dose = _dose(line, every, assumed)
    rests, after_ms = _rests(line, sets, sides == "each", assumed)
    keys: dict[str, Value] = {"name": name[:LONGEST_NAME], "kind": kind, "sides": sides}
    keys |= side_names(text, kind, sides, german=german)
    keys |= {"sets": sets} if sets > 1 else {}
    keys |= dose | rests
    keys |= {"cues": tuple(cues[:_MOST_CUES])} if cues else {}
    entry = Entry(keys, comments=(written(text), f"Assumed: {'; '.join(assumed)}."))
    after_ms = after_ms or every.get("rest", 0)
    return (entry, Entry({"rest": duration_text(after_ms)})) if after_ms else (entry,)


def _dose(line: Line, every: dict[str, int], assumed: list[str]) -> tuple[int, dict[str, Value]]:
    """Return the sets, and the keys that say how long or how often one of them is."""
    dose = line.dose
    sets, reps, work_ms = dose.get("sets", 0), dose.get("reps", 0), dose.get("work", 0)
    times, bare, hold_ms = dose.get("times", 0), dose.get("bare", 0), dose.get("hold", 0)
    if bare and not (reps or work_ms):
        reps = bare
        assumed.append(plural(bare, "repetition"))
    if times and sets and (reps or work_ms):
        raise QuestionError("how many sets are there")
    if times and (reps or work_ms):
        sets = times
    elif times and not (reps or work_ms):
        reps = times
        assumed.append(plural(times, "repetition"))
    if not (reps or work_ms):
        work_ms, hold_ms = hold_ms or every.get("work", 0), 0
    if not (reps or work_ms):
        raise QuestionError("how long, or how often")
    if (reps and work_ms) or (hold_ms and line.tempo):
        raise QuestionError("is it a time or a number of repetitions")
    keys: dict[str, Value] = {"reps": reps} if reps else {"work": duration_text(work_ms)}
    if steps := _tempo(line, hold_ms, assumed):
        keys["tempo"] = steps
    elif reps:
        assumed.append("no tempo, so that it waits for Enter")
    return sets or 1, keys


def _tempo(line: Line, hold_ms: int, assumed: list[str]) -> tuple[str, ...]:
    if hold_ms:
        assumed.append("one repetition is the hold alone")
        return (f"hold {duration_text(hold_ms)}",)
    named = zip(("down", "hold", "up"), line.tempo, strict=False)
    steps = tuple(f"{word} {seconds}s" for word, seconds in named if seconds)
    if line.tempo and not steps:
        raise QuestionError("what is the tempo")
    if steps:
        assumed.append(f"the tempo is {', '.join(steps)}")
    return steps


def _rests(
    line: Line, sets: int, both_sides: bool, assumed: list[str]
) -> tuple[dict[str, Value], int]:
    """Return the keys of the rests within an exercise, and the rest after it in milliseconds."""
    if sets == 1 and not both_sides:
        return {}, line.rest_ms
    if line.rest_ms:
        if both_sides:
            assumed.append("the rest is between the sides, too")
        return {"rest": duration_text(line.rest_ms)}, 0
    if sets == 1:
        assumed.append("10 s between the sides")
        return {"rest": "10s"}, 0
    assumed.append("30 s of rest between the sets" + ", 10 s between the sides" * both_sides)
    rests: dict[str, Value] = {"rest": "30s"}
    return (rests | {"change": "10s"} if both_sides else rests), 0


def _has(name: str, parts: tuple[str, ...]) -> bool:
    return any(part in name.lower() for part in parts)


def written(text: str) -> str:
    """Return the comment that says what an entry is made of."""
    return f"Written: {one_line(text)}"
