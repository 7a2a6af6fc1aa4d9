"""Servers, devices and processes that come and go: what is heard, and what is said."""

import os
import signal
from statistics import median

import pytest

from follow_along.adapters.sound.clock import now
from follow_along.adapters.sound.pulse_volume import SINK_AT_ZERO, SINK_MUTED, STREAM_MUTED
from tests.adapters.sound.hearing import assert_heard, lateness, pass_time, ticks
from tests.adapters.sound.pulse_server import SINK, SOUND_SERVER, first_notice, wait_until

pytestmark = SOUND_SERVER


def test_a_server_that_dies_and_comes_back(pulse, play):
    """It is said, and cues are back by themselves and in time."""
    sound = play()
    assert wait_until(lambda: sound.audible)
    pulse.kill()
    assert wait_until(lambda: not sound.audible)
    assert "went away" in first_notice(sound)
    sound.plan(ticks(now() + 0.1, 5, 0.1))
    pass_time(1.0)
    pulse.start()
    recording = pulse.record()
    assert wait_until(lambda: sound.audible)
    due = ticks(now() + 1.5, 5, 0.3)
    sound.plan(due)
    pass_time(due[-1].at + 0.5 - now())
    recording.stop()
    assert_heard(recording.sounds(), due)


def test_a_server_that_hangs_makes_nobody_wait(pulse, play):
    """Start, plan and close do without it; when the server goes on, so do the cues."""
    sound = play()
    assert wait_until(lambda: sound.audible)
    with pulse.frozen():
        assert wait_until(lambda: not sound.audible)
        other = play()
        other.plan(ticks(now(), 3, 0.1))
        other.plan([], hush=True)
        assert "does not answer" in first_notice(other)
        other.close()
    assert wait_until(lambda: sound.audible)


def test_no_device_is_reported_and_one_that_comes_is_used(pulse, play):
    """Without a server there is a sentence; when one comes up, the cues are heard."""
    pulse.kill()
    sound = play()
    assert "No sound device:" in first_notice(sound)
    assert not sound.audible
    pulse.start()
    assert wait_until(lambda: sound.audible)
    assert sound.notice() is None


SILENCES = {
    "muted": (("set-sink-mute", SINK, "1"), ("set-sink-mute", SINK, "0"), SINK_MUTED),
    "at zero": (("set-sink-volume", SINK, "0%"), ("set-sink-volume", SINK, "5%"), SINK_AT_ZERO),
}


@pytest.mark.parametrize("how", SILENCES)
def test_a_muted_device_is_reported_until_it_is_unmuted(pulse, play, how):
    """From the start, and in the middle; nobody is told that the sound plays."""
    silence, undo, sentence = SILENCES[how]
    pulse.control(*silence)
    sound = play()
    assert first_notice(sound) == sentence
    assert not sound.audible
    pulse.control(*undo)
    assert wait_until(lambda: sound.audible)
    pulse.control(*silence)
    assert wait_until(lambda: not sound.audible)


def test_a_muted_program_is_reported_until_it_is_unmuted(pulse, play):
    """Desktops remember the volume of each program."""
    sound = play()
    assert wait_until(lambda: sound.audible)
    pulse.control("set-sink-input-mute", "0", "1")
    assert first_notice(sound) == STREAM_MUTED
    assert wait_until(lambda: not sound.audible)
    pulse.control("set-sink-input-mute", "0", "0")
    assert wait_until(lambda: sound.audible)


def test_a_device_changed_in_the_middle(pulse, play):
    """The sink that plays is taken away and another is there: the cues are heard from it."""
    sound = play()
    assert wait_until(lambda: sound.audible)
    pulse.change_sink()
    assert "went away" in first_notice(sound)
    assert wait_until(lambda: sound.audible)
    recording = pulse.record()
    due = ticks(now() + 1.0, 5, 0.3)
    sound.plan(due)
    pass_time(due[-1].at + 0.5 - now())
    recording.stop()
    assert_heard(recording.sounds(), due)


def test_a_killed_sound_process_comes_back(pulse, play):
    """The plan outlives it."""
    recording = pulse.record()
    sound = play()
    assert wait_until(lambda: sound.audible)
    due = ticks(now() + 0.5, 14, 0.4)
    sound.plan(due)
    pass_time(2.2)
    os.kill(sound.pid, signal.SIGKILL)
    pass_time(due[-1].at + 0.5 - now())
    recording.stop()
    heard = recording.sounds()
    assert len(heard) <= len(due)
    assert_heard(heard[-5:], due[-5:])


def test_a_slow_sink_is_measured_and_made_up_for(pulse, play, monkeypatch):
    """With twice the usual buffer ahead, cues are less than half a buffer from their moments."""
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "200")
    recording = pulse.record()
    sound = play()
    assert wait_until(lambda: sound.status.latency > 0.1)
    due = ticks(now() + 1.0, 5, 0.3)
    sound.plan(due)
    pass_time(due[-1].at + 0.5 - now())
    recording.stop()
    late = lateness(recording.sounds(), due)
    assert abs(median(late)) < sound.status.latency / 2, late
