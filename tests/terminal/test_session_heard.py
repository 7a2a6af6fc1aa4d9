"""Week 1 is played for two minutes by the installed program, and its sound is recorded."""

import sqlite3
import time
from contextlib import closing
from datetime import datetime
from itertools import pairwise
from math import inf
from statistics import median

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.cues.plan import answer, plan
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import TEMPO_TONES, Side
from follow_along.core.run.player import Action, new_player
from follow_along.core.run.rules import act, advance
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from tests.adapters.sound import pulse_server
from tests.adapters.sound.cue_recognition import cues_in
from tests.adapters.sound.hearing import MOMENT_S
from tests.terminal.terminal import Terminal

WEEK = "foot-ankle-1"
SESSION = read_record(shipped("sessions") / f"{WEEK}.yaml", Session)
SETTLE_S = SESSION.settle / 1000
STOPS = [(20.2, 4.0), (46.7, 3.0), (73.0, 6.0), (124.5, 2.5)]
"""When balance is lost, in seconds from the beginning, and how long until the next key.

At none of these moments is a cue due or sounding, so that each is heard whole or not at all.
"""
PRESSES = [0.0, *(at for stop, lasting in STOPS for at in (stop, stop + lasting))][:-1]
CLOCK_S = 0.002
"""How far the log's moments may be from those of another process: they are whole milliseconds."""

pytestmark = pulse_server.SOUND_SERVER


def called_for(presses: list[float]) -> list[list[ScheduledCue]]:
    """Return the cues that the timeline calls for after each press, up to the next."""
    player = new_player(build_timeline(SESSION, Side.LEFT))
    stretches = []
    for at, end in pairwise([*presses, inf]):
        before = advance(player, at).player
        player = act(before, Action.BIG_KEY, at).player
        due = (*answer(before, Action.BIG_KEY, player, at), *plan(player, at))
        stretches.append([one for one in due if one.cue and one.at < end])
    return stretches


def presses_in(log) -> list[float]:
    """Return the logged moments of the presses, on the monotonic clock, to a millisecond."""
    with closing(sqlite3.connect(log)) as connection:
        ((began,),) = connection.execute("SELECT began_utc FROM runs")
        stops = connection.execute("SELECT began_utc, ended_utc FROM interruptions ORDER BY id")
        presses = [moment(began)]
        for stopped, went_on in stops.fetchall():
            presses += [moment(stopped), moment(went_on) - SETTLE_S]
    # The session is left during the last stop.
    return presses[:-1]


def moment(utc: str) -> float:
    """Return a wall time as a moment of the monotonic clock."""
    return datetime.fromisoformat(utc).timestamp() - (time.time() - time.monotonic())


def play_script(server, home) -> list[float]:
    """Play week 1 for two minutes and leave; return when the key was pressed."""
    with Terminal("play", WEEK, home=home, environment=server.environment) as terminal:
        terminal.wait_for("begin")
        began = time.monotonic() + 3.0
        pressed = [terminal.press_at(began + at, " ") for at in PRESSES]
        terminal.press_at(pressed[-1] + STOPS[-1][1], "\x03")
        assert terminal.wait_for_end() == 1
    return pressed


def assert_all_heard(recording, presses: list[float]) -> None:
    """Assert that the timeline's cues, and nothing else, are in the recording at their moments."""
    named = cues_in(recording)
    late: list[float] = []
    assert named[0][0] > presses[0]
    for due, (at, end) in zip(called_for(presses), pairwise([*presses, inf]), strict=True):
        sounds = [(moment, cue) for moment, cue in named if at <= moment < end]
        assert [cue for _, cue in sounds] == [one.cue for one in due]
        # What is due at the very press cannot be sent ahead.
        late += [
            moment - one.at
            for one, (moment, _) in zip(due, sounds, strict=True)
            if one.at - at >= 1e-6
        ]
    assert abs(median(late)) < MOMENT_S, late


def test_two_minutes_of_week_1_are_heard(tmp_path):
    """Every cue is there, each at its moment; in a stop there is nothing but the stop cue.

    The tones of the tempo are among them, all three kinds.
    """
    asked = {one.cue for due in called_for(PRESSES) for one in due}
    assert set(TEMPO_TONES) < asked
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    (tmp_path / "config" / "follow-along").mkdir(parents=True)
    (tmp_path / "config" / "follow-along" / "settings.yaml").write_text("voice: off\n")
    with pulse_server.PulseServer() as server:
        recording = server.record()
        pressed = play_script(server, tmp_path)
        recording.stop()
        taken = presses_in(tmp_path / "data" / "follow-along" / "log.db")
        for press, taking, following in zip(pressed, taken, [*pressed[1:], inf], strict=True):
            assert press - CLOCK_S < taking < following
        assert_all_heard(recording, taken)
