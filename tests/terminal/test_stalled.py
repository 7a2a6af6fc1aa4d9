"""A terminal that takes no output, as a stopped tmux or a stalled link: the keys count as ever."""

import signal

import pytest

from tests.terminal.after_exit import (
    a_session,
    assert_complete,
    assert_restored,
    begin,
    processes,
    select,
)
from tests.terminal.terminal import PATIENCE_S, Terminal

pytestmark = pytest.mark.slow

BY_KEY, TERM, HUP = 1, 128 + signal.SIGTERM, 128 + signal.SIGHUP
STALLED_S = 4.0


def stall(terminal: Terminal) -> None:
    """Fill every buffer, and read nothing of it."""
    for number in range(60):
        terminal.resize(60 + number % 40, 20 + number % 9)
        terminal.pause(0.04)


def stops(home) -> list[int]:
    """When each stop was counted, in milliseconds of work."""
    found = select(home, "SELECT offset_ms FROM interruptions WHERE counted = 1 ORDER BY id")
    return [int(str(ms)) for (ms,) in found]


def test_a_stop_is_counted_when_the_key_is_pressed(tmp_path):
    """Not when the terminal reads again; and then the screen shows the stop."""
    with Terminal("play", a_session(tmp_path), home=tmp_path) as terminal:
        begin(terminal)
        stall(terminal)
        terminal.press_unread(" ")
        terminal.pause(STALLED_S)
        assert len(stops(tmp_path)) == 1
        terminal.press_unread(" ")
        terminal.pause(1.5)
        terminal.press_unread("t")
        terminal.pause(0.5)
        first, second = stops(tmp_path)
        # Between them the clock stood still.
        assert second - first < STALLED_S * 1000
        terminal.wait_for("2 stops")
        terminal.press("\x03")
        assert terminal.wait_for_end() == BY_KEY
        assert_restored(terminal)
    assert_complete(tmp_path)


@pytest.mark.parametrize(
    ("key", "number", "status"),
    [("\x03", 0, HUP), ("", signal.SIGTERM, TERM), ("", signal.SIGHUP, HUP)],
    ids=["Ctrl+C", "SIGTERM", "SIGHUP"],
)
@pytest.mark.parametrize("presses", ["", " t t++ "])
def test_the_program_ends_while_the_terminal_takes_nothing(tmp_path, presses, key, number, status):
    """Nobody waits for the terminal, and nothing fails because keys were waiting."""
    with Terminal("play", a_session(tmp_path), home=tmp_path) as terminal:
        begin(terminal)
        stall(terminal)
        for press in presses:
            terminal.press_unread(press)
        terminal.pause(0.5)
        if key:
            terminal.press_unread(key)
        else:
            terminal.process.send_signal(number)
        assert terminal.process.wait(PATIENCE_S) == status
        assert terminal.settings() == terminal.settings_before
    assert_complete(tmp_path)
    assert len(stops(tmp_path)) >= bool(presses)
    assert processes(tmp_path) == []
    assert not list(tmp_path.glob("data/follow-along/crashes/*"))


def test_a_session_that_ends_meanwhile_ends_well(tmp_path):
    """The done screen opens unseen, and is seen when the terminal reads again."""
    with Terminal("play", a_session(tmp_path, work="5s"), home=tmp_path) as terminal:
        begin(terminal)
        stall(terminal)
        terminal.pause(STALLED_S)
        terminal.wait_for("No stops in")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == TERM
        assert_restored(terminal)
    assert_complete(tmp_path, "done", "done")
