"""One exercise over its runs, as a chart draws it: a line for each side, and what became harder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side
from follow_along.core.history.totals import ProgrammeWeek, RunTotals, Totals, sum_of
from follow_along.core.wall_time import WallTime


class RunPoint(NamedTuple):
    """One run on the chart of an exercise."""

    run_index: int
    """The run's place among those of the exercise, from 0."""
    run_id: str
    began: WallTime
    totals: Totals


class Change(NamedTuple):
    """Where something new begins on the chart, so that harder does not look like worse."""

    run_index: int
    words: str
    """`week 3`, or the new length of a block, `40 s`."""


@dataclass(frozen=True, slots=True)
class Series:
    """An exercise over the runs it was done in."""

    runs: int
    lines: Mapping[Side, tuple[RunPoint, ...]]
    """Left first; a run in which a side was not done has no point on its line."""
    changes: tuple[Change, ...]


def series(runs: Sequence[RunTotals]) -> Series:
    """Lay out the runs of one exercise, oldest first."""
    by_run: defaultdict[str, list[RunTotals]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: run.order):
        by_run[run.run_id].append(run)
    lines: defaultdict[Side, list[RunPoint]] = defaultdict(list)
    for place, parts in enumerate(by_run.values()):
        for side, figures in _by_side(parts).items():
            lines[side].append(RunPoint(place, parts[0].run_id, parts[0].began, figures))
    return Series(
        runs=len(by_run),
        lines={side: tuple(lines[side]) for side in Side if side in lines},
        changes=tuple(_changes(list(by_run.values()))),
    )


def _by_side(parts: Iterable[RunTotals]) -> dict[Side, Totals]:
    sides: defaultdict[Side, list[Totals]] = defaultdict(list)
    for part in parts:
        sides[part.done.side].append(part.done.totals)
    return {side: sum_of(figures) for side, figures in sides.items()}


def _changes(by_run: Sequence[Sequence[RunTotals]]) -> Iterator[Change]:
    """What is new in each run against the one before it."""
    before: tuple[ProgrammeWeek | None, set[tuple[Side, int | None]]] | None = None
    for place, parts in enumerate(by_run):
        done = parts[0].done
        step = (
            None
            if done.programme_week is None
            else ProgrammeWeek(done.programme, done.programme_week)
        )
        lengths = {(part.done.side, part.done.planned_ms) for part in parts}
        if before is not None:
            words = [f"week {step.number}"] if step and step != before[0] else []
            # A side passed over is no new version: only lengths new on a side done before are.
            sides_before = {side for side, _ in before[1]}
            new = {ms for side, ms in lengths - before[1] if side in sides_before}
            words += [
                minutes_text(ms) if ms else "by the key" for ms in sorted(new, key=_by_length)
            ]
            if words:
                yield Change(place, ", ".join(words))
        known = {} if before is None else dict(before[1])
        before = (step, set((known | dict(lengths)).items()))


def _by_length(planned_ms: int | None) -> int:
    return planned_ms or 0
