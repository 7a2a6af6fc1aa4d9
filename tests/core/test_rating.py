"""Ratings: which answers there are, and which are none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.rating import (
    LONGEST_NOTE,
    SCALES,
    Question,
    Rating,
    asks_this_morning,
    check_answer,
)
from follow_along.core.wall_time import WallTime


def test_rating_without_an_answer_is_none():
    """An empty rating is falsy."""
    assert not Rating()
    assert Rating().answer(Question.NOTE) == ""
    assert Rating().answer(Question.PAIN) is None


@pytest.mark.parametrize("question", SCALES)
def test_zero_is_an_answer_and_so_is_every_score(question):
    """No pain is an answer, unlike no answer."""
    for score in SCALES[question]:
        rated = Rating().answered(question, score)
        assert rated
        assert rated.answer(question) == score


@pytest.mark.parametrize(
    ("fields", "clause"),
    [
        ({"felt_steady": 0}, "expected a whole number from 1 to 5, found `0`"),
        ({"felt_steady": 6}, "from 1 to 5"),
        ({"effort": 11}, "expected a whole number from 0 to 10, found `11`"),
        ({"pain": -1}, "from 0 to 10"),
        ({"morning_pain": True}, "from 0 to 10"),
        ({"pain": 2.0}, "from 0 to 10"),
        ({"pain": "3"}, "from 0 to 10"),
        ({"note": 3}, "expected a text, found `3`"),
        ({"note": "x" * 256}, "the note has 256 characters, the most is 255"),
    ],
)
def test_answer_off_its_scale_is_refused(fields, clause):
    """The clause says what was expected and found."""
    with pytest.raises(ValueError, match=clause):
        Rating(**fields)


_ANSWERS: dict[Question, st.SearchStrategy[Any]] = {
    **{question: st.sampled_from(scale) for question, scale in SCALES.items()},
    Question.NOTE: st.text(max_size=LONGEST_NOTE),
}


@given(st.data())
def test_an_answer_changes_no_other_and_is_taken_back_by_none(data):
    """Answers are independent, in whatever order they are given."""
    before = Rating(**{each.value: data.draw(_ANSWERS[each]) for each in Question})
    question = data.draw(st.sampled_from(Question))
    answer = data.draw(_ANSWERS[question])
    after = before.answered(question, answer)
    assert after.answer(question) == answer
    assert all(after.answer(q) == before.answer(q) for q in Question if q is not question)
    assert after.answered(question, None).answer(question) in {None, ""}
    assert after.answered(question, None).answered(question, answer) == after


@given(st.sampled_from(Question), st.none() | st.integers() | st.text() | st.booleans())
def test_what_is_checked_is_what_a_rating_takes(question, answer):
    """`check_answer` and `Rating` agree on any value."""
    try:
        check_answer(question, answer)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            Rating().answered(question, answer)
    else:
        Rating().answered(question, answer)


SATURDAY = WallTime(1_772_865_000_000, 60)
"""7 March 2026, 07:30 local time."""

HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    ("hours", "offset", "asks"),
    [
        (0, 60, False),
        (20, 60, False),  # 03:30 in the night: still the same day
        (21, 60, True),  # 04:30
        (24, 60, True),
        (68, 60, True),  # 03:30 after the second day
        (69, 60, False),
        (24 * 30, 60, False),
        (-24, 60, False),  # the clock was set back
        (14, 600, True),  # flown east, where it is 06:30 of the next day
        (28, -600, False),  # flown west, where it is 00:30
    ],
)
def test_the_morning_after_is_of_the_next_two_local_days(hours, offset, asks):
    """Only after a run with pain; a day begins at four."""
    now = WallTime(SATURDAY.utc_ms + hours * HOUR_MS, offset)
    assert asks_this_morning(SATURDAY, Rating(pain=1), now) is asks
    assert not asks_this_morning(SATURDAY, Rating(pain=0, effort=9), now)
    assert not asks_this_morning(SATURDAY, None, now)
