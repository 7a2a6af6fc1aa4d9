"""The history as a plain text table, for a terminal of 80 columns."""

from collections.abc import Iterator, Mapping, Sequence

from follow_along.core.enums import Side
from follow_along.core.history.totals import ExerciseTotals, Grid, GridRow, Totals, grid, sum_totals
from follow_along.core.history.week_ratings import EXPLANATION, TITLES, WeekRatings
from follow_along.core.history.week_runs import WeekRuns
from follow_along.core.text import visible
from follow_along.core.weeks import week_text

_NOT_DONE = "not done"
_COLUMN_HEADS = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both feet"}


def table(
    week_totals: Sequence[ExerciseTotals],
    runs: WeekRuns | None = None,
    ratings: WeekRatings | None = None,
) -> Iterator[str]:
    """The lines of the table: for each exercise, a line for each week it was done in.

    With `runs` and `ratings`, the runs of each week and how they were come first.
    """
    weeks = grid(week_totals, runs=runs)
    heads = {week: [week_text(week), _programme_weeks(weeks, week)] for week in weeks.weeks}
    if runs:
        yield ""
        yield "Runs done" if runs.planned is None else "Runs done, of those planned"
        yield from _aligned([[*head, runs.text(week)] for week, head in heads.items()])
    if ratings and (questions := ratings.questions(weeks.weeks)):
        yield ""
        yield f"{EXPLANATION} (felt: 1 steady, 5 not)"
        lines = [
            [*head, *(ratings.figure(question, week) for question in questions)]
            for week, head in heads.items()
        ]
        yield from _aligned([["", "", *(TITLES[each].lower() for each in questions)], *lines])
    yield ""
    yield "Stops per minute (stops in steady seconds), longest stretch, steady share"
    for row in weeks.rows:
        yield ""
        yield f"{visible(row.title)} ({row.kind})"
        yield from _aligned(list(_lines(row, heads)))


def _programme_weeks(weeks: Grid, week: int) -> str:
    numbers = ", ".join(map(str, weeks.programme_weeks.get(week, ())))
    return f"week {numbers}" if numbers else ""


def _lines(row: GridRow, heads: Mapping[int, Sequence[str]]) -> Iterator[list[str]]:
    sides, weeks = row.sides, row.weeks
    yield ["", "", *(_COLUMN_HEADS[side] for side in sides), "longest", "steady"]
    for week, head in heads.items():
        if week in weeks:
            on_sides = [row.cell(week, side) for side in sides]
            totals = sum_totals(filter(None, on_sides))
            share = totals.steady_share
            yield [
                *head,
                *map(_rate, on_sides),
                _seconds(totals.longest_ms),
                "" if share is None else f"{share:.0%}",
            ]


def _rate(totals: Totals | None) -> str:
    per_minute = totals.per_minute if totals else None
    if totals is None or per_minute is None:
        return _NOT_DONE
    rate = f"{per_minute:.1f}" if totals.count else "0"
    return f"{rate} ({totals.count} in {_seconds(totals.steady_ms)})"


def _seconds(ms: int) -> str:
    return f"{round(ms / 1000)} s"


def _aligned(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for cells in lines:
        line = "  ".join(map(str.ljust, cells, widths))
        yield f"  {line}".rstrip()
