"""Lines on standard output and keys from standard input, for playing without a screen.

Threads read and write, so that neither the clock nor a key ever waits for a terminal.
"""

import os
import select
import signal
import sys
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Self

from follow_along.adapters.console_keys import KeyDecoder, LineDecoder, key_of_line

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

SUSPEND = "suspend"
"""The name that stands for SIGTSTP among the keys."""

SEQUENCE_S = 0.1
"""Seconds in which the rest of an escape sequence arrives, if there is any."""

PATIENCE_S = 1.0
"""Seconds that the end waits for a terminal that takes no output."""

_READ_BYTES = 1024


class PlainConsole:
    """Standard input and output while a run is played. Use it as a context manager.

    Single presses are read where standard input is a terminal; with `by_line`, and elsewhere, a key
    is a line: its character or its name, or nothing for the big key.
    """

    def __init__(self, *, by_line: bool) -> None:
        self.failure: OSError | None = None
        """Why standard output took no more, if it did not."""
        self.by_line = by_line or termios is None or not os.isatty(0)
        self._keys: SimpleQueue[str | None] = SimpleQueue()
        self._lines: SimpleQueue[bytes | Event | None] = SimpleQueue()
        self._settings: list[Any] | None = None
        self._decoder = self._key_decoder()
        self._takes_lines = False
        self._writer = Thread(target=self._write, daemon=True)
        self._output = os.dup(1)
        # Not those of sys.stdout, whose lock a write to a stalled terminal would hold at the end.
        self._encoding = getattr(sys.stdout, "encoding", None) or "utf-8"

    def __enter__(self) -> Self:
        self._on_suspend(lambda *_: self._keys.put(SUSPEND))
        self._take_keys()
        self._writer.start()
        Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._lines.put(None)
        self._writer.join(PATIENCE_S)
        self._give_keys_back()
        self._on_suspend(signal.SIG_DFL)

    @property
    def stalled(self) -> bool:
        """Whether the terminal takes no output, so that nothing more can be printed."""
        return self._writer.is_alive()

    def key(self, timeout_s: float) -> str:
        """Wait for a key and return its name; "" when none came in time or `wake` was called.

        Raises EOFError when the input has ended or the output is lost.
        """
        try:
            key = self._keys.get(timeout=timeout_s)
        except Empty:
            return ""
        if key is None:
            raise EOFError
        is_line = key.endswith("\n") and not self._takes_lines
        return key_of_line(key) if is_line else key

    def take_lines(self, *, whole: bool) -> None:
        """Let `key` return whole lines of text, with their line ends, or keys again.

        On a terminal a line is seen, and can be corrected, while it is typed.
        """
        self._takes_lines = whole
        self._decoder = LineDecoder() if whole else self._key_decoder()
        if whole:
            self._give_keys_back()
        else:
            self._take_keys()

    def _key_decoder(self) -> KeyDecoder | LineDecoder:
        return LineDecoder() if self.by_line else KeyDecoder()

    def wake(self) -> None:
        """Let `key` return. Callable from a signal handler."""
        self._keys.put("")

    def print(self, line: str) -> None:
        """Print a line, without waiting for the terminal."""
        self._lines.put(f"{line}\n".encode(self._encoding, "backslashreplace"))

    def ring(self) -> None:
        """Ring the terminal's bell, where there is a terminal."""
        if os.isatty(1):
            self._lines.put(b"\a")

    def suspend(self) -> None:
        """Give the terminal back to the shell until the program is continued."""
        written = Event()
        self._lines.put(written)
        written.wait(PATIENCE_S)
        self._give_keys_back()
        self._on_suspend(signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        self._on_suspend(lambda *_: self._keys.put(SUSPEND))
        self._take_keys()

    @staticmethod
    def _on_suspend(handler: Any) -> None:
        """Set what SIGTSTP does; one that is ignored, as under `nohup`, stays ignored."""
        if hasattr(signal, "SIGTSTP") and signal.getsignal(signal.SIGTSTP) is not signal.SIG_IGN:
            signal.signal(signal.SIGTSTP, handler)

    def _take_keys(self) -> None:
        """Let the terminal send each key by itself, unseen. Ctrl+C and Ctrl+Z remain signals."""
        if self.by_line or self._takes_lines or self._settings is not None:
            return
        with suppress(termios.error):
            self._settings = termios.tcgetattr(0)
            single = termios.tcgetattr(0)
            single[0] &= ~termios.IXON  # Ctrl+S would stop the output
            single[3] &= ~(termios.ICANON | termios.ECHO)
            termios.tcsetattr(0, termios.TCSANOW, single)

    def _give_keys_back(self) -> None:
        if self._settings is not None:
            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._settings)
            self._settings = None

    def _read(self) -> None:
        with suppress(OSError):
            while True:
                if self._decoder.incomplete and not select.select([0], [], [], SEQUENCE_S)[0]:
                    keys = self._decoder.flush()
                elif data := os.read(0, _READ_BYTES):
                    keys = self._decoder.feed(data)
                else:
                    break
                for key in keys:
                    self._keys.put(key)
        self._keys.put(None)

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            if isinstance(line, Event):
                line.set()
                continue
            try:
                while line:
                    line = line[os.write(self._output, line) :]
            except OSError as error:
                self.failure = error
                self._keys.put(None)
                return
