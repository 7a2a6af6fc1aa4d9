"""The main job on a real terminal: a session is played, every stop is in the log afterwards."""

import sqlite3
from contextlib import closing

import pytest

from tests.terminal.terminal import Terminal

SESSION = """\
title: Short and real
get_ready: 2s
settle: 1s
first_side: left
exercises:
  - name: One-leg stand
    kind: balance
    sides: each
    work: 4s
    rest: 2s
"""
READY_S, SETTLE_S, WORK_S, REST_S = 2.0, 1.0, 4.0, 2.0
CLOSE_S = 0.2


def stops_in(log):
    """Side, kind, offset in seconds of every interruption, in order."""
    query = """
        SELECT blocks.side, interruptions.kind, interruptions.offset_ms
        FROM interruptions JOIN blocks ON blocks.id = interruptions.block
        ORDER BY interruptions.id"""
    with closing(sqlite3.connect(log)) as connection:
        return [(side, kind, ms / 1000) for side, kind, ms in connection.execute(query)]


def test_played_session_is_in_the_log_with_every_stop(tmp_path):
    """Two stops on the left, one on the right, the end waited for: exactly these are logged."""
    file = tmp_path / "short.yaml"
    file.write_text(SESSION)
    with Terminal("play", str(file), home=tmp_path) as terminal:
        terminal.wait_for("begin")
        began = terminal.press(" ")
        left = began + READY_S
        first = terminal.press_at(left + 1.0, " ")
        terminal.wait_for("Take your time.")
        resumed = terminal.press_at(first + 1.3, " ")
        left += resumed + SETTLE_S - first
        second = terminal.press_at(left + 2.5, " ")
        resumed = terminal.press_at(second + 1.3, " ")
        left_again = left + resumed + SETTLE_S - second
        right = left_again + WORK_S + REST_S
        third = terminal.press_at(right + 1.5, " ")
        terminal.press_at(third + 1.3, " ")
        terminal.wait_for("3 stops in 8 s")
        terminal.press("\r")
        assert terminal.wait_for_end() == 0

    expected = [
        ("left", "wobble", 1.0),
        ("left", "wobble", second - left),
        ("right", "wobble", third - right),
    ]
    found = stops_in(tmp_path / "data" / "follow-along" / "log.db")
    assert [stop[:2] for stop in found] == [stop[:2] for stop in expected]
    for (_, _, offset), (_, _, wanted) in zip(found, expected, strict=True):
        assert offset == pytest.approx(wanted, abs=CLOSE_S)


def test_terminal_is_restored_after_leaving(tmp_path):
    """Ended early: status 1, the run is in the log as left, the terminal is as it was."""
    file = tmp_path / "short.yaml"
    file.write_text(SESSION)
    with Terminal("play", str(file), home=tmp_path) as terminal:
        terminal.wait_for("begin")
        terminal.press_at(terminal.press(" ") + READY_S + 1.0, "\x03")
        assert terminal.wait_for_end() == 1
        assert terminal.settings() == terminal.settings_before
        assert b"\x1b[?1049l" in terminal.output
        assert "Ended early" in terminal.text
    with closing(sqlite3.connect(tmp_path / "data" / "follow-along" / "log.db")) as connection:
        assert connection.execute("SELECT outcome FROM runs").fetchall() == [("left",)]
        assert connection.execute("SELECT outcome FROM blocks").fetchall() == [("cut",)]


@pytest.mark.parametrize(("look", "ground"), [("light", 15), ("dark", 0)])
def test_the_look_that_is_set_is_the_look_of_the_screen(tmp_path, look, ground):
    """`look: light` in the settings file: the ground of the screen is light, else dark."""
    file = tmp_path / "short.yaml"
    file.write_text(SESSION)
    settings = tmp_path / "config" / "follow-along" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"look: {look}\n")
    with Terminal("play", str(file), home=tmp_path) as terminal:
        terminal.wait_for("begin")
        # Of a colour as the emulator has it, such as "fbfaf5", the first digit of the red.
        found = terminal.screen.buffer[0][40].bg
        assert abs(int(found[0], 16) - ground) <= 1, found
        terminal.press("q")
        terminal.wait_for_end()
