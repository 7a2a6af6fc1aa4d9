"""The resume dialog: asks at the start whether to resume an interrupted run."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import MouseDown
from textual.screen import ModalScreen

from follow_along.core.run.resuming import ResumableRun
from follow_along.ui.keys import RESUME, bindings
from follow_along.ui.responsive_screen import DIALOG_STYLES, ResponsiveScreen
from follow_along.ui.screens.questions import resume_question
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints


class ResumeDialog(ResponsiveScreen[bool], ModalScreen[bool]):
    """Asks whether to resume: True for yes, which a click means too, None to close the program."""

    CSS_PATH = DIALOG_STYLES
    BINDINGS = bindings(RESUME)

    def __init__(self, resumable_run: ResumableRun, *, instead: str) -> None:
        super().__init__()
        self._run = resumable_run
        self._instead = instead
        """What a no leads to, for example `choose a session`."""

    def compose(self) -> ComposeResult:
        """Compose where the run was interrupted, and the two answers."""
        question, *details = resume_question(self._run)
        with Vertical(classes="dialog"):
            yield ClippedLabel(question, classes="question")
            for detail in details:
                yield ClippedLabel(detail)
            yield Hints(
                (self.key_map.label(RESUME, "resume"), "resume"),
                (self.key_map.label(RESUME, "start_new"), self._instead),
                (self.key_map.label(RESUME, "leave"), "close"),
                classes="answers",
            )

    def on_mouse_down(self, event: MouseDown) -> None:
        """Treat a click as the big key."""
        event.stop()
        self.action_resume()

    def action_resume(self) -> None:
        """Resume the run."""
        self.dismiss(True)

    def action_start_new(self) -> None:
        """Leave the run unfinished."""
        self.dismiss(False)

    def action_leave(self) -> None:
        """Close the program. The run can be resumed another time."""
        self.dismiss(None)
