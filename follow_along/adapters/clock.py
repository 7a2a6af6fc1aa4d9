"""The clocks of the machine. The only module of the program that reads them for a run."""

import sys
import time
from datetime import UTC, datetime, timedelta

from follow_along.core.wall_time import WallTime


def _clock_including_sleep() -> int | None:
    """The clock that counts sleep and that nobody sets; None where the system has none."""
    if sys.platform == "darwin":
        return time.CLOCK_MONOTONIC_RAW
    return getattr(time, "CLOCK_BOOTTIME", None)


class SystemClock:
    """The machine's clocks. Implements `ports.Clock`."""

    def now(self) -> float:
        """Monotonic seconds. They do not count sleep, except on Windows."""
        return time.monotonic()  # noqa: TID251 - this is the clock

    def pressed(self) -> float:
        """Monotonic seconds for telling key presses apart; the same as `now`."""
        return self.now()

    def real(self, at: float) -> float:
        """The machine's monotonic seconds at the session time `at`; the same."""
        return at

    def session(self, real: float) -> float:
        """The session time at the machine's monotonic seconds `real`; the same."""
        return real

    def asleep(self) -> float:
        """Seconds slept, up to a constant; always 0 where no clock counts them (Windows).

        The wall clock does not serve: setting it forward would look like sleep.
        """
        clock = _clock_including_sleep()
        return 0.0 if clock is None else time.clock_gettime(clock) - self.pressed()

    def wall(self, at: float) -> WallTime:
        """The wall time of the moment `at`, with the local offset in force then."""
        if hasattr(time, "tzset"):
            # Python notices a changed time zone only when asked.
            time.tzset()
        utc = datetime.now(UTC) - timedelta(seconds=self.now() - at)  # noqa: TID251 - the clock
        try:
            offset = utc.astimezone().utcoffset() or timedelta()
        except ValueError:
            # TZ names an offset of a day or more, which is no time zone.
            offset = timedelta()
        return WallTime(
            utc_ms=round(utc.timestamp() * 1000), offset_minutes=round(offset.total_seconds() / 60)
        )
