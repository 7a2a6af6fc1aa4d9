"""What the weeks come to: tallies of what was done, and the figures worked out from them.

A tally adds up what was finished of one exercise on one side, in one version, in one week or one
run. What was skipped, never finished or marked as not to be counted is in no tally: it is missing,
and missing work is never steady work.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.wall_time import WallTime

ANCHORS = ("steady-check", "eyes-closed")
"""The exercises that the programme repeats unchanged, so that its weeks can be compared."""

DEFAULT_WEEKS = 8
"""How many weeks are shown unless said otherwise."""

RECENT_RUNS = 3
"""How many runs are the recent level: fewer are too few to say anything."""

_KINDS = tuple(ExerciseKind)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over finished work; lengths in milliseconds. Work not done has no figures (None)."""

    count: int
    """Losses of balance."""
    steady_ms: int
    off_ms: int
    """How long the losses of balance took; breaks and sleep are no part of it."""
    longest_ms: int
    """The longest unbroken stretch in one block."""

    @property
    def per_minute(self) -> float | None:
        """Stops per minute of steady work; None without any."""
        return self.count * 60_000 / self.steady_ms if self.steady_ms else None

    @property
    def steady_share(self) -> float | None:
        """Steady time as a part (0 to 1) of steady time and time off; None without either."""
        whole = self.steady_ms + self.off_ms
        return self.steady_ms / whole if whole else None


class ExerciseTotals(NamedTuple):
    """What was done of one exercise on one side, in one version and one step, in one week."""

    week: int
    """As `weeks.week_of` counts them."""
    programme: str
    """Empty when the session belonged to none."""
    programme_week: int | None
    """The week of the programme."""
    exercise: str
    """The exercise's id."""
    name: str
    kind: ExerciseKind
    side: Side
    planned_ms: int | None
    """The planned length of a block, by which versions of an exercise are told apart."""
    totals: Totals


class RunTotals(NamedTuple):
    """The same for one run."""

    run_id: str
    session: str
    began: WallTime
    done: ExerciseTotals

    @property
    def order(self) -> tuple[int, str]:
        """By which runs are put in the order they were done in."""
        return (self.began.utc_ms, self.run_id)


class ProgrammeWeek(NamedTuple):
    """A week of a programme."""

    programme: str
    number: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """An exercise over the weeks."""

    exercise: str
    name: str
    """As it was called last."""
    kind: ExerciseKind
    cells: Mapping[tuple[int, Side], Totals]
    """By week and side; what was not done is not there."""

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it was done on, left first."""
        return tuple(side for side in Side if any(side is done for _, done in self.cells))

    def cell(self, week: int, side: Side | None = None) -> Totals | None:
        """The figures of a week, of all sides together unless one is given; None: not done."""
        wanted = Side if side is None else (side,)
        return sum_totals(self.cells[week, one] for one in wanted if (week, one) in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Exercises by weeks."""

    weeks: tuple[int, ...]
    """Every week from the first to the last, those without a run too."""
    programme_weeks: Mapping[int, tuple[ProgrammeWeek, ...]]
    """The programme weeks that were played in a week, in order."""
    rows: tuple[GridRow, ...]
    """Balance first, and of these the anchors; then in the order in which they were first done."""


def sum_totals(figures: Iterable[Totals]) -> Totals | None:
    """Several figures taken together; None for none."""
    parts = list(figures)
    return sum_of(parts) if parts else None


def grid(week_totals: Sequence[ExerciseTotals], weeks: int | None = None) -> Grid:
    """Lay tallies out by exercise and week.

    With `weeks`, it is as many weeks wide and ends with the last one in which something was done;
    otherwise it begins with the first.
    """
    if not week_totals:
        return Grid((), {}, ())
    last = max(totals.week for totals in week_totals)
    first = min(totals.week for totals in week_totals) if weeks is None else last - weeks + 1
    steps: defaultdict[int, set[ProgrammeWeek]] = defaultdict(set)
    of_exercise: defaultdict[str, list[ExerciseTotals]] = defaultdict(list)
    for totals in week_totals:
        if totals.week >= first:
            of_exercise[totals.exercise].append(totals)
            if totals.programme_week is not None:
                steps[totals.week].add(ProgrammeWeek(totals.programme, totals.programme_week))
    return Grid(
        weeks=tuple(range(first, last + 1)),
        programme_weeks={week: tuple(sorted(found)) for week, found in steps.items()},
        rows=tuple(sorted(map(_row, of_exercise.values()), key=_rank)),
    )


def recent_level(
    runs: Sequence[RunTotals], exercise: str, side: Side, before: str | None = None
) -> Totals | None:
    """An exercise's recent level on a side: the last three runs it was done in, taken together.

    `before` is the id of a run: it and those after it are left out. Only the version done last is
    looked at. None when there are no such runs.
    """
    own = [run for run in runs if run.done.exercise == exercise and run.done.side is side]
    own.sort(key=lambda run: run.order)
    began = next((run.began.utc_ms for run in runs if run.run_id == before), None)
    earlier = [
        run for run in own if began is None or (run.began.utc_ms < began and run.run_id != before)
    ]
    if not earlier:
        return None
    version = earlier[-1].done.planned_ms
    same = [run for run in earlier if run.done.planned_ms == version]
    return sum_totals(run.done.totals for run in same[-RECENT_RUNS:])


def _row(week_totals: list[ExerciseTotals]) -> GridRow:
    cells: defaultdict[tuple[int, Side], list[Totals]] = defaultdict(list)
    for totals in week_totals:
        cells[totals.week, totals.side].append(totals.totals)
    latest = max(week_totals, key=lambda totals: totals.week)
    return GridRow(
        exercise=latest.exercise,
        name=latest.name,
        kind=latest.kind,
        cells={place: sum_of(parts) for place, parts in cells.items()},
    )


def _rank(row: GridRow) -> tuple[int, bool, int]:
    return (_KINDS.index(row.kind), row.exercise not in ANCHORS, min(week for week, _ in row.cells))


def sum_of(parts: Sequence[Totals]) -> Totals:
    """Figures taken together; ValueError for none."""
    return Totals(
        count=sum(part.count for part in parts),
        steady_ms=sum(part.steady_ms for part in parts),
        off_ms=sum(part.off_ms for part in parts),
        longest_ms=max(part.longest_ms for part in parts),
    )
