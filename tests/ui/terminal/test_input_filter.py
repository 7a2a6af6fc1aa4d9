"""What comes from the terminal: keys are told from everything else, and nothing is in their way."""

import random

import pytest
from textual.events import Key, MouseDown, MouseMove, MouseUp, Paste, Resize

from follow_along.ui.terminal.input_filter import FLUSHES_UNTIL_DROPPED, MOST_WAITING, InputFilter


def keys_of(*parts: bytes | None) -> list[str]:
    """The keys that come of bytes, part by part; None is a look at which nothing came."""
    input_filter = InputFilter()
    events = []
    for part in parts:
        events += input_filter.flush() if part is None else input_filter.feed(part)
    assert not any(isinstance(event, Paste) for event in events)
    return [event.key for event in events if isinstance(event, Key)]


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b" t+", ["space", "t", "plus"]),
        (b"\x1b[C\x1bOC\x1b[6~", ["right", "right", "pagedown"]),
        (b"\x1bOP\x1b[[A\x1b[11~", ["f1", "f1", "f1"]),
        (b"\x1b[32;;32u\x1b[113;;113u", ["space", "q"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        ("ö→".encode(), ["ö", "rightwards_arrow"]),
    ],
)
def test_keys_are_known(data, keys):
    """Characters, the keys of every terminal's dialect, the escape key before another."""
    assert keys_of(data) == keys


def test_escape_is_the_key_when_nothing_follows():
    """It begins every sequence: only the pause after it tells."""
    assert keys_of(b"\x1b") == []
    assert keys_of(b"\x1b", None) == ["escape"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b[8;24;80t",
        b"\x1b[?997;1n",
        b"\x1b[?62;22c",
        b"\x1b[1 2t",
        b"\x1b[12\x1b[t",
        b"\x1b]11;rgb:1e/1e/2e\x07\x1b]11;rgb:1e/1e/2e\x1b\\",
        b"\x1bP1$r0 q\x1b\\",
        b"\x1bt\x1b \x1bn",
        b"\x1b[97;;99999999999999u\x1b[99999999999999;5u",
        b"\x1b[" + b"1;" * 100 + b"t",
        b"\x1b[<35;9999;9999M\x1b[<35;-1;3M",
        b"\x1b[48;24;80;0;0t\x1b[48;9999;9999;9;9t\x1b[48;0;0;0;0t",
        b"\x1b[200~ t q \x1b[A\x1b[201~",
    ],
)
def test_what_is_no_key_comes_to_none(data):
    """Reports, answers, keys with Alt, pastes: whole or byte by byte, and no key is lost."""
    assert keys_of(data, b"t") == ["t"]
    assert keys_of(*(bytes([byte]) for byte in data), b"t") == ["t"]


def test_text_that_is_no_utf_8_is_one_unknown_key_a_byte():
    """Nothing fails, and what follows is read."""
    assert keys_of(b"\xff\xfet") == ["replacement_character"] * 2 + ["t"]
    assert keys_of(b"\xe2\x86", b"\x92t") == ["rightwards_arrow", "t"]


def test_sequence_in_pieces_is_waited_for_a_second():
    """It is one key; what is not complete by then is let go, and so is a paste without end."""
    assert keys_of(b"\x1b[", None, None, b"C") == ["right"]
    quiet = [None] * FLUSHES_UNTIL_DROPPED
    assert keys_of(b"\x1b[1;", *quiet, b"t") == ["t"]
    assert keys_of(b"\x1b[200~ t t", *quiet, b"t") == ["t"]
    assert keys_of(b"\x1b]", None, b"t") == ["t"]


def test_nobody_types_hundreds_of_keys_at_once():
    """They are a paste in a terminal that does not say so; a few more than wait are no matter."""
    input_filter = InputFilter()
    assert input_filter.feed(b"t" * (MOST_WAITING + 1)) == []
    assert len(input_filter.feed(b"t" * MOST_WAITING)) == MOST_WAITING
    assert input_filter.feed(b"t", waiting=MOST_WAITING) == []
    assert len(input_filter.feed(b"t", waiting=MOST_WAITING - 1)) == 1


def test_mouse_clicks_stay_and_its_ways_do_not():
    """Of the places that the mouse passed, the last one is told."""
    data = b"\x1b[<35;1;1M" * 5000 + b"\x1b[<0;3;4M\x1b[<0;3;4m" + b"\x1b[<35;9;9M" * 10
    kinds = [type(event) for event in InputFilter().feed(data)]
    assert kinds == [MouseMove, MouseDown, MouseUp, MouseMove]


def test_size_in_band_is_taken():
    """Terminals that tell their size by a sequence are believed, within reason."""
    (event,) = InputFilter().feed(b"\x1b[48;24;80;480;800t")
    assert isinstance(event, Resize)
    assert event.size == (80, 24)


def test_after_anything_the_next_key_works():
    """Two thousand heaps of nonsense: a second later, Space is Space and nothing more."""
    chance = random.Random(1)
    letters = b"\x1b\x1b\x1b[[[<?;:0123456789 mMtuR~OP]\\\x07\xc3\xa9\xff\x00"
    for _ in range(2000):
        input_filter = InputFilter()
        for _ in range(4):
            input_filter.feed(bytes(chance.choices(letters, k=chance.randrange(40))))
        for _ in range(FLUSHES_UNTIL_DROPPED):
            input_filter.flush()
        keys = [event for event in input_filter.feed(b" ") if isinstance(event, Key)]
        assert keys[-1].key == "space"
        # The end of a character that was begun may come first.
        assert len(keys) <= 2
