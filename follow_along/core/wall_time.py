"""A moment of the wall clock: UTC, and the local offset where the person was."""

from datetime import date
from typing import NamedTuple

DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


class WallTime(NamedTuple):
    """A moment: milliseconds since 1970 in UTC, and the offset of local time in minutes."""

    utc_ms: int
    offset_minutes: int

    @property
    def local_date(self) -> date:
        """The date where the person was, within the years 1 to 9999."""
        days = _EPOCH + (self.utc_ms + self.offset_minutes * 60_000) // DAY_MS
        return date.fromordinal(min(max(days, 1), date.max.toordinal()))
