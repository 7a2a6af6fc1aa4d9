"""What every app of the program has in common: its look, the keys that work everywhere, its end.

However it ends, by a key, a signal, a terminal that is gone or a fault in the program, there is one
way out: `end_run`, and then the terminal is given back.
"""

import asyncio
import gc
import os
from contextlib import suppress
from typing import TypeVar

from textual.app import App
from textual.driver import Driver
from textual.worker import WorkerFailed

from follow_along.ui.keys import EVERYWHERE, bindings
from follow_along.ui.themes import THEMES, theme_name

Result = TypeVar("Result")

HANGUP = 1
"""The number of the signal that says so: a terminal that is gone ends the program like it."""


class BaseApp(App[Result]):
    """An app that always ends in good order."""

    CSS_PATH = [  # noqa: RUF012 - Textual's own form
        "styles/app.tcss",
        "styles/play.tcss",
        "styles/play_sizes.tcss",
        "styles/figure.tcss",
    ]
    BINDINGS = bindings(EVERYWHERE)
    ENABLE_COMMAND_PALETTE = False
    TITLE = "follow-along"

    def __init__(self, *, look: str = "dark") -> None:
        super().__init__()
        self.ended_by: int | None = None
        """The signal that ended the program, if one did."""
        self.fault: Exception | None = None
        """What went wrong in the program itself, if it ended by that."""
        self.unread = False
        """Whether the terminal is gone, so that nothing can be said there any more."""
        self.leaving = False
        """Whether the program is ending, so that no other screen is to open."""
        self._own_loop: asyncio.AbstractEventLoop | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_name(look, os.environ)
        self.stylesheet.set_variables(self.get_css_variables())

    def end_run(self) -> Result | None:
        """End what is on, so that nothing is left open; what the app comes to.

        Every way out comes through here.
        """
        return None

    def end_soon(self, signal_number: int) -> None:
        """End the program, as a signal wants it; at any time, and as often as you like."""
        self.ended_by = self.ended_by or signal_number
        if self._own_loop is not None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                self._own_loop.call_soon_threadsafe(self._leave)

    def lose_terminal(self) -> None:
        """Take in, in whatever thread, that the terminal is gone: nobody is there any more."""
        self.unread = True
        self.end_soon(HANGUP)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, but for our own driver in place of its driver for terminals."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from follow_along.ui.terminal.driver import TerminalDriver  # noqa: PLC0415 - Windows has no such thing

        return TerminalDriver

    def action_leave_now(self) -> None:
        """End what is on, and the program with it."""
        self.leaving = True
        self.exit(self.end_run())

    def on_load(self) -> None:
        """Take in a signal that came before there was anything to end."""
        self._own_loop = asyncio.get_running_loop()
        if self.ended_by is not None:
            self.exit()

    def on_ready(self) -> None:
        """Collect garbage from the first frame on; what the start created is left out for good."""
        gc.freeze()
        gc.enable()

    def fail(self, error: Exception) -> None:
        """Keep what went wrong in the program, if nothing did before, and end in good order."""
        if self.fault is None:
            self.fault = error
            if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
                self.fault = error.error
            # What failed may be the very thing that ends a run; its rows then stay open.
            with suppress(Exception):
                self.end_run()
        super()._handle_exception(error)

    def panic(self, *renderables: object) -> None:
        """End without a word: whoever runs the app says what `fault` there was."""
        if self.fault is None:
            self.fault = RuntimeError(*map(str, renderables))
        self._close_messages_no_wait()

    def _leave(self) -> None:
        try:
            self.action_leave_now()
        except Exception as error:  # noqa: BLE001 - whatever it is, the program ends
            self.fail(error)

    def refresh_css(self, animate: bool = True) -> None:
        """Do nothing: the theme never changes.

        Textual calls this at the start, for the theme has changed from its own, and would parse
        every style a second time.
        """

    # Textual has no public place for the two that follow; the tests of endings hold them.

    def _handle_exception(self, error: Exception) -> None:
        self.fail(error)

    def _fatal_error(self) -> None:
        self.panic()
