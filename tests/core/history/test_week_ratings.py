"""The ratings of each week, by hand."""

from follow_along.core.history.week_ratings import WeekRatings, WeekScore
from follow_along.core.rating import Question

WEEK = 2930


def scores(question: Question, *of_runs: int, week: int = WEEK) -> list[WeekScore]:
    """The answers to a question on the runs of a week."""
    return [WeekScore(week, question, score) for score in of_runs]


def test_a_week_by_hand() -> None:
    """Felt 2, 5, 3 and effort 3, 6: the median; pain 0, 4, 1: the highest, not 1."""
    ratings = WeekRatings.of_scores(
        [
            *scores(Question.FELT_STEADY, 2, 5, 3),
            *scores(Question.EFFORT, 3, 6),
            *scores(Question.PAIN, 0, 4, 1),
            *scores(Question.MORNING_PAIN, 1),
        ]
    )
    assert ratings.of(Question.FELT_STEADY) == {WEEK: [2, 5, 3]}
    assert [ratings.figure(question, WEEK) for question in Question] == ["3", "4.5", "4", "", "1"]
    assert ratings.figure_text(Question.FELT_STEADY, WEEK) == (
        "3, the median of 3 runs (1 steady, 5 lost balance often)"
    )
    assert (
        ratings.figure_text(Question.PAIN, WEEK)
        == "4, the highest of 3 runs (0 none, 10 the worst)"
    )
    assert ratings.figure_text(Question.MORNING_PAIN, WEEK) == "1 (0 none, 10 the worst)"


def test_a_week_without_an_answer_is_empty() -> None:
    """Not 0; and a question without any answer in the weeks shown is not shown."""
    ratings = WeekRatings.of_scores(
        scores(Question.PAIN, 0) + scores(Question.EFFORT, 2, week=WEEK + 2)
    )
    assert ratings.figure(Question.PAIN, WEEK) == "0"
    assert ratings.figure(Question.PAIN, WEEK + 1) == ""
    assert ratings.figure_text(Question.PAIN, WEEK + 2) == "not answered"
    assert ratings.questions([WEEK, WEEK + 2]) == (Question.EFFORT, Question.PAIN)
    assert ratings.questions([WEEK + 2]) == (Question.EFFORT,)
