"""The question after a run was broken off: whether to go on with it."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import MouseDown
from textual.screen import ModalScreen

from follow_along.core.cues.phrases import side_words
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.text import plural
from follow_along.ui.breakpoints import ResponsiveScreen
from follow_along.ui.keys import GO_ON, bindings, label
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints


class ResumeDialog(ResponsiveScreen[bool], ModalScreen[bool]):
    """Asks whether to go on with a run. True is yes, as the big key and a click say."""

    BINDINGS = bindings(GO_ON)

    def __init__(self, resumable_run: ResumableRun, *, instead: str) -> None:
        super().__init__()
        self._broken_off = resumable_run
        self._instead = instead
        """What happens otherwise."""

    def compose(self) -> ComposeResult:
        """Where it stood, and the two answers."""
        block = self._broken_off.player.block
        of = f", set {block.set_number} of {block.exercise.sets}" if block.exercise.sets > 1 else ""
        stops = plural(self._broken_off.count, "stop")
        where = f"{block.exercise.name}, {side_words(block.side).lower()}{of}"
        with Vertical(classes="dialog"):
            yield ClippedLabel("Go on where you stood?", classes="question")
            yield ClippedLabel(self._broken_off.run.title)
            yield ClippedLabel(f"At: {where}")
            yield ClippedLabel(f"Broken off {self._broken_off.ago}, with {stops} so far.")
            yield Hints(
                (label(GO_ON, "go_on"), "go on there"),
                (label(GO_ON, "anew"), self._instead),
                classes="answers",
            )

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click is the big key here too."""
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Go on there."""
        self.dismiss(True)

    def action_anew(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)
