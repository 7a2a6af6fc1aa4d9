"""The terminal, whatever it does: it goes away, stops listening, or sends anything at all.

Textual's own driver dies of each of these, or hangs. This one tells the app that the terminal is
gone, and does not wait for ever, once the program is to end, for a terminal that takes nothing.
"""

import io
import os
import select
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from follow_along.ui.terminal.input_filter import InputFilter
from follow_along.ui.terminal.thrift import Thrift
from follow_along.ui.terminal.window_title import KEEP_TITLE, RESTORE_TITLE, set_title

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from follow_along.ui.base_app import BaseApp


LOOK_S = 0.1
"""How long one look for input, or for room to write, may take."""

PATIENCE_S = 1.0
"""How long a terminal may take nothing before it is given up, once the program is to end."""

READ_BYTES = 4096


class OutputWriter(io.RawIOBase):
    """The way to the terminal. It never fails, and swallows what is written when nobody takes it.

    `gone` is called, in the thread that writes, when the terminal is found to be gone; one that
    takes nothing for a second is held to be so as soon as `hurried` says that the program ends.
    """

    def __init__(
        self, terminal: int, gone: Callable[[], None], hurried: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._descriptor = _own_descriptor(terminal)
        self._gone = gone
        self._hurried = hurried
        self._waited_s = 0.0
        self._taken = True

    def writable(self) -> bool:
        """It is written to, and nothing else."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write all of it, or as much as the terminal takes before it is gone; the size of all."""
        left = memoryview(data)
        size = left.nbytes
        while left and self._taken:
            left = left[self._write_some(left) :]
        return size

    def close(self) -> None:
        """Let go of the terminal."""
        if not self.closed:
            super().close()
            os.close(self._descriptor)

    def _write_some(self, data: memoryview) -> int:
        """Write what there is room for within one look; how many bytes."""
        try:
            if select.select([], [self._descriptor], [], LOOK_S)[1]:
                self._waited_s = 0.0
                return os.write(self._descriptor, data)
        except BlockingIOError:
            return 0
        except OSError:
            self._give_up()
            return 0
        self._waited_s += LOOK_S
        if self._hurried() and self._waited_s >= PATIENCE_S:
            self._give_up()
        return 0

    def _give_up(self) -> None:
        self._taken = False
        self._gone()


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, for terminals as they are."""

    def __init__(self, app: "BaseApp[Any]", **options: Any) -> None:
        super().__init__(app, **options)
        self._frame = app
        self._suspended = False
        signal.signal(signal.SIGCONT, self._continued)

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        # Textual writes to the standard error, which a person may have sent elsewhere.
        outlet = OutputWriter(
            sys.__stdout__.fileno(),  # type: ignore[union-attr]
            self._frame.lose_terminal,
            lambda: self._frame.ended_by is not None,
        )
        self._thrift = Thrift()
        self._file = io.TextIOWrapper(io.BufferedWriter(outlet), "utf-8", "replace")
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is None and not self._suspended:
            self._frame.lose_terminal()
        self.write(KEEP_TITLE)
        self._frame.watch(self._frame, "title", self._show_title)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._mouse_pixels:
            # Textual turns this on where the terminal can, and never off.
            self.write("\x1b[?1016l")
        self.write(RESTORE_TITLE)
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Have something written, while the terminal is ours."""
        if self._writer_thread is not None:
            super().write(self._thrift.spare(data))

    def close(self) -> None:
        """Write what is left, and let go of the terminal."""
        super().close()
        self._writer_thread = None
        if self._file is not None:
            self._file.close()

    def suspend_application_mode(self) -> None:
        """Give the terminal back for as long as the program is suspended."""
        self._suspended = True
        super().suspend_application_mode()

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the program ends or the terminal is gone."""
        try:
            self._hand_on()
        except Exception as error:  # noqa: BLE001 - without a key the program is of no use
            self._frame.call_later(self._frame.fail, error)

    def _show_title(self, title: str) -> None:
        self.write(set_title(title))

    def _hand_on(self) -> None:
        inlet = InputFilter()
        while not self.exit_event.is_set():
            if not select.select([self.fileno], [], [], LOOK_S)[0]:
                events = inlet.look()
            elif data := self._read():
                events = inlet.take(data, self._frame.message_queue_size)
            else:
                self._frame.lose_terminal()
                return
            for event in events:
                self.process_message(event)

    def _read(self) -> bytes:
        """What is there to be read; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""

    def _continued(self, *_: object) -> None:
        # This signal comes along when a terminal hangs up, and with a kind kill: it does not mean
        # that the program was suspended.
        if self._suspended:
            self.resume_application_mode()
            # A shell may have let it go on in the background, where no terminal is to be had.
            self._suspended = self._writer_thread is None


def _own_descriptor(terminal: int) -> int:
    """A descriptor of the same terminal that never blocks, where one can be had."""
    try:
        # Opened anew: the one that is there is shared with the shell, which may want to wait.
        return os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return os.dup(terminal)
