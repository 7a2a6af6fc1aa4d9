"""The series of an exercise: its totals run by run, and where its difficulty changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side
from follow_along.core.history.totals import ProgrammeWeek, RunTotals, Totals, sum_totals
from follow_along.core.wall_time import WallTime


class RunPoint(NamedTuple):
    """The totals of one run."""

    run_index: int
    """The index of the run among those of the exercise, from 0."""
    run_id: str
    began: WallTime
    totals: Totals


class Change(NamedTuple):
    """A change of programme week or block length: harder must not look like worse."""

    run_index: int
    words: str
    """`week 3`, or the new length of a block, `40 s`."""


@dataclass(frozen=True, slots=True)
class Series:
    """An exercise over all the runs in which it was done."""

    runs: int
    lines: Mapping[Side, tuple[RunPoint, ...]]
    """By side, left first. A run in which a side was not done has no point on its line."""
    changes: tuple[Change, ...]


def series(runs: Sequence[RunTotals]) -> Series:
    """Return the series of one exercise from its totals by run."""
    by_run: defaultdict[str, list[RunTotals]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: run.order):
        by_run[run.run_id].append(run)
    lines: defaultdict[Side, list[RunPoint]] = defaultdict(list)
    for run_index, parts in enumerate(by_run.values()):
        for side, totals in _by_side(parts).items():
            lines[side].append(RunPoint(run_index, parts[0].run_id, parts[0].began, totals))
    return Series(
        runs=len(by_run),
        lines={side: tuple(lines[side]) for side in Side if side in lines},
        changes=tuple(_changes(list(by_run.values()))),
    )


def _by_side(parts: Iterable[RunTotals]) -> dict[Side, Totals]:
    sides: defaultdict[Side, list[Totals]] = defaultdict(list)
    for part in parts:
        sides[part.done.side].append(part.done.totals)
    return {side: sum_totals(totals) for side, totals in sides.items()}


def _changes(by_run: Sequence[Sequence[RunTotals]]) -> Iterator[Change]:
    """The changes from each run to the next."""
    before: tuple[ProgrammeWeek | None, set[tuple[Side, int | None]]] | None = None
    for run_index, parts in enumerate(by_run):
        done = parts[0].done
        week = (
            None
            if done.programme_week is None
            else ProgrammeWeek(done.programme, done.programme_week)
        )
        lengths = {(part.done.side, part.done.planned_ms) for part in parts}
        if before is not None:
            words = [f"week {week.number}"] if week and week != before[0] else []
            # A side that was skipped before is not a new version; a new length of a known side is.
            sides_before = {side for side, _ in before[1]}
            new = {ms for side, ms in lengths - before[1] if side in sides_before}
            words += [
                minutes_text(ms) if ms else "by the key" for ms in sorted(new, key=_by_length)
            ]
            if words:
                yield Change(run_index, ", ".join(words))
        known = {} if before is None else dict(before[1])
        before = (week, set((known | dict(lengths)).items()))


def _by_length(planned_ms: int | None) -> int:
    return planned_ms or 0
