"""What a report says, as texts and numbers: everything but how it looks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from follow_along.core.dates import day_text, full_day, short_week_start
from follow_along.core.enums import ExerciseKind, RunOutcome, Side, Version
from follow_along.core.history.rate_scale import rate_text, step_of
from follow_along.core.history.series import RunPoint, Series, series
from follow_along.core.history.side_flag import LATELY_WEEKS, side_flag
from follow_along.core.history.totals import (
    ANCHORS,
    Grid,
    GridRow,
    RunTotals,
    Totals,
    grid,
    version_title,
)
from follow_along.core.history.trend import CLEAR_Z, compared, trend
from follow_along.core.history.week_runs import WeekRuns
from follow_along.core.text import plural
from follow_along.core.wall_time import DAY_MS, WallTime
from follow_along.core.weeks import monday, week_of
from follow_along.ports import History, RunHead

_WEEKS_IN_TABLE = 8
"""The most weeks side by side on an upright sheet of A4."""

_SIDE_NAMES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both feet"}


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


class ChartRow(NamedTuple):
    """The figures of one run, one for each side of the chart; empty where it was not done."""

    day: str
    figures: tuple[str, ...]


class Point(NamedTuple):
    """The rate of a run, `day` days after the axis begins."""

    day: float
    per_minute: float


class Line(NamedTuple):
    """The runs on one side, in pieces: a harder version must not look like a decline."""

    side: Side
    pieces: tuple[tuple[Point, ...], ...]


class ChangeMark(NamedTuple):
    """A change of programme week or block length, between two runs."""

    day: float
    words: str


class Chart(NamedTuple):
    """A balance exercise in one version, run by run, over weeks that begin at `first_week`."""

    name: str
    first_week: int
    weeks: int
    lines: tuple[Line, ...]
    changes: tuple[ChangeMark, ...]
    sides: tuple[str, ...]
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows."""

    name: str
    """Of the person; empty for none."""
    period: str
    sessions: str
    per_week: int | None
    """Sessions planned for a week; None without a plan."""
    made: str
    trend: str
    compared: tuple[str, ...]
    """The names of the exercises that the trend compares."""
    test: str
    """The figures of the trend; empty while it is too early to say."""
    sides: str
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]


def report(history: History, weeks: int, *, name: str, made: WallTime) -> Report | None:
    """Return the report on the last `weeks`; None without finished work.

    Raises HistoryError when the log cannot be read.
    """
    done = history.week_runs()
    trailing = _trailing_weeks(history, done)
    if trailing >= weeks:
        trailing = 0
    weeks -= trailing
    week_totals = history.week_totals(weeks)
    if not week_totals:
        return None
    cells = grid(week_totals, runs=done if trailing else None)
    runs = history.run_totals(weeks)
    verdict = trend(week_totals)
    flag = side_flag(history.run_totals(LATELY_WEEKS))
    return Report(
        name=name,
        period=_period(runs, len(cells.weeks)),
        sessions=_sessions(history.heads(weeks), cells.weeks, done),
        per_week=done.planned,
        made=full_day(made),
        trend=verdict.sentence,
        compared=tuple(
            dict.fromkeys(version_title(each.name, each.version) for each in compared(week_totals))
        ),
        test=_test(verdict.z),
        sides=flag.sentence if flag else "No clear difference between the sides lately.",
        tables=tuple(_tables(cells, done)),
        charts=tuple(_charts(cells, runs)),
    )


def _period(runs: Sequence[RunTotals], weeks: int) -> str:
    ordered = sorted(runs, key=lambda run: run.order)
    first, last = ordered[0].began, ordered[-1].began
    return f"{full_day(first)} to {full_day(last)} ({plural(weeks, 'week')})"


def _trailing_weeks(history: History, done: WeekRuns) -> int:
    """The weeks without work up to this one; none if the last work is long ago."""
    latest = history.week_totals(1)
    return done.end(latest[0].week) - latest[0].week if latest else 0


def _sessions(heads: Sequence[RunHead], weeks: Sequence[int], done: WeekRuns) -> str:
    finished = sum(done.done.get(week, 0) for week in weeks)
    early = sum(
        head.outcome is not RunOutcome.DONE
        for head in heads
        if not head.excluded and week_of(head.began) in weeks
    )
    text = f"{finished} finished"
    if done.planned is not None:
        planned = done.planned * len(weeks)
        over = finished > planned
        text = f"{text} ({planned} planned)" if over else f"{finished} of {planned} planned"
    return text + (f", {early} ended early" if early else "")


