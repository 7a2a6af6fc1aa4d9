"""Dates and times as the user reads them."""

from datetime import date

from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import monday

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def short_week_start(week: int) -> str:
    """Return the first day of a week in at most six characters: `5 Oct`."""
    return _short(monday(week))


def week_start_text(week: int) -> str:
    """Return the first day of a week in full: `5 October 2026`."""
    return _full(monday(week))


def short_day(moment: WallTime) -> str:
    """Return the local day: `7 Oct`."""
    return _short(moment.local_date)


def full_day(moment: WallTime) -> str:
    """Return the local day in full: `7 October 2026`."""
    return _full(moment.local_date)


def month_and_year(moment: WallTime) -> str:
    """Return the local month and year: `Oct 2026`."""
    day = moment.local_date
    return f"{_MONTHS[day.month - 1][:3]} {day.year:04}"


def same_year(first: WallTime, last: WallTime) -> bool:
    """Whether two local dates fall in the same calendar year."""
    return first.local_date.year == last.local_date.year


def day_text(moment: WallTime) -> str:
    """Return the local day with its weekday and year: `Wed 7 Oct 2026`."""
    day = moment.local_date
    return f"{_WEEKDAYS[day.weekday()]} {_short(day)} {day.year:04}"


def time_text(moment: WallTime) -> str:
    """Return the local time: `07:30`."""
    minutes = moment.utc_ms // 60_000 + moment.offset_minutes
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _full(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def _short(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"
