"""The list of runs: day, stops and session of each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from follow_along.core.dates import day_text
from follow_along.core.durations import minutes_text
from follow_along.core.enums import ExerciseKind, RunOutcome
from follow_along.core.history.totals import Totals, sum_totals
from follow_along.core.text import plural
from follow_along.ports import History, HistoryError, RunHead
from follow_along.ui.keys import RUNS, bindings
from follow_along.ui.responsive_screen import HISTORY_STYLES, ResponsiveScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.run import RUN_ENDINGS, RunScreen
from follow_along.ui.threaded_read import call_in_thread
from follow_along.ui.week_span import next_span, span_text
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.text_table import table


class RunsScreen(ResponsiveScreen[None]):
    """Lists the runs, latest first. Enter opens one."""

    CSS_PATH = HISTORY_STYLES
    BINDINGS = bindings(RUNS)

    def __init__(self, history: History, weeks: int | None) -> None:
        super().__init__()
        self._history = history
        self._weeks = weeks
        self._heads: list[RunHead] = []

    def compose(self) -> ComposeResult:
        """Compose the list."""
        with Horizontal(id="top"):
            yield ClippedLabel("Runs (stops in balance exercises)", id="title")
            yield ClippedLabel(id="span")
        yield ClippedLabel(id="notice")
        yield OptionList(id="runs")
        yield Hints(
            (self.key_map.label(RUNS, "open"), "open"),
            ("↑ ↓", "choose"),
            (self.key_map.label(RUNS, "weeks"), "weeks"),
            (self.key_map.label(RUNS, "close"), "back"),
            id="hints",
        )

    def on_screen_resume(self) -> None:
        """Read the log, also on the return from a run, which may have been left out."""
        self._load()

    def on_option_list_option_selected(self) -> None:
        """Open the clicked run."""
        self.action_open()

    def action_open(self) -> None:
        """Open the highlighted run."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self.app.push_screen(RunScreen(self._history, self._heads[highlighted].run_id))

    def action_weeks(self) -> None:
        """Switch to the next number of weeks."""
        self._weeks = next_span(self._weeks)
        self._load()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(RUNS))

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss()

    @work(exclusive=True)
    async def _load(self) -> None:
        notice = self.query_one("#notice", ClippedLabel)
        try:
            heads, balance = await call_in_thread(self, _read, self._history, self._weeks)
        except HistoryError as error:
            notice.show_words(str(error))
            return
        notice.show_words("" if heads else "No runs in these weeks.")
        notice.display = not heads
        self.query_one("#span", ClippedLabel).show_words(span_text(self._weeks))
        runs = self.query_one(OptionList)
        chosen_id = None if runs.highlighted is None else self._heads[runs.highlighted].run_id
        self._heads = heads
        runs.set_options(map(Option, run_lines(heads, balance)))
        chosen = (index for index, head in enumerate(heads) if head.run_id == chosen_id)
        runs.highlighted = next(chosen, 0 if heads else None)
        runs.focus()


def _read(history: History, weeks: int | None) -> tuple[list[RunHead], Mapping[str, Totals]]:
    """Return the runs, latest first, and the totals of their balance exercises by run id."""
    heads = sorted(history.heads(weeks), key=lambda head: head.began.utc_ms, reverse=True)
    balance: defaultdict[str, list[Totals]] = defaultdict(list)
    for run in history.run_totals(weeks, kind=ExerciseKind.BALANCE):
        balance[run.run_id].append(run.done.totals)
    return heads, {run_id: sum_totals(totals) for run_id, totals in balance.items()}


def run_lines(heads: Sequence[RunHead], balance: Mapping[str, Totals]) -> list[Content]:
    """Return a line per run in columns: the day, the stops in balance exercises, the title.

    The title comes last, because it may be long and the list cuts a line at its end.
    """
    if not heads:
        return []
    rows = [
        (
            Content.styled(day_text(head.began), "bold"),
            _stops_text(head, balance.get(head.run_id)),
            Content(head.title),
        )
        for head in heads
    ]
    return table(rows).split("\n")


def _stops_text(head: RunHead, balance: Totals | None) -> Content:
    if head.in_future:
        return Content.styled("dated in the future", "bold")
    if head.excluded:
        return Content.styled("left out", "bold")
    ending = "" if head.outcome is RunOutcome.DONE else f", {RUN_ENDINGS[head.outcome]}"
    if balance is None:
        return Content(f"no balance exercises{ending}")
    return Content(f"{plural(balance.count, 'stop')} in {minutes_text(balance.steady_ms)}{ending}")
