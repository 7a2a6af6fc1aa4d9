"""ISO weeks, each moment taken by the person's own clock: the offset stored with it.

A week is an integer here: the number of its Monday's week, counted from the one that held the
first day of 1970. Weeks in a row are numbers in a row, whatever year they fall in.
"""

from follow_along.core.history.logged_run import WallTime

DAY_MS = 86_400_000
_MINUTE_MS = 60_000
_DAYS_BEFORE_1970 = 719_468
"""From 1 March of the year 0, where the 400-year cycle below begins, to 1 January 1970."""


def local_day(moment: WallTime) -> int:
    """The local date of a moment, as days since 1 January 1970."""
    return (moment.utc_ms + moment.offset_minutes * _MINUTE_MS) // DAY_MS


def week_of(moment: WallTime) -> int:
    """The week a moment falls in, where the person was."""
    # 1 January 1970 was a Thursday: the Monday of its week was day -3.
    return (local_day(moment) + 3) // 7


def week_text(week: int) -> str:
    """The ISO name of a week, such as `2026-W10`."""
    year, number = iso_week(week)
    return f"{year}-W{number:02}"


def iso_week(week: int) -> tuple[int, int]:
    """The ISO year of a week and its number in it, from 1 to 53."""
    # The year of a week is that of its Thursday, and the number says how many Thursdays it has had.
    thursday = week * 7
    year = _civil(thursday)[0]
    return year, (thursday - _first_of_january(year)) // 7 + 1


def monday_text(week: int) -> str:
    """The date on which a week begins, such as `2026-03-02`."""
    return _day_text(monday(week))


def monday(week: int) -> int:
    """The day on which a week begins, as days since 1 January 1970."""
    return week * 7 - 3


def day_text(moment: WallTime) -> str:
    """The local date of a moment, such as `2026-03-07`."""
    return _day_text(local_day(moment))


def _day_text(day: int) -> str:
    year, month, of_month = _civil(day)
    return f"{year:04}-{month:02}-{of_month:02}"


def _first_of_january(year: int) -> int:
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 - 719_162


def _civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day since 1970, in the Gregorian calendar.

    Years are reckoned from March, so that the leap day is the last one of its year.
    """
    era, of_era = divmod(day + _DAYS_BEFORE_1970, 146_097)
    years = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    march_month = (5 * of_year + 2) // 153
    of_month = of_year - (153 * march_month + 2) // 5 + 1
    month = march_month + 3 if march_month < 10 else march_month - 9
    return era * 400 + years + (month <= 2), month, of_month
