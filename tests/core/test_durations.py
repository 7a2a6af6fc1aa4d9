"""Durations as a person writes them, and lengths as they are shown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.durations import FORMS, PATTERN, clock_text, duration_text, parse_duration


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("30", 30_000),
        ("30s", 30_000),
        ("0.5s", 500),
        ("0.125", 125),
        ("1m30s", 90_000),
        ("1m 30s", 90_000),
        ("90m", 5_400_000),
        ("1h", 3_600_000),
        ("1h5s", 3_605_000),
        ("1:30", 90_000),
        ("90:00", 5_400_000),
        ("1:02:03", 3_723_000),
        ("0", 0),
    ],
)
def test_every_form_is_read(text: str, ms: int) -> None:
    """A bare number is seconds; units and clock forms say what they look like."""
    assert parse_duration(text) == ms


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "s", "h", "soon", "-3", "+3", "1e3", "nan", "inf", ".inf", "1,5s", "0.1234s"),
        *("1:60", "1:5", ":30", "1:2:03", "1:02:60", "1s30m", "1m1m", "30 30", "٣", "1_000"),
        *("30s\n", "9" * 101),
    ],
)
def test_anything_else_is_refused_with_the_forms(text: str) -> None:
    """The message names the forms that are accepted."""
    with pytest.raises(ValueError, match=re.escape(FORMS)):
        parse_duration(text)


@given(st.integers(0, 10**9))
def test_a_written_duration_is_read_back(ms: int) -> None:
    """Writing is the inverse of reading, to the millisecond."""
    assert parse_duration(duration_text(ms)) == ms


@given(st.text(alphabet="0123456789.:hms ", max_size=12))
def test_the_pattern_for_editors_knows_the_same_forms(text: str) -> None:
    """What the pattern lets through is read, and what it refuses is refused."""
    try:
        parse_duration(text)
    except ValueError:
        assert not re.fullmatch(PATTERN, text)
    else:
        assert re.fullmatch(PATTERN, text)


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0:00"),
        (1, "0:01"),
        (59_000, "0:59"),
        (59_001, "1:00"),
        (59_999, "1:00"),
        (624_000, "10:24"),
        (3_599_999, "1:00:00"),
        (3_723_000, "1:02:03"),
    ],
)
def test_a_length_is_rounded_up_as_one_number(ms: int, text: str) -> None:
    """A begun second counts whole and carries into minutes and hours; 0:00 is nothing left."""
    assert clock_text(ms) == text
