"""The clocks of the machine."""

import sys
import time
from datetime import UTC, datetime, timedelta

from follow_along.core.history.logged_run import WallTime


def _clock_that_sleeps_not() -> int | None:
    """The clock that goes on while the machine sleeps and that nobody sets; None: there is none."""
    if sys.platform == "darwin":
        return time.CLOCK_MONOTONIC_RAW
    return getattr(time, "CLOCK_BOOTTIME", None)


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> float:
        """Monotonic seconds; they stand still while the machine sleeps (not so on Windows)."""
        return time.monotonic()  # noqa: TID251 - this is the clock

    def pressed(self) -> float:
        """The same: the person and the session live at one speed."""
        return self.now()

    def real(self, at: float) -> float:
        """The same moment: the session runs at the machine's speed."""
        return at

    def asleep(self) -> float:
        """Seconds slept, up to a constant: none where the system has no clock that counts them.

        The wall clock is no help: one that is put forward would look like a sleep.
        """
        wakeful = _clock_that_sleeps_not()
        return 0.0 if wakeful is None else time.clock_gettime(wakeful) - self.pressed()

    def wall(self, at: float) -> WallTime:
        """The wall time of a moment, with the local offset in force then."""
        if hasattr(time, "tzset"):
            # A time zone that was changed meanwhile is not found out by itself.
            time.tzset()
        utc = datetime.now(UTC) - timedelta(seconds=self.now() - at)  # noqa: TID251 - the clock
        offset = utc.astimezone().utcoffset() or timedelta()
        return WallTime(
            utc_ms=round(utc.timestamp() * 1000), offset_minutes=round(offset.total_seconds() / 60)
        )
