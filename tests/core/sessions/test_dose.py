"""The dose of an exercise in words."""

from typing import Any

import pytest

from follow_along.core.enums import Side
from follow_along.core.sessions.dose import dose_words
from follow_along.core.sessions.exercise import SideDurations
from tests.builders import an_exercise


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "30 s"),
        ({"sets": 3, "work": 90_000}, "3 sets of 1 min 30 s"),
        ({"reps": 12}, "12 reps"),
        ({"reps": 7, "sets": 2, "tempo": ["up 2s"], "sides": "none"}, "2 sets of 7"),
        ({"sides": "left"}, "30 s"),
        ({"work": "open", "sets": 3}, "as long as you can, 3 times"),
        ({"work": "open", "sides": "each"}, "as long as you can on each side"),
        ({"sides": "each"}, "30 s right, then 30 s left"),
        ({"sides": "each", "reps": 5}, "5 reps right, then 5 reps left"),
        (
            {"sides": "each", "sets": 2, "work": SideDurations(left=40_000, right=30_000)},
            "2 sets: 30 s right, then 40 s left",
        ),
    ],
)
def test_the_dose_is_said_in_the_order_it_is_done(fields: dict[str, Any], words: str) -> None:
    """Here the right side goes first."""
    assert dose_words(an_exercise(**fields), Side.RIGHT) == words
