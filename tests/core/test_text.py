"""Text from outside, made safe to show."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from follow_along.core.text import cells, one_line, visible
from tests.hostile_text import shown_only


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
        ("\u00adsoft \u00adhyphen\u00ad", "\ufffdsoft \ufffdhyphen\ufffd"),
        ("\u200cA\u200c \u200cB\u200c\u200cC", "\ufffdA\ufffd \ufffdB\ufffd\ufffdC"),
        ("a\u200c\u0301", "a\ufffd\u0301"),
        ("ไทย\u200b \u2060ไทย", "ไทย\ufffd \ufffdไทย"),
        ("tag\U000e0041", "tag\ufffd"),
        ("\U0001f3f4\U000e0067\U000e007f", "\U0001f3f4\ufffd\ufffd"),
        ("\u3164\ufe0f\u034f", "\ufffd\ufffd\ufffd"),
        ("a\ufe0f❤\ufe0f\ufe0f足\U000e0100\U000e0101", "a\ufffd❤\ufe0f\ufffd足\U000e0100\ufffd"),
        ("a\u180b", "a\ufffd"),
        ("\x1b\ufe0f\x1b\u200d\x1b", "␛\ufffd␛\ufffd␛"),
        ("\ud800", "\ufffd"),
        ("\u0301e", "\ufffde"),
        ("a \u0301", "a \ufffd"),
        ("\u1161", "\ufffd"),
        ("\U0001f1e9\U0001f1ea\U0001f1e9 \U0001f1ea", "\U0001f1e9\U0001f1ea\ufffd \ufffd"),
        ("x\U0001f3fd", "x\ufffd"),
        ("\U0001f9b6\u200dx\u200d\U0001f9b6\u200d", "\U0001f9b6\ufffdx\ufffd\U0001f9b6\ufffd"),
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


PARTS = (
    *("می\u200cخواهم", "کتاب\u200cها", "۲۰\u200cم", "Auf\u200clage", "Fuß\u00adgelenk"),
    *("क्\u200dष", "র\u200d\u09cdযাব", "ශ්\u200dරී", "సాఫ్ట్\u200cవేర్\u200c"),
    *("ไทย\u200bไทย", "ខ្មែរ\u200bអក្សរ", "ᠠᠭᠠᠢ\u180eᠠ", "ᠠ\u180bᠭ", "葛\U000e0100城", "≨\ufe00"),
    *("❤\ufe0f", "❤\ufe0e", "1\ufe0f\u20e3", "‼\ufe0f", "👍🏽", "🇩🇪🇫🇷"),
    *(
        "👨\u200d👩\u200d👧",
        "🧘🏽\u200d♀\ufe0f",
        "❤\ufe0f\u200d🔥",
        "🙂\u200d↔\ufe0f",
        "🏳\ufe0f\u200d🌈",
    ),
)
"""Words and emoji with characters of no width in them."""

BOUNDARIES = (
    " ",
    "a",
    "1",
    "-",
    "e\u0301",
    "足",
    "🦶",
    "\x1b",
    "\u202e",
    "\u200b",
    "\ufe0f",
    "\u200d",
)


@pytest.mark.parametrize("text", PARTS)
def test_what_has_no_width_and_is_part_of_a_word_or_an_emoji_stays(text: str) -> None:
    """Joiners, selectors, skin tones, flags and soft hyphens are unchanged where they belong."""
    assert visible(text) == text


@given(st.lists(st.sampled_from(PARTS)).map(" ".join))
def test_words_and_emoji_stay_in_a_sentence(text: str) -> None:
    """The screen gives them the columns that are counted, and one line keeps them all."""
    assert visible(text) == text
    assert cells(text) == cell_len(text)
    assert one_line(text) == text.replace("\u00ad", "")


@given(st.lists(st.sampled_from(PARTS + BOUNDARIES)).map("".join))
def test_columns_of_any_mixture_are_counted_as_the_screen_counts_them(text: str) -> None:
    """A character of no width never makes a line longer or shorter than it is thought to be."""
    assert cells(visible(text)) == cell_len(visible(text))


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
    """No control, format, separator, surrogate or unassigned character is left outside a word."""
    assert shown_only(visible(text))


@given(
    st.text(alphabet="\u00ad\u180e\u200b\u200c\u200d\ufe0e\ufe0f\U000e0100🏽🇩🦶♀क्aไ足1\u0301\x1b ")
)
def test_no_two_characters_of_no_width_stand_side_by_side(text: str) -> None:
    """So nothing can be written in them: each needs a letter or an emoji of its own."""
    shown = visible(text)
    assert shown_only(shown)
    assert not re.search(
        "[\u00ad\u180e\u200b-\u200d\ufe0e\ufe0f\U000e0100]{2}", shown.replace("\ufe0f\u200d", "")
    )
    assert (len(shown), visible(shown)) == (len(text), shown)


@given(st.text())
def test_characters_are_replaced_one_for_one_and_once(text: str) -> None:
    """The length stays, and text made visible is not changed again."""
    assert len(visible(text)) == len(text)
    assert visible(visible(text)) == visible(text)


@given(st.text(alphabet=" \t\r\nab\x1b"))
def test_one_line_is_one_line(text: str) -> None:
    """Ends are trimmed, runs of blanks and breaks are one space, the rest is made visible."""
    assert one_line(text) == visible(" ".join(text.split()))
