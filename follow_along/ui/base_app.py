"""The base class of the program's apps: themes, the keys that work everywhere, orderly ending.

Every ending, by a key, a signal, a lost terminal or an internal error, calls `end_run` and then
restores the terminal.
"""

import asyncio
import gc
import os
from contextlib import suppress
from typing import Any, TypedDict, TypeVar, Unpack

from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.events import Event, Key, MouseDown, ScreenResume
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import WorkerFailed

from follow_along.ui.key_presses import ClickFilter, canonical_key
from follow_along.ui.keys import DEFAULT_KEY_MAP, EVERYWHERE, KeyMap, bindings
from follow_along.ui.terminal.environment import correct
from follow_along.ui.themes import THEMES, asks_terminal, theme_for, theme_name

Result = TypeVar("Result")

HANGUP = 1
"""SIGHUP, which Windows does not define. A lost terminal ends the program like this signal."""

GC_AFTER_S = 1.0
"""Seconds from the start of the app to the first garbage collection."""

GC_THRESHOLD = (700, 10, 10)
"""Python's own; `main` raised it for the start."""


PROBLEM_S = 12.0
"""Seconds for which a problem with the settings is shown."""


class _Ground(Screen[None]):
    """The screen below all others. Nothing is shown of it, so nothing is put or styled on it."""

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Keep the styles."""
        event.refresh_styles = False

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """Add no widgets for notices and tooltips. Textual has no public hook for this."""


class AppOptions(TypedDict, total=False):
    """What the settings say to an app."""

    look: str
    key_map: KeyMap
    problem: str
    """A sentence on what is wrong with the settings, shown when the app opens."""


class BaseApp(App[Result]):
    """An app that always ends its run and restores the terminal."""

    CSS_PATH = [  # noqa: RUF012 - Textual's own form
        "styles/app.tcss",
        "styles/play.tcss",
        "styles/play_sizes.tcss",
        "styles/figure.tcss",
    ]
    BINDINGS = bindings(EVERYWHERE)
    ENABLE_COMMAND_PALETTE = False
    TITLE = "follow-along"

    def __init__(self, **options: Unpack[AppOptions]) -> None:
        correct(os.environ)
        super().__init__()
        look = options.get("look", "dark")
        key_map = options.get("key_map", DEFAULT_KEY_MAP)
        self._problem = options.get("problem", "")
        self.key_map = key_map
        self.set_keymap(key_map.textual_keymap())
        self.ended_by: int | None = None
        """The number of the signal that ended the program, if one did."""
        self.fault: Exception | None = None
        """The internal error that ended the program, if one did."""
        self.unread = False
        """Whether the terminal is lost, so that no message can be printed."""
        self.leaving = False
        """Whether the program is ending, so that no other screen opens."""
        self.key_age_s = 0.0
        """Seconds between the reading of the key that is being handled and its handling."""
        self._own_loop: asyncio.AbstractEventLoop | None = None
        self._clicks = ClickFilter()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_name(look, os.environ)
        self.asks_background = asks_terminal(look, os.environ)
        """Whether the theme follows the terminal's answer."""
        self.stylesheet.set_variables(self.get_css_variables())

    def end_run(self) -> Result | None:
        """End the current run, if any, and return the app's result. Every ending calls this."""
        return None

    def end_soon(self, signal_number: int) -> None:
        """End the program because of a signal. Callable at any time and repeatedly."""
        self.ended_by = self.ended_by or signal_number
        if self._own_loop is not None:
            with suppress(RuntimeError):  # the loop may have ended
                self._own_loop.call_soon_threadsafe(self._leave)

    def lose_terminal(self) -> None:
        """End the program because its terminal is lost. Callable from any thread."""
        self.unread = True
        self.end_soon(HANGUP)

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's choice, with `TerminalDriver` in place of `LinuxDriver`."""
        default = super().get_driver_class()
        if default.__name__ != "LinuxDriver":
            return default
        from follow_along.ui.terminal.driver import TerminalDriver  # noqa: PLC0415 - not importable on Windows

        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """Return the screen below all others."""
        return _Ground(id="_default")

    async def on_event(self, event: Event) -> None:
        """Note a key's age, give it its one name, and drop clicks that do not count."""
        if isinstance(event, (Key, MouseDown)) and not self.is_headless:
            self.key_age_s = age_s(event)
        if isinstance(event, Key) and not event.is_forwarded:
            event.key = canonical_key(event.key, event.character)
        if event.is_forwarded or self._clicks.accept(event):
            await super().on_event(event)

    def set_timer(self, *arguments: Any, **options: Any) -> Timer:
        """Set a timer that fires once, however late.

        Upstream gap: Textual skips a timer that is late when it begins. That of a resize has 8 ms,
        and once it is skipped no later resize is shown.
        """
        timer = super().set_timer(*arguments, **options)
        timer._skip = False
        return timer

    @property
    def is_slow(self) -> bool:
        """Whether the terminal takes long for a frame."""
        return getattr(self._driver, "is_slow", False)

    def follow_background(self, colour: str) -> None:
        """Take the theme that suits the terminal's background, as the terminal reports it."""
        theme = theme_for(colour)
        if theme is not None and theme != self.theme:
            self.theme = theme
            super().refresh_css(animate=False)

    def show_held_frame(self) -> None:
        """Show what the screen held back while the terminal was busy with earlier output."""
        if self._running and self.screen_stack:
            self.screen._compositor_refresh()

    def action_leave_now(self) -> None:
        """End the current run and the program."""
        self.leaving = True
        self.exit(self.end_run())

    def on_exit_app(self) -> None:
        """End the run also when the driver ends the app, as when a browser's window is closed."""
        if not self.leaving:
            self.leaving = True
            outcome = self.end_run()
            if self._return_value is None:
                self._return_value = outcome

    def on_load(self) -> None:
        """Handle a signal that arrived before the loop ran."""
        self._own_loop = asyncio.get_running_loop()
        if self.ended_by is not None:
            self.exit()

    def on_ready(self) -> None:
        """Show what is wrong with the settings; collect garbage, which `main` put off."""
        if self._problem:
            self.notify(
                self._problem, title="Settings", severity="warning", timeout=PROBLEM_S, markup=False
            )
        self.set_timer(GC_AFTER_S, _start_collecting)

    def fail(self, error: Exception) -> None:
        """End the run and the program because of an internal error. The first error is kept."""
        if self.leaving and isinstance(error, NoMatches):
            # A screen that was about to open when the program ended, without its widgets.
            return
        if isinstance(error, BrokenPipeError) and self.is_web:
            self.lose_terminal()
            return
        if self.fault is None:
            self.fault = error
            if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
                self.fault = error.error
            # Ending the run may be what failed; its rows in the log then stay open.
            with suppress(Exception):
                self.end_run()
        super()._handle_exception(error)

    def panic(self, *renderables: object) -> None:
        """End without printing: the caller of the app reports `fault`."""
        if self.fault is None:
            self.fault = RuntimeError(*map(str, renderables))
        self._close_messages_no_wait()

    def _leave(self) -> None:
        try:
            self.action_leave_now()
        except Exception as error:  # noqa: BLE001 - any error ends the program
            self.fail(error)

    def refresh_css(self, animate: bool = True) -> None:
        """Do nothing: only `follow_background` changes the theme.

        Textual calls this at the start because the theme differs from its default, and would parse
        every style a second time.
        """

    # Textual has no public hook for these two; the tests of endings cover them.

    def _handle_exception(self, error: Exception) -> None:
        self.fail(error)

    def _fatal_error(self) -> None:
        self.panic()


def age_s(event: Event) -> float:
    """Return the seconds since an event was created, which for a key is when it was read."""
    return max(0.0, Message().time - event.time)


def _start_collecting() -> None:
    """Collect what the start left behind, and leave the rest out of all later collections."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLD)
