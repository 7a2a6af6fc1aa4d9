"""A terminal driver that survives terminals that disappear, stop reading or send malformed input.

Upstream gap: Textual's driver spins when its input ends (Textualize/textual#6690), dies of invalid
UTF-8 (#6456) and blocks for ever at exit when the terminal reads nothing.
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
"""Seconds to wait at a time for input, or for room to write."""

PATIENCE_S = 1.0
"""Seconds without reading after which a terminal counts as lost, once the program is ending."""

READ_BYTES = 4096

REPORT_PLACES = "\x1b[=4;2u"
"""Asks a terminal with kitty's protocol to report also which key of a US keyboard was pressed."""


class TerminalApp(Protocol):
    """What the driver needs of the app, beyond Textual's own `App`."""

    ended_by: int | None

    def lose_terminal(self) -> None:
        """End the app because its terminal is lost; callable from any thread."""

    def fail(self, error: Exception) -> None:
        """End the app because of an internal error."""


class OutputWriter(io.RawIOBase):
    """Writes to the terminal. It never raises; output for a lost terminal is discarded.

    Calls `on_lost` in the writing thread when the terminal is lost. Once `is_ending` returns True,
    a terminal that reads nothing for `PATIENCE_S` seconds counts as lost.
    """

    def __init__(
        self, terminal: int, on_lost: Callable[[], None], is_ending: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._descriptor = _own_descriptor(terminal)
        self._on_lost = on_lost
        self._is_ending = is_ending
        self._waited_s = 0.0
        self._is_lost = False

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write all bytes, and discard them once the terminal is lost. Returns their number."""
        left = memoryview(data)
        size = left.nbytes
        while left and not self._is_lost:
            left = left[self._write_some(left) :]
        return size

    def close(self) -> None:
        """Close the descriptor."""
        if not self.closed:
            super().close()
            os.close(self._descriptor)

    def _write_some(self, data: memoryview) -> int:
        """Write as much as there is room for now and return the number of bytes."""
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
        if self._is_ending() and self._waited_s >= PATIENCE_S:
            self._give_up()
        return 0

    def _give_up(self) -> None:
        self._is_lost = True
        self._on_lost()


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with safe output and filtered input."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._terminal_app = cast("TerminalApp", app)
        self._suspended = False
        signal.signal(signal.SIGCONT, self._continued)

    def start_application_mode(self) -> None:
        """Switch the terminal to the full screen."""
        # Textual writes to standard error, which may be redirected.
        output = OutputWriter(
            sys.__stdout__.fileno(),  # type: ignore[union-attr]
            self._terminal_app.lose_terminal,
            lambda: self._terminal_app.ended_by is not None,
        )
        self._file = io.TextIOWrapper(io.BufferedWriter(output), "utf-8", "replace")
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is None and not self._suspended:
            self._terminal_app.lose_terminal()
        self.write(REPORT_PLACES)
        self.write(KEEP_TITLE)
        self._app.watch(self._app, "title", self._show_title)

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        if self._mouse_pixels:
            # Textual enables this mode and never disables it.
            self.write("\x1b[?1016l")
        self.write(RESTORE_TITLE)
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Write to the terminal while it is in application mode."""
        if self._writer_thread is not None:
            super().write(data)

    def close(self) -> None:
        """Flush and close the output."""
        super().close()
        self._writer_thread = None
        if self._file is not None:
            self._file.close()

    def suspend_application_mode(self) -> None:
        """Restore the terminal while the program is suspended."""
        self._suspended = True
        super().suspend_application_mode()

    def run_input_thread(self) -> None:
        """Pass input to the app until the program ends or the terminal is lost."""
        try:
            self._read_input()
        except Exception as error:  # noqa: BLE001 - without keys the program is useless
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
        """Return the bytes that have arrived, or none when the terminal is lost."""
        try:
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""

    def _continued(self, *_: object) -> None:
        # A hang-up and some kills send this signal too, without a suspension before it.
        if self._suspended:
            self.resume_application_mode()
            # The shell may have resumed the program in the background, without a terminal.
            self._suspended = self._writer_thread is None


def _own_descriptor(terminal: int) -> int:
    """Return a new descriptor of the same terminal, non-blocking where possible."""
    try:
        # The existing descriptor is shared with the shell, which may need it to block.
        return os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return os.dup(terminal)
