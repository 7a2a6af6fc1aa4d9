"""The chart of an exercise over its runs; marks and lines distinguish left and right."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual_plot import HiResMode, PlotWidget
from textual_plot.axis_formatter import AxisFormatter

from follow_along.core.dates import month_and_year, same_year, short_day
from follow_along.core.enums import Side
from follow_along.core.history.series import Change, Series
from follow_along.ui.widgets.chart_lines import (
    ChartPoint,
    Measure,
    chart_points,
    labels_row,
    points_between,
    runs_per_point,
    split_at_changes,
)
from follow_along.ui.widgets.clipped_label import ClippedLabel

_STYLES = {
    Side.LEFT: ("●", "left, solid line", "accent"),
    Side.RIGHT: ("○", "right, dotted line", "secondary"),
    Side.BOTH: ("◆", "both feet", "primary"),
}
"""The mark of a side, its legend, and its theme colour."""

_LEFT_MARGIN = 6
_COLUMNS_PER_CHANGE = 5
"""Changes closer together than this on average are not drawn, because they would fill the chart."""

_COLUMNS_PER_DATE = 14


class _Dates(AxisFormatter):
    """Ticks at the given runs, labelled with their dates."""

    def __init__(self, labels: dict[float, str]) -> None:
        self._labels = labels

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:  # noqa: ARG002 - the library's signature
        """Return the given runs."""
        return list(self._labels)

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """Return the dates of these runs."""
        return [self._labels[tick] for tick in ticks]


def _short_label(change: Change) -> str:
    """Return the label of a change, abbreviated as in the grid."""
    return change.words.replace("week ", "wk ")


class HistoryChart(Vertical):
    """A legend, the labels of the changes, and the plot."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._series = Series(0, {}, ())
        self._measure = Measure.RATE
        self._unchanging = False

    def compose(self) -> ComposeResult:
        """Yield the legend, the labels of the changes and the plot."""
        yield ClippedLabel(id="chart-legend")
        yield ClippedLabel(id="chart-steps")
        plot = PlotWidget(id="chart-plot", allow_pan_and_zoom=False)
        plot.can_focus = False
        yield plot

    def on_mount(self) -> None:
        """Reduce the plot's margins to what the numbers and dates need."""
        plot = self.query_one(PlotWidget)
        plot.margin_top, plot.margin_bottom, plot.margin_left = 0, 1, _LEFT_MARGIN

    def on_resize(self) -> None:
        """Draw again at the new size."""
        self._draw()

    def show(self, series: Series, measure: Measure, *, unchanging: bool) -> None:
        """Draw the runs of an exercise. If it is `unchanging`, changes do not cut its lines."""
        self._series, self._measure, self._unchanging = series, measure, unchanging
        self._draw()

    def _draw(self) -> None:
        plot = self.query_one(PlotWidget)
        columns, rows = plot.size.width - _LEFT_MARGIN - 2, plot.size.height - 3
        runs = self._series.runs
        if not runs or columns < 1 or rows < 1:
            return
        runs_each = runs_per_point(runs, columns)
        changes = self._series.changes
        if len(changes) * _COLUMNS_PER_CHANGE > columns:
            changes = ()
        lines = {
            side: chart_points(points, self._measure, runs_each)
            for side, points in self._series.lines.items()
        }
        highest = max([1.0, *(point.y for line in lines.values() for point in line)])
        scale = (columns / runs, rows / highest)
        plot.clear()
        plot.set_xlimits(-0.5, runs - 0.5)
        # The axis starts below zero, so that a point at zero is on the row labelled 0.
        plot.set_ylimits(-0.5 / scale[1], highest + 0.5 / scale[1])
        for side, line in lines.items():
            for piece in split_at_changes(line, () if self._unchanging else changes):
                self._line(plot, side, piece, scale)
        for change in changes:
            plot.add_v_line(change.run_index - 0.5, self._colour("foreground-darken-3"))
        plot.set_x_formatter(_Dates(self._dates(columns)))
        labels = [
            (_LEFT_MARGIN + 1 + round(change.run_index * scale[0]), _short_label(change))
            for change in changes
        ]
        self.query_one("#chart-steps", ClippedLabel).show_words(labels_row(labels, self.size.width))
        self.query_one("#chart-legend", ClippedLabel).show_words(self._legend(runs_each, changes))

    def _line(
        self, plot: PlotWidget, side: Side, line: Sequence[ChartPoint], scale: tuple[float, float]
    ) -> None:
        mark, _, colour_name = _STYLES[side]
        colour = self._colour(colour_name)
        xs, ys = [point.x for point in line], [point.y for point in line]
        if side is Side.RIGHT:
            between = points_between(line, *scale)
            plot.scatter(
                [point.x for point in between],
                [point.y for point in between],
                marker="·",
                marker_style=colour,
            )
        else:
            plot.plot(xs, ys, line_style=colour, hires_mode=HiResMode.BRAILLE)
        plot.scatter(xs, ys, marker=mark, marker_style=colour)

    def _colour(self, name: str) -> str:
        return self.app.theme_variables[name]

    def _dates(self, columns: int) -> dict[float, str]:
        """Return evenly spread runs to label on the axis, with their dates."""
        began = {
            point.run_index: point.began for line in self._series.lines.values() for point in line
        }
        runs = sorted(began)
        label = short_day if same_year(began[runs[0]], began[runs[-1]]) else month_and_year
        labels = max(1, columns // _COLUMNS_PER_DATE)
        every = max(1, -(-self._series.runs // labels))
        return {float(run): label(began[run]) for run in runs if run % every == 0}

    def _legend(self, runs_each: int, changes: Sequence[Change]) -> Content:
        parts = [
            Content.assemble((mark, f"bold ${colour}"), f" {label}")
            for side, (mark, label, colour) in _STYLES.items()
            if side in self._series.lines
        ]
        if runs_each > 1:
            parts.append(Content(f"each point {runs_each} runs"))
        if changes:
            parts.append(Content("│ new week or length"))
        elif self._series.changes:
            parts.append(Content("new weeks are too many to mark here"))
        return Content("   ").join(parts)
