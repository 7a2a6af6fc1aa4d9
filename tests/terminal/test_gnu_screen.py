"""In GNU screen, which knows neither true colours nor where COLORTERM comes from."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.terminal.after_exit import a_session, assert_complete, begin, count_in_log
from tests.terminal.terminal import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("screen"), reason="needs GNU screen"),
]

PROGRAM = Path(sys.executable).with_name("follow-along")
IN_SCREEN = "import os, sys; os.execvp('screen', ['screen', '-c', os.devnull, *sys.argv[1:]])"


def test_the_stop_keeps_its_ground(tmp_path):
    """Stopped, the ground of most of the screen is another than while working."""
    command = (str(PROGRAM), "play", a_session(tmp_path))
    environment = {"COLORTERM": "truecolor", "SCREENDIR": str(tmp_path / "screens")}
    (tmp_path / "screens").mkdir(mode=0o700)
    with Terminal(*command, home=tmp_path, script=IN_SCREEN, environment=environment) as terminal:
        begin(terminal)
        working = grounds(terminal)
        terminal.press(" ")
        terminal.wait_for("Take your time")
        stopped = grounds(terminal)
        assert working != stopped
        assert stopped != "default"
        terminal.press("\x03")
        terminal.wait_for_end()
    assert count_in_log(tmp_path) == 1
    assert_complete(tmp_path)


def grounds(terminal: Terminal) -> str:
    """Return the background that most cells have."""
    terminal.read(0.5)
    cells = [
        terminal.screen.buffer[row][column].bg
        for row in range(terminal.screen.lines)
        for column in range(terminal.screen.columns)
    ]
    return max(set(cells), key=cells.count)
