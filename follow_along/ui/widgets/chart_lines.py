"""What the chart of an exercise draws: points, the dots between them, and where steps begin.

Places on the horizontal axis are runs of the exercise, counted from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise

from follow_along.core.history.series import Change, RunPoint
from follow_along.core.history.totals import Totals, sum_totals


class Measure(Enum):
    """What the vertical axis shows."""

    RATE = "Stops a minute"
    LONGEST = "Longest unbroken stretch, in seconds"

    def of(self, totals: Totals) -> float | None:
        """Its value; None where nothing was done."""
        if self is Measure.LONGEST:
            return totals.longest_ms / 1000
        return totals.per_minute


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A point of a line: where it stands and how high."""

    x: float
    y: float


def runs_per_point(runs: int, columns: int) -> int:
    """How many runs share a point, so that points stand at least two columns apart."""
    return max(1, -(-2 * runs // max(1, columns)))


def chart_points(points: Sequence[RunPoint], measure: Measure, together: int) -> list[ChartPoint]:
    """The points of a line; `together` runs in a row are one, in their middle."""
    found = []
    for group, members in groupby(points, lambda point: point.run_index // together):
        totals = sum_totals(point.totals for point in members)
        value = measure.of(totals) if totals else None
        if value is not None:
            found.append(ChartPoint(group * together + (together - 1) / 2, value))
    return found


def split_at_changes(
    line: Sequence[ChartPoint], changes: Sequence[Change]
) -> list[list[ChartPoint]]:
    """A line cut where a new step begins, so that harder does not look like worse."""
    pieces: list[list[ChartPoint]] = []
    edges = sorted(change.run_index - 0.5 for change in changes)
    for _, members in groupby(line, lambda spot: sum(edge <= spot.x for edge in edges)):
        pieces.append(list(members))
    return pieces


def points_between(
    line: Sequence[ChartPoint], columns_per_x: float, rows_per_y: float
) -> list[ChartPoint]:
    """Spots on the straight lines between those of a line, in every other column, or each row."""
    between = []
    for a, b in pairwise(line):
        across = (b.x - a.x) * columns_per_x / 2
        along = abs(b.y - a.y) * rows_per_y
        count = int(max(across, along))
        for number in range(1, count):
            part = number / count
            between.append(ChartPoint(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part))
    return between


def labels_row(labels: Sequence[tuple[int, str]], columns: int) -> str:
    """Labels on one line, each beginning at its column.

    One that would run into the next is cut with an ellipsis.
    """
    line = ""
    for (column, words), (end, _) in pairwise([*labels, (columns + 1, "")]):
        room = end - 1 - column
        if room < 1:
            continue
        shown = words if len(words) <= room else words[: room - 1] + "…"
        line = line.ljust(column) + shown
    return line
