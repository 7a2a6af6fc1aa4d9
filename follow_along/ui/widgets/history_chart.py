"""The chart of an exercise over its runs: left and right told apart by their marks and lines."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual_plot import HiResMode, PlotWidget
from textual_plot.axis_formatter import AxisFormatter

from follow_along.core.enums import Side
from follow_along.core.history.series import Change, Series
from follow_along.ui.dates import month_and_year, same_year, short_day
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
"""The mark of a side, its name in the legend, and the theme's colour for it."""

_LEFT_MARGIN = 6
_COLUMNS_PER_STEP = 5
"""Steps closer together than this on average would hatch the chart: they are not drawn."""

_COLUMNS_PER_DATE = 14


class _Dates(AxisFormatter):
    """Ticks on the places given, named by the days of the runs there."""

    def __init__(self, heads: dict[float, str]) -> None:
        self._heads = heads

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:  # noqa: ARG002 - the library's call
        """The places given."""
        return list(self._heads)

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """The days of the runs at these places."""
        return [self._heads[tick] for tick in ticks]


def _short(step: Change) -> str:
    """What is new, in the grid's own words."""
    return step.words.replace("week ", "wk ")


class HistoryChart(Vertical):
    """A legend in words, the steps by name, and the plot."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._series = Series(0, {}, ())
        self._measure = Measure.RATE
        self._unchanging = False

    def compose(self) -> ComposeResult:
        """The words above the plot."""
        yield ClippedLabel(id="chart-legend")
        yield ClippedLabel(id="chart-steps")
        plot = PlotWidget(id="chart-plot", allow_pan_and_zoom=False)
        plot.can_focus = False
        yield plot

    def on_mount(self) -> None:
        """Leave the library no more margin than the numbers and dates need."""
        plot = self.query_one(PlotWidget)
        plot.margin_top, plot.margin_bottom, plot.margin_left = 0, 1, _LEFT_MARGIN

    def on_resize(self) -> None:
        """Draw again: how much fits depends on the width."""
        self._draw()

    def show(self, series: Series, measure: Measure, *, unchanging: bool) -> None:
        """Draw the runs of an exercise. The lines of an unchanging one are not cut at its steps."""
        self._series, self._measure, self._unchanging = series, measure, unchanging
        self._draw()

    def _draw(self) -> None:
        plot = self.query_one(PlotWidget)
        columns, rows = plot.size.width - _LEFT_MARGIN - 2, plot.size.height - 3
        runs = self._series.runs
        if not runs or columns < 1 or rows < 1:
            return
        together = runs_per_point(runs, columns)
        changes = self._series.changes
        steps = changes if len(changes) * _COLUMNS_PER_STEP <= columns else ()
        lines = {
            side: chart_points(points, self._measure, together)
            for side, points in self._series.lines.items()
        }
        highest = max([1.0, *(spot.y for line in lines.values() for spot in line)])
        scale = (columns / runs, rows / highest)
        plot.clear()
        plot.set_xlimits(-0.5, runs - 0.5)
        # A little below zero, so that a point there stands on the row named 0.
        plot.set_ylimits(-0.5 / scale[1], highest + 0.5 / scale[1])
        for side, line in lines.items():
            for piece in split_at_changes(line, () if self._unchanging else steps):
                self._line(plot, side, piece, scale)
        for step in steps:
            plot.add_v_line(step.run_index - 0.5, self._ink("foreground-darken-3"))
        plot.set_x_formatter(_Dates(self._dates(columns)))
        labels = [
            (_LEFT_MARGIN + 1 + round(step.run_index * scale[0]), _short(step)) for step in steps
        ]
        self.query_one("#chart-steps", ClippedLabel).show_words(labels_row(labels, self.size.width))
        self.query_one("#chart-legend", ClippedLabel).show_words(self._legend(together, steps))

    def _line(
        self, plot: PlotWidget, side: Side, line: Sequence[ChartPoint], scale: tuple[float, float]
    ) -> None:
        mark, _, colour = _STYLES[side]
        ink = self._ink(colour)
        xs, ys = [spot.x for spot in line], [spot.y for spot in line]
        if side is Side.RIGHT:
            between = points_between(line, *scale)
            plot.scatter(
                [spot.x for spot in between],
                [spot.y for spot in between],
                marker="·",
                marker_style=ink,
            )
        else:
            plot.plot(xs, ys, line_style=ink, hires_mode=HiResMode.BRAILLE)
        plot.scatter(xs, ys, marker=mark, marker_style=ink)

    def _ink(self, name: str) -> str:
        return self.app.theme_variables[name]

    def _dates(self, columns: int) -> dict[float, str]:
        """The places that are named below the axis, evenly spread, with the days of their runs."""
        began = {
            point.run_index: point.began for line in self._series.lines.values() for point in line
        }
        days = [began[place] for place in sorted(began)]
        head = short_day if same_year(days[0], days[-1]) else month_and_year
        room = max(1, columns // _COLUMNS_PER_DATE)
        every = max(1, -(-self._series.runs // room))
        return {float(place): head(began[place]) for place in sorted(began) if place % every == 0}

    def _legend(self, together: int, steps: Sequence[Change]) -> Content:
        parts = [
            Content.assemble((mark, f"bold ${colour}"), f" {words}")
            for side, (mark, words, colour) in _STYLES.items()
            if side in self._series.lines
        ]
        if together > 1:
            parts.append(Content(f"each point {together} runs"))
        if steps:
            parts.append(Content("│ new week or length"))
        elif self._series.changes:
            parts.append(Content("new weeks are too many to mark here"))
        return Content("   ").join(parts)
