"""The ratings of each week, by hand."""

import pytest

from follow_along.core.history.week_ratings import RatedRun, WeekRatings, week_ratings
from follow_along.core.rating import Question, Rating
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of
from follow_along.ports import RunHead
from tests.logged_runs import MORNING

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
SUNDAY_NIGHT = WallTime(1_774_738_800_000, 60)
"""29 March 2026, 00:00 in Berlin, before the clocks go forward at two."""


def rated(began: WallTime, rating: Rating | None, **fields: object) -> RatedRun:
    """A run that began then."""
    given = {"run_id": f"run-{began.utc_ms}", "title": "", "outcome": None, "excluded": False}
    return RunHead(began=began, rating=rating, **(given | fields))  # type: ignore[arg-type]


def after(days: float, offset_minutes: int = 60) -> WallTime:
    """The moment so many days after Saturday, 7 March 2026, 07:30."""
    return WallTime(MORNING.utc_ms + round(days * DAY_MS), offset_minutes)


def figures(ratings: WeekRatings, question: Question) -> list[str]:
    """The figures of the weeks that have any answer to the question."""
    return [ratings.figure(question, week) for week in sorted(ratings.of(question))]


def test_a_week_by_hand() -> None:
    """Felt 2, 3, 5 and effort 3, 6: the median; pain 0, 4, 1: the highest, not 1."""
    ratings = week_ratings(
        [
            rated(after(2), Rating(2, 3, 0)),
            rated(after(4), Rating(5, None, 4, "", 1)),
            rated(after(6), Rating(3, 6, 1)),
        ]
    )
    week = week_of(after(2))
    assert ratings.of(Question.FELT_STEADY) == {week: [2, 5, 3]}
    assert figures(ratings, Question.FELT_STEADY) == ["3"]
    assert figures(ratings, Question.EFFORT) == ["4.5"]
    assert figures(ratings, Question.PAIN) == ["4"]
    assert figures(ratings, Question.MORNING_PAIN) == ["1"]
    assert ratings.figure_text(Question.FELT_STEADY, week) == (
        "3, the median of 3 runs (1 steady, 5 lost balance often)"
    )
    assert (
        ratings.figure_text(Question.PAIN, week)
        == "4, the highest of 3 runs (0 none, 10 the worst)"
    )
    assert ratings.figure_text(Question.MORNING_PAIN, week) == "1 (0 none, 10 the worst)"


def test_a_week_without_an_answer_is_empty() -> None:
    """Not 0; and a question without any answer in the weeks shown is not shown."""
    ratings = week_ratings([rated(after(0), Rating(pain=0)), rated(after(14), Rating(effort=2))])
    first, last = week_of(after(0)), week_of(after(14))
    assert ratings.figure(Question.PAIN, first) == "0"
    assert ratings.figure(Question.PAIN, first + 1) == ""
    assert ratings.figure_text(Question.PAIN, last) == "not answered"
    assert ratings.questions([first, last]) == (Question.EFFORT, Question.PAIN)
    assert ratings.questions([last]) == (Question.EFFORT,)


@pytest.mark.parametrize("field", ["excluded", "in_future"])
def test_excluded_runs_and_those_of_the_future_are_left_out(field: str) -> None:
    """As from all totals."""
    assert not week_ratings([rated(after(0), Rating(pain=9), **{field: True})]).scores


def test_unrated_runs_change_nothing() -> None:
    """Without a rating, or with a note alone."""
    assert not week_ratings(
        [rated(after(0), None), rated(after(1), Rating(note="New shoes"))]
    ).scores


def test_weeks_are_those_of_the_calendar_where_the_person_was() -> None:
    """A week in which the clocks go forward, and a flight on a Sunday night."""
    in_summer = SUNDAY_NIGHT._replace(utc_ms=SUNDAY_NIGHT.utc_ms + 22 * HOUR_MS, offset_minutes=120)
    monday = in_summer._replace(utc_ms=in_summer.utc_ms + HOUR_MS)
    # The same moment is still Sunday evening in New York.
    abroad = monday._replace(offset_minutes=-240)
    ratings = week_ratings(
        [
            rated(SUNDAY_NIGHT, Rating(pain=1)),
            rated(in_summer, Rating(pain=2)),
            rated(abroad, Rating(pain=3), run_id="abroad"),
            rated(monday, Rating(pain=4)),
        ]
    )
    week = week_of(SUNDAY_NIGHT)
    assert ratings.of(Question.PAIN) == {week: [1, 2, 3], week + 1: [4]}


def test_pain_on_the_morning_after_is_of_the_week_of_its_run() -> None:
    """A run on a Sunday, and the Monday after it."""
    ratings = week_ratings([rated(after(1), Rating(pain=2, morning_pain=3))])
    assert ratings.of(Question.MORNING_PAIN) == {week_of(after(1)): [3]}
