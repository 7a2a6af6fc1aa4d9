"""What validating a file returns or reports, with an exercise as the example."""

from typing import Any

import pytest

from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Session
from follow_along.core.validation.validate import InvalidDataError, validate


def exercise(**keys: Any) -> Exercise:
    """The exercise of a file with these keys."""
    return validate(Exercise, {"name": "Steady check", "work": "30s"} | keys)


def mistakes(data: Any, model: type[Exercise | Session] = Exercise) -> list[tuple[Any, str]]:
    """The path and the message of each mistake."""
    with pytest.raises(InvalidDataError) as caught:
        validate(model, data)
    return [(mistake.where, mistake.sentence) for mistake in caught.value.mistakes]


def mistake(**keys: Any) -> str:
    """The only message about an exercise with these keys."""
    [(_, sentence)] = mistakes({"name": "Steady check", "work": "30s"} | keys)
    return sentence
