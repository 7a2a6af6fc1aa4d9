"""The history as a table of plain text, narrow enough for a terminal of 80 columns."""

from collections.abc import Iterator, Sequence

from follow_along.core.enums import Side
from follow_along.core.history.totals import ExerciseTotals, Grid, GridRow, Totals, grid
from follow_along.core.text import visible
from follow_along.core.weeks import week_text

_NOT_DONE = "not done"
_HEADS = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both feet"}


def table(week_totals: Sequence[ExerciseTotals]) -> Iterator[str]:
    """The lines of the table: an exercise after the other, a line for each week it was done in."""
    found = grid(week_totals)
    yield ""
    yield "Stops per minute (stops in steady seconds), longest stretch, steady share"
    for row in found.rows:
        yield ""
        yield f"{visible(row.name)} ({row.kind})"
        yield from _aligned([_head(row), *_weeks(row, found)])


def _head(row: GridRow) -> list[str]:
    return ["", "", *(_HEADS[side] for side in row.sides), "longest", "steady"]


def _weeks(row: GridRow, found: Grid) -> Iterator[list[str]]:
    for week in found.weeks:
        both = row.cell(week)
        if both is not None:
            steps = ", ".join(str(step.number) for step in found.programme_weeks.get(week, ()))
            yield [
                week_text(week),
                f"week {steps}" if steps else "",
                *(_rate(row.cells.get((week, side))) for side in row.sides),
                _seconds(both.longest_ms),
                "" if both.steady_share is None else f"{both.steady_share:.0%}",
            ]


def _rate(totals: Totals | None) -> str:
    if totals is None or totals.per_minute is None:
        return _NOT_DONE
    rate = f"{totals.per_minute:.1f}" if totals.count else "0"
    return f"{rate} ({totals.count} in {_seconds(totals.steady_ms)})"


def _seconds(ms: int) -> str:
    return f"{round(ms / 1000)} s"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        yield f"  {line}".rstrip()
