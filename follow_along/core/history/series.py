"""The series of an exercise: its totals run by run, and where its difficulty changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side, Version
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
    """A change of programme week, block length or version: harder must not look like worse."""

    run_index: int
    words: str
    """`week 3`, the new length of a block, `40 s`, or the new version, `easier`."""


@dataclass(frozen=True, slots=True)
class Series:
    """An exercise over all the runs in which it was done."""

    runs: int
    lines: Mapping[Side, tuple[RunPoint, ...]]
    """By side, left first. A run in which a side was not done has no point on its line."""
    changes: tuple[Change, ...]
    is_open: bool = False
    """No block of it had a planned length, as in holds that last as long as one can."""


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
        is_open=bool(runs) and all(run.done.planned_ms is None for run in runs),
    )


def _by_side(parts: Iterable[RunTotals]) -> dict[Side, Totals]:
    sides: defaultdict[Side, list[Totals]] = defaultdict(list)
    for part in parts:
        sides[part.done.side].append(part.done.totals)
    return {side: sum_totals(totals) for side, totals in sides.items()}


def _changes(by_run: Sequence[Sequence[RunTotals]]) -> Iterator[Change]:
    """The changes from each run to the next."""
    before: _Difficulty | None = None
    for run_index, parts in enumerate(by_run):
        now = _difficulty(parts)
        if before is not None:
            # A side that was skipped before is nothing new; a new length of a known side is.
            known = now.lengths.keys() & before.lengths.keys()
            new = sorted(
                {now.lengths[s] or 0 for s in known if now.lengths[s] != before.lengths[s]}
            )
            words = [f"week {now.week.number}"] if now.week and now.week != before.week else []
            words += [minutes_text(ms) if ms else "by the key" for ms in new]
            words += [_VERSION_WORDS[now.version]] if now.version is not before.version else []
            if words:
                yield Change(run_index, ", ".join(words))
            now = now._replace(lengths=before.lengths | now.lengths)
        before = now


class _Difficulty(NamedTuple):
    """What makes the runs of an exercise comparable."""

    week: ProgrammeWeek | None
    lengths: dict[Side, int | None]
    version: Version


def _difficulty(parts: Sequence[RunTotals]) -> _Difficulty:
    done = parts[0].done
    numbered = done.programme_week is not None
    return _Difficulty(
        week=ProgrammeWeek(done.programme, done.programme_week or 0) if numbered else None,
        lengths={part.done.side: part.done.planned_ms for part in parts},
        version=parts[-1].done.version,
    )


_VERSION_WORDS = {
    Version.EASIER: "easier",
    Version.WRITTEN: "as written",
    Version.HARDER: "harder",
}
