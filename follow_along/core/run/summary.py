"""What a run came to: stops by exercise and side, the longest stretch, one plain sentence."""

from dataclasses import dataclass

from follow_along.core.durations import minutes_text
from follow_along.core.enums import BlockOutcome, ExerciseKind, Side
from follow_along.core.run.record import BlockRecord, Record
from follow_along.core.text import plural


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """One exercise on one side, all its attempts together. Times in milliseconds."""

    exercise: str
    """Its name."""
    exercise_id: str
    kind: ExerciseKind
    side: Side
    count: int
    steady_ms: int
    longest_ms: int
    unfinished: bool
    """Some of it was never finished (cut short, skipped): missing work, never zero stops."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in figures: its lines in the order done, and totals over all of them."""

    exercises: tuple[ExerciseSummary, ...]
    count: int
    steady_ms: int
    longest: ExerciseSummary | None
    """The line with the longest unbroken stretch among the balance exercises."""
    sentence: str


def summarise(record: Record) -> Summary:
    """Add up a record, by exercise and side."""
    groups: dict[tuple[str, Side], list[BlockRecord]] = {}
    for row in record:
        groups.setdefault((row.block.exercise.id, row.block.side), []).append(row)
    lines = tuple(_line(rows) for rows in groups.values())
    balance = [line for line in lines if line.kind is ExerciseKind.BALANCE and line.steady_ms]
    return Summary(
        exercises=lines,
        count=sum(line.count for line in lines),
        steady_ms=sum(line.steady_ms for line in lines),
        longest=max(balance, key=lambda line: line.longest_ms, default=None),
        sentence=_sentence(lines),
    )


def _line(rows: list[BlockRecord]) -> ExerciseSummary:
    block = rows[0].block
    finished = {row.block.index for row in rows if row.outcome is BlockOutcome.DONE}
    return ExerciseSummary(
        exercise=block.exercise.name,
        exercise_id=block.exercise.id,
        kind=block.exercise.kind,
        side=block.side,
        count=sum(row.count for row in rows),
        steady_ms=sum(row.steady_ms for row in rows),
        longest_ms=max(row.longest_ms for row in rows),
        unfinished=any(row.block.index not in finished for row in rows),
    )


def _sentence(lines: tuple[ExerciseSummary, ...]) -> str:
    steady_ms = sum(line.steady_ms for line in lines)
    count = sum(line.count for line in lines)
    if not steady_ms and not count:
        return "No work was done, so there is nothing to count."
    words = f"{plural(count, 'stop').capitalize()} in {minutes_text(steady_ms)} of steady work"
    return f"{words}{_by_side(lines) if count else ''}."


def _by_side(lines: tuple[ExerciseSummary, ...]) -> str:
    counts = {
        side: sum(line.count for line in lines if line.side is side)
        for side in Side
        if any(line.side is side for line in lines)
    }
    if not {Side.LEFT, Side.RIGHT} & counts.keys():
        return ""
    names = {Side.LEFT: "on the left", Side.RIGHT: "on the right", Side.BOTH: "on both feet"}
    parts = [
        f"{count} {names[side]}" for side, count in counts.items() if count or side is not Side.BOTH
    ]
    return f": {', '.join(parts)}"
