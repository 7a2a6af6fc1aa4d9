"""Saying how it was on a real terminal: every answer is in the log before the next question."""

import os
import signal

import pytest

from tests.terminal.after_exit import a_session, assert_complete, begin, select
from tests.terminal.terminal import Terminal
from tests.terminal.user_session import after_all

ANSWERS = "SELECT question, score FROM answers ORDER BY question"


@pytest.mark.slow
def test_killed_between_two_answers_the_log_has_the_first(tmp_path):
    """By SIGKILL, as soon as the next question stands there; the next start has no notice."""
    with Terminal("play", a_session(tmp_path, work="2s"), home=tmp_path) as terminal:
        begin(terminal)
        terminal.wait_for("how it was")
        terminal.read(1.1)
        terminal.press("\r")
        terminal.wait_for("How steady did it feel?")
        terminal.press("2")
        terminal.wait_for("How hard was it?")
        assert select(tmp_path, ANSWERS) == [("felt_steady", 2)]
        terminal.press("7")
        terminal.wait_for("Did it hurt?")
        os.kill(terminal.process.pid, signal.SIGKILL)
    assert select(tmp_path, ANSWERS) == [("effort", 7), ("felt_steady", 2)]
    assert_complete(tmp_path, "done", "done")
    with Terminal(home=tmp_path) as terminal:
        terminal.wait_for("Week 1")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert "log" not in after_all(terminal)
