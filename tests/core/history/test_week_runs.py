"""Runs done of those planned, by week."""

from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.history.week_runs import DoneRuns, week_runs
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.wall_time import DAY_MS, WallTime
from follow_along.core.weeks import week_of

MONDAY = WallTime(1_788_760_800_000, 120)
"""Monday, 7 September 2026, 08:00 local time."""
WEEK = week_of(MONDAY)
PLANS = {"feet": WeeklyPlan(3, 1), "hops": WeeklyPlan(2)}


def done(day: float, programme: str = "feet", number: int = 1) -> DoneRuns:
    """Return runs of a week, the last of them that many days after the Monday."""
    began = WallTime(MONDAY.utc_ms + int(day * DAY_MS), 120)
    return DoneRuns(programme, week_of(began), number, began.utc_ms)


def test_runs_are_counted_by_iso_week() -> None:
    """Begun on a Sunday: one in that week, two in the next, and none in the one after."""
    runs = week_runs([done(-1), done(3, number=2)], PLANS, WEEK + 1)
    assert [runs.text(week) for week in range(WEEK - 1, WEEK + 2)] == [
        "1 of 3",
        "2 of 3",
        "0 of 3",
    ]


def test_the_programme_done_last_is_counted() -> None:
    """Other runs of the same weeks are not runs of it."""
    runs = week_runs([done(0), done(1, "hops"), done(2, "")], PLANS, WEEK)
    assert runs.text(WEEK) == "1 of 2"


def test_without_a_plan_every_run_is_counted() -> None:
    """There is no number to compare them with."""
    assert week_runs([done(0, ""), done(1, "other")], PLANS, WEEK).text(WEEK) == "2"


DONE = st.builds(
    done, st.floats(-400, 400), st.sampled_from(["feet", "hops", ""]), st.integers(1, 9)
)


@given(st.lists(DONE))
def test_no_run_is_counted_twice(runs: list[DoneRuns]) -> None:
    """The weeks add up to the runs of the programme, whatever their order."""
    found = week_runs(runs, {"feet": WeeklyPlan(3)}, WEEK)
    assert found == week_runs(reversed(runs), {"feet": WeeklyPlan(3)}, WEEK)
    feet = sum(each.number for each in runs if each.programme == "feet")
    assert sum(found.done.values()) == (feet or sum(each.number for each in runs))
