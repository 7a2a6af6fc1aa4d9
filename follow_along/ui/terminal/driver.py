"""A terminal driver that survives terminals that disappear, stop reading or send malformed input.

Upstream gap: Textual's driver spins when its input ends (Textualize/textual#6690), dies of invalid
UTF-8 (#6456) and blocks the app while the terminal takes no output.
"""

import os
import select
import signal
import sys
from asyncio import TimerHandle
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, MouseDown, Resize
from textual.geometry import Size
from textual.message import Message

from follow_along.ui.terminal.environment import substitutes
from follow_along.ui.terminal.input_filter import FLUSHES_UNTIL_DROPPED, InputFilter
from follow_along.ui.terminal.output import TerminalOutput
from follow_along.ui.terminal.pacing import LOST_S, FramePacer
from follow_along.ui.terminal.replies import IDLE_POLLS, Question, Reply, ReplyFilter
from follow_along.ui.terminal.window_title import KEEP_TITLE, RESTORE_TITLE, set_title

POLL_S = 0.1
"""Seconds to wait at a time for input while what has arrived may be incomplete."""

MOST_POLLS = max(FLUSHES_UNTIL_DROPPED, IDLE_POLLS)
"""Polls without input after which nothing is incomplete. Ten polls a second would cost a fifth of
the processor time of a screen that counts seconds."""

READ_BYTES = 4096

REPORT_PLACES = "\x1b[=4;2u"
"""Asks a terminal with kitty's protocol to report also which key of a US keyboard was pressed."""

MOST_COLUMNS, MOST_ROWS = 600, 250
"""The largest part of a window that is drawn: more than the largest displays show in small type."""

_AFTER_PART_OF_A_FRAME = "\x1b[?2026l\x1b[m"
"""Ends what a frame that was not sent whole may have left on: a synchronised update, colours."""


