"""The history screen: stops a minute by exercise and week, and the trend."""

from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from follow_along.core.dates import week_start_text
from follow_along.core.durations import minutes_text
from follow_along.core.enums import ExerciseKind
from follow_along.core.history.felt_and_counted import FELT_WEEKS, felt_and_counted
from follow_along.core.history.rate_scale import rate_text
from follow_along.core.history.side_flag import side_flag
from follow_along.core.history.totals import DEFAULT_WEEKS, Grid, Totals, grid
from follow_along.core.history.trend import trend
from follow_along.core.text import plural
from follow_along.ports import History, HistoryError
from follow_along.ui.keys import HISTORY, Hint, KeyMap, bindings
from follow_along.ui.rate_scale import steps
from follow_along.ui.responsive_screen import HISTORY_STYLES, ResponsiveScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.runs import RunsScreen
from follow_along.ui.threaded_read import call_in_thread
from follow_along.ui.week_span import next_span, span_text
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.grid_cells import NOT_DONE
from follow_along.ui.widgets.grid_picture import programme_weeks_text
from follow_along.ui.widgets.grid_tracks import ExerciseTrack, Track
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.history_grid import HistoryGrid

EMPTY = (
    "Nothing here yet.\n\n"
    "Play a session: from then on, each exercise has a line here and each week a column, with"
    " your stops a minute in the cells. After some weeks, a sentence above them says whether you"
    " got steadier."
)


@dataclass(frozen=True, slots=True)
class Overview:
    """The grid of the history screen, and the sentences above it."""

    grid: Grid
    trend: str
    sides: str
    """The sentence on a side with more stops; empty when there is none."""
    felt: str
    """The sentence on what was felt and what was counted; empty when there is none."""


def overview(history: History, weeks: int | None) -> Overview:
    """Read the log and compute the overview. Raises HistoryError when it cannot be read."""
    week_totals = history.week_totals(weeks)
    runs = history.run_totals(FELT_WEEKS, kind=ExerciseKind.BALANCE)
    flag, felt = side_flag(runs), felt_and_counted(runs)
    return Overview(
        grid(week_totals, weeks, history.week_runs(), history.week_ratings(weeks)),
        trend(week_totals).sentence,
        flag.sentence if flag else "",
        felt.sentence if felt else "",
    )


