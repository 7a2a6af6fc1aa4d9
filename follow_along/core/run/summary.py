"""The summary of a run: stops by exercise and side, the longest stretch, and one sentence."""

from dataclasses import dataclass

from follow_along.core.durations import minutes_text
from follow_along.core.enums import BlockOutcome, ExerciseKind, Side
from follow_along.core.run.record import BlockRecord, Record
from follow_along.core.run.repetitions import attempts_with_reps
from follow_along.core.text import plural


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """All attempts at one exercise on one side. Times in milliseconds."""

    exercise: str
    """The name of the exercise."""
    exercise_id: str
    kind: ExerciseKind
    side: Side
    count: int
    steady_ms: int
    longest_ms: int
    unfinished: bool
    """Whether a block of it was never finished: missing work, never zero stops."""
    reps: str
    """The repetitions of each block, such as `12, 9` or `3 x 12`; `?` where they are unknown."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The exercises of a run in the order done, and totals over all of them."""

    exercises: tuple[ExerciseSummary, ...]
    count: int
    steady_ms: int
    longest: ExerciseSummary | None
    """The balance exercise with the longest stretch; None without one."""
    sentence: str


def summarise(record: Record) -> Summary:
    """Return the summary of a record."""
    groups: dict[tuple[str, Side], list[BlockRecord]] = {}
    for attempt in record:
        key = (attempt.block.exercise.id, attempt.block.side)
        groups.setdefault(key, []).append(attempt)
    exercises = tuple(map(_exercise, groups.values()))
    balance = [each for each in exercises if each.kind is ExerciseKind.BALANCE and each.steady_ms]
    return Summary(
        exercises=exercises,
        count=sum(each.count for each in exercises),
        steady_ms=sum(each.steady_ms for each in exercises),
        longest=max(balance, key=lambda each: each.longest_ms, default=None),
        sentence=_sentence(exercises),
    )


def _exercise(attempts: list[BlockRecord]) -> ExerciseSummary:
    block = attempts[0].block
    finished = {each.block.index for each in attempts if each.outcome is BlockOutcome.DONE}
    return ExerciseSummary(
        exercise=block.exercise.name,
        exercise_id=block.exercise.id,
        kind=block.exercise.kind,
        side=block.side,
        count=sum(each.count for each in attempts),
        steady_ms=sum(each.steady_ms for each in attempts),
        longest_ms=max(each.longest_ms for each in attempts),
        unfinished=any(each.block.index not in finished for each in attempts),
        reps=_reps(attempts_with_reps(tuple(attempts))),
    )


def _reps(attempts: Record) -> str:
    done = [each.reps_known for each in attempts]
    numbers = ["?" if each is None else str(each) for each in done]
    same = len(numbers) > 2 and len(set(numbers)) == 1
    return f"{len(numbers)} x {numbers[0]}" if same else ", ".join(numbers)


def _sentence(exercises: tuple[ExerciseSummary, ...]) -> str:
    steady_ms = sum(each.steady_ms for each in exercises)
    count = sum(each.count for each in exercises)
    if not steady_ms and not count:
        return "No work was done, so there is nothing to count."
    words = f"{plural(count, 'stop').capitalize()} in {minutes_text(steady_ms)} of steady work"
    return f"{words}{_by_side(exercises) if count else ''}."


def _by_side(exercises: tuple[ExerciseSummary, ...]) -> str:
    counts = {
        side: sum(each.count for each in exercises if each.side is side)
        for side in Side
        if any(each.side is side for each in exercises)
    }
    if not {Side.LEFT, Side.RIGHT} & counts.keys():
        return ""
    names = {Side.LEFT: "on the left", Side.RIGHT: "on the right", Side.BOTH: "on both feet"}
    parts = [
        f"{count} {names[side]}" for side, count in counts.items() if count or side is not Side.BOTH
    ]
    return f": {', '.join(parts)}"
