"""The dose of an exercise in words: `2 sets of 7`, `30 s left, then 30 s right`."""

from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side
from follow_along.core.sessions.exercise import Exercise


def dose_words(exercise: Exercise, first_side: Side) -> str:
    """Return how much of an exercise is done, in the order in which it is done."""
    sets = exercise.sets
    sides = exercise.sides_of_a_set
    if exercise.is_open:
        where = " on each side" if len(sides) > 1 else ""
        return f"as long as you can{where}" + (f", {sets} times" if sets > 1 else "")
    if len(sides) == 1:
        amount = _amount(exercise, sides[0])
        return f"{sets} sets of {amount.removesuffix(' reps')}" if sets > 1 else amount
    first, second = first_side, first_side.other
    each = f"{_amount(exercise, first)} {first}, then {_amount(exercise, second)} {second}"
    return f"{sets} sets: {each}" if sets > 1 else each


def _amount(exercise: Exercise, side: Side) -> str:
    return f"{exercise.reps} reps" if exercise.reps else minutes_text(exercise.work_ms(side) or 0)