class HistoryScreen(ResponsiveScreen[None]):
    """Shows a grid of exercises by weeks. Enter opens the chart of an exercise."""

    CSS_PATH = HISTORY_STYLES
    BINDINGS = bindings(HISTORY)

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history
        self._weeks: int | None = DEFAULT_WEEKS

    def compose(self) -> ComposeResult:
        """Compose the sentences, the grid, and a line that describes the chosen cell."""
        with Horizontal(id="top"):
            yield ClippedLabel("Did it get steadier?", id="title")
            yield ClippedLabel(id="span")
        yield ClippedLabel(id="trend")
        yield ClippedLabel(id="sides")
        yield ClippedLabel(id="felt")
        yield HistoryGrid(id="grid")
        yield ClippedLabel(id="cell")
        yield ClippedLabel(_legend(), id="legend")
        yield Hints(id="hints")

    def on_screen_resume(self) -> None:
        """Read the log, also on the return from a run, which may have been left out."""
        self._load()

    def on_history_grid_moved(self) -> None:
        """Describe the chosen cell, and say what Enter opens."""
        self.query_one("#cell", ClippedLabel).show_words(self._chosen_cell())
        self._show_hints()

    def action_move(self, down: int, later: int) -> None:
        """Move the cursor of the grid."""
        self.query_one(HistoryGrid).move(down, later)

    def action_sides(self) -> None:
        """Show left and right apart, or together."""
        grid_widget = self.query_one(HistoryGrid)
        grid_widget.split_sides = not grid_widget.split_sides
        self._show_span()

    def action_weeks(self) -> None:
        """Switch to the next number of weeks."""
        self._weeks = next_span(self._weeks)
        self._load()

    def action_open(self) -> None:
        """Open the chart of the chosen exercise, or the runs that were rated."""
        chosen = self.query_one(HistoryGrid).chosen
        if chosen is None:
            return
        track, _ = chosen
        if not isinstance(track, ExerciseTrack):
            self.action_runs()
            return
        from follow_along.ui.screens.chart import ChartScreen  # noqa: PLC0415 - numpy imports slowly

        row = track.row
        self.app.push_screen(ChartScreen(self._history, row.exercise, row.name, self._weeks))

    def action_runs(self) -> None:
        """Open the list of runs."""
        self.app.push_screen(RunsScreen(self._history, self._weeks))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(HISTORY))

    def action_close(self) -> None:
        """Close the history."""
        self.dismiss()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            content = await call_in_thread(self, overview, self._history, self._weeks)
        except HistoryError as error:
            self.query_one("#trend", ClippedLabel).show_words(str(error))
        else:
            self._show(content)

    def _show(self, content: Overview) -> None:
        empty = not content.grid.rows
        self.set_class(empty, "-empty")
        self.query_one(HistoryGrid).show(content.grid)
        self.query_one("#trend", ClippedLabel).show_words(EMPTY if empty else content.trend)
        for label_id, sentence in (("#sides", content.sides), ("#felt", content.felt)):
            label = self.query_one(label_id, ClippedLabel)
            label.show_words(sentence)
            # The styles hide it as well, where there is no room.
            label.set_class(not sentence, "-silent")
        self._show_span()
        self._show_hints()

    def _show_hints(self) -> None:
        chosen = self.query_one(HistoryGrid).chosen
        self.query_one(Hints).show_words(_hints(self.key_map, chosen[0] if chosen else None))

    def _show_span(self) -> None:
        sides = "sides apart" if self.query_one(HistoryGrid).split_sides else "sides together"
        self.query_one("#span", ClippedLabel).show_words(f"{span_text(self._weeks)} · {sides}")

    def _chosen_cell(self) -> Content:
        grid_widget = self.query_one(HistoryGrid)
        if grid_widget.chosen is None:
            return Content("")
        track, week = grid_widget.chosen
        return cell_text(track, week, programme_weeks_text(grid_widget.grid, week))


def cell_text(track: Track, week: int, step: str) -> Content:
    """Return a cell as a sentence: exercise or question, week, and what it has with its units."""
    side = f", {track.side}" if track.side else ""
    where = f"week from {week_start_text(week)}{f' ({step})' if step else ''}"
    if isinstance(track, ExerciseTrack):
        text = _totals_text(track.totals(week))
    else:
        text = track.ratings.figure_text(track.question, week)
    return Content.assemble((f"{track.title}{side}", "bold"), f", {where}: {text}.")


def _totals_text(totals: Totals | None) -> str:
    if totals is None or totals.per_minute is None:
        return "not done"
    rate = f", {rate_text(totals.per_minute)} a minute" if totals.count else ""
    return (
        f"{plural(totals.count, 'stop')} in {minutes_text(totals.steady_ms)}{rate};"
        f" longest stretch {minutes_text(totals.longest_ms)}"
    )


def _legend() -> Content:
    parts = [Content.styled(f" {step.sign.strip()}{text} ", step.style) for text, step in steps()]
    return Content("").join(["Stops a minute: ", *parts, f"   {NOT_DONE} not done"])


def _hints(key_map: KeyMap, chosen: Track | None) -> tuple[Hint, ...]:
    effects = {
        "open": "chart" if isinstance(chosen, ExerciseTrack) else "runs",
        "weeks": "weeks",
        "help": "keys",
        "runs": "runs",
        "sides": "sides",
        "close": "close",
    }
    actions = effects if chosen else ["close"]
    return tuple((key_map.label(HISTORY, action), effects[action]) for action in actions)
