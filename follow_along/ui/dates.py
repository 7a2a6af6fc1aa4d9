"""Dates as a person reads them, made from the ISO dates of `core.weeks`."""

from follow_along.core.history.logged_run import WallTime
from follow_along.core.weeks import day_text, local_day, monday_text

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
_DAYS = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
"""From Thursday on: 1 January 1970 was one."""


def week_head(week: int) -> str:
    """The day on which a week begins, in six characters or fewer: `5 Oct`."""
    return _short(monday_text(week))


def week_words(week: int) -> str:
    """The day on which a week begins, in full: `5 October 2026`."""
    year, month, day = _parts(monday_text(week))
    return f"{day} {_MONTHS[month - 1]} {year}"


def day_head(moment: WallTime) -> str:
    """The local day of a moment: `7 Oct`."""
    return _short(day_text(moment))


def month_head(moment: WallTime) -> str:
    """The local month of a moment and its year: `Oct 2026`."""
    year, month, _ = _parts(day_text(moment))
    return f"{_MONTHS[month - 1][:3]} {year}"


def in_one_year(first: WallTime, last: WallTime) -> bool:
    """Whether two moments fall in the same calendar year, each by its own local date."""
    return day_text(first)[:4] == day_text(last)[:4]


def day_words(moment: WallTime) -> str:
    """The local day of a moment with its weekday and year: `Wed 7 Oct 2026`."""
    return f"{_DAYS[local_day(moment) % 7]} {day_head(moment)} {day_text(moment)[:4]}"


def clock_words(moment: WallTime) -> str:
    """The local time of a moment: `07:30`."""
    minutes = moment.utc_ms // 60_000 + moment.offset_minutes
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _short(date: str) -> str:
    _, month, day = _parts(date)
    return f"{day} {_MONTHS[month - 1][:3]}"


def _parts(date: str) -> tuple[int, int, int]:
    year, month, day = date.split("-")
    return int(year), int(month), int(day)
