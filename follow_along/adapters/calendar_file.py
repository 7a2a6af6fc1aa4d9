"""A file of calendar entries that any calendar imports (iCalendar, RFC 5545). An extra."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from follow_along import __version__
from follow_along.core.wall_time import WallTime


class CalendarEntry(NamedTuple):
    """An entry for a whole day."""

    key: str
    """By which a calendar knows the entry again when it is imported anew, on whatever day."""
    day: date
    title: str
    text: str


def calendar_bytes(entries: Iterable[CalendarEntry], now: WallTime) -> bytes:
    """Return the content of a calendar file, made at `now`."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//follow-along//follow-along {__version__}//EN")
    for entry in entries:
        event = Event()
        event.add("uid", f"{uuid5(NAMESPACE_URL, f'follow-along:{entry.key}')}@follow-along")
        event.add("dtstamp", datetime.fromtimestamp(now.utc_ms // 1000, UTC))
        # A calendar that has the entry already takes the one with the higher number.
        event.add("sequence", now.utc_ms // 60_000)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
