"""The doctor examines the sound of a real server."""

from follow_along.adapters.sound import doctor
from follow_along.adapters.sound.doctor import examine
from follow_along.adapters.sound.silent import SilentSound
from follow_along.core.enums import CueName
from tests.adapters.sound.hearing import pass_time
from tests.adapters.sound.pulse_server import SOUND_SERVER, wait_until

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
