"""The stops per minute of each exercise by week, in tables that fit on a sheet."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from follow_along.core.dates import short_week_start
from follow_along.core.enums import ExerciseKind
from follow_along.core.history.rate_scale import rate_text, step_of
from follow_along.core.history.totals import Grid, GridRow, Totals
from follow_along.core.history.week_runs import WeekRuns

_WEEKS_IN_TABLE = 8
"""The most weeks side by side on an upright sheet of A4."""


class Cell(NamedTuple):
    """The totals of an exercise in a week."""

    rate: str
    amount: str
    """The stops and the steady work behind the rate, such as `2 in 90 s`."""
    step: int
    """The step of the rate, as `rate_scale.step_of` numbers them."""


class Row(NamedTuple):
    """An exercise in one version over the weeks of a table; None where it was not done."""

    name: str
    cells: tuple[Cell | None, ...]


class WeekHead(NamedTuple):
    """The head of a column."""

    begins: str
    programme_weeks: str
    sessions: int
    """Finished sessions of the week."""


class Table(NamedTuple):
    """The grid over some weeks."""

    weeks: tuple[WeekHead, ...]
    balance: tuple[Row, ...]
    others: tuple[Row, ...]


def week_tables(cells: Grid, done: WeekRuns) -> Iterator[Table]:
    """Yield the grid in tables that fit on a sheet."""
    for weeks in on_sheets(cells.weeks):
        rows = [
            (row.kind is ExerciseKind.BALANCE, _row(row, weeks))
            for row in cells.rows
            if any(row.cell(week) for week in weeks)
        ]
        yield Table(
            weeks=tuple(_week_head(cells, week, done.done.get(week, 0)) for week in weeks),
            balance=tuple(row for in_trend, row in rows if in_trend),
            others=tuple(row for in_trend, row in rows if not in_trend),
        )


def on_sheets(weeks: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the weeks in parts of about as many each, so that the table of each fits on a sheet."""
    count = -(-len(weeks) // _WEEKS_IN_TABLE)
    width = -(-len(weeks) // count)
    for start in range(0, len(weeks), width):
        yield weeks[start : start + width]


def _week_head(cells: Grid, week: int, finished: int) -> WeekHead:
    numbers = ", ".join(map(str, cells.programme_weeks.get(week, ())))
    return WeekHead(short_week_start(week), numbers, finished)


def _row(row: GridRow, weeks: Sequence[int]) -> Row:
    return Row(row.title, tuple(_cell(row.cell(week)) for week in weeks))


def _cell(totals: Totals | None) -> Cell | None:
    if totals is None or totals.per_minute is None:
        return None
    return Cell(rate_text(totals.per_minute), amount_text(totals), step_of(totals.per_minute))


def amount_text(totals: Totals) -> str:
    """Return the stops and the steady work behind a rate, such as `2 in 90 s`."""
    return f"{totals.count} in {round(totals.steady_ms / 1000)} s"
