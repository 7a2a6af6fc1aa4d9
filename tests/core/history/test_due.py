"""When the next run is due, and what is to come."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.history.due import ComingRun, coming_runs, due
from follow_along.core.history.suggestion import Suggestion
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of_day

MONDAY = date(2026, 11, 23)
PLAN = WeeklyPlan(3, 1)
"""Three times a week, with a day between."""


def on(*days: int) -> list[date]:
    """Return days after the Monday."""
    return [MONDAY + timedelta(days=day) for day in days]


@pytest.mark.parametrize(
    ("done", "today", "words"),
    [
        pytest.param((), 0, "0 of 3 this week; next today", id="never begun"),
        pytest.param((0,), 0, "1 of 3 this week; next from Wednesday", id="just done"),
        pytest.param((0, 1), 1, "2 of 3 this week; next from Thursday", id="sooner than planned"),
        pytest.param((0,), 4, "1 of 3 this week; next today", id="later than planned"),
        pytest.param((0, 2, 4), 4, "3 of 3 this week; next from Monday", id="week done"),
        pytest.param((0, 1, 2, 3), 3, "4 this week (3 planned); next from Monday", id="more"),
        pytest.param((-1,), 0, "0 of 3 this week; next from Tuesday", id="begun on a Sunday"),
        pytest.param((-1, 1, 3), 3, "2 of 3 this week; next from Saturday", id="the week after"),
        pytest.param((0, 2), 6, "2 of 3 this week; next today", id="the last day of the week"),
        pytest.param((-60,), 2, "0 of 3 this week; next today", id="after a long break"),
    ],
)
def test_what_is_due(done: tuple[int, ...], today: int, words: str) -> None:
    """Runs of the ISO week, and the first day that is far enough from the last run."""
    assert due(PLAN, on(*done), *on(today)).words() == words


def test_a_day_a_week_away_is_told_from_today() -> None:
    """Once a week, done on this Monday: the next one is not due today."""
    assert due(WeeklyPlan(1), on(0), MONDAY).next_words == "from Monday next week"


def local(utc: str, offset_minutes: int) -> date:
    """Return the local date of a moment, given as `2026-03-29T00:30`."""
    utc_ms = (
        date.fromisoformat(utc[:10]).toordinal() - date(1970, 1, 1).toordinal()
    ) * 86_400_000 + (int(utc[11:13]) * 60 + int(utc[14:16])) * 60_000
    return WallTime(utc_ms, offset_minutes).local_date


def test_the_week_in_which_the_clocks_change() -> None:
    """Runs at half past midnight, local time, before and after the change of 29 March 2026."""
    before = local("2026-03-27T23:30", 60)  # Saturday, 00:30 in winter time
    after = local("2026-03-29T22:30", 120)  # Monday, 00:30 in summer time
    assert (before, after) == (date(2026, 3, 28), date(2026, 3, 30))
    assert due(PLAN, [before], date(2026, 3, 29)).words() == "1 of 3 this week; next from Monday"
    assert due(PLAN, [before, after], after).words() == "1 of 3 this week; next from Wednesday"


def test_a_week_of_travel() -> None:
    """A run on Tuesday in Auckland, then a flight to Hawaii, where it is Monday: two days later."""
    auckland = local("2026-11-23T18:00", 13 * 60)
    hawaii = local("2026-11-24T05:00", -10 * 60)
    assert (auckland, hawaii) == (date(2026, 11, 24), date(2026, 11, 23))
    assert due(PLAN, [auckland], hawaii).words() == "1 of 3 this week; next from Thursday"


plans = st.builds(WeeklyPlan, st.integers(1, 7), st.integers(0, 6)).filter(lambda it: it.fits)
days_done = st.sets(st.integers(-30, 0), max_size=20).map(lambda days: on(*sorted(days)))


@given(plans, days_done)
def test_the_next_day_keeps_the_plan(plan: WeeklyPlan, done: list[date]) -> None:
    """It is far enough from the last run, in a week with room, and no earlier day is both."""
    day = due(plan, done, MONDAY).day

    def allowed(day: date) -> bool:
        rested = all((day - each).days > plan.days_apart for each in done)
        return (
            rested and sum(week_of_day(each) == week_of_day(day) for each in done) < plan.per_week
        )

    assert allowed(day)
    assert not any(map(allowed, on(*range((day - MONDAY).days))))
    assert (day - MONDAY).days <= 7


NAMES = ["week-1", "week-2"]


def test_coming_runs() -> None:
    """Two of week 1 done, on Monday and Wednesday: one more of it, then three of week 2."""
    suggestion = Suggestion("week-1", 2, lacks_runs=True)
    assert list(coming_runs(NAMES, suggestion, PLAN, on(0, 2), *on(2))) == [
        ComingRun(day, name, number)
        for day, name, number in zip(
            on(4, 7, 9, 11), ["week-1", *["week-2"] * 3], [3, 1, 2, 3], strict=True
        )
    ]


def test_an_unsteady_week_comes_once_more() -> None:
    """Three of three done: a fourth, then week 2."""
    suggestion = Suggestion("week-1", 3, lacks_steadiness=True)
    found = list(coming_runs(NAMES, suggestion, PLAN, on(0, 2, 4), *on(5)))
    assert [(run.session, run.number) for run in found] == [
        ("week-1", 4),
        *(("week-2", number) for number in (1, 2, 3)),
    ]
    assert [run.day for run in found] == on(7, 9, 11, 14)


def test_a_complete_programme_has_nothing_to_come() -> None:
    """Whatever the week."""
    done = Suggestion("week-2", 3, is_complete=True)
    assert list(coming_runs(NAMES, done, PLAN, on(0), MONDAY)) == []


@given(plans, days_done, st.integers(0, 7), st.booleans())
def test_coming_runs_keep_the_plan(
    plan: WeeklyPlan, done: list[date], times_done: int, unsteady: bool
) -> None:
    """Never nearer than the plan has it, and never more in a week than it asks for."""
    suggestion = Suggestion("week-1", times_done, lacks_steadiness=unsteady)
    runs = list(coming_runs(NAMES, suggestion, plan, done, MONDAY))
    days = [run.day for run in runs]
    assert all((b - a).days > plan.days_apart for a, b in pairwise(days))
    weeks = [week_of_day(day) for day in days]
    assert all(weeks.count(week) <= plan.per_week for week in weeks)
    assert len(set(runs)) == len(runs)
    assert len(runs) == max(1, plan.per_week - times_done) + plan.per_week
