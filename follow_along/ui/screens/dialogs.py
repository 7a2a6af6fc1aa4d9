"""The leave dialog of the play screen, and the help dialog of every screen."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import MouseDown
from textual.screen import ModalScreen

from follow_along.conductor import Conductor
from follow_along.ui.keys import DIALOG, HELP, PLAY, Key, bindings
from follow_along.ui.responsive_screen import DIALOG_STYLES, ResponsiveScreen
from follow_along.ui.screens.questions import leave_question
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints

RETRY_S = 1.0
"""Seconds between two tries to save what could not be saved."""


class LeaveDialog(ResponsiveScreen[bool], ModalScreen[bool]):
    """Asks whether to leave. Dismissed with True to leave; the big key and a click mean no.

    While it is open, it tries to save what could not be saved, and says whether it is.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS = bindings(DIALOG)

    def __init__(self, run: Conductor) -> None:
        super().__init__()
        self._run = run

    def compose(self) -> ComposeResult:
        """Compose the question and its two answers."""
        with Vertical(classes="dialog"):
            question, detail = leave_question(self._run)
            yield ClippedLabel(question, classes="question")
            yield ClippedLabel(detail, id="leave-detail")
            yield Hints(
                (
                    self.key_map.label(DIALOG, "resume"),
                    "stay" if self._run.over else "continue the session",
                ),
                (self.key_map.label(DIALOG, "confirm"), "leave"),
                classes="answers",
            )

    def on_mount(self) -> None:
        """Keep trying to save, if that is needed."""
        self.set_interval(RETRY_S, self._retry)

    def _retry(self) -> None:
        self.query_one("#leave-detail", ClippedLabel).show_words(leave_question(self._run)[1])

    def on_mouse_down(self, event: MouseDown) -> None:
        """Treat a click as the big key."""
        event.stop()
        self.action_resume()

    def action_resume(self) -> None:
        """Continue the session."""
        self.dismiss(False)

    def action_confirm(self) -> None:
        """Leave the session."""
        self.dismiss(True)


class HelpDialog(ResponsiveScreen[bool], ModalScreen[bool]):
    """Lists the keys of a screen, as `ui.keys` declares them."""

    CSS_PATH = DIALOG_STYLES
    BINDINGS = bindings(HELP)

    def __init__(self, keys: tuple[Key, ...] = PLAY) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Compose one line per key."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield ClippedLabel("Keys", classes="question")
            lines = list(self.key_map.help_lines(self._keys))
            columns = max(cell_len(label) for label, _ in lines) + 3
            for label, does in lines:
                keys = f" {label}".ljust(columns)
                yield ClippedLabel(Content.assemble((keys, "bold"), does), classes="key")
            close = self.key_map.label(HELP, "resume")
            yield Hints((close, "close"), ("↑ ↓", "more"), classes="answers")

    def action_scroll(self, rows: int) -> None:
        """Scroll the list of keys."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Close the dialog on a click."""
        event.stop()
        self.action_resume()

    def action_resume(self) -> None:
        """Close the dialog."""
        self.dismiss(False)
