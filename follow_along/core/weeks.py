"""ISO weeks by local dates.

A week is an integer: consecutive weeks have consecutive numbers, also across New Year. Week 0
contains 1 January 1970.
"""

from datetime import date, timedelta

from follow_along.core.wall_time import WallTime

_FIRST_MONDAY = date(1969, 12, 29)


def week_of(moment: WallTime) -> int:
    """The week of a moment, by the local date stored with it."""
    return week_of_day(moment.local_date)


def week_of_day(day: date) -> int:
    """The week of a date."""
    return (day - _FIRST_MONDAY).days // 7


def monday(week: int) -> date:
    """The date on which a week begins."""
    return _FIRST_MONDAY + timedelta(weeks=week)


def week_text(week: int) -> str:
    """The ISO name of a week, such as `2026-W10`."""
    year, number, _ = monday(week).isocalendar()
    return f"{year}-W{number:02}"
