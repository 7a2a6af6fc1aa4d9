"""Signals that end a program: the interrupt, the kind kill, the terminal that hangs up."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Windows has no SIGHUP."""


@contextmanager
def told_to_end(tell: Callable[[int], None]) -> Iterator[None]:
    """Call `tell` with the number of each ending signal, which else would end the program at once.

    A signal that is ignored, as `nohup` has it, stays so. `tell` is called between any two steps
    of the main thread, so it may note a wish and no more. ValueError off the main thread.
    """
    before = {
        number: signal.signal(number, lambda number, _: tell(number))
        for number in ENDING
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def status_of(number: int) -> int:
    """The exit status that shells give a program ended by signal `number`."""
    return 128 + number
