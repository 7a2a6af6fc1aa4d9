"""Text from outside, made safe to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.text import one_line, visible


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2Jgone", "␛[2Jgone"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("a\nb\r\tc", "a␊b␍␉c"),
        ("\x9b31mred", "\ufffd31mred"),
        ("\u202eleft", "\ufffdleft"),
        ("\u2066in\u2069", "\ufffdin\ufffd"),
        ("a\u200bb\u200dc\ufeff", "a\ufffdb\ufffdc\ufffd"),
        ("a\u2028b\u2029c\x85", "a\ufffdb\ufffdc\ufffd"),
        ("soft\u00adhyphen", "soft\ufffdhyphen"),
        ("tag\U000e0041", "tag\ufffd"),
        ("\u3164\ufe0f\u034f", "\ufffd\ufffd\ufffd"),
        ("\ud800", "\ufffd"),
    ],
)
def test_what_acts_or_hides_is_shown(hostile: str, shown: str) -> None:
    """Controls, escapes, direction marks and characters of no width get a stand-in each."""
    assert visible(hostile) == shown


@pytest.mark.parametrize(
    "text",
    ["Grow tall", "[red]x[/] [@click=app.quit]", "Füße", "e\u0301", "片足立ち", "🦶", "a b\u3000c"],
)
def test_what_can_be_seen_stays(text: str) -> None:
    """Markup, accents, combining marks, wide characters, emoji and blanks stay as they are."""
    assert visible(text) == text


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    """No control, format, separator, surrogate or unassigned character comes through."""
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not hidden & {unicodedata.category(character) for character in visible(text)}


@given(st.text())
def test_characters_are_replaced_one_for_one_and_once(text: str) -> None:
    """The length stays, and text made visible is not changed again."""
    assert len(visible(text)) == len(text)
    assert visible(visible(text)) == visible(text)


@given(st.text(alphabet=" \t\r\nab\x1b"))
def test_one_line_is_one_line(text: str) -> None:
    """Ends are trimmed, runs of blanks and breaks are one space, the rest is made visible."""
    assert one_line(text) == visible(" ".join(text.split()))
