"""A link of 3 kB a second: no frame waits behind an older one, and a stop comes first."""

import pytest

from tests.terminal.after_exit import assert_complete, rest, select
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.slow

BYTES_A_SECOND = 3000
SLOW_READS = 8 * BYTES_A_SECOND
SESSION = """\
title: Short and real
get_ready: 0s
settle: 0s
exercises:
  - name: Heel raise
    sides: both
    reps: 60
    figure: heel-raise-double
    tempo: [up 1s, hold 1s, down 1s]
"""


def bytes_until(terminal: Terminal, words: str) -> int:
    """Read slowly until the screen shows some words; return the number of bytes."""
    return terminal.read_slowly(BYTES_A_SECOND, lambda: words in terminal.text)


def test_a_stop_waits_for_one_frame_at_most(tmp_path):
    """However long the figure has moved, no more than one frame is sent before the stop."""
    (tmp_path / "s.yaml").write_text(SESSION)
    with Terminal("play", "s.yaml", home=tmp_path, modern=True) as terminal:
        terminal.wait_for("begin")
        terminal.press(" ")
        terminal.wait_for("balance")
        rest(terminal)
        began = len(terminal.output)
        terminal.press(" ")
        terminal.wait_for("Take your time")
        terminal.wait_for("resume")
        frame = len(terminal.output) - began
        rest(terminal)
        terminal.press(" ")
        terminal.wait_for("lost balance")
        start = len(terminal.output)
        terminal.read_slowly(BYTES_A_SECOND, lambda: len(terminal.output) > start + SLOW_READS)
        terminal.press_unread(" ")
        # At full speed a second frame follows at once; a frame in flight is no larger than that.
        assert bytes_until(terminal, "Take your time") < 3 * frame
        terminal.press("\x03")
        assert terminal.wait_for_end() == 1
    assert_complete(tmp_path)
    assert len(select(tmp_path, "SELECT 1 FROM interruptions WHERE counted = 1")) == 2