class TerminalApp(Protocol):
    """What the driver needs of the app, beyond Textual's own `App`."""

    asks_background: bool

    def follow_background(self, colour: str) -> None:
        """Take the theme that suits the terminal's background."""

    def lose_terminal(self) -> None:
        """End the app because its terminal is lost; callable from any thread."""

    def fail(self, error: Exception) -> None:
        """End the app because of an internal error."""

    def show_held_frame(self) -> None:
        """Show what was held back while output was pending."""


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with safe output and filtered input."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._size = self._size or self._get_terminal_size()
        self._terminal_app = cast("TerminalApp", app)
        self._output: TerminalOutput | None = None
        self._replies = ReplyFilter()
        self._pacer = FramePacer()
        self._held_timer: TimerHandle | None = None
        """Looks again at a frame that is held; None if none is."""
        self._substitutes = substitutes(os.environ)
        self._suspended = False
        self._wake_up: tuple[int, int] | None = None
        """A pipe: a byte in it ends the wait for input. None while no input is read."""
        signal.signal(signal.SIGCONT, self._continued)

    def holds_frame(self) -> bool:
        """Whether to hold the next frame back, because the terminal has not read the last one.

        `show_held_frame` of the app is called when it may be sent.
        """
        is_pending = self._output is not None and self._output.is_pending
        if is_pending or not self._pacer.may_send(self._loop.time()):
            if self._held_timer is None:
                self._held_timer = self._loop.call_later(LOST_S, self._show_held_frame)
            return True
        # Behind the frame.
        self._loop.call_soon(self._ask_status)
        return False

    @property
    def is_slow(self) -> bool:
        """Whether the terminal takes long for a frame."""
        return self._pacer.is_slow(self._loop.time())

    def start_application_mode(self) -> None:
        """Switch the terminal to the full screen."""
        # Textual writes to standard error, which may be redirected.
        self._output = TerminalOutput(
            sys.__stdout__.fileno(),  # type: ignore[union-attr]
            self._terminal_app.lose_terminal,
            self._on_sent,
        )
        self._wake_up = self._wake_up or os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is None:
            # The program was resumed in the background, where it may not write.
            self._output.close()
            self._output = None
            if not self._suspended:
                self._terminal_app.lose_terminal()
            return
        if self._terminal_app.asks_background and not self._suspended:
            # What it is comes second, because every terminal answers that: then no answer is due.
            self._ask(Question.BACKGROUND)
            self._ask(Question.ATTRIBUTES)
        self.write(REPORT_PLACES)
        self.write(KEEP_TITLE)
        self._app.watch(self._app, "title", self._show_title)

    def disable_input(self) -> None:
        """End the thread that reads input, and drop what it has not read."""
        if self._wake_up is not None:
            os.write(self._wake_up[1], b".")
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        if self._output is not None and self._output.drop_unsent():
            self.write(_AFTER_PART_OF_A_FRAME)
        if self._mouse_pixels:
            # Textual enables this mode and never disables it.
            self.write("\x1b[?1016l")
        self.write(RESTORE_TITLE)
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Write to the terminal while it is in application mode. Never waits."""
        if self._output is not None:
            self._output.write(data.translate(self._substitutes) if self._substitutes else data)

    def close(self) -> None:
        """Send the rest of the output and close it."""
        for descriptor in self._wake_up or ():
            os.close(descriptor)
        self._wake_up = None
        super().close()  # ends Textual's writer thread, which has nothing to write
        self._writer_thread = None
        if self._output is not None:
            self._output.close()
            self._output = None

    def suspend_application_mode(self) -> None:
        """Restore the terminal while the program is suspended."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Switch back to the full screen, unless the program is still in the background."""
        super().resume_application_mode()
        self._suspended = self._writer_thread is None

    def run_input_thread(self) -> None:
        """Pass input to the app until the program ends or the terminal is lost."""
        try:
            if self._wake_up is not None:
                self._read_input(self._wake_up[0])
        except Exception as error:  # noqa: BLE001 - without keys the program is useless
            self._app.call_later(self._terminal_app.fail, error)

    def process_message(self, message: Message) -> None:
        """Pass an event to the app."""
        if isinstance(message, (Key, MouseDown)):
            self._pacer.key_read()
        elif isinstance(message, Resize):
            size = Size(*drawn_size(*message.size))
            message = Resize(size, size, pixel_size=message.pixel_size)
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        return drawn_size(*super()._get_terminal_size())

    def _ask_status(self) -> None:
        if self._pacer.ask(self._loop.time()):
            self._ask(Question.STATUS)

    def _ask(self, question: Question) -> None:
        self._replies.expect(question)
        self.write(question.request)

    def _on_reply(self, reply: Reply) -> None:
        if reply.to is Question.BACKGROUND:
            self._terminal_app.follow_background(reply.value.decode("ascii", "replace"))
        if reply.to is Question.STATUS and self._pacer.answered(self._loop.time()):
            self._replies.forget(Question.STATUS)
            self._show_held_frame()

    def _show_held_frame(self) -> None:
        if self._held_timer is not None:
            self._held_timer.cancel()
            self._held_timer = None
            self._terminal_app.show_held_frame()

    def _call_in_app(self, call: Callable[..., None], *arguments: object) -> None:
        """Call from another thread."""
        with suppress(RuntimeError):  # the loop may have ended
            self._loop.call_soon_threadsafe(call, *arguments)

    def _on_sent(self) -> None:
        self._call_in_app(self._show_held_frame)

    def _show_title(self, title: str) -> None:
        self.write(set_title(title))

    def _read_input(self, wake_up: int) -> None:
        input_filter = InputFilter()
        polls = 0
        while True:
            timeout = POLL_S if polls < MOST_POLLS else None
            ready = select.select([self.fileno, wake_up], [], [], timeout)[0]
            if wake_up in ready:
                return
            if ready:
                polls = 0
                data = self._read()
                if not data:
                    self._terminal_app.lose_terminal()
                    return
                data, replies = self._replies.feed(data)
                for reply in replies:
                    self._call_in_app(self._on_reply, reply)
            else:
                polls += 1
                data = self._replies.poll()
                if not data:
                    self._process(input_filter.flush())
                    continue
            self._process(input_filter.feed(data, self._app.message_queue_size))

    def _process(self, events: list[Message]) -> None:
        for event in events:
            self.process_message(event)

    def _read(self) -> bytes:
        """Return the bytes that have arrived, or none when the terminal is lost."""
        try:
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""

    def _continued(self, *_: object) -> None:
        # A hang-up and some kills send this signal too, without a suspension before it.
        # While the terminal belongs to an editor, the editor takes it back.
        if self._suspended and self._auto_restart:
            self.resume_application_mode()


def drawn_size(columns: int, rows: int) -> tuple[int, int]:
    """Return the size of the part of a window that is drawn."""
    return min(columns, MOST_COLUMNS), min(rows, MOST_ROWS)
