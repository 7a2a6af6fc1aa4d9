"""A form cue with a moment of its own."""

from typing import Any

import pytest

from follow_along.core.sessions.form_cue import TimedCue
from follow_along.core.sessions.session import Session
from follow_along.core.validation.validate import InvalidDataError, validate


def session(at: object, **exercise: Any) -> Session:
    """A session whose only exercise has one cue with a moment, as a file says it."""
    given = {"name": "Circles", "cues": [{"at": at, "say": "Turn"}]} | exercise
    return validate(Session, {"title": "A", "exercises": [given]})


@pytest.mark.parametrize(
    ("at", "read", "position", "words"),
    [
        ("half", "half", 20.0, "Turn (half way)"),
        ("10s", 10_000, 10.0, "Turn (10s after the beginning)"),
        ("0", 0, 0.0, "Turn (0s after the beginning)"),
        ("-5s", -5_000, 35.0, "Turn (5s before the end)"),
        ("-0:05", -5_000, 35.0, "Turn (5s before the end)"),
    ],
)
def test_a_moment_is_read(at: str, read: object, position: float, words: str) -> None:
    """From the beginning, or with a minus from the end."""
    (cue,) = session(at, work="40s").all_exercises[0].cues
    assert cue == TimedCue(at=read, say="Turn")  # type: ignore[arg-type]
    assert isinstance(cue, TimedCue)
    assert cue.position_s(40.0) == position
    assert str(cue) == words


@pytest.mark.parametrize(
    ("at", "exercise", "sentence"),
    [
        ("middle", {"work": "40s"}, "expected `half`, or a time such as `10s` or `-5s`"),
        ("--5s", {"work": "40s"}, "expected `half`, or a time such as `10s` or `-5s`"),
        (None, {"work": "40s"}, "found nothing"),
        ("40s", {"work": "40s"}, "it is not within the work of 40s"),
        ("-41s", {"work": "40s"}, "it is not within the work of 40s"),
        (
            "35s",
            {"work": {"left": "40s", "right": "30s"}, "sides": "each"},
            "it is not within the work of 30s",
        ),
        ("half", {"reps": "8"}, "the work has no time limit"),
        ("-5s", {"reps": "8"}, "the work has no time limit"),
    ],
)
def test_a_moment_outside_the_work_is_a_mistake(
    at: object, exercise: dict[str, Any], sentence: str
) -> None:
    """It would never come."""
    with pytest.raises(InvalidDataError) as error:
        session(at, **exercise)
    (mistake,) = error.value.mistakes
    assert mistake.where == ("exercises", 0, "cues", 0, "at")
    assert sentence in mistake.sentence


def test_a_block_that_waits_may_have_a_moment_from_its_beginning() -> None:
    """Its end is not known, but its beginning is."""
    assert session("10s", reps="8").all_exercises[0].cues == (TimedCue(at=10_000, say="Turn"),)
