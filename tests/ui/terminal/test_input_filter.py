"""The input filter passes keys on and drops everything that is not one."""

import random

import pytest
from textual.events import AppFocus, Key, MouseDown, MouseMove, MouseUp, Paste, Resize
from textual.message import Message

from follow_along.ui.terminal.input_filter import FLUSHES_UNTIL_DROPPED, MOST_WAITING, InputFilter


def keys_of(*parts: bytes | None) -> list[str]:
    """Return the keys decoded from `parts`; None is a flush without input."""
    input_filter = InputFilter()
    events = []
    for part in parts:
        events += input_filter.flush() if part is None else input_filter.feed(part)
    assert not any(isinstance(event, Paste) for event in events)
    return keys_in(events)


def keys_in(events: list[Message]) -> list[str]:
    """Return the keys among events."""
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
    """Characters and the key sequences of all common terminals are recognised."""
    assert keys_of(data) == keys


def test_a_lone_escape_is_the_escape_key():
    """It is recognised at the flush, because it also begins every sequence."""
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
        b"\x1bt\x1bn",
        b"\x1b[97;;99999999999999u\x1b[99999999999999;5u",
        b"\x1b[" + b"1;" * 100 + b"t",
        b"\x1b[<35;9999;9999M\x1b[<35;-1;3M",
        b"\x1b[<128;3;3M\x1b[<128;3;3m\x1b[<129;3;3M",
        b"\x1b[32;1:3u\x1b[116;1:3u\x1b[6;1:3~\x1b[1;1:3C",
        b"\x1b[48;24;80;0;0t\x1b[48;9999;9999;9;9t\x1b[48;0;0;0;0t",
        b"\x1b[200~ t q \x1b[A\x1b[201~",
    ],
)
def test_other_sequences_give_no_key(data):
    """Reports, keys with Alt and pastes are dropped, whole or byte by byte; the next key works."""
    assert keys_of(data, b"t") == ["t"]
    assert keys_of(*(bytes([byte]) for byte in data), b"t") == ["t"]


def test_each_invalid_utf_8_byte_is_one_unknown_key():
    """The keys that follow are read."""
    assert keys_of(b"\xff\xfet") == ["replacement_character"] * 2 + ["t"]
    assert keys_of(b"\xe2\x86", b"\x92t") == ["rightwards_arrow", "t"]


def test_an_incomplete_sequence_is_dropped_after_a_second():
    """Until then it may be completed; an unfinished paste is dropped too."""
    assert keys_of(b"\x1b[", None, None, b"C") == ["right"]
    quiet = [None] * FLUSHES_UNTIL_DROPPED
    assert keys_of(b"\x1b[1;", *quiet, b"t") == ["t"]
    assert keys_of(b"\x1b[200~ t t", *quiet, b"t") == ["t"]
    assert keys_of(b"\x1b]", None, b"t") == ["t"]


@pytest.mark.parametrize("waiting", [0, 1, MOST_WAITING])
def test_hundreds_of_keys_at_once_are_a_paste(waiting):
    """The limit includes keys that are not yet handled."""
    most = MOST_WAITING - waiting
    assert len(InputFilter().feed(b"t" * most, waiting=waiting)) == most
    assert InputFilter().feed(b"t" * (most + 1), waiting=waiting) == []


@pytest.mark.parametrize("last", [b"t", b"to be", b"\x1b[A", b"t\x1b[I\x1b[A "])
def test_the_rest_of_a_paste_is_dropped_however_short(last):
    """What is read last of it is less than the limit; after a pause keys count again."""
    input_filter = InputFilter()
    assert input_filter.feed(b"t" * (MOST_WAITING + 1)) == []
    for _ in range(2):
        assert keys_in(input_filter.feed(b"t" + last)) == []
    assert input_filter.flush() == []
    assert keys_in(input_filter.feed(b"t")) == ["t"]


def test_keys_count_after_a_paste_while_the_mouse_moves():
    """A mouse that never rests is no pause, but the paste is over."""
    input_filter = InputFilter()
    assert input_filter.feed(b"t" * (MOST_WAITING + 1)) == []
    assert [type(event) for event in input_filter.feed(b"\x1b[<35;9;9M")] == [MouseMove]
    assert keys_in(input_filter.feed(b"t")) == ["t"]


def test_a_paste_does_not_hide_what_is_no_input():
    """The focus that comes among its characters is told."""
    events = InputFilter().feed(b"t" * MOST_WAITING + b"\x1b[It")
    assert [type(event) for event in events] == [AppFocus]


def test_only_the_last_of_several_mouse_moves_is_kept():
    """Clicks between moves are kept."""
    data = b"\x1b[<35;1;1M" * 5000 + b"\x1b[<0;3;4M\x1b[<0;3;4m" + b"\x1b[<35;9;9M" * 10
    kinds = [type(event) for event in InputFilter().feed(data)]
    assert kinds == [MouseMove, MouseDown, MouseUp, MouseMove]


def test_an_in_band_size_report_resizes():
    """A plausible size sent as a sequence gives a Resize event."""
    (event,) = InputFilter().feed(b"\x1b[48;24;80;480;800t")
    assert isinstance(event, Resize)
    assert event.size == (80, 24)


def test_after_any_input_the_next_key_works():
    """A second after random input, Space is read as one Space."""
    chance = random.Random(1)
    letters = b"\x1b\x1b\x1b[[[<?;:0123456789 mMtuR~OP]\\\x07\xc3\xa9\xff\x00"
    for _ in range(600):
        input_filter = InputFilter()
        for _ in range(4):
            input_filter.feed(bytes(chance.choices(letters, k=chance.randrange(40))))
        for _ in range(FLUSHES_UNTIL_DROPPED):
            input_filter.flush()
        keys = [event for event in input_filter.feed(b" ") if isinstance(event, Key)]
        assert keys[-1].key == "space"
        # The end of an incomplete character may come first.
        assert len(keys) <= 2
