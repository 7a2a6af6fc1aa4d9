"""The keys of the plain player, from a terminal's bytes and from typed lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.console_keys import KeyDecoder, LineDecoder, key_of_line

PRESSES = {
    b" ": ["space"],
    "\u3000".encode(): ["space"],
    "\u00a0".encode(): ["space"],
    b"\0": ["space"],
    b"\x1b ": ["space"],
    b"\x1b[32;2u": ["space"],
    b"\x1b[27;2;32~": ["space"],
    b"\r": ["enter"],
    b"\n": ["enter"],
    b"tT": ["t", "t"],
    "\u0435".encode(): ["t"],
    b"+=-_?": ["+", "+", "-", "-", "?"],
    b"\x1b[A\x1bOB\x1b[C\x1b[D": ["up", "down", "right", "left"],
    b"\x1b[6~": ["pagedown"],
    b"\x1bOP": ["f1"],
    b"\x1b\x1b[A": ["escape", "up"],
    b"\x11": ["ctrl+q"],
    b"\x1b[?1;2c\x1b[12;9Rt": ["t"],
    b"\xff\xfet": ["\N{REPLACEMENT CHARACTER}", "\N{REPLACEMENT CHARACTER}", "t"],
}


@pytest.mark.parametrize("data", PRESSES)
def test_single_presses(data):
    """Keys by name, whatever the layout; reports and unknown sequences are none."""
    assert KeyDecoder().feed(data) == PRESSES[data]


@pytest.mark.parametrize("data", PRESSES)
def test_bytes_that_arrive_one_by_one(data):
    """A link may part a sequence anywhere."""
    decoder = KeyDecoder()
    assert [key for i in range(len(data)) for key in decoder.feed(data[i : i + 1])] == PRESSES[data]


def test_escape_is_known_by_what_does_not_follow():
    """A sequence that is never completed is dropped."""
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b") == []
    assert decoder.incomplete
    assert decoder.flush() == ["escape"]
    assert decoder.feed(b"\x1b[1;") == []
    assert decoder.flush() == []
    assert not decoder.incomplete


LINES = {
    "": "space",
    " ": "space",
    "   ": "space",
    "space": "space",
    "Space": "space",
    "Page Down": "pagedown",
    "pagedown": "pagedown",
    "enter": "enter",
    "Question mark": "?",
    "?": "?",
    "+": "+",
    "Plus": "+",
    "minus": "-",
    "Up": "up",
    "Esc": "escape",
    "n": "n",
    "N": "n",
    "quit": "quit",
    "\u043f\u0440\u0438\u0432\u0435\u0442": "\u043f\u0440\u0438\u0432\u0435\u0442",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("line", LINES)
def test_typed_lines(line, end):
    """A key, or its name in any case; an empty line is the big key."""
    (typed,) = LineDecoder().feed(f"{line}{end}".encode())
    assert typed == f"{line}\n"
    assert key_of_line(typed) == LINES[line]


def test_lines_in_parts_and_several_at_once():
    """Only what has ended is a line."""
    decoder = LineDecoder()
    assert decoder.feed(b"pl") == []
    assert decoder.feed(b"us\n\nq") == ["plus\n", "\n"]
    assert decoder.feed(b"\n") == ["q\n"]


@given(st.binary(max_size=200), st.sampled_from([KeyDecoder, LineDecoder]))
def test_no_input_stops_the_keys_that_follow(data, decoder_class):
    """Any bytes; after a pause, a key is a key again."""
    decoder = decoder_class()
    assert all(isinstance(key, str) for key in decoder.feed(data))
    while decoder.incomplete:
        decoder.flush()
    decoder.feed(b"\n")
    assert key_of_line(decoder.feed(b"q\n")[0]) == "q"
