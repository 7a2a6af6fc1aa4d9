"""A machine whose clocks a test controls; the program reads them through `SystemClock`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from types import SimpleNamespace
from typing import Self

import pytest

from follow_along.adapters import clock


@dataclass
class Machine:
    """Three clocks in seconds: monotonic, monotonic including sleep, and wall time."""

    monotonic_s: float = 5000.0
    slept_s: float = 700.0
    wall_s: float = 0.0

    def set_wall(self, utc: str) -> None:
        """Set the wall clock to an ISO 8601 time; UTC unless it has an offset."""
        moment = datetime.fromisoformat(utc)
        self.wall_s = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()

    def wait(self, seconds: float) -> None:
        """Advance all clocks."""
        self.monotonic_s += seconds
        self.wall_s += seconds

    def sleep(self, seconds: float) -> None:
        """Advance the clocks that count sleep."""
        self.slept_s += seconds
        self.wall_s += seconds


@contextmanager
def a_machine(utc: str, zone: str) -> Iterator[Machine]:
    """A machine whose wall clock shows `utc`, in a time zone."""
    machine = Machine()
    machine.set_wall(utc)

    class Now(datetime):
        """A datetime whose `now` reads the machine's wall clock."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            """The time of the machine's wall clock."""
            return cls.fromtimestamp(machine.wall_s, tz)

    clocks = SimpleNamespace(
        monotonic=lambda: machine.monotonic_s,
        clock_gettime=lambda _: machine.monotonic_s + machine.slept_s,
        CLOCK_BOOTTIME=7,
        CLOCK_MONOTONIC_RAW=4,
        tzset=clock.time.tzset,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "datetime", Now)
        patch.setattr(clock, "time", clocks)
        patch.setenv("TZ", zone)
        yield machine
    clocks.tzset()
