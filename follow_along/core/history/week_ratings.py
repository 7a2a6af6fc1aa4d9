"""The ratings of each week: how steady the runs felt, their effort, and the pain."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from follow_along.core.rating import Question, Rating

TITLES = {
    Question.FELT_STEADY: "Felt steady",
    Question.EFFORT: "Effort",
    Question.PAIN: "Pain",
    Question.MORNING_PAIN: "Pain next morning",
}
"""The questions with a score, in the order to show them."""

SCALE_TEXTS = {
    Question.FELT_STEADY: "1 steady, 5 lost balance often",
    Question.EFFORT: "0 none, 10 the most",
    Question.PAIN: "0 none, 10 the worst",
    Question.MORNING_PAIN: "0 none, 10 the worst",
}

EXPLANATION = "How it was: the median of the week; of pain the highest"
"""What the figure of a week is."""


class WeekScore(NamedTuple):
    """An answer on a run, in the week in which the run began."""

    week: int
    question: Question
    score: int


@dataclass(frozen=True, slots=True)
class WeekRatings:
    """The answers of each week, in the order of the runs."""

    scores: Mapping[Question, Mapping[int, Sequence[int]]]
    """By question and week; what was not answered is missing."""

    @classmethod
    def of_scores(cls, scores: Iterable[WeekScore]) -> "WeekRatings":
        """Return the ratings with these scores, which are in the order of the runs."""
        by_question: defaultdict[Question, defaultdict[int, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for week, question, score in scores:
            by_question[question][week].append(score)
        return cls(by_question)

    def questions(self, weeks: Iterable[int]) -> tuple[Question, ...]:
        """Return the questions that have an answer in any of the weeks."""
        shown = set(weeks)
        return tuple(question for question in TITLES if shown & self.of(question).keys())

    def of(self, question: Question) -> Mapping[int, Sequence[int]]:
        """Return the answers to a question by week."""
        return self.scores.get(question, {})

    def figure(self, question: Question, week: int) -> str:
        """Return the figure of a week, such as `2` or `2.5`; empty without an answer.

        Of pain it is the highest, because a median of 0 would hide a run that hurt; else the
        median.
        """
        scores = self.of(question).get(week)
        if not scores:
            return ""
        return str(max(scores)) if _is_pain(question) else f"{_median(sorted(scores)):g}"

    def figure_text(self, question: Question, week: int) -> str:
        """Return the figure in words: `2, the median of 3 runs (1 steady, ...)`."""
        scores = self.of(question).get(week)
        if not scores:
            return "not answered"
        which = "highest" if _is_pain(question) else "median"
        several = f", the {which} of {len(scores)} runs" if len(scores) > 1 else ""
        return f"{self.figure(question, week)}{several} ({SCALE_TEXTS[question]})"


def scores_text(rating: Rating) -> str:
    """Return the scores of a run: `felt steady 2, effort 4, pain 0`; empty without any."""
    answers = {title: rating.answer(question) for question, title in TITLES.items()}
    return ", ".join(
        f"{title.lower()} {score}" for title, score in answers.items() if score is not None
    )


def _is_pain(question: Question) -> bool:
    return question in {Question.PAIN, Question.MORNING_PAIN}


def _median(ordered: Sequence[int]) -> float:
    # The module of the standard library for it loads the one for chance.
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[-1 - middle]) / 2
