"""The main job on a real terminal: a session is played, every stop is in the log afterwards."""

import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.terminal.after_exit import begin, close_summary, rest
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
    work: 5s
    rest: 2s
"""
CLOCK_S = 0.002
"""How far the log's moments may be from those of another process: they are whole milliseconds."""


def stops_in(log: Path) -> list[tuple[str, str, float, float]]:
    """Side, kind, moment and end of every interruption, in order."""
    query = """
        SELECT blocks.side, interruptions.kind, interruptions.began_utc, interruptions.ended_utc
        FROM interruptions JOIN blocks ON blocks.id = interruptions.block
        ORDER BY interruptions.id"""
    with closing(sqlite3.connect(log)) as connection:
        return [
            (side, kind, *(datetime.fromisoformat(utc).timestamp() for utc in moments))
            for side, kind, *moments in connection.execute(query)
        ]


def stop_and_resume(terminal: Terminal) -> tuple[float, float]:
    """Lose balance and find it again; the moments between which the stop began."""
    pressed = time.time()
    terminal.press(" ")
    terminal.wait_for("Take your time.")
    seen = time.time()
    rest(terminal)
    terminal.press(" ")
    terminal.wait_for("Steady")
    terminal.wait_until(lambda: "Steady" not in terminal.text, "the end of the count-in")
    rest(terminal)
    return pressed, seen


def test_played_session_is_in_the_log_with_every_stop(tmp_path):
    """Two stops on the left, one on the right, the end waited for: exactly these are logged."""
    file = tmp_path / "short.yaml"
    file.write_text(SESSION)
    with Terminal("play", str(file), home=tmp_path) as terminal:
        begin(terminal)
        moments = [stop_and_resume(terminal), stop_and_resume(terminal)]
        terminal.wait_until(lambda: "lost balance" not in terminal.text, "the end of the block")
        terminal.wait_for("lost balance")
        moments.append(stop_and_resume(terminal))
        terminal.wait_for("3 stops in 10 s")
        assert close_summary(terminal) == 0

    stops = stops_in(tmp_path / "data" / "follow-along" / "log.db")
    assert [stop[:2] for stop in stops] == [
        ("left", "wobble"),
        ("left", "wobble"),
        ("right", "wobble"),
    ]
    for (_, _, began, ended), (pressed, seen) in zip(stops, moments, strict=True):
        assert pressed - CLOCK_S <= began <= seen + CLOCK_S
        assert ended > seen


def test_terminal_is_restored_after_leaving(tmp_path):
    """Ended early: status 1, the run is in the log as left, the terminal is as it was."""
    file = tmp_path / "short.yaml"
    file.write_text(SESSION)
    with Terminal("play", str(file), home=tmp_path) as terminal:
        begin(terminal)
        terminal.press("\x03")
        assert terminal.wait_for_end() == 1
        assert terminal.settings() == terminal.settings_before
        assert b"\x1b[?1049l" in terminal.output
        assert "Ended early" in terminal.text
    with closing(sqlite3.connect(tmp_path / "data" / "follow-along" / "log.db")) as connection:
        assert connection.execute("SELECT outcome FROM runs").fetchall() == [("left",)]
        assert connection.execute("SELECT outcome FROM blocks").fetchall() == [("cut",)]


@pytest.mark.slow
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
