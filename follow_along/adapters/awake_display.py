"""Keeps the display awake, so that a session can be followed without touching the keyboard.

Whatever fails or hangs here, such as the desktop's D-Bus service, changes nothing of the session.
"""

import queue
import threading
from contextlib import AbstractContextManager, ExitStack, suppress

CLOSE_S = 0.2


def _presenting() -> AbstractContextManager[object]:
    """Keep the display awake in a block of code. Raises whatever the library raises."""
    # Imports much, and only when a run begins.
    from wakepy import keep  # noqa: PLC0415

    mode: AbstractContextManager[object] = keep.presenting(on_fail="pass")
    return mode


class AwakeDisplay:
    """A thread that asks the system to keep the display awake. No call waits or raises."""

    def __init__(self) -> None:
        self._awake = False
        self._thread: threading.Thread | None = None
        self._wishes: queue.SimpleQueue[bool] = queue.SimpleQueue()
        """True and False in turn; one more False ends the thread."""

    def keep(self, awake: bool) -> None:
        """Keep the display awake from now on, or let it sleep."""
        if awake == self._awake:
            return
        self._awake = awake
        self._wishes.put(awake)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="display", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Let the display sleep. Blocks the caller for at most 0.2 s."""
        self.keep(False)
        self._wishes.put(False)
        if self._thread is not None:
            self._thread.join(CLOSE_S)

    def _run(self) -> None:
        """Do as is wished until `close` is called."""
        while self._wishes.get():
            with suppress(Exception), ExitStack() as stack:
                with suppress(Exception):
                    stack.enter_context(_presenting())
                self._wishes.get()
