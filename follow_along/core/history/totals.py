"""Totals of the work done, by exercise, side and version, in a week or in a run.

Skipped, unfinished and excluded work is missing from all totals: missing work is never steady work.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import NamedTuple

from follow_along.core.enums import ExerciseKind, Side, Version
from follow_along.core.history.week_ratings import WeekRatings
from follow_along.core.history.week_runs import WeekRuns
from follow_along.core.rating import Rating
from follow_along.core.wall_time import WallTime

ANCHORS = ("steady-check", "eyes-closed")
"""The ids of the exercises that the programme repeats unchanged, to compare its weeks by."""

DEFAULT_WEEKS = 8
"""How many weeks are shown by default."""

_KINDS = tuple(ExerciseKind)
_SIDES = tuple(Side)
_NO_RATINGS = WeekRatings({})


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over work done; lengths in milliseconds. Work that was not done has no totals."""

    count: int
    """Losses of balance."""
    steady_ms: int
    """Work without its stops."""
    off_ms: int
    """How long the losses of balance took, without breaks and sleep."""
    longest_ms: int
    """The longest steady work without a stop, within one block."""

    def __add__(self, other: "Totals") -> "Totals":
        """Return the totals of both together."""
        return Totals(
            self.count + other.count,
            self.steady_ms + other.steady_ms,
            self.off_ms + other.off_ms,
            max(self.longest_ms, other.longest_ms),
        )

    @property
    def per_minute(self) -> float | None:
        """Stops per minute of steady work; None without steady work."""
        return self.count * 60_000 / self.steady_ms if self.steady_ms else None

    @property
    def steady_share(self) -> float | None:
        """The share (0 to 1) of steady time in steady time and time off; None without either."""
        whole = self.steady_ms + self.off_ms
        return self.steady_ms / whole if whole else None


class ExerciseTotals(NamedTuple):
    """The totals of one exercise on one side, in one version, in one week."""

    week: int
    """As `weeks.week_of` numbers them."""
    programme: str
    """Empty when the session belonged to no programme."""
    programme_week: int | None
    """None when the session belonged to no programme week."""
    exercise: str
    """The exercise's id."""
    name: str
    kind: ExerciseKind
    side: Side
    planned_ms: int | None
    """The planned length of a block. Only work of the same length and version is compared."""
    totals: Totals
    version: Version = Version.WRITTEN


class RunTotals(NamedTuple):
    """The totals of one exercise on one side, in one version, in one run."""

    run_id: str
    session: str
    began: WallTime
    done: ExerciseTotals
    rating: Rating | None = None
    """Of the whole run; None without any answer."""
    reps_done: int | None = None
    """The repetitions done, as far as they are known; None where none are."""

    @property
    def order(self) -> tuple[int, str]:
        """The sort key for the order in which runs were done."""
        return (self.began.utc_ms, self.run_id)


class ProgrammeWeek(NamedTuple):
    """A week of a programme, such as week 3 of foot-ankle."""

    programme: str
    number: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """An exercise in one version over the weeks."""

    exercise: str
    name: str
    """Its latest name."""
    kind: ExerciseKind
    cells: Mapping[tuple[int, Side], Totals]
    """By week and side, of what was done."""
    version: Version = Version.WRITTEN

    @property
    def title(self) -> str:
        """Its name, and its version where that is not as written: `Steady check, easier`."""
        return version_title(self.name, self.version)

    @property
    def weeks(self) -> Set[int]:
        """The weeks in which it was done."""
        return {week for week, _ in self.cells}

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides on which it was done, left first."""
        done = {side for _, side in self.cells}
        return tuple(side for side in _SIDES if side in done)

    def cell(self, week: int, side: Side | None = None) -> Totals | None:
        """Return the totals of a week on a side, or on all sides together; None if not done."""
        if side is not None:
            return self.cells.get((week, side))
        parts = [self.cells[week, one] for one in _SIDES if (week, one) in self.cells]
        return sum_totals(parts) if parts else None


@dataclass(frozen=True, slots=True)
class Grid:
    """Exercises by weeks."""

    weeks: tuple[int, ...]
    """All weeks from the first to the last, including those without a run."""
    programme_weeks: Mapping[int, tuple[int, ...]]
    """The numbers of the programme weeks that were played in each week, in order."""
    rows: tuple[GridRow, ...]
    """Balance exercises first, the anchors before the others; then by the week first done."""
    runs: WeekRuns | None = None
    """The runs done in each week; None where they are not known."""
    ratings: WeekRatings = _NO_RATINGS
    """How the runs of each week were."""


def version_title(name: str, version: Version) -> str:
    """Return the name of an exercise with its version, where that is not as written."""
    return name if version is Version.WRITTEN else f"{name}, {version}"


def sum_totals(parts: Iterable[Totals]) -> Totals:
    """Return the totals of several parts together. Raises TypeError without any."""
    return reduce(add, parts)


def grid(
    week_totals: Sequence[ExerciseTotals],
    weeks: int | None = None,
    runs: WeekRuns | None = None,
    ratings: WeekRatings = _NO_RATINGS,
) -> Grid:
    """Arrange totals by exercise and week.

    The grid begins with the first of the last `weeks` that has totals. It ends with the last week
    that has any or, with `runs`, with the current week where that is close.
    """
    if not week_totals:
        return Grid((), {}, ())
    last = max(totals.week for totals in week_totals)
    first = min(
        totals.week for totals in week_totals if weeks is None or totals.week > last - weeks
    )
    programme_weeks: defaultdict[int, set[int]] = defaultdict(set)
    of_exercise: defaultdict[tuple[str, Version], list[ExerciseTotals]] = defaultdict(list)
    for totals in week_totals:
        if totals.week >= first:
            of_exercise[totals.exercise, totals.version].append(totals)
            if totals.programme_week is not None:
                programme_weeks[totals.week].add(totals.programme_week)
    return Grid(
        weeks=tuple(range(first, (runs.end(last) if runs else last) + 1)),
        programme_weeks={week: tuple(sorted(each)) for week, each in programme_weeks.items()},
        rows=tuple(sorted(map(_row, of_exercise.values()), key=_rank)),
        runs=runs,
        ratings=ratings,
    )


def _row(week_totals: list[ExerciseTotals]) -> GridRow:
    cells: dict[tuple[int, Side], Totals] = {}
    for each in week_totals:
        cell = each.week, each.side
        cells[cell] = cells[cell] + each.totals if cell in cells else each.totals
    latest = max(week_totals, key=lambda totals: totals.week)
    return GridRow(
        exercise=latest.exercise,
        name=latest.name,
        kind=latest.kind,
        cells=cells,
        version=latest.version,
    )


def _rank(row: GridRow) -> tuple[int, bool, int]:
    return (_KINDS.index(row.kind), row.exercise not in ANCHORS, min(row.weeks))
