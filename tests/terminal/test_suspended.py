"""Suspended and resumed: the terminal is given back whole, and taken again."""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.after_exit import a_session, assert_complete, assert_restored, begin
from tests.terminal.terminal import Terminal

BY_KEY = 1


def test_suspended_and_resumed(tmp_path):
    """After SIGTSTP the terminal is restored; after SIGCONT the keys work."""
    with Terminal("play", a_session(tmp_path), home=tmp_path) as terminal:
        begin(terminal)
        terminal.process.send_signal(signal.SIGTSTP)
        terminal.wait_for_stop()
        assert_restored(terminal)
        terminal.screen.reset()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("lost balance")
        terminal.press(" ")
        terminal.wait_for("Take your time")
        terminal.press("\x03")
        assert terminal.wait_for_end() == BY_KEY
        assert_restored(terminal)
    assert_complete(tmp_path)


@pytest.mark.slow
def test_stopped_from_outside_and_resumed(tmp_path):
    """After SIGSTOP, which cannot be prepared for, and SIGCONT the run ends in good order."""
    with Terminal("play", a_session(tmp_path), home=tmp_path) as terminal:
        begin(terminal)
        terminal.process.send_signal(signal.SIGSTOP)
        terminal.wait_for_stop()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.press(" ")
        terminal.wait_for("Take your time")
        terminal.press("\x03")
        assert terminal.wait_for_end() == BY_KEY
        assert_restored(terminal)
    assert_complete(tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bash"), reason="needs a shell with job control")
def test_shell_can_suspend_and_resume_it(tmp_path):
    """Ctrl+Z, `bg`, where it waits, and `fg` work as in vi."""
    shell = "import os; os.execvp('bash', ['bash', '--norc', '-i'])"
    program = Path(sys.executable).with_name("follow-along")
    with Terminal(home=tmp_path, script=shell, environment={"PS1": "ready: "}) as terminal:
        terminal.wait_for("ready:")
        terminal.press(f"{program} play {a_session(tmp_path)}\r")
        begin(terminal)
        os.killpg(terminal.foreground(), signal.SIGTSTP)
        terminal.wait_for_output(b"Stopped")
        terminal.press("bg\r")
        terminal.press("echo and so; echo on\r")
        terminal.wait_for_output(b"and so\r\non\r\n")
        terminal.screen.reset()
        terminal.press("fg\r")
        terminal.wait_for("lost balance")
        terminal.press("t")
        terminal.wait_for("1 stop")
        terminal.press("\x03")
        terminal.wait_for("Ended early")
        terminal.press("exit $?\r")
        assert terminal.wait_for_end() == BY_KEY
    assert_complete(tmp_path)
