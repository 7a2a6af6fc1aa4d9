"""The values of an exercise by run, as text: what its chart shows, where none can be drawn."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from follow_along.core.dates import day_text
from follow_along.core.history.series import Series
from follow_along.ui.widgets.chart_lines import Measure
from follow_along.ui.widgets.text_table import table


class RunValues(VerticalScroll):
    """A sentence, and the runs with the value of each side, latest first."""

    def __init__(self, sentence: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """Yield the sentence and the table."""
        yield Static(Content(self._sentence))
        yield Static(id="values")

    def show(self, series: Series, measure: Measure, *, unchanging: bool) -> None:  # noqa: ARG002 - as HistoryChart.show
        """Show the runs of an exercise."""
        began = {point.run_index: point.began for line in series.lines.values() for point in line}
        rows = [[Content(""), *(Content(side) for side in series.lines)]]
        columns = [
            {point.run_index: measure.of(point.totals) for point in line}
            for line in series.lines.values()
        ]
        for run in sorted(began, reverse=True):
            values = (column.get(run) for column in columns)
            cells = ("" if value is None else f"{value:.1f}" for value in values)
            rows.append([Content(day_text(began[run])), *map(Content, cells)])
        self.query_one("#values", Static).update(table(rows))
