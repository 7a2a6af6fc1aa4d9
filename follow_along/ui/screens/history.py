"""The history screen: stops a minute by exercise and week, and what can be said of them."""

from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from follow_along.core.durations import minutes_text
from follow_along.core.history.side_flag import LATELY_WEEKS, side_flag
from follow_along.core.history.totals import DEFAULT_WEEKS, Grid, Totals, grid
from follow_along.core.history.trend import trend
from follow_along.core.text import plural
from follow_along.ports import History, HistoryError
from follow_along.ui.breakpoints import HISTORY_STYLES, ResponsiveScreen
from follow_along.ui.dates import week_start_text
from follow_along.ui.keys import HISTORY, bindings, label
from follow_along.ui.rate_scale import rate_text, steps
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.runs import RunsScreen
from follow_along.ui.threaded_read import read_for
from follow_along.ui.week_span import next_span, span_text
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.grid_cells import NOT_DONE
from follow_along.ui.widgets.grid_picture import Track, programme_weeks_text
from follow_along.ui.widgets.hints import Hint, Hints
from follow_along.ui.widgets.history_grid import HistoryGrid

EMPTY = (
    "Nothing here yet.\n\n"
    "Play a session: from then on, each exercise has a line here and each week a column, with"
    " your stops a minute in the cells. After some weeks, a sentence above them says whether you"
    " got steadier."
)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the screen shows: the grid, and the sentences above it."""

    grid: Grid
    verdict: str
    sides: str
    """Empty when no side stands out."""


def overview(history: History, weeks: int | None) -> Overview:
    """Read and work out everything the screen shows. HistoryError when the log cannot be read."""
    week_totals = history.week_totals(weeks)
    flag = side_flag(history.run_totals(LATELY_WEEKS))
    return Overview(
        grid(week_totals, weeks), trend(week_totals).sentence, flag.sentence if flag else ""
    )


class HistoryScreen(ResponsiveScreen[None]):
    """Exercises by weeks. Enter opens an exercise."""

    CSS_PATH = HISTORY_STYLES
    BINDINGS = bindings(HISTORY)

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history
        self._weeks: int | None = DEFAULT_WEEKS

    def compose(self) -> ComposeResult:
        """The sentences, the grid, and the chosen cell in words."""
        with Horizontal(id="top"):
            yield ClippedLabel("Did it get steadier?", id="title")
            yield ClippedLabel(id="span")
        yield ClippedLabel(id="verdict")
        yield ClippedLabel(id="sides")
        yield HistoryGrid(id="grid")
        yield ClippedLabel(id="cell")
        yield ClippedLabel(_legend(), id="legend")
        yield Hints(id="hints")

    def on_screen_resume(self) -> None:
        """Read the log, now and again after a run was looked at: it may have been marked."""
        self._load()

    def on_history_grid_moved(self) -> None:
        """Say in words what the chosen cell says in figures."""
        self.query_one("#cell", ClippedLabel).show_words(self._cell())

    def action_move(self, down: int, later: int) -> None:
        """Choose another cell."""
        self.query_one(HistoryGrid).move(down, later)

    def action_sides(self) -> None:
        """Part left and right, or join them."""
        grid_widget = self.query_one(HistoryGrid)
        grid_widget.split_sides = not grid_widget.split_sides
        self._say_span()

    def action_weeks(self) -> None:
        """Show the next number of weeks."""
        self._weeks = next_span(self._weeks)
        self._load()

    def action_open(self) -> None:
        """Open the chosen exercise."""
        chosen = self.query_one(HistoryGrid).chosen
        if chosen is not None:
            # The plotting library takes a tenth of a second to import, and few keys lead here.
            from follow_along.ui.screens.chart import ChartScreen  # noqa: PLC0415

            row = chosen[0].row
            self.app.push_screen(ChartScreen(self._history, row.exercise, row.name, self._weeks))

    def action_runs(self) -> None:
        """List the runs."""
        self.app.push_screen(RunsScreen(self._history, self._weeks))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(HISTORY))

    def action_close(self) -> None:
        """Go back to where it was opened."""
        self.dismiss()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            found = await read_for(self, overview, self._history, self._weeks)
        except HistoryError as error:
            self.query_one("#verdict", ClippedLabel).show_words(str(error))
        else:
            self._show(found)

    def _show(self, found: Overview) -> None:
        empty = not found.grid.rows
        self.set_class(empty, "-empty")
        self.query_one(HistoryGrid).show(found.grid)
        self.query_one("#verdict", ClippedLabel).show_words(EMPTY if empty else found.verdict)
        sides = self.query_one("#sides", ClippedLabel)
        sides.show_words(found.sides)
        sides.display = bool(found.sides)
        self._say_span()
        self.query_one(Hints).show_words(_hints(empty=empty))

    def _say_span(self) -> None:
        sides = "sides apart" if self.query_one(HistoryGrid).split_sides else "sides together"
        self.query_one("#span", ClippedLabel).show_words(f"{span_text(self._weeks)} · {sides}")

    def _cell(self) -> Content:
        grid_widget = self.query_one(HistoryGrid)
        if grid_widget.chosen is None:
            return Content("")
        track, week = grid_widget.chosen
        return cell_words(track, week, programme_weeks_text(grid_widget.grid, week))


def cell_words(track: Track, week: int, step: str) -> Content:
    """A cell in a sentence: the exercise, the week, and its figures with their units."""
    side = f", {track.side}" if track.side else ""
    where = f"week from {week_start_text(week)}{f' ({step})' if step else ''}"
    return Content.assemble(
        (f"{track.row.name}{side}", "bold"), f", {where}: {_figures(track.totals(week))}."
    )


def _figures(figures: Totals | None) -> str:
    if figures is None or figures.per_minute is None:
        return "not done"
    rate = f", {rate_text(figures.per_minute)} a minute" if figures.count else ""
    return (
        f"{plural(figures.count, 'stop')} in {minutes_text(figures.steady_ms)}{rate};"
        f" longest stretch {minutes_text(figures.longest_ms)}"
    )


def _legend() -> Content:
    parts = [Content.styled(f" {step.sign.strip()}{words} ", step.style) for words, step in steps()]
    return Content("").join([*parts, Content(f" a minute {NOT_DONE} not done")])


def _hints(*, empty: bool) -> tuple[Hint, ...]:
    close = (label(HISTORY, "close"), "close")
    if empty:
        return (close,)
    actions = ("open", "weeks", "help", "runs", "sides")
    words = ("chart", "weeks", "keys", "runs", "sides")
    hints = [(label(HISTORY, action), word) for action, word in zip(actions, words, strict=True)]
    return (*hints, close)
