"""The clocks of the machine."""

import time
from datetime import UTC, datetime, timedelta

from follow_along.core.history import WallTime


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
        """Seconds slept, up to a constant.

        Linux counts them itself. Elsewhere they are how far the wall clock has run ahead, so that
        a wall clock put forward looks like a sleep: a stop that is not counted.
        """
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime(time.CLOCK_BOOTTIME) - self.pressed()
        return time.time() - self.pressed()  # noqa: TID251 - this is the clock

    def wall(self, at: float) -> WallTime:
        """The wall time of a moment, with the local offset in force then."""
        utc = datetime.now(UTC) - timedelta(seconds=self.now() - at)  # noqa: TID251 - the clock
        offset = utc.astimezone().utcoffset() or timedelta()
        return WallTime(
            utc_ms=round(utc.timestamp() * 1000), offset_minutes=round(offset.total_seconds() / 60)
        )
