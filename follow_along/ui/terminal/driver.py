"""A driver for terminals that go away, stop reading or send malformed input.

Textual's own driver raises or hangs in each of these cases. This one tells the app that the
terminal is gone, and does not wait for ever for one that reads nothing when the program ends.
"""

import io
import os
import select
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from follow_along.ui.terminal.input_filter import InputFilter
from follow_along.ui.terminal.window_title import KEEP_TITLE, RESTORE_TITLE, set_title

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

POLL_S = 0.1
"""Seconds for which input, or room to write, is waited for at a time."""

PATIENCE_S = 1.0
"""Seconds for which a terminal may read nothing before it is given up, once the program ends."""

READ_BYTES = 4096


class TerminalApp(Protocol):
    """What the driver needs of the app beside what Textual gives it."""

    ended_by: int | None

    def lose_terminal(self) -> None:
        """End the app, for its terminal is gone; from any thread."""

    def fail(self, error: Exception) -> None:
        """End the app, for the program has failed."""


class OutputWriter(io.RawIOBase):
    """Writes to the terminal. It never raises, and discards what a terminal that is gone would get.

    `gone` is called, in the thread that writes, when the terminal is found to be gone; one that
    reads nothing for a second counts as gone once `ending` says that the program ends.
    """

    def __init__(self, terminal: int, gone: Callable[[], None], ending: Callable[[], bool]) -> None:
        super().__init__()
        self._descriptor = _own_descriptor(terminal)
        self._gone = gone
        self._ending = ending
        self._waited_s = 0.0
        self._is_read = True

    def writable(self) -> bool:
        """True: it is for writing alone."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write all of it, or what the terminal reads before it is gone; returns the whole size."""
        left = memoryview(data)
        size = left.nbytes
        while left and self._is_read:
            left = left[self._write_some(left) :]
        return size

    def close(self) -> None:
        """Close the descriptor."""
        if not self.closed:
            super().close()
            os.close(self._descriptor)

    def _write_some(self, data: memoryview) -> int:
        """Write what there is room for now; returns how many bytes."""
        try:
            if select.select([], [self._descriptor], [], POLL_S)[1]:
                self._waited_s = 0.0
                return os.write(self._descriptor, data)
        except BlockingIOError:
            return 0
        except OSError:
            self._give_up()
            return 0
        self._waited_s += POLL_S
        if self._ending() and self._waited_s >= PATIENCE_S:
            self._give_up()
        return 0

    def _give_up(self) -> None:
        self._is_read = False
        self._gone()


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, made to survive its terminal."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._terminal_app = cast("TerminalApp", app)
        self._suspended = False
        signal.signal(signal.SIGCONT, self._continued)

    def start_application_mode(self) -> None:
        """Switch the terminal to the full screen."""
        # Textual writes to the standard error, which may be redirected.
        output = OutputWriter(
            sys.__stdout__.fileno(),  # type: ignore[union-attr]
            self._terminal_app.lose_terminal,
            lambda: self._terminal_app.ended_by is not None,
        )
        self._file = io.TextIOWrapper(io.BufferedWriter(output), "utf-8", "replace")
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is None and not self._suspended:
            self._terminal_app.lose_terminal()
        self.write(KEEP_TITLE)
        self._app.watch(self._app, "title", self._show_title)

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        if self._mouse_pixels:
            # Textual turns this on and never off.
            self.write("\x1b[?1016l")
        self.write(RESTORE_TITLE)
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Write to the terminal while it is in application mode."""
        if self._writer_thread is not None:
            super().write(data)

    def close(self) -> None:
        """Write what is left and close the output."""
        super().close()
        self._writer_thread = None
        if self._file is not None:
            self._file.close()

    def suspend_application_mode(self) -> None:
        """Restore the terminal for as long as the program is suspended."""
        self._suspended = True
        super().suspend_application_mode()

    def run_input_thread(self) -> None:
        """Pass input to the app until the program ends or the terminal is gone."""
        try:
            self._read_input()
        except Exception as error:  # noqa: BLE001 - without keys the program is of no use
            self._app.call_later(self._terminal_app.fail, error)

    def _show_title(self, title: str) -> None:
        self.write(set_title(title))

    def _read_input(self) -> None:
        input_filter = InputFilter()
        while not self.exit_event.is_set():
            if not select.select([self.fileno], [], [], POLL_S)[0]:
                events = input_filter.flush()
            elif data := self._read():
                events = input_filter.feed(data, self._app.message_queue_size)
            else:
                self._terminal_app.lose_terminal()
                return
            for event in events:
                self.process_message(event)

    def _read(self) -> bytes:
        """The bytes that have arrived; none when the terminal is gone."""
        try:
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""

    def _continued(self, *_: object) -> None:
        # A hang-up and some kinds of kill send this signal too, without a suspension before it.
        if self._suspended:
            self.resume_application_mode()
            # A shell may have resumed it in the background, where it has no terminal.
            self._suspended = self._writer_thread is None


def _own_descriptor(terminal: int) -> int:
    """A descriptor of the same terminal, non-blocking where possible."""
    try:
        # Opened again: the present one is shared with the shell, which may need it to block.
        return os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return os.dup(terminal)
