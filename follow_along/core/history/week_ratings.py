"""The ratings of each week: how steady the runs felt, their effort, and the pain."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from follow_along.core.rating import Question, Rating
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of

SHOWN = (Question.FELT_STEADY, Question.EFFORT, Question.PAIN, Question.MORNING_PAIN)
"""The questions with a score, in the order to show them."""

WORDS = {
    Question.FELT_STEADY: "Felt steady",
    Question.EFFORT: "Effort",
    Question.PAIN: "Pain",
    Question.MORNING_PAIN: "Pain the next morning",
}

EXPLANATION = "Felt steady, 1 (steady) to 5, and effort: the median of the runs. Pain: the highest."
"""What the figures of a week are."""


class RatedRun(NamedTuple):
    """A run that is not excluded, and its rating."""

    began: WallTime
    rating: Rating


@dataclass(frozen=True, slots=True)
class WeekRatings:
    """The figure of each question and week with any answer.

    Of pain it is the highest: a median of 0 would hide the one run that hurt. Of the others it is
    the median.
    """

    scores: Mapping[Question, Mapping[int, float]]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions with an answer in any week."""
        return tuple(question for question in SHOWN if question in self.scores)

    def text(self, question: Question, week: int) -> str:
        """Return the figure of a week, such as `2` or `2.5`; empty without an answer."""
        score = self.scores.get(question, {}).get(week)
        return "" if score is None else f"{score:g}"


def week_ratings(runs: Iterable[RatedRun]) -> WeekRatings:
    """Return the ratings by week. Pain on the morning after is of the week of its run."""
    answers: defaultdict[Question, defaultdict[int, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for run in runs:
        for question in SHOWN:
            answer = run.rating.answer(question)
            if isinstance(answer, int):
                answers[question][week_of(run.began)].append(answer)
    return WeekRatings(
        {
            question: {week: _figure(question, scores) for week, scores in weeks.items()}
            for question, weeks in answers.items()
        }
    )


def _figure(question: Question, scores: list[int]) -> float:
    is_pain = question in {Question.PAIN, Question.MORNING_PAIN}
    return max(scores) if is_pain else _median(sorted(scores))


def _median(ordered: Sequence[int]) -> float:
    # The standard library's module for it loads the one for chance.
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[-1 - middle]) / 2
