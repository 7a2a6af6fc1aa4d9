"""The page of repetitions, opened from the done screen: what was really done in each block."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from follow_along.conductor import Conductor
from follow_along.core.run.record import BlockRecord
from follow_along.ui.key_presses import label_of
from follow_along.ui.keys import REPS, bindings
from follow_along.ui.reps_correction import RepsCorrection, block_words
from follow_along.ui.responsive_screen import ResponsiveScreen
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints

DIGITS = "0123456789"


class RepsScreen(ResponsiveScreen[None]):
    """Lists the blocks that have repetitions. What keys say of the chosen one is kept at once."""

    BINDINGS = bindings(REPS)

    def __init__(self, run: Conductor) -> None:
        super().__init__()
        self._correction = RepsCorrection(run)

    def compose(self) -> ComposeResult:
        """Compose the title, the list of blocks and the hints."""
        yield ClippedLabel("Repetitions really done", id="reps-title")
        yield OptionList(id="reps-blocks")
        plus, minus = (self.key_map.label(REPS, f"more({step})") for step in (1, -1))
        yield Hints(
            (f"0-9 {plus} {minus}", "what you did"),
            (self.key_map.label(REPS, "close"), "close"),
            ("↑ ↓", "choose a block"),
            id="hints",
        )

    def on_mount(self) -> None:
        """Show the blocks, the first one chosen."""
        self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Choose a block that was clicked."""
        if event.option_index != self._correction.index:
            self._correction.move(event.option_index - self._correction.index)

    def on_key(self, event: Key) -> None:
        """Take digits, and say that another key does nothing here."""
        if event.key in DIGITS:
            self._show_answer(done=self._correction.type_digits(event.key, age_s=self.key_age_s))
        elif label := label_of(event):
            self.query_one("#hints", Hints).flash(f"{label}: not here")

    def action_move(self, by: int) -> None:
        """Choose the block above or below."""
        self._correction.move(by)
        self._show()

    def action_more(self, step: int) -> None:
        """Say that it was one more or one fewer."""
        self._show_answer(done=self._correction.more(step, age_s=self.key_age_s))

    def action_written(self) -> None:
        """Take back what was said of the block."""
        self._show_answer(done=self._correction.clear(age_s=self.key_age_s))

    def action_close(self) -> None:
        """Return to the done screen."""
        self.dismiss()

    def _show_answer(self, *, done: bool) -> None:
        if not done:
            self.query_one("#hints", Hints).flash(self._correction.refusal)
        self._show()

    def _show(self) -> None:
        blocks = self.query_one(OptionList)
        blocks.set_options([Option(_row(each)) for each in self._correction.attempts])
        blocks.highlighted = self._correction.index
        blocks.focus()


def _row(attempt: BlockRecord) -> Content:
    style = "bold $text-warning" if attempt.reps_done is not None else "bold"
    return Content.assemble((attempt.reps_text.rjust(10), style), "  ", block_words(attempt))
