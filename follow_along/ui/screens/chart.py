"""The chart screen: one exercise over its runs."""

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from follow_along.core.history.series import series
from follow_along.core.history.totals import ANCHORS
from follow_along.core.text import visible
from follow_along.ports import History, HistoryError
from follow_along.ui.keys import CHART, bindings
from follow_along.ui.responsive_screen import HISTORY_STYLES, ResponsiveScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.runs import RunsScreen
from follow_along.ui.threaded_read import call_in_thread
from follow_along.ui.week_span import next_span, span_text
from follow_along.ui.widgets.chart_lines import Measure
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.run_values import RunValues

if TYPE_CHECKING:
    from follow_along.ui.widgets.history_chart import HistoryChart

_NOT_INSTALLED = "No chart: {} is not installed. Run: pip install 'follow-along[chart]'"
_BROKEN = "No chart: its library cannot be loaded ({})."
_OLD_PROCESSOR = "No chart: numpy needs a newer processor. Run: pip install 'numpy<2.4'"
_LONGEST_ERROR = 120
"""Characters of a library's error that are shown."""


class ChartScreen(ResponsiveScreen[None]):
    """Shows one exercise over its runs, left and right."""

    CSS_PATH = HISTORY_STYLES
    BINDINGS = bindings(CHART)

    def __init__(self, history: History, exercise: str, name: str, weeks: int | None) -> None:
        super().__init__()
        self._history = history
        self._exercise = exercise
        self._exercise_name = name
        self._weeks = weeks
        self._chosen_measure: Measure | None = None
        self._series = series(())
        self._chart = _chart_or_values()

    def compose(self) -> ComposeResult:
        """Compose the title, the measure and the chart."""
        with Horizontal(id="top"):
            yield ClippedLabel(self._exercise_name, id="title")
            yield ClippedLabel(id="span")
        yield ClippedLabel(id="measure")
        yield self._chart
        yield Hints(
            (self.key_map.label(CHART, "measure"), "measure"),
            (self.key_map.label(CHART, "weeks"), "weeks"),
            (self.key_map.label(CHART, "runs"), "runs"),
            (self.key_map.label(CHART, "help"), "keys"),
            (self.key_map.label(CHART, "close"), "back"),
            id="hints",
        )

    def on_screen_resume(self) -> None:
        """Read the log, also on the return from a run, which may have been left out."""
        self._load()

    def action_measure(self) -> None:
        """Switch between stops a minute and the longest stretch."""
        others = {Measure.RATE: Measure.LONGEST, Measure.LONGEST: Measure.RATE}
        self._chosen_measure = others[self._measure]
        self._show()

    @property
    def _measure(self) -> Measure:
        """The measure chosen; at first the longest stretch where no work had a planned length."""
        of_itself = Measure.LONGEST if self._series.is_open else Measure.RATE
        return self._chosen_measure or of_itself

    def action_weeks(self) -> None:
        """Switch to the next number of weeks."""
        self._weeks = next_span(self._weeks)
        self._load()

    def action_runs(self) -> None:
        """Open the list of runs."""
        self.app.push_screen(RunsScreen(self._history, self._weeks))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(CHART))

    def action_close(self) -> None:
        """Return to the history."""
        self.dismiss()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            runs = await call_in_thread(self, self._history.run_totals, self._weeks, self._exercise)
        except HistoryError as error:
            self.query_one("#measure", ClippedLabel).show_words(str(error))
        else:
            self._series = series(runs)
            self._show()

    def _show(self) -> None:
        text = self._measure.value if self._series.runs else "Not done in these weeks."
        self.query_one("#measure", ClippedLabel).show_words(text)
        self.query_one("#span", ClippedLabel).show_words(span_text(self._weeks))
        self._chart.display = bool(self._series.runs)
        self._chart.show(self._series, self._measure, unchanging=self._exercise in ANCHORS)


def _chart_or_values() -> "HistoryChart | RunValues":
    """Return the chart, or the values as text where its library, or numpy, cannot be imported."""
    try:
        from follow_along.ui.widgets.history_chart import HistoryChart  # noqa: PLC0415 - numpy imports slowly
    except ModuleNotFoundError as error:
        return RunValues(_NOT_INSTALLED.format(error.name), id="chart")
    except Exception as error:  # noqa: BLE001 - numpy raises RuntimeError on an old processor
        if "baseline" in str(error):
            return RunValues(_OLD_PROCESSOR, id="chart")
        reason = (str(error) or repr(error)).strip().partition("\n")[0].rstrip(".")
        return RunValues(_BROKEN.format(visible(reason[:_LONGEST_ERROR])), id="chart")
    return HistoryChart(id="chart")
