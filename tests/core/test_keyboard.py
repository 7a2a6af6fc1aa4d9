"""What a key is called, whatever the keyboard sends."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.keyboard import NAMED_KEYS, key_label, key_of, read_key

EVERY_SPACE = [*"\x20\xa0\u1680", *map(chr, range(0x2000, 0x200B)), *"\u202f\u205f\u3000"]
"""All spaces of Unicode."""


def test_whatever_the_space_bar_sends_is_the_space_bar():
    """Every space of Unicode, Ctrl+Space, and the joiners of Khmer and Persian keyboards."""
    characters = map(chr, range(sys.maxunicode + 1))
    assert [each for each in characters if unicodedata.category(each) == "Zs"] == EVERY_SPACE
    assert {key_of(each) for each in [*EVERY_SPACE, *"\0\u200b\u200c\u200d"]} == {"space"}


def test_nothing_else_is_the_space_bar():
    """No letter, sign or control character but NUL."""
    bars = [chr(code) for code in range(0x3000) if key_of(chr(code)) == "space"]
    assert not [each for each in bars if unicodedata.category(each) not in {"Zs", "Cf", "Po", "Cc"}]
    assert not {"\t", "\n", "\r", "\x1b", "\x7f", "\u200e", "\u200f", "\ufeff"} & set(bars)


@pytest.mark.parametrize(
    ("layout", "typed", "keys"),
    [
        ("Russian", "йцуеЕнгтТисьр", "qwettyunnbcmh"),
        ("Ukrainian", "іыє", "ssє"),
        ("Greek", "τθπνβρεμω", "tupnbremv"),
        ("Hebrew", "אופמנרקצה", "tupnbremv"),
        ("Arabic", "فعحىﻻقثةر", "tupnbremv"),
        ("Persian", "یپدذ", "dmnb"),
        ("Korean", "ㅅㅕㅔㅜㅠ", "tupnb"),
        ("Thai", "ะีย", "tup"),
        ("wide letters of an input method", "ｔＴ＋－？．", "tt+-?."),
        ("Latin", "tTöÖéßñ1+=-_?.", "ttööéßñ1++--?."),
    ],
)
def test_a_letter_is_the_key_at_its_place(layout, typed, keys):
    """Letters of other scripts are those of the US keyboard; Latin letters are themselves."""
    assert "".join(map(key_of, typed)) == keys, layout


@given(st.characters())
def test_the_key_of_a_key_is_the_key_itself(character):
    """Naming a key twice changes nothing."""
    key = key_of(character)
    assert key == "space" or key_of(key) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("space", "space"),
        (" ", "space"),
        ("Page Down", "pagedown"),
        ("page_down", "pagedown"),
        ("PgDn", "pagedown"),
        ("F5", "f5"),
        ("Esc", "escape"),
        ("T", "t"),
        ("т", "n"),
        ("plus", "+"),
        ("=", "+"),
        (".", "."),
        ("ö", "ö"),
        ("volume up", None),
        ("raise volume", "raise_volume"),
        ("ctrl+c", None),
        ("", None),
        ("ђ", None),
        ("f36", None),
        ("\x1b", None),
    ],
)
def test_people_write_keys_in_many_ways(text, key):
    """In any case, with or without blanks and hyphens; chords and unknown words are no keys."""
    assert read_key(text) == key


def test_a_label_can_be_read_again():
    """What the screen calls a key can be written into the settings, except arrows and volume."""
    for name, label in NAMED_KEYS.items():
        if label not in {*"↑↓←→"} and "edia" not in label and "olume" not in label:
            assert read_key(label) == name
    assert key_label("t") == "T"
    assert key_label("+") == "+"
