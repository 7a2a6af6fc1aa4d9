"""The done screen: the totals of a run beside those of earlier runs."""

from textual import work
from textual.app import ComposeResult
from textual.containers import Center, VerticalScroll
from textual.events import Key

from follow_along.conductor import Conductor
from follow_along.core.durations import minutes_text
from follow_along.core.place_words import with_side
from follow_along.core.rating import Answer, Question
from follow_along.core.run.player import Action, Phase
from follow_along.core.run.record import Record
from follow_along.core.run.repetitions import attempts_with_reps
from follow_along.core.run.summary import Summary, summarise
from follow_along.core.text import plural
from follow_along.ui.key_presses import label_of
from follow_along.ui.keys import DONE, bindings
from follow_along.ui.responsive_screen import ResponsiveScreen
from follow_along.ui.screens.done_comparison import Comparison, compare_run
from follow_along.ui.screens.done_table import TotalsTable
from follow_along.ui.services import AppServices
from follow_along.ui.threaded_read import call_in_thread
from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints

EARLY_S = 1.0
"""Seconds for which the screen, which comes by itself, takes only keys that scroll."""


class DoneScreen(ResponsiveScreen[None]):
    """Shows stops by exercise and side, the longest stretch and one summary sentence."""

    CSS_PATH = "../styles/done.tcss"
    BINDINGS = bindings(DONE)

    def __init__(self, conductor: Conductor, services: AppServices, *, badge: str = "") -> None:
        super().__init__()
        self.conductor = conductor
        self._services = services
        self._badge = badge
        self._comparison = Comparison()
        self._opened_at = conductor.key_time()
        self._notices: list[str] = []

    def compose(self) -> ComposeResult:
        """Compose the outcome, the texts that scroll, and the block that keys correct."""
        done = self.conductor.player.phase is Phase.DONE
        yield BigText("DONE" if done else "ENDED EARLY", id="outcome")
        # Together, so that in a small window everything can be scrolled to.
        with VerticalScroll(id="totals", can_focus=False):
            yield ClippedLabel(id="sentence")
            yield ClippedLabel(id="notice")
            yield ClippedLabel(id="longest-stretch")
            yield ClippedLabel(id="suggestion")
            yield ClippedLabel(self._badge, id="badge")
            with Center():
                yield TotalsTable(id="table")
        yield ClippedLabel(id="last-block")
        hints = [(self.key_map.label(DONE, "close"), "close")]
        if self.conductor.is_logged:
            hints.insert(0, (self.key_map.label(DONE, "rate"), "how it was"))
        hints.append((self.key_map.label(DONE, "history"), "history"))
        if done:
            keys = f"{self.key_map.label(DONE, 'plus')} {self.key_map.label(DONE, 'minus')}"
            hints.append((keys, "correct the last block"))
        if attempts_with_reps(self.conductor.player.record):
            hints.insert(1, (self.key_map.label(DONE, "reps"), "reps"))
        yield Hints(*hints, id="hints")

    def on_mount(self) -> None:
        """Show the totals of the run."""
        self._opened_at = self.conductor.key_time()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's call
        """Refuse every key that does more than scroll for a moment: it was meant for the block."""
        return action == "scroll" or not self._is_early

    def on_key(self, event: Key) -> None:
        """Say that a key does nothing here, or not yet."""
        if label := label_of(event):
            close = self.key_map.label(DONE, "close")
            why = "too soon, ignored" if self._is_early else f"not here; {close} closes"
            self.query_one("#hints", Hints).flash(f"{label}: {why}")

    @property
    def _is_early(self) -> bool:
        return self.conductor.key_time(age_s=self.key_age_s) - self._opened_at < EARLY_S

    def on_screen_resume(self) -> None:
        """Compare with earlier runs, also on the return from the history."""
        self._compare()

    def action_press(self, action: str) -> None:
        """Correct the count of the last block."""
        if self.conductor.press(Action(action), age_s=self.key_age_s):
            self._show()
            self._compare()
        elif refusal := self.conductor.refusal:
            label = self.key_map.label(DONE, action)
            self.query_one("#hints", Hints).flash(f"{label}: {refusal}")

    def action_scroll(self, rows: int) -> None:
        """Scroll everything between the outcome and the last block."""
        self.query_one("#totals", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_reps(self) -> None:
        """Open the page of repetitions, where the run has any."""
        if not attempts_with_reps(self.conductor.player.record):
            label = self.key_map.label(DONE, "reps")
            self.query_one("#hints", Hints).flash(f"{label}: no repetitions to correct")
            return
        from follow_along.ui.screens.reps import RepsScreen  # noqa: PLC0415 - few runs need it

        self.app.push_screen(RepsScreen(self.conductor))

    def action_history(self) -> None:
        """Open the history."""
        from follow_along.ui.screens.history import HistoryScreen  # noqa: PLC0415 - few keys lead there

        self.app.push_screen(HistoryScreen(self._services.history))

    def action_rate(self) -> None:
        """Ask how it was, then close the screen; a rehearsal is not asked about."""
        if not self.conductor.is_logged:
            self.action_close()
            return
        from follow_along.ui.screens.rating import RatingScreen  # noqa: PLC0415 - not for the totals

        run = self.conductor

        def keep(question: Question, answer: Answer) -> None:
            run.rate(question, answer, age_s=self.key_age_s)

        def is_press(key: str) -> bool:
            return run.accept_key(key, age_s=self.key_age_s)

        def on_closed(finished: bool | None) -> None:
            if finished:
                self.action_close()
            else:
                # Pain changes what is suggested.
                self._compare()

        is_press("skip")  # The same key, which may be held.
        self.app.push_screen(RatingScreen(keep, run.rating, is_press=is_press), on_closed)

    def action_close(self) -> None:
        """Close the screen; ask first while the counts are not saved."""
        if self.conductor.saved:
            self.dismiss()
            return
        from follow_along.ui.screens.dialogs import LeaveDialog  # noqa: PLC0415 - rarely needed

        def on_answer(leave: bool | None) -> None:
            if leave or self.conductor.saved:
                self.dismiss()

        self.app.push_screen(LeaveDialog(self.conductor), on_answer)

    @work(exclusive=True)
    async def _compare(self) -> None:
        run_id = self.conductor.header.run_id
        self._comparison = await call_in_thread(self, compare_run, self._services, run_id)
        self._show()

    def _show(self) -> None:
        record = self.conductor.player.record
        summary = summarise(record)
        self.query_one("#sentence", ClippedLabel).show_words(summary.sentence)
        self.query_one("#longest-stretch", ClippedLabel).show_words(
            _longest_stretch(summary, record)
        )
        self.query_one("#last-block", ClippedLabel).show_words(self._last_block())
        self.query_one("#suggestion", ClippedLabel).show_words(self._comparison.suggestion)
        self.query_one("#table", TotalsTable).show(record, self._comparison.levels)
        while notice := self.conductor.notice():
            self._notices.append(notice)
        self.query_one("#notice", ClippedLabel).show_words("\n".join(self._notices))

    def _last_block(self) -> str:
        attempt = self.conductor.player.current_attempt
        if attempt is None or self.conductor.player.phase is not Phase.DONE:
            return ""
        block = attempt.block
        return f"Last block: {plural(attempt.count, 'stop')} ({with_side(block)})"


def _longest_stretch(summary: Summary, record: Record) -> str:
    longest = summary.longest
    if longest is None:
        return ""
    group = longest.exercise_id, longest.side
    block = next(
        each.block for each in record if (each.block.exercise.id, each.block.side) == group
    )
    stretch = minutes_text(longest.longest_ms)
    return f"Longest unbroken stretch in balance: {stretch} ({with_side(block)})."
