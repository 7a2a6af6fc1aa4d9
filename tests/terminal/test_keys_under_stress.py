"""Whatever a terminal sends, no key is lost, none is invented, and the next one works."""

import random
import re
import time
from itertools import pairwise

import pytest

from follow_along.core.run.key_repeat import REPEAT_GAP_S
from tests.terminal.after_exit import (
    a_session,
    assert_complete,
    assert_restored,
    begin,
    count_in_log,
    select,
)
from tests.terminal.terminal import Terminal

slow = pytest.mark.slow

HAMMERED_S = 10.0
TRY_S, TRIES = 4.0, 6
HELD_S = 5.0
RESIZES = 200
PASTE_OVER_S = 1.5
SAME_LOSS_S = 2.0


def play(home, size=(80, 24)) -> Terminal:
    """A session in its first block, with the key at rest."""
    terminal = Terminal("play", a_session(home, work="10m", sides="each"), home=home, size=size)
    begin(terminal)
    return terminal


def leave(terminal: Terminal) -> None:
    """Leave by a key, and check that the terminal is restored."""
    terminal.press("\x03")
    assert terminal.wait_for_end() == 1, terminal.text
    assert_restored(terminal)


def press_steadily(terminal: Terminal, keys: str, each_s: float) -> None:
    """Press keys one after the other at a steady pace, without falling behind."""
    began = time.monotonic()
    for number, key in enumerate(keys):
        terminal.press_at(began + number * each_s, key)


def counts_of(home) -> list[int]:
    """When each loss of balance was counted, in milliseconds of steady work."""
    found = select(home, "SELECT offset_ms FROM interruptions WHERE counted = 1 ORDER BY id")
    return [int(str(ms)) for (ms,) in found]


@slow
def test_touches_hammered_count_once_in_two_seconds(tmp_path):
    """A hundred touches a second are a held key; of one a second every other counts.

    A machine that stalls for as long as a key takes to be let go sees two presses. It has some
    tries for four seconds without: a key that is not taken for held counts twice in each.
    """
    counted = []
    with play(tmp_path) as terminal:
        while counted[-1:] != [1] and len(counted) < TRIES:
            before = count_in_log(tmp_path)
            press_steadily(terminal, "t" * int(TRY_S * 100), 0.01)
            # A busy machine is still reading them; what comes after them is read last.
            terminal.press("\r")
            terminal.wait_for("Enter:")
            terminal.wait_until(lambda: "Enter:" not in terminal.text, "the keys again")
            counted.append(count_in_log(tmp_path) - before)
        press_steadily(terminal, "t" * 4, 1.2)
        terminal.wait_for(f"{sum(counted) + 2} stops")
        leave(terminal)
    assert counted[-1] == 1, counted
    moments = counts_of(tmp_path)
    assert len(moments) == sum(counted) + 2
    assert all(after - before >= SAME_LOSS_S * 1000 for before, after in pairwise(moments))
    assert_complete(tmp_path)


@pytest.mark.parametrize("seconds", [1.5, pytest.param(HELD_S, marks=slow)])
def test_space_held_is_one_stop(tmp_path, seconds):
    """Thirty repeats a second for five seconds stop the run once, and do not resume it."""
    with play(tmp_path) as terminal:
        press_steadily(terminal, " " * int(seconds * 30), 1 / 30)
        terminal.wait_for("Take your time")
        leave(terminal)
    assert count_in_log(tmp_path) == 1
    assert_complete(tmp_path)


@slow
def test_every_key_hammered_leaves_the_count_right(tmp_path):
    """After all keys at a hundred a second the log has the count that the screen shows."""
    chance = random.Random(3)
    with play(tmp_path, size=(30, 8)) as terminal:
        press_steadily(
            terminal, "".join(chance.choices("t p+-urem", k=int(HAMMERED_S * 100))), 0.01
        )
        terminal.read(1.5)
        shown = re.findall(r"(\d+) stops?\b", terminal.text, re.IGNORECASE)
        leave(terminal)
    last = "SELECT id FROM blocks ORDER BY id DESC LIMIT 1"
    ((count,),) = select(
        tmp_path,
        f"SELECT (SELECT COALESCE(SUM(counted), 0) FROM interruptions WHERE block = ({last}))"
        f" + (SELECT COALESCE(SUM(delta), 0) FROM corrections WHERE block = ({last}))",
    )
    assert count == (int(shown[-1]) if shown else 0)


@slow
def test_an_enormous_window_loses_no_key(tmp_path):
    """No more of it is drawn than a display can show."""
    with play(tmp_path) as terminal:
        terminal.claim_size(30_000, 30_000)
        terminal.wait_for_output(b"\x1b[250;1H")
        terminal.press("t")
        terminal.wait_until(lambda: count_in_log(tmp_path) == 1, "a count in the log")
        terminal.claim_size(80, 24)
        terminal.wait_for("1 stop")
        leave(terminal)
    assert b"\x1b[251;" not in terminal.output


