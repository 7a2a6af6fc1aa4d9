"""Helpers for tests of what was heard."""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import sqrt
from operator import mul
from statistics import median

from follow_along.adapters.sound.clock import now
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from tests.adapters.sound.pulse_server import Heard

MOMENT_S = 0.060
"""How far the median cue may be from its moment in a test.

`benchmarks/sound_timing.py` measures how far it is on a quiet machine. A busy machine delays the
server and the recorder by tens of milliseconds more, and single cues by any time.
"""


@contextmanager
def interpreter_held() -> Iterator[None]:
    """Let no other thread of this program run for 100 ms, twice a second."""
    done = threading.Event()
    usual = sys.getswitchinterval()

    def hold() -> None:
        while not done.wait(0.4):
            sys.setswitchinterval(1.0)
            until = now() + 0.1
            while now() < until:
                pass
            sys.setswitchinterval(usual)

    thread = threading.Thread(target=hold, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def ticks(first: float, count: int, gap: float) -> list[ScheduledCue]:
    """Return ticks, `gap` seconds apart."""
    return [ScheduledCue(first + gap * i, cue=CueName.TICK) for i in range(count)]


def pass_time(seconds: float) -> None:
    """Let real time pass, in which the sound process plays."""
    threading.Event().wait(max(0.0, seconds))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the correlation of two sounds: 1 if they are the same, 0 if they share nothing."""
    both, first, second = (sum(map(mul, a, b)) for a, b in ((one, other), (one, one), (other,) * 2))
    return both / sqrt(first * second) if first and second else 0.0


def lateness(heard: Sequence[Heard], due: Sequence[ScheduledCue]) -> list[float]:
    """Return how late each cue was heard, in seconds; assert that nothing is missing or extra."""
    assert len(heard) == len(due)
    return [sound.at - cue.at for sound, cue in zip(heard, due, strict=True)]


def assert_heard(heard: Sequence[Heard], due: Sequence[ScheduledCue]) -> None:
    """Assert that the cues, and nothing else, were heard at their moments."""
    late = lateness(heard, due)
    assert abs(median(late)) < MOMENT_S, late
