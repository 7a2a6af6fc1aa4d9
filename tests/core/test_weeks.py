"""ISO weeks by local dates."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import monday, week_of, week_text

DATES = st.dates(date(1600, 1, 1), date(2399, 12, 31))


def at(text: str) -> WallTime:
    """The moment of a local time with its offset, such as `2026-03-07T07:30+01:00`."""
    moment = datetime.fromisoformat(text)
    offset = moment.utcoffset()
    assert offset is not None
    return WallTime(int(moment.timestamp() * 1000), offset // timedelta(minutes=1))


@given(day=DATES, hour=st.integers(0, 23), offset=st.integers(-1439, 1439))
def test_any_local_date_falls_in_its_iso_week(day: date, hour: int, offset: int) -> None:
    """Week, year of the week, Monday and date are those of the standard calendar."""
    zone = timezone(timedelta(minutes=offset))
    moment = at(datetime(day.year, day.month, day.day, hour, tzinfo=zone).isoformat())
    week = week_of(moment)
    assert moment.local_date == day
    assert week_text(week) == "{}-W{:02}".format(*day.isocalendar())
    assert monday(week) == day - timedelta(days=day.weekday())


@given(day=DATES)
def test_weeks_in_a_row_are_numbers_in_a_row(day: date) -> None:
    """Seven days later is the next week, over every New Year."""
    moment = WallTime((day - date(1970, 1, 1)).days * 86_400_000, 0)
    later = WallTime(moment.utc_ms + 7 * 86_400_000, 0)
    assert week_of(later) == week_of(moment) + 1


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        pytest.param("2026-12-31T23:30+01:00", "2026-W53", id="the last evening of a long year"),
        pytest.param("2027-01-03T23:59+01:00", "2026-W53", id="its last Sunday, in January"),
        pytest.param("2027-01-04T00:00+01:00", "2027-W01", id="the Monday after"),
        pytest.param("2024-12-30T08:00+00:00", "2025-W01", id="a Monday in December"),
        pytest.param("2026-03-29T01:59+01:00", "2026-W13", id="before the clocks go forward"),
        pytest.param("2026-03-29T03:00+02:00", "2026-W13", id="a minute later"),
        pytest.param("2026-10-25T02:30+02:00", "2026-W43", id="the hour that comes twice"),
        pytest.param("2026-10-25T02:30+01:00", "2026-W43", id="the second time"),
        pytest.param("2026-03-09T00:10+09:00", "2026-W11", id="Monday in Tokyo, Sunday in UTC"),
        pytest.param("2026-03-08T23:50-08:00", "2026-W10", id="Sunday in Los Angeles"),
    ],
)
def test_a_moment_falls_in_the_week_of_the_place_where_the_person_was(
    moment: str, week: str
) -> None:
    """Daylight saving, New Year and journeys: the offset stored with the moment decides."""
    assert week_text(week_of(at(moment))) == week


def test_the_week_of_1_january_1970_is_week_0() -> None:
    """A week that began in the year before."""
    assert week_text(0) == "1970-W01"
    assert monday(0) == date(1969, 12, 29)
