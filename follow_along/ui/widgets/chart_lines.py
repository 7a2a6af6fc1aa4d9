"""The points and lines of an exercise's chart.

The horizontal axis counts the runs of the exercise from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise

from follow_along.core.history.series import Change, RunPoint
from follow_along.core.history.totals import Totals, sum_totals


class Measure(Enum):
    """The measure on the vertical axis."""

    RATE = "Stops a minute"
    LONGEST = "Longest unbroken stretch, in seconds"

    def of(self, totals: Totals) -> float | None:
        """Return the value of the measure; None if no work was done."""
        if self is Measure.LONGEST:
            return totals.longest_ms / 1000
        return totals.per_minute


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A point of a line: a run and its value."""

    x: float
    y: float


def runs_per_point(runs: int, columns: int) -> int:
    """Return how many runs share a point, so that points are at least two columns apart."""
    return max(1, -(-2 * runs // max(1, columns)))


def chart_points(points: Sequence[RunPoint], measure: Measure, runs_each: int) -> list[ChartPoint]:
    """Return the points of a line; every `runs_each` consecutive runs share a point."""
    line = []
    for group, members in groupby(points, lambda point: point.run_index // runs_each):
        totals = sum_totals(point.totals for point in members)
        value = measure.of(totals) if totals else None
        if value is not None:
            line.append(ChartPoint(group * runs_each + (runs_each - 1) / 2, value))
    return line


def split_at_changes(
    line: Sequence[ChartPoint], changes: Sequence[Change]
) -> list[list[ChartPoint]]:
    """Return a line cut at each change, so that a harder exercise does not look like a decline."""
    pieces: list[list[ChartPoint]] = []
    edges = sorted(change.run_index - 0.5 for change in changes)
    for _, members in groupby(line, lambda point: sum(edge <= point.x for edge in edges)):
        pieces.append(list(members))
    return pieces


def points_between(
    line: Sequence[ChartPoint], columns_per_x: float, rows_per_y: float
) -> list[ChartPoint]:
    """Return points between those of a line, one for every other column or for each row."""
    between = []
    for a, b in pairwise(line):
        count = int(max((b.x - a.x) * columns_per_x / 2, abs(b.y - a.y) * rows_per_y))
        for number in range(1, count):
            share = number / count
            between.append(ChartPoint(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share))
    return between


def labels_row(labels: Sequence[tuple[int, str]], columns: int) -> str:
    """Return labels on one row, each at its column.

    A label that would reach the next one is cut with an ellipsis.
    """
    row = ""
    for (column, label), (end, _) in pairwise([*labels, (columns + 1, "")]):
        room = end - 1 - column
        if room < 1:
            continue
        row = row.ljust(column) + (label if len(label) <= room else label[: room - 1] + "…")
    return row
