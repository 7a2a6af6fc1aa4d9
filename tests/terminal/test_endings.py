"""Every way to end the program: the log is complete, the terminal restored, no process left."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.after_exit import (
    a_session,
    assert_complete,
    assert_restored,
    begin,
    processes,
)
from tests.terminal.terminal import PATIENCE_S, Terminal

INT, TERM, HUP = 128 + signal.SIGINT, 128 + signal.SIGTERM, 128 + signal.SIGHUP
BY_KEY = 1

slow = pytest.mark.slow

End = Callable[[Terminal], object]


def by_signal(*numbers: int) -> End:
    """Send signals, one right after the other."""
    return lambda terminal: [terminal.process.send_signal(number) for number in numbers]


def after_keys(keys: str, shows: str, how: End) -> End:
    """Press keys and wait for words on the screen first."""

    def end(terminal: Terminal) -> None:
        terminal.press(keys)
        terminal.wait_for(shows)
        how(terminal)

    return end


def by_key(key: str) -> End:
    """Press a key."""
    return lambda terminal: terminal.press(key)


ENDS = {
    "Ctrl+C": (by_key("\x03"), BY_KEY),
    "Ctrl+Q": (by_key("\x11"), BY_KEY),
    "SIGINT": (by_signal(signal.SIGINT), INT),
    "SIGTERM": (by_signal(signal.SIGTERM), TERM),
    "SIGHUP": (by_signal(signal.SIGHUP), HUP),
    **{
        f"SIG{name}": (by_signal(number), 128 + number)
        for name in ("QUIT", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU", "IO", "PWR")
        if (number := getattr(signal, f"SIG{name}", None))
    },
    "SIGTERM and SIGCONT": (by_signal(signal.SIGTERM, signal.SIGCONT), TERM),
    "SIGTERM, three times": (by_signal(*[signal.SIGTERM] * 3), TERM),
    "SIGTERM in a stop": (after_keys(" ", "Take your time", by_signal(signal.SIGTERM)), TERM),
    "SIGHUP in the help": (after_keys("?", "Keys", by_signal(signal.SIGHUP)), HUP),
    "SIGINT in the question": (after_keys("q", "Leave the", by_signal(signal.SIGINT)), INT),
}


QUICK = ("Ctrl+C", "SIGTERM, three times")
"""The ways that are tried at every run of the tests."""


@pytest.mark.parametrize(
    "how", [how if how in QUICK else pytest.param(how, marks=slow) for how in ENDS]
)
def test_ended_in_a_block(tmp_path, how):
    """The run is logged as left, its block as cut; the terminal is restored; no process is left."""
    end, status = ENDS[how]
    with Terminal("play", a_session(tmp_path), home=tmp_path) as terminal:
        begin(terminal)
        end(terminal)
        assert terminal.wait_for_end() == status
        assert_restored(terminal)
        assert "Ended early" in terminal.text
    assert_complete(tmp_path)
    assert processes(tmp_path) == []


@slow
def test_terminal_that_can_do_all_is_restored_as_well(tmp_path):
    """Synchronised output, sizes in band and the mouse in pixels are turned off again."""
    with Terminal("play", a_session(tmp_path), home=tmp_path, modern=True) as terminal:
        begin(terminal)
        assert b"\x1b[?1016h" in terminal.output
        terminal.press("\x03")
        assert terminal.wait_for_end() == BY_KEY
        assert_restored(terminal)


@pytest.mark.parametrize("keys", [" ", *(pytest.param(key, marks=slow) for key in ("", "?", "q"))])
def test_closed_terminal_leaves_a_complete_log(tmp_path, keys):
    """The window is closed or the link lost: the program ends by itself."""
    with Terminal("play", a_session(tmp_path), home=tmp_path) as terminal:
        begin(terminal)
        terminal.press(keys)
        terminal.read(0.2)
        terminal.hang_up()
        assert terminal.wait_for_end() == HUP
    assert_complete(tmp_path)
    assert processes(tmp_path) == []


@slow
def test_closed_terminal_is_noticed_without_its_signal(tmp_path):
    """Started by nohup, which ignores the signal: the end of the input ends the program."""
    ignored = "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    driver = f"{ignored}; from follow_along.cli import main; main()"
    command = ("play", a_session(tmp_path))
    with Terminal(*command, home=tmp_path, script=driver) as terminal:
        begin(terminal)
        terminal.hang_up()
        assert terminal.wait_for_end() == HUP
    assert_complete(tmp_path)


@slow
def test_terminal_that_takes_nothing_does_not_hold_the_end_up(tmp_path):
    """With all buffers of a stalled link full, SIGTERM still ends the run in good order."""
    with Terminal("play", a_session(tmp_path), home=tmp_path) as terminal:
        terminal.wait_for("Space  begin")
        terminal.press(" ")
        for number in range(200):
            terminal.resize(60 + number % 40, 20 + number % 9)
            terminal.pause(0.04)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.process.wait(PATIENCE_S) == TERM
    assert_complete(tmp_path)


@slow
@pytest.mark.parametrize("tenths", range(12))
def test_signal_while_the_program_starts(tmp_path, tenths):
    """However early it comes, nothing is printed, and no process and no mode is left."""
    with Terminal("play", a_session(tmp_path), home=tmp_path) as terminal:
        terminal.read(tenths / 10)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() in {TERM, -signal.SIGTERM}
        assert terminal.settings() == terminal.settings_before
        assert "Traceback" not in terminal.text
        assert "failed" not in terminal.text
    assert processes(tmp_path) == []


def add_a_session(home: Path) -> None:
    """Put a session into the folder of sessions."""
    folder = home / "data" / "follow-along" / "sessions"
    folder.mkdir(parents=True)
    Path(a_session(home)).rename(folder / "short.yaml")


@slow
@pytest.mark.parametrize(
    ("command", "shows"), [((), "keys"), (("history",), "close")], ids=["choosing", "history"]
)
def test_signal_where_no_run_is_on(tmp_path, command, shows):
    """While choosing a session or reading the history: the terminal is restored."""
    add_a_session(tmp_path)
    with Terminal(*command, home=tmp_path) as terminal:
        terminal.wait_for(shows)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == TERM
        assert_restored(terminal)
        assert "Traceback" not in terminal.text
    assert processes(tmp_path) == []


@slow
def test_signal_on_the_done_screen_changes_nothing_of_the_run(tmp_path):
    """The run stays done in the log."""
    with Terminal("play", a_session(tmp_path, work="1s"), home=tmp_path) as terminal:
        terminal.wait_for("Space  begin")
        terminal.press(" ")
        terminal.wait_for("No stops in")
        terminal.process.send_signal(signal.SIGHUP)
        assert terminal.wait_for_end() == HUP
        assert_restored(terminal)
    assert_complete(tmp_path, "done", "done")
