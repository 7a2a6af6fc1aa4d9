"""The dialogs of the play screen: the keys, and whether to leave."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import MouseDown
from textual.screen import ModalScreen

from follow_along.ui.breakpoints import ResponsiveScreen
from follow_along.ui.keys import DIALOG, HELP, PLAY, Key, bindings, label
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints


class LeaveDialog(ResponsiveScreen[bool], ModalScreen[bool]):
    """Asks whether to leave. Dismissed with True for yes; the big key and a click mean no."""

    BINDINGS = bindings(DIALOG)

    def compose(self) -> ComposeResult:
        """The question, and its two answers."""
        with Vertical(classes="dialog"):
            yield ClippedLabel("Leave the session?", classes="question")
            yield ClippedLabel("Your progress is saved. The clock is stopped.")
            yield Hints(
                (label(DIALOG, "resume"), "continue the session"),
                (label(DIALOG, "confirm"), "leave"),
                classes="answers",
            )

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click is the big key here too."""
        event.stop()
        self.action_resume()

    def action_resume(self) -> None:
        """Continue the session."""
        self.dismiss(False)

    def action_confirm(self) -> None:
        """Leave."""
        self.dismiss(True)


class HelpDialog(ResponsiveScreen[bool], ModalScreen[bool]):
    """Every key of a screen, from the one declaration of them all."""

    BINDINGS = bindings(HELP)

    def __init__(self, keys: tuple[Key, ...] = PLAY) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """A line for each key."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield ClippedLabel("Keys", classes="question")
            for key in self._keys:
                yield ClippedLabel(
                    Content.assemble((f" {key.label} ".ljust(8), "bold"), f" {key.does}"),
                    classes="key",
                )
            yield Hints((label(HELP, "resume"), "close"), ("↑ ↓", "more"), classes="answers")

    def action_scroll(self, rows: int) -> None:
        """Show the keys that there is no room for at once."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click closes it."""
        event.stop()
        self.action_resume()

    def action_resume(self) -> None:
        """Close."""
        self.dismiss(False)
