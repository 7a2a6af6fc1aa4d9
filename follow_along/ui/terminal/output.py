"""Output to a terminal that may take it slowly, or not at all: nobody waits for it but a thread.

Upstream gap: Textual's writer holds thirty writes and then blocks the app, so that a terminal that
takes no output also stops the keys, and it blocks for ever at exit.
"""

import os
import select
from collections.abc import Callable
from threading import Condition, Thread

POLL_S = 0.1
"""Seconds to wait at a time for room to write."""

PATIENCE_S = 1.0
"""Seconds without progress after which a terminal counts as lost, when the program ends."""

_CHUNK = 4096
"""Bytes that are sent at once."""


class TerminalOutput:
    """Sends text to a terminal from a thread of its own. It never raises.

    Calls `on_sent` in that thread whenever everything is sent, and `on_lost` when the terminal is
    lost, after which all text is discarded.
    """

    def __init__(
        self, terminal: int, on_lost: Callable[[], None], on_sent: Callable[[], None]
    ) -> None:
        self._descriptor = _own_descriptor(terminal)
        self._on_lost = on_lost
        self._on_sent = on_sent
        self._changed = Condition()
        self._unsent = bytearray()
        self._is_closing = False
        self._is_lost = False
        self._thread = Thread(target=self._send, name="terminal-output", daemon=True)
        self._thread.start()

    @property
    def is_pending(self) -> bool:
        """Whether the terminal has not taken everything yet."""
        return bool(self._unsent)

    def write(self, text: str) -> None:
        """Send text after all earlier text. Never waits."""
        with self._changed:
            if not self._is_lost:
                self._unsent += text.encode("utf-8", "replace")
                self._changed.notify()

    def drop_unsent(self) -> bool:
        """Discard what the terminal has not taken. False if it has taken everything."""
        with self._changed:
            dropped = bool(self._unsent)
            # A new buffer, because the thread may be sending from the old one.
            self._unsent = bytearray()
            return dropped

    def close(self) -> None:
        """Send the rest and end. Waits as long as the terminal takes some of it each second."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        # A descriptor that could not be opened anew may block the thread in a write.
        waited_s, left = 0.0, len(self._unsent)
        while self._thread.is_alive() and waited_s < PATIENCE_S:
            self._thread.join(POLL_S)
            waited_s = waited_s + POLL_S if len(self._unsent) == left else 0.0
            left = len(self._unsent)
        if self._thread.is_alive():
            self._give_up()
            self._thread.join(2 * POLL_S)
        if not self._thread.is_alive():
            os.close(self._descriptor)

    def _send(self) -> None:
        while not self._is_lost:
            with self._changed:
                self._changed.wait_for(lambda: self._unsent or self._is_closing)
                unsent = self._unsent
                chunk = bytes(unsent[:_CHUNK])
            if not chunk:
                return
            sent = self._send_some(chunk)
            with self._changed:
                del unsent[:sent]
                is_done = bool(sent) and not self._unsent
            if is_done:
                self._on_sent()

    def _send_some(self, chunk: bytes) -> int:
        """Send what there is room for now and return the number of bytes."""
        try:
            if select.select([], [self._descriptor], [], POLL_S)[1]:
                return os.write(self._descriptor, chunk)
        except BlockingIOError:
            pass
        except OSError:
            self._give_up()
        return 0

    def _give_up(self) -> None:
        with self._changed:
            self._is_lost = True
            self._unsent = bytearray()
        self._on_lost()


def _own_descriptor(terminal: int) -> int:
    """Return a new descriptor of the same terminal, non-blocking where possible."""
    try:
        # The existing descriptor is shared with the shell, which may need it to block.
        return os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return os.dup(terminal)