def _test(z: float | None) -> str:
    if z is None:
        return ""
    minus = "\N{MINUS SIGN}"
    score = f"{z:.2f}".replace("-", minus)
    return (
        f"Test for a trend in counts: z = {score}. A change is reported from {minus}{CLEAR_Z} or"
        f" {CLEAR_Z} on, which chance alone reaches in 5 % of cases each way."
    )


def _tables(cells: Grid, done: WeekRuns) -> Iterator[Table]:
    """The grid in tables of about as many weeks each, so that each fits on a sheet."""
    count = -(-len(cells.weeks) // _WEEKS_IN_TABLE)
    width = -(-len(cells.weeks) // count)
    for start in range(0, len(cells.weeks), width):
        weeks = cells.weeks[start : start + width]
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


def _week_head(cells: Grid, week: int, finished: int) -> WeekHead:
    numbers = ", ".join(str(each.number) for each in cells.programme_weeks.get(week, ()))
    return WeekHead(short_week_start(week), numbers, finished)


def _row(row: GridRow, weeks: Sequence[int]) -> Row:
    return Row(row.title, tuple(_cell(row.cell(week)) for week in weeks))


def _cell(totals: Totals | None) -> Cell | None:
    if totals is None or totals.per_minute is None:
        return None
    return Cell(rate_text(totals.per_minute), _amount(totals), step_of(totals.per_minute))


def _amount(totals: Totals) -> str:
    return f"{totals.count} in {round(totals.steady_ms / 1000)} s"


def _charts(cells: Grid, runs: Sequence[RunTotals]) -> Iterator[Chart]:
    of_row: defaultdict[tuple[str, Version], list[RunTotals]] = defaultdict(list)
    for run in runs:
        of_row[run.done.exercise, run.done.version].append(run)
    for row in cells.rows:
        if row.kind is ExerciseKind.BALANCE:
            yield _chart(row, series(of_row[row.exercise, row.version]), cells.weeks)


def _chart(row: GridRow, runs: Series, weeks: Sequence[int]) -> Chart:
    began = {point.run_index: point.began for line in runs.lines.values() for point in line}
    days = {index: _days_after(weeks[0], moment) for index, moment in began.items()}
    # An anchor stays the same exercise in every week.
    cuts = () if row.exercise in ANCHORS else tuple(each.run_index for each in runs.changes)
    return Chart(
        name=row.title,
        first_week=weeks[0],
        weeks=len(weeks),
        lines=tuple(
            Line(side, tuple(_pieces(points, days, cuts))) for side, points in runs.lines.items()
        ),
        changes=tuple(
            ChangeMark((days[each.run_index - 1] + days[each.run_index]) / 2, each.words)
            for each in runs.changes
        ),
        sides=tuple(_SIDE_NAMES[side] for side in runs.lines),
        rows=tuple(_chart_rows(runs, began)),
    )


def _days_after(week: int, moment: WallTime) -> float:
    """The days from the beginning of a week to a moment, by local time."""
    local_ms = moment.utc_ms + moment.offset_minutes * 60_000
    return (moment.local_date - monday(week)).days + local_ms % DAY_MS / DAY_MS


def _pieces(
    points: Sequence[RunPoint], days: Mapping[int, float], cuts: Sequence[int]
) -> Iterator[tuple[Point, ...]]:
    """The points of a line, in a piece of their own from each cut on."""
    for _, piece in groupby(points, lambda point: sum(cut <= point.run_index for cut in cuts)):
        yield tuple(
            Point(days[point.run_index], point.totals.per_minute)
            for point in piece
            if point.totals.per_minute is not None
        )


def _chart_rows(runs: Series, began: Mapping[int, WallTime]) -> Iterator[ChartRow]:
    """A row for each run, oldest first."""
    figures = {
        (side, point.run_index): _figures(point.totals)
        for side, points in runs.lines.items()
        for point in points
    }
    for run_index in sorted(began):
        texts = (figures.get((side, run_index), "") for side in runs.lines)
        yield ChartRow(day_text(began[run_index]), tuple(texts))


def _figures(totals: Totals) -> str:
    rate = totals.per_minute
    return "" if rate is None else f"{rate_text(rate)} ({_amount(totals)})"
