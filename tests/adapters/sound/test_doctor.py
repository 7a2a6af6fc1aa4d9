"""The doctor examines the sound of a real server."""

from follow_along.adapters.sound import doctor
from follow_along.adapters.sound.doctor import examine
from follow_along.adapters.sound.pulse_volume import SINK_MUTED
from follow_along.adapters.sound.silent import SilentSound
from follow_along.core.enums import CueName
from tests.adapters.sound.hearing import pass_time
from tests.adapters.sound.pulse_server import SINK, SOUND_SERVER, wait_until

pytestmark = SOUND_SERVER


def test_the_doctor_says_what_plays(play):
    """Library, server, latency and voice, in sentences."""
    sentences = list(examine(play()))
    assert any(one.startswith("miniaudio ") for one in sentences)
    assert any("Sound plays through miniaudio (PulseAudio)" in one for one in sentences)
    assert all(one.endswith(".") for one in sentences)


def test_the_doctor_says_why_nothing_plays(pulse, play, monkeypatch):
    """There is no device, or the sound is off."""
    monkeypatch.setattr(doctor, "OPENING_S", 1.0)
    pulse.kill()
    assert any("No sound device:" in one for one in examine(play()))
    assert any("off" in one for one in examine(SilentSound()))


def test_the_doctor_does_not_say_that_a_muted_device_plays(pulse, play, monkeypatch):
    """The sink has no sound; the sentence says what to do."""
    monkeypatch.setattr(doctor, "OPENING_S", 2.0)
    pulse.control("set-sink-mute", SINK, "1")
    sentences = list(examine(play()))
    assert SINK_MUTED in sentences
    assert not any("Sound plays" in one for one in sentences)


def test_the_doctor_says_what_it_waits_for(play):
    """Before the wait, not after it."""
    sound = play()
    sentences = examine(sound)
    assert any(one.startswith("Opening the sound device") for one in sentences)
    assert next(sentences).startswith("Measuring its latency")


def test_the_doctor_plays_each_cue_by_name(pulse, play, monkeypatch):
    """Each name has its sound."""
    monkeypatch.setattr(doctor, "CUE_S", 0.4)
    recording = pulse.record()
    sound = play()
    assert wait_until(lambda: sound.audible)
    names = []
    doctor.play_cues(sound, names.append)
    pass_time(0.3)
    recording.stop()
    assert names == list(CueName)
    assert len(recording.sounds()) == len(CueName)
