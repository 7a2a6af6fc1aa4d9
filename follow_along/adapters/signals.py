"""Signals that would end the program: each ends it in good order instead."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_NAMES = (
    *("INT", "TERM", "HUP", "QUIT", "USR1", "USR2"),
    *("ALRM", "VTALRM", "PROF", "XCPU", "IO", "PWR", "STKFLT"),
)
ENDING_SIGNALS = tuple(
    getattr(signal, f"SIG{name}") for name in _NAMES if hasattr(signal, f"SIG{name}")
)
"""All that this system has and that end a program unless it handles them, but for those of a fault
of the program itself and SIGKILL, which cannot be handled."""


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
