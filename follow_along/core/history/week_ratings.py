"""The ratings of each week: how steady the runs felt, their effort, and the pain."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from follow_along.core.rating import Question, Rating
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of

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


class RatedRun(Protocol):
    """A run with its rating."""

    @property
    def began(self) -> WallTime:
        """When it began."""

    @property
    def rating(self) -> Rating | None:
        """Its rating, if anything was answered."""

    @property
    def excluded(self) -> bool:
        """Whether it is excluded from all totals."""

    @property
    def in_future(self) -> bool:
        """Whether it is dated in the future."""


@dataclass(frozen=True, slots=True)
class WeekRatings:
    """The answers of each week, in the order of the runs."""

    scores: Mapping[Question, Mapping[int, Sequence[int]]]
    """By question and week; what was not answered is missing."""

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


def week_ratings(runs: Iterable[RatedRun]) -> WeekRatings:
    """Return the ratings by week. Pain on the morning after is of the week of its run."""
    answers: defaultdict[Question, defaultdict[int, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for run in sorted(runs, key=lambda run: run.began.utc_ms):
        if run.rating is None or run.excluded or run.in_future:
            continue
        for question in TITLES:
            answer = run.rating.answer(question)
            if isinstance(answer, int):
                answers[question][week_of(run.began)].append(answer)
    return WeekRatings(answers)


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
