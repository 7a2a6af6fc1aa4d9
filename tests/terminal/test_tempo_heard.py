"""The tempo tones of a short session, played by the installed program, are recorded."""

import time
from statistics import median

import pytest

from follow_along.core.enums import CueName
from tests.adapters.sound import pulse_server
from tests.adapters.sound.cue_recognition import cues_in
from tests.adapters.sound.hearing import MOMENT_S
from tests.terminal.terminal import Terminal

pytestmark = pulse_server.SOUND_SERVER

SESSION = """\
title: Short
get_ready: 3s
exercises:
  - name: Heel raise
    work: 10s
    tempo: [up 1s, hold 1s, down 1s]
"""
OFF_S, ON_S, OFF_AGAIN_S, END_S = 5.5, 7.5, 12.5, 14.0
"""When O is pressed, and when the program is left, in seconds from the beginning."""


def test_the_tones_of_a_tempo_are_heard_and_switched_by_their_key(tmp_path):
    """The key O turns the tones alone off, and on again."""
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    (tmp_path / "short.yaml").write_text(SESSION)
    (tmp_path / "config" / "follow-along").mkdir(parents=True)
    settings = tmp_path / "config" / "follow-along" / "settings.yaml"
    settings.write_text("voice: off\n")
    with pulse_server.PulseServer() as server:
        recording = server.record()
        play = Terminal("play", "short.yaml", home=tmp_path, environment=server.environment)
        with play as terminal:
            terminal.wait_for("begin")
            began = terminal.press_at(time.monotonic() + 2.0, " ")
            terminal.press_at(began + OFF_S, "o")
            terminal.wait_for("no tones")
            terminal.press_at(began + ON_S, "O")
            terminal.press_at(began + OFF_AGAIN_S, "o")
            terminal.press_at(began + END_S, "\x03")
            assert terminal.wait_for_end() == 0
        recording.stop()
    up, hold, down, tick = CueName.UP, CueName.HOLD, CueName.DOWN, CueName.TICK
    expected = [(0.0, tick), (1.0, tick), (3.0, CueName.GO), (4.0, hold), (5.0, down)]
    expected += [(8.0, down), (9.0, up), (10.0, tick), (11.0, tick), (12.0, CueName.FINISH)]
    heard = [(moment - began, cue) for moment, cue in cues_in(recording)]
    assert [cue for _, cue in heard] == [cue for _, cue in expected]
    late = [at - due for (at, _), (due, _) in zip(heard, expected, strict=True)]
    assert abs(median(late)) < MOMENT_S, late
    assert "tempo: off" in settings.read_text()
