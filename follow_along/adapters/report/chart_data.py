"""What the charts show: each balance exercise run by run, and the figures of each run."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from follow_along.adapters.report.week_tables import amount_text
from follow_along.core.dates import day_text
from follow_along.core.enums import ExerciseKind, Side, Version
from follow_along.core.history.rate_scale import rate_text
from follow_along.core.history.series import RunPoint, Series, series
from follow_along.core.history.totals import ANCHORS, Grid, GridRow, RunTotals, Totals
from follow_along.core.wall_time import DAY_MS, WallTime
from follow_along.core.weeks import monday

_SIDE_NAMES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both feet"}


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


def run_charts(cells: Grid, runs: Sequence[RunTotals]) -> Iterator[Chart]:
    """Yield a chart for each balance exercise in each of its versions."""
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
    return "" if rate is None else f"{rate_text(rate)} ({amount_text(totals)})"
