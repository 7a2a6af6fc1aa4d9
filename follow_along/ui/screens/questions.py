"""The questions of the dialogs and of the rating page, which the plain player asks as well."""

from types import MappingProxyType
from typing import NamedTuple

from follow_along.conductor import Conductor
from follow_along.core.place_words import repeats, with_side
from follow_along.core.rating import SCALES, Answer, Question
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.text import plural


def leave_question(run: Conductor) -> tuple[str, str]:
    """Return the question whether to leave a session, or one that is done, and what it means.

    What is only in memory is tried again.
    """
    if run.saved:
        detail = "Your progress is saved."
    elif run.disk_full:
        detail = "NOT SAVED: your counts will be lost. Make room on the disk, and they are saved."
    else:
        detail = "NOT SAVED: your counts will be lost unless their disk can be written again."
    return (
        ("Close?", detail)
        if run.over
        else ("Leave the session?", f"{detail} The clock is stopped.")
    )


def resume_question(resumable: ResumableRun) -> tuple[str, ...]:
    """Return the question whether to resume a run, and where and when it was interrupted."""
    block = resumable.player.block
    where = ", ".join((with_side(block), *repeats(block)))
    return (
        "Resume where you left off?",
        resumable.run.title,
        f"At: {where}",
        f"Interrupted {resumable.ago}, with {plural(resumable.count, 'stop')} so far.",
    )


class RatingQuestion(NamedTuple):
    """A question of a rating, in words."""

    word: str
    sentence: str
    scale: range | None = None
    """Its scores; None for the note."""

    @property
    def large(self) -> str:
        """The question in the few words that are read from two metres: `PAIN 0-10`."""
        scale = f" {self.scale[0]}-{self.scale[-1]}" if self.scale else ""
        return f"{self.word}{scale}".upper()

    def given(self, answer: Answer) -> str:
        """Return an answer with its question: `pain 2`; empty for no answer."""
        return "" if answer in {None, ""} else f"{self.word} {answer}"


RATING_QUESTIONS = (Question.FELT_STEADY, Question.EFFORT, Question.PAIN, Question.NOTE)
"""What is asked after a run, in this order."""

_RATING_WORDS = MappingProxyType(
    {
        Question.FELT_STEADY: (
            "steady",
            "How steady did it feel? 1 steady, 5 lost balance often.",
        ),
        Question.EFFORT: ("effort", "How hard was it? 0 is no effort, 10 (X) is the most."),
        Question.PAIN: ("pain", "Did it hurt? 0 is no pain, 10 (X) is the worst."),
        Question.MORNING_PAIN: (
            "pain",
            "Does it hurt this morning? 0 is no pain, 10 (X) is the worst.",
        ),
        Question.NOTE: ("note", "A note, if you like: type it."),
    }
)


def rating_question(question: Question) -> RatingQuestion:
    """Return a question of a rating in words."""
    return RatingQuestion(*_RATING_WORDS[question], SCALES.get(question))
