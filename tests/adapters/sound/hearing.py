"""What was heard, how late, and a load under which to hear it."""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from operator import mul
from statistics import median

from follow_along.adapters.sound.clock import now
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from tests.adapters.sound.pulse_server import Heard

MOMENT_S = 0.060
"""How far cues may be from their moments here, in the median.

The program keeps 20 ms, which `benchmarks/sound_timing.py` measures. A busy machine holds the
server and the recorder up by some tens of milliseconds more; single cues by any time.
"""


@dataclass(frozen=True)
class Figures:
    """How late cues were heard, one tuple for each stretch of time; all in seconds.

    The moments of a stretch share an error of their own, such as the moment of a key that is known
    to a millisecond alone: deviations are taken from the stretch's own offset.
    """

    stretches: Sequence[Sequence[float]]

    @property
    def offset(self) -> float:
        """The offset furthest from the moments."""
        return max(map(median, self.stretches), key=abs)

    def deviation(self, share: float) -> float:
        """The deviation that `share` of the cues do not exceed."""
        ordered = sorted(
            abs(late - median(stretch)) for stretch in self.stretches for late in stretch
        )
        return ordered[round(share * (len(ordered) - 1))]

    def __str__(self) -> str:
        shares = (("p50", 0.5), ("p99", 0.99), ("worst", 1.0))
        deviations = ", ".join(f"{n} {self.deviation(share) * 1000:.3f}" for n, share in shares)
        return f"offset {self.offset * 1000:.2f} ms, deviation {deviations} ms"


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
    """A row of ticks."""
    return [ScheduledCue(first + gap * i, cue=CueName.TICK) for i in range(count)]


def pass_time(seconds: float) -> None:
    """Let real time pass: the sound process lives in it."""
    threading.Event().wait(max(0.0, seconds))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The correlation of two sounds: 1 for the same, 0 for sounds that share nothing."""
    both, first, second = (sum(map(mul, a, b)) for a, b in ((one, other), (one, one), (other,) * 2))
    return both / sqrt(first * second) if first and second else 0.0


def lateness(heard: Sequence[Heard], due: Sequence[ScheduledCue]) -> list[float]:
    """How late each cue was heard (seconds); asserts that each is there, and nothing else."""
    assert len(heard) == len(due)
    return [sound.at - one.at for sound, one in zip(heard, due, strict=True)]


def assert_heard(heard: Sequence[Heard], due: Sequence[ScheduledCue]) -> None:
    """Every cue was heard in its order, nothing else was, and they were at their moments."""
    late = lateness(heard, due)
    assert abs(median(late)) < MOMENT_S, late
