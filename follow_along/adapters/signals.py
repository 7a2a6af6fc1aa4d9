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
def on_ending_signals(handle: Callable[[int], None], *, once: bool = True) -> Iterator[None]:
    """Call `handle` with the signal's number in place of ending the program at once.

    With `once`, the first such signal ends the program, and all later ones are ignored, also after
    this: a terminal that closes sends more than one, and none may cut short what is saved and said
    at the end.

    A signal that is ignored, as under `nohup`, stays ignored. `handle` runs between any two steps
    of the main thread, so it should only set a flag. Raises ValueError outside the main thread.
    """

    def handler(number: int, _: object) -> None:
        if once:
            for each in ENDING_SIGNALS:
                signal.signal(each, signal.SIG_IGN)
        handle(number)

    previous = {
        number: signal.signal(number, handler)
        for number in ENDING_SIGNALS
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, before in previous.items():
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, before)
