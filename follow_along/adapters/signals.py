"""Signals that end the program: interrupt, terminate, and hangup of the terminal."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ENDING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Windows has no SIGHUP."""


@contextmanager
def on_ending_signals(handle: Callable[[int], None]) -> Iterator[None]:
    """Call `handle` with the signal's number in place of ending the program at once.

    A signal that is ignored, as under `nohup`, stays ignored. `handle` runs between any two steps
    of the main thread, so it should only set a flag. Raises ValueError outside the main thread.
    """
    previous = {
        number: signal.signal(number, lambda number, _: handle(number))
        for number in ENDING_SIGNALS
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
