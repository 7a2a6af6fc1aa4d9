"""The list of runs: when, which session, what it came to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from follow_along.core.durations import minutes_text
from follow_along.core.enums import ExerciseKind, RunOutcome
from follow_along.core.history.totals import Totals, sum_totals
from follow_along.core.text import plural
from follow_along.ports import History, HistoryError, RunHead
from follow_along.ui.breakpoints import HISTORY_STYLES, ResponsiveScreen
from follow_along.ui.dates import day_text
from follow_along.ui.keys import RUNS, bindings, label
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.run import RunScreen
from follow_along.ui.threaded_read import read_for
from follow_along.ui.week_span import next_span, span_text
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.text_table import table

_ENDINGS = {RunOutcome.DONE: "", RunOutcome.LEFT: ", ended early", None: ", never closed"}


class RunsScreen(ResponsiveScreen[None]):
    """Lists the runs, the latest first. Enter opens one."""

    CSS_PATH = HISTORY_STYLES
    BINDINGS = bindings(RUNS)

    def __init__(self, history: History, weeks: int | None) -> None:
        super().__init__()
        self._history = history
        self._weeks = weeks
        self._heads: list[RunHead] = []

    def compose(self) -> ComposeResult:
        """The list."""
        with Horizontal(id="top"):
            yield ClippedLabel("Runs (stops in balance exercises)", id="title")
            yield ClippedLabel(id="span")
        yield ClippedLabel(id="notice")
        yield OptionList(id="runs")
        yield Hints(
            (label(RUNS, "open"), "open"),
            ("↑ ↓", "choose"),
            (label(RUNS, "weeks"), "weeks"),
            (label(RUNS, "close"), "back"),
            id="hints",
        )

    def on_screen_resume(self) -> None:
        """Read the log, now and again after a run was looked at: it may have been marked."""
        self._load()

    def on_option_list_option_selected(self) -> None:
        """Open the run that was clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Open the chosen run."""
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self.app.push_screen(RunScreen(self._history, self._heads[place].run_id))

    def action_weeks(self) -> None:
        """Show the next number of weeks."""
        self._weeks = next_span(self._weeks)
        self._load()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(RUNS))

    def action_close(self) -> None:
        """Go back to where the list was opened."""
        self.dismiss()

    @work(exclusive=True)
    async def _load(self) -> None:
        notice = self.query_one("#notice", ClippedLabel)
        try:
            heads, balance = await read_for(self, _read, self._history, self._weeks)
        except HistoryError as error:
            notice.show_words(str(error))
            return
        notice.show_words("" if heads else "No run in these weeks.")
        notice.display = not heads
        self.query_one("#span", ClippedLabel).show_words(span_text(self._weeks))
        runs = self.query_one(OptionList)
        before = self._heads[runs.highlighted].run_id if runs.highlighted is not None else None
        self._heads = heads
        runs.set_options(map(Option, run_lines(heads, balance)))
        same = [place for place, head in enumerate(heads) if head.run_id == before]
        runs.highlighted = same[0] if same else 0 if heads else None
        runs.focus()


def _read(history: History, weeks: int | None) -> tuple[list[RunHead], Mapping[str, Totals]]:
    """The runs, the latest first, and what each came to in balance."""
    heads = sorted(history.heads(weeks), key=lambda head: head.began.utc_ms, reverse=True)
    parts: defaultdict[str, list[Totals]] = defaultdict(list)
    for run in history.run_totals(weeks):
        if run.done.kind is ExerciseKind.BALANCE:
            parts[run.run_id].append(run.done.totals)
    sums = {run_id: sum_totals(figures) for run_id, figures in parts.items()}
    return heads, {run_id: figures for run_id, figures in sums.items() if figures}


def run_lines(heads: Sequence[RunHead], balance: Mapping[str, Totals]) -> list[Content]:
    """A line for each run, in columns: the day, what its balance work came to, the session.

    The title, which may be long, comes last: what does not fit is the end of it.
    """
    if not heads:
        return []
    rows = [
        (
            Content.styled(day_text(head.began), "bold"),
            _figures(head, balance.get(head.run_id)),
            Content(head.title),
        )
        for head in heads
    ]
    return table(rows).split("\n")


def _figures(head: RunHead, balance: Totals | None) -> Content:
    if head.excluded:
        return Content.styled("left out", "bold")
    ending = _ENDINGS[head.outcome]
    if balance is None:
        return Content(f"no balance work{ending}")
    return Content(f"{plural(balance.count, 'stop')} in {minutes_text(balance.steady_ms)}{ending}")