ODDITIES = {
    "bytes that are no text": b"\xff\xfe\x80\xc3(\xe2\x82",
    "a report of a window's size": b"\x1b[8;24;80t\x1b[4;600;800t",
    "a report of the colours": b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b]10;rgb:ff/ff/ff\x07",
    "what the terminal is": b"\x1b[?62;22c\x1b[>41;354;0c\x1bP1$r0m\x1b\\\x1bP>|tmux 3.4\x1b\\",
    "a change from dark to light": b"\x1b[?997;2n",
    "numbers beyond all bounds": b"\x1b[97;;99999999999999u\x1b[99999999999999;5u\x1b[9999999999~",
    "sizes that cannot be": b"\x1b[48;24;80;0;0t\x1b[48;9999;9999;9;9t\x1b[48;0;0;0;0t",
    "the mouse somewhere else": b"\x1b[<35;9999;9999M\x1b[<65;500;1M\x1b[<64;0;0M\x1b[<35;-5;3M",
    "a sequence broken off": b"\x1b[12\x1b[1;\x1b[<0;5\x1bO\x1b]52;c;\x1b[I",
    "a sequence without end": b"\x1b[" + b"1;" * 3000 + b"z",
    "keys let go": b"\x1b[32;1:3u\x1b[116;1:3u\x1b[6;1:3~\x1b[57413;1:3u",
    "a click that brings the window to the front": b"\x1b[O\x1b[I\x1b[<0;9;9M\x1b[<0;9;9m",
    "other buttons": b"".join(b"\x1b[<%d;9;9M\x1b[<%d;9;9m" % (n, n) for n in (1, 2, 128, 129)),
    "focus lost and found": b"\x1b[O\x1b[I" * 200,
    "pasted": b"\x1b[200~ttt   qqq\r\n\x1b[A\x1b[201~",
    "pasted, 1 MB": b"\x1b[200~" + b"to be or not to be \r\n" * 48_000 + b"\x1b[201~",
    "the mouse in a storm": b"".join(
        b"\x1b[<35;%d;%dM" % (1 + i % 80, 1 + i % 24) for i in range(9999)
    ),
}


BARS = {
    "from a Japanese input method": "\u3000".encode(),
    "with Ctrl": b"\0",
    "with Alt": b"\x1b ",
    "with Shift, in kitty's protocol": b"\x1b[32;2u",
    "with Shift, in kitty's protocol with all it can report": b"\x1b[32::32;2:1;32u",
    "with Shift, in xterm's": b"\x1b[27;2;32~",
}


@slow
@pytest.mark.parametrize("bar", BARS)
def test_space_bar_in_every_coding_is_the_big_key(tmp_path, bar):
    """One press is one stop."""
    with play(tmp_path) as terminal:
        terminal.send(BARS[bar])
        terminal.wait_for("Take your time")
        leave(terminal)
    assert count_in_log(tmp_path) == 1
    assert_complete(tmp_path)


@slow
def test_what_is_no_key_does_nothing(tmp_path):
    """Nothing is counted, nothing else happens, and the next key counts."""
    with play(tmp_path) as terminal:
        for oddity, data in ODDITIES.items():
            terminal.send(data)
            terminal.read(0.15)
            elsewhere = ("Take your time", "Paused", "Keys", "Leave the session?", "DONE")
            assert not [words for words in elsewhere if words in terminal.text], oddity
        assert " stop" not in terminal.text
        terminal.press("t")
        terminal.wait_for("1 stop")
        leave(terminal)
    assert count_in_log(tmp_path) == 1
    assert_complete(tmp_path)


@slow
def test_paste_that_never_ends_is_given_up(tmp_path):
    """After a quiet second keys count again."""
    with play(tmp_path) as terminal:
        terminal.send(b"\x1b[200~t t t")
        terminal.read(1.5)
        terminal.press("t")
        terminal.wait_for("1 stop")
        leave(terminal)
    assert count_in_log(tmp_path) == 1


@slow
def test_sequence_that_arrives_in_pieces_is_one_key(tmp_path):
    """On a bad link a key that comes byte by byte is still that key."""
    with play(tmp_path) as terminal:
        for byte in b"\x1b[B\x1b[6~":
            terminal.send(bytes([byte]))
            terminal.read(0.05 if byte == 0x1B else 0.3)
        terminal.wait_for("Take your time")
        leave(terminal)
    assert count_in_log(tmp_path) == 1


@slow
def test_text_pasted_where_pastes_are_not_told_apart_is_let_go(tmp_path):
    """None of a megabyte of keys is taken, and the next key works."""
    with play(tmp_path) as terminal:
        terminal.send(b"to be or not to be \n" * 50_000)
        terminal.read(PASTE_OVER_S)
        terminal.press_until("?", "Keys")
        leave(terminal)
    assert count_in_log(tmp_path) == 0
    assert_complete(tmp_path)


@slow
def test_clicks_in_a_storm_are_one_stop(tmp_path):
    """A hundred clicks a second, all over the screen, stop the run once."""
    with play(tmp_path) as terminal:
        for number in range(int(HAMMERED_S * 100)):
            x, y = 1 + number % 80, 1 + number % 24
            terminal.send(b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm\x1b[<35;%d;%dM" % (x, y, x, y, y, y))
            terminal.read(0.01)
        terminal.wait_for("Take your time")
        leave(terminal)
    assert count_in_log(tmp_path) == 1
    assert_complete(tmp_path)


@slow
def test_resized_all_the_time_loses_no_key(tmp_path):
    """While the size jumps between 20x5 and 300x100, every touch is counted."""
    chance = random.Random(5)
    with play(tmp_path) as terminal:
        began = time.monotonic()
        touches = 0
        for number in range(RESIZES):
            if number % 20 in {0, 10}:
                terminal.resize(*((20, 5) if number % 20 else (300, 100)))
            else:
                terminal.resize(chance.randrange(20, 301), chance.randrange(5, 101))
            terminal.read(0.05)
            # A second more than two touches must be apart: a big screen is drawn that late.
            if time.monotonic() - began > touches * (SAME_LOSS_S + 1.0):
                terminal.press("t")
                touches += 1
        terminal.read(REPEAT_GAP_S)
        terminal.resize(80, 24)
        terminal.wait_for(f"{touches} stop")
        leave(terminal)
    assert count_in_log(tmp_path) == touches
    assert_complete(tmp_path)
