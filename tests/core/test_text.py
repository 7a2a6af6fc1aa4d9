"""Text from outside, made safe to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from follow_along.core.text import cells, one_line, visible


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
        ("\u0301e", "\ufffde"),
        ("a \u0301", "a \ufffd"),
        ("\u1161", "\ufffd"),
        ("\U0001f1e9\U0001f1ea", "\ufffd\ufffd"),
        ("\U0001f9b6\U0001f3fd", "\U0001f9b6\ufffd"),
    ],
)
def test_what_acts_or_hides_is_shown(hostile: str, shown: str) -> None:
    """Controls, escapes, direction marks and characters of no width."""
    assert visible(hostile) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("Grow tall", "[red]x[/] [@click=app.quit]", "Füße", "片足立ち", "🦶", "a b\u3000c"),
        *("e\u0301", "đư\u0309ng", "ကျွန်ုပ်", "क्षत्रिय", "בְּרֵאשִׁית", "한글", "\u1112\u1161\u11ab"),
    ],
)
def test_what_can_be_seen_stays(text: str) -> None:
    """Markup, accents, wide characters, emoji and blanks are unchanged."""
    assert visible(text) == text


def test_marks_do_not_pile_up() -> None:
    """A letter has at most six."""
    shown = visible("e" + "\u0301" * 100)
    assert shown.startswith("e" + "\u0301" * 6 + "\ufffd")
    assert "\u0301" * 7 not in shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("Füße", 4),
        ("e\u0301", 1),
        ("片足", 4),
        ("🦶x", 3),
        ("\u1112\u1161", 2),
    ],
)
def test_columns_are_counted_as_a_terminal_draws_them(text: str, columns: int) -> None:
    """Wide characters take two, marks none."""
    assert cells(text) == columns


def test_the_screen_counts_columns_in_the_same_way() -> None:
    """For every character but some drawings, which newer tables than Python's call wide."""
    shown = [chr(code) for code in range(0x20, 0x1FFFF) if visible(chr(code)) == chr(code)]
    odd = [sign for sign in shown if cells(sign) != cell_len(sign)]
    assert {unicodedata.category(sign) for sign in odd} <= {"So", "No"}


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    """No control, format, separator, surrogate or unassigned character is left."""
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
