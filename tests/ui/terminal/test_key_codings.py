"""One key has many codings: in bytes, as terminals send them."""

from itertools import product

import pytest
from textual.events import Key

from follow_along.ui.key_presses import canonical_key
from follow_along.ui.terminal.input_filter import InputFilter
from tests.core.test_keyboard import EVERY_SPACE

MODIFIERS = range(1, 257)
"""One more than the bits of Shift, Alt, Ctrl, Super, Hyper, Meta, Caps Lock and Num Lock."""

EVERY_BAR = [*EVERY_SPACE, "\0", "\u200b", "\u200c"]


def keys_of(text: str) -> list[str]:
    """Return the keys that the program sees."""
    input_filter = InputFilter()
    events = input_filter.feed(text.encode()) + input_filter.flush()
    return [canonical_key(each.key, each.character) for each in events if isinstance(each, Key)]


@pytest.mark.parametrize("character", EVERY_BAR)
def test_space_bar_of_every_input_method(character):
    """Alone, with Alt, and as the text of a key or of none in kitty's protocol."""
    assert keys_of(character) == ["space"]
    assert keys_of(f"\x1b{character}") == ["space"]
    if character != "\0":
        assert keys_of(f"\x1b[0;;{ord(character)}u") == ["space"]
        assert keys_of(f"\x1b[32;2;{ord(character)}u") == ["space"]
        assert keys_of(f"\x1b[27;1;{ord(character)}~") == ["space"]


@pytest.mark.parametrize(
    "form",
    [
        "\x1b[32;{}u",
        "\x1b[32;{};32u",
        "\x1b[32;{};95u",
        "\x1b[32;{}:1u",
        "\x1b[32;{}:2u",
        "\x1b[32::32;{}u",
        "\x1b[32:32:32;{}:1;32u",
        "\x1b[12288::32;{}:1;12288u",
        "\x1b[27;{};32~",
    ],
)
def test_space_bar_with_every_modifier(form):
    """In the forms of kitty and of xterm, with event types and alternate codes: one press."""
    assert [keys_of(form.format(bits)) for bits in MODIFIERS] == [["space"]] * len(MODIFIERS)


RELEASES = ["32", "32::32", "12288::32", "116", "1077::116", "13", "57413"]


@pytest.mark.parametrize("bits", [1, 2, 3, 5, 9, 66])
def test_a_release_is_no_press(bits):
    """Of any key, in any form."""
    sent = [f"\x1b[{code};{bits}:3u" for code in RELEASES]
    sent += [f"\x1b[{code};{bits}:3~" for code in (5, 6, 15)] + [f"\x1b[1;{bits}:3A"]
    assert [keys_of(each) for each in sent] == [[]] * len(sent)


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("е", "t"),
        ("Е", "t"),
        ("\x1b[1077u", "t"),
        ("\x1b[1077::116;1;1077u", "t"),
        ("\x1b[1077:1045:116;2;1045u", "t"),
        ("\x1b[116;2u", "t"),
        ("\x1b[116:84;2;84u", "t"),
        ("\x1b[27;2;84~", "t"),
        ("\x1b[116;65u", "t"),
        ("\x1b[1106::91;1;1106u", "left_square_bracket"),
        ("й", "q"),
        ("\x1b[1089;5u", "ctrl+c"),
        ("\x1b[1089::99;5u", "ctrl+c"),
        ("\x1b[27;5;99~", "ctrl+c"),
        ("\x1b[1081;5u", "ctrl+q"),
        ("\x1b[101::100;1;101u", "e"),  # Dvorak
        ("\x1b[57413u", "plus"),
        ("\x1b[57412u", "minus"),
        ("\x1b[57413;129;43u", "plus"),
        ("\x1bOk", "plus"),
        ("\x1bOm", "minus"),
        ("\x1b[57414u", "enter"),
        ("\x1b[57422u", "pagedown"),
        ("\x1b[61:43;2;43u", "plus"),
        ("\x1b[61:43;2u", "plus"),
        ("=", "plus"),
        ("_", "minus"),
        ("\x1b[47:63;2;63u", "question_mark"),
        ("\x1b[27;2;63~", "question_mark"),
        ("\x1b[13;2u", "enter"),
        ("\x1b[15;2~", "f5"),
        ("\x1b[6;1:1~", "pagedown"),
        ("\x1b[Z", "shift+tab"),
    ],
)
def test_one_key_has_one_name(sent, key):
    """By its place on other layouts, on the number pad, with Shift, in every protocol."""
    assert keys_of(sent) == [key]


@pytest.mark.parametrize(
    ("form", "code"), product(["\x1b[{};{}u", "\x1b[27;{1};{0}~"], [ord("t"), ord("n"), ord("q")])
)
def test_a_letter_with_another_modifier_is_another_key(form, code):
    """Only Shift, Caps Lock and Num Lock leave a letter what it is."""
    for bits in MODIFIERS:
        plain = not (bits - 1) & 0b111110
        assert (keys_of(form.format(code, bits)) == [chr(code)]) == (
            plain or ((bits - 1) & 0b111111 == 0)
        )
