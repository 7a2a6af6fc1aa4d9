"""Moments as the log writes them: UTC as ISO 8601 text with milliseconds, and local time to read.

Whole milliseconds throughout: a float of seconds would round some of them away.
"""

import contextlib
from datetime import UTC, datetime, timedelta, timezone

from follow_along.core.wall_time import WallTime

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def utc_text(utc_ms: int) -> str:
    """`utc_ms` as "2026-03-07T06:30:00.000Z". OverflowError outside the years 1 to 9999."""
    moment = _EPOCH + timedelta(milliseconds=utc_ms)
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def utc_ms(text: str) -> int:
    """Milliseconds since 1970 of what `utc_text` wrote. ValueError for anything else."""
    return (datetime.fromisoformat(text) - _EPOCH) // _MS


def local_text(moment: WallTime) -> str:
    """The moment where the person was, as "2026-03-07T07:30:00.000+01:00".

    In UTC at either end of the calendar, where there is no local time.
    """
    return _local(moment).isoformat(timespec="milliseconds")


def local_second(moment: WallTime) -> str:
    """The same as "2026-03-07T07:30:00", which a spreadsheet takes for a date and a time."""
    return _local(moment).replace(tzinfo=None).isoformat(timespec="seconds")


def _local(moment: WallTime) -> datetime:
    local = _EPOCH + timedelta(milliseconds=moment.utc_ms)
    with contextlib.suppress(OverflowError):
        local = local.astimezone(timezone(timedelta(minutes=moment.offset_minutes)))
    return local
