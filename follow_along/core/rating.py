"""The rating of a run: how it was, as the person says afterwards. Every answer is optional."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from follow_along.core.validation.messages import describe_value
from follow_along.core.wall_time import WallTime


class Question(StrEnum):
    """What a rating asks, named as the fields of `Rating`. The values are stored in the log."""

    FELT_STEADY = "felt_steady"
    EFFORT = "effort"
    PAIN = "pain"
    NOTE = "note"
    MORNING_PAIN = "morning_pain"
    """Pain on the morning after the run."""


SCALES = MappingProxyType(
    {
        Question.FELT_STEADY: range(1, 6),
        Question.EFFORT: range(11),
        Question.PAIN: range(11),
        Question.MORNING_PAIN: range(11),
    }
)
"""The scores of each question that has any. Of FELT_STEADY 1 is steady, 5 lost balance often."""

_WORDS = MappingProxyType(
    {
        Question.FELT_STEADY: "how steady it felt: {} (1 steady, 5 lost balance often)",
        Question.EFFORT: "effort: {} of 10",
        Question.PAIN: "pain: {} of 10",
        Question.MORNING_PAIN: "pain the morning after: {} of 10",
        Question.NOTE: "note: {}",
    }
)

LONGEST_NOTE = 255
"""Characters, as many as any text of the log has."""

MORNING_DAYS = 2
"""So many days after a run its morning pain is asked for."""

_DAY_BEGINS_MS = 4 * 60 * 60 * 1000

Answer = int | str | None
"""A score or a note; None, and for a note nothing, is no answer."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The answers on one run. Raises ValueError for one that is not on its scale."""

    felt_steady: int | None = None
    """1 (steady) to 5 (lost balance often)."""
    effort: int | None = None
    """0 to 10."""
    pain: int | None = None
    """0 to 10."""
    note: str = ""
    morning_pain: int | None = None
    """0 to 10, on the morning after."""

    def __post_init__(self) -> None:
        for question in Question:
            check_answer(question, self.answer(question))

    def __bool__(self) -> bool:
        """Whether anything was answered."""
        return any(self.answer(question) not in {None, ""} for question in Question)

    @property
    def worst_pain(self) -> int | None:
        """The pain in the run or on the morning after, the higher; None without an answer."""
        answers = (self.pain, self.morning_pain)
        return max((answer for answer in answers if answer is not None), default=None)

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question."""
        answer: Answer = getattr(self, question.value)
        return answer

    @property
    def words(self) -> tuple[str, ...]:
        """The answers in words, such as `pain: 2 of 10`, without questions that have none."""
        answers = ((question, self.answer(question)) for question in _WORDS)
        return tuple(_WORDS[q].format(answer) for q, answer in answers if answer not in {None, ""})

    def answered(self, question: Question, answer: Answer) -> "Rating":
        """Return the rating with another answer, or none. Raises ValueError as the class does."""
        none = "" if question is Question.NOTE else None
        changes: dict[str, Any] = {question.value: none if answer is None else answer}
        return replace(self, **changes)


def asks_this_morning(began: WallTime, rating: Rating | None, now: WallTime) -> bool:
    """Whether the pain of this morning belongs to a run that began at `began`.

    It does on the days after a run with pain, of which the second is one on which a programme with
    free days is played again. Days are local ones, and begin at four.
    """
    days = (_day(now) - _day(began)).days
    return bool(rating and rating.pain) and 1 <= days <= MORNING_DAYS


def _day(moment: WallTime) -> date:
    return moment._replace(utc_ms=moment.utc_ms - _DAY_BEGINS_MS).local_date


def check_answer(question: Question, answer: Answer) -> None:
    """Raise ValueError, with a clause, for an answer that the question cannot have."""
    if answer is None:
        return
    scale = SCALES.get(question)
    if scale is None:
        if not isinstance(answer, str):
            raise ValueError(f"expected a text, found {describe_value(answer)}")
        if len(answer) > LONGEST_NOTE:
            raise ValueError(f"the note has {len(answer)} characters, the most is {LONGEST_NOTE}")
    elif type(answer) is not int or answer not in scale:
        found = describe_value(answer)
        raise ValueError(f"expected a whole number from {scale[0]} to {scale[-1]}, found {found}")
