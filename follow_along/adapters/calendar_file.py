"""Writing calendar entries to a file that any calendar imports (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from follow_along import __version__
from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.core.text import visible
from follow_along.core.wall_time import WallTime

_NOT_INSTALLED = "--ics needs {}, which is not installed. Run: pip install 'follow-along[calendar]'"


class CalendarError(Exception):
    """A calendar file cannot be written. The message is one sentence."""


class CalendarEntry(NamedTuple):
    """An entry for a whole day."""

    key: str
    """By which a calendar knows the entry again when it is imported anew, on whatever day."""
    day: date
    title: str
    text: str


def write_calendar(
    target: Path, entries: Iterable[CalendarEntry], now: WallTime, *, force: bool = False
) -> None:
    """Write `entries` to the file `target`, completely or not at all.

    With `force` an existing file is replaced; a symlink itself, never its target. Raises
    CalendarError when the file cannot be written, or the library for it is not installed.
    """
    content = calendar_bytes(entries, now)
    try:
        with atomic_write(target, replace=force) as unfinished:
            unfinished.write_bytes(content)
    except CannotReplaceError as error:
        hint = "" if force else " (name another file, or replace it with --force)"
        raise CalendarError(visible(f"{target} {error}{hint}.")) from None
    except OSError as error:
        reason = error.strerror or error
        raise CalendarError(visible(f"{target} cannot be written ({reason}).")) from error


def calendar_bytes(entries: Iterable[CalendarEntry], now: WallTime) -> bytes:
    """Return the content of a calendar file, made at `now`.

    Raises CalendarError when the library for it is not installed.
    """
    try:
        from icalendar import Calendar, Event  # noqa: PLC0415 - an extra, for one option
    except ModuleNotFoundError as error:
        raise CalendarError(_NOT_INSTALLED.format(error.name)) from error
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
