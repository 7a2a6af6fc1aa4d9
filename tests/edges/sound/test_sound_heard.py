"""What is really heard: a real sound process plays to a real server, and the sink is recorded."""

import os
import signal
import threading
from array import array
from pathlib import Path
from statistics import median

import pytest
from pulse_rig import first_notice, wait_until
from sound_files import write_pcm

from follow_along.core.due import Due
from follow_along.core.settings import Settings
from follow_along.core.words import CueName
from follow_along.edges.sound import doctor
from follow_along.edges.sound.doctor import examine
from follow_along.edges.sound.moments import now
from follow_along.edges.sound.opening import open_sound
from follow_along.edges.sound.phrases import MARGIN, PhraseBook
from follow_along.edges.sound.samples import RATE
from follow_along.edges.sound.silent import Silent
from follow_along.edges.sound.voice import find_engine

SHIPPED = Path(__file__).parents[3] / "sounds"
OFFSET_S = 0.020
DEVIATION_S = 0.001
SILENT_S = 0.150


@pytest.fixture
def play(pulse, clicks):
    """Open the sound to the test's server; by default with clicks for cues."""
    opened = []

    def play(folder=clicks, **settings):
        opened.append(open_sound(cue_folders=[folder], **settings))
        return opened[-1]

    yield play
    for sound in opened:
        sound.close()


@pytest.fixture
def busy():
    """A thread that holds this interpreter for 100 ms twice a second."""
    done = threading.Event()

    def hold():
        while not done.wait(0.4):
            until = now() + 0.1
            while now() < until:
                sum(range(50_000))

    thread = threading.Thread(target=hold)
    thread.start()
    yield
    done.set()
    thread.join()


def ticks(first, count, gap):
    """Return a row of ticks."""
    return [Due(first + gap * i, cue=CueName.TICK) for i in range(count)]


def pass_time(seconds):
    """Let real time pass: the sound process lives in it."""
    threading.Event().wait(seconds)


def offsets(heard, due):
    """Return how late each cue was heard, in seconds; each must be there, and nothing else."""
    assert len(heard) == len(due)
    return [sound.at - one.at for sound, one in zip(heard, due, strict=True)]


@pytest.mark.usefixtures("busy")
def test_cues_are_heard_at_their_moments(pulse, play):
    """Under load every cue is there, none twice, within a millisecond of its like."""
    recording = pulse.record()
    sound = play()
    assert wait_until(lambda: sound.audible)
    due = ticks(now() + 1.5, 20, 0.25)
    while now() < due[-1].at + 0.5:
        sound.plan([one for one in due if one.at > now()])
        pass_time(0.2)
    recording.stop()
    late = offsets(recording.sounds(), due)
    usual = median(late)
    assert abs(usual) < OFFSET_S
    assert max(abs(one - usual) for one in late) < DEVIATION_S


def test_a_stop_is_silent_at_once(pulse, play, tmp_path):
    """Within 150 ms of the hush nothing of the old plan is heard, only the stop cue."""
    folder = tmp_path / "long"
    folder.mkdir()
    write_pcm(folder / "finish.wav", array("h", [8_000, -8_000] * 96_000))
    write_pcm(folder / "stop.wav", array("h", [20_000, -20_000] * 2_400))
    recording = pulse.record()
    sound = play(folder)
    assert wait_until(lambda: sound.audible)
    silences = []
    for _ in range(4):
        start = now() + 0.3
        sound.plan([Due(start, cue=CueName.FINISH), Due(start + 1.0, cue=CueName.GO)])
        pass_time(1.0)
        hushed = now()
        sound.plan([Due(hushed + 0.5, cue=CueName.STOP)], hush=True)
        pass_time(1.2)
        silences.append(hushed)
    recording.stop()
    heard = recording.sounds(threshold=300)
    assert [round(one.peak, -3) for one in heard] == [8_000, 20_000] * 4
    ends = [one.at + one.length for one in heard[::2]]
    assert max(end - hushed for end, hushed in zip(ends, silences, strict=True)) < SILENT_S


def test_muted_is_silent_and_the_plan_goes_on(pulse, play):
    """Cues while muted are not heard; those after it are, at their moments."""
    recording = pulse.record()
    sound = play()
    assert wait_until(lambda: sound.audible)
    due = ticks(now() + 1.0, 6, 0.4)
    sound.plan(due)
    sound.tune(Settings(muted=True))
    pass_time(due[2].at + 0.2 - now())
    sound.tune(Settings())
    pass_time(due[-1].at + 0.4 - now())
    recording.stop()
    assert max(map(abs, offsets(recording.sounds(), due[3:]))) < OFFSET_S


def test_the_shipped_cues_are_heard(pulse, play):
    """All eight come through the device, as long and as loud as they were made."""
    recording = pulse.record()
    sound = play(SHIPPED)
    assert wait_until(lambda: sound.audible)
    first = now() + 1.0
    sound.plan([Due(first + 2.0 * i, cue=name) for i, name in enumerate(CueName)])
    pass_time(2.0 * len(CueName) + 1.0)
    recording.stop()
    heard = recording.sounds(threshold=200, gap=0.15)
    assert len(heard) == len(CueName)
    assert all(4_000 < one.peak < 32_767 * 10 ** (-3 / 20) for one in heard)


def test_a_server_that_dies_and_comes_back(pulse, play):
    """It is said, the calls stay quick, and cues are back by themselves and in time."""
    sound = play()
    assert wait_until(lambda: sound.audible)
    pulse.kill()
    assert wait_until(lambda: not sound.audible, 3.0)
    assert "went away" in first_notice(sound)
    before = now()
    sound.plan(ticks(now() + 0.1, 5, 0.1))
    assert now() - before < 0.1
    pass_time(1.0)
    pulse.start()
    recording = pulse.record()
    assert wait_until(lambda: sound.audible)
    due = ticks(now() + 1.5, 5, 0.3)
    sound.plan(due)
    pass_time(due[-1].at + 0.5 - now())
    recording.stop()
    late = offsets(recording.sounds(), due)
    assert max(map(abs, late)) < OFFSET_S


def test_a_server_that_hangs_makes_nobody_wait(pulse, play):
    """Start, plan and close are quick; when the server goes on, so do the cues."""
    sound = play()
    assert wait_until(lambda: sound.audible)
    pulse.freeze()
    try:
        assert wait_until(lambda: not sound.audible, 3.0)
        before = now()
        other = play()
        other.plan(ticks(now(), 3, 0.1))
        other.plan([], hush=True)
        assert now() - before < 0.3
        assert "does not answer" in first_notice(other)
        before = now()
        other.close()
        assert now() - before < 0.3
    finally:
        pulse.thaw()
    assert wait_until(lambda: sound.audible)


def test_no_device_is_said_and_one_that_comes_is_used(pulse, play):
    """Without a server there is a sentence; when one comes up, the cues are heard."""
    pulse.kill()
    sound = play()
    assert "No sound device was found" in first_notice(sound)
    assert not sound.audible
    pulse.start()
    assert wait_until(lambda: sound.audible)
    assert sound.notice() is None


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
    assert abs(heard[0].at - due[0].at) < OFFSET_S
    assert [round(abs(a.at - b.at), 1) for a, b in zip(heard[-5:], due[-5:], strict=True)] == [
        0.0
    ] * 5


def test_a_slow_sink_is_measured_and_made_up_for(pulse, play, monkeypatch):
    """With twice the usual buffer ahead, cues come 40 ms from their moments at most, not 100."""
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "200")
    recording = pulse.record()
    sound = play()
    assert wait_until(lambda: sound.state.latency > 0.1)
    due = ticks(now() + 1.0, 5, 0.3)
    sound.plan(due)
    pass_time(due[-1].at + 0.5 - now())
    recording.stop()
    assert max(map(abs, offsets(recording.sounds(), due))) < 2 * OFFSET_S


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
    assert max(map(abs, offsets(recording.sounds(), due))) < OFFSET_S


def test_a_bad_sound_of_the_persons_own_is_named(play, tmp_path, clicks):
    """It is said once, and the rest is heard."""
    (clicks / "go.wav").write_bytes(b"not a sound")
    sound = play()
    assert str(clicks / "go.wav") in first_notice(sound)
    assert wait_until(lambda: sound.audible)


def test_the_voice_is_heard(pulse, play, tmp_path):
    """A phrase prepared in the background is spoken at its moment, and until it ends."""
    engine = find_engine()
    if engine is None:
        pytest.skip("needs a voice (Debian: espeak-ng)")
    recording = pulse.record()
    sound = play(voice_folder=tmp_path / "voice")
    sound.prepare(["Take your time"])
    assert wait_until(lambda: sound.audible)
    at = now() + 1.0
    sound.plan([Due(at, words="Take your time"), Due(at + 3.0, cue=CueName.TICK)])
    pass_time(at + 3.5 - now())
    recording.stop()
    length = len(PhraseBook(tmp_path / "voice", engine).samples("Take your time")) / RATE
    heard = recording.sounds(threshold=300, gap=0.5)
    assert abs(heard[0].at - at) < OFFSET_S + MARGIN / RATE
    assert heard[0].length == pytest.approx(length, abs=0.1)
    assert len(heard) == 2


def test_the_doctor_says_what_plays(play):
    """Library, server, latency and voice, in sentences."""
    sentences = examine(play())
    assert any(one.startswith("miniaudio ") for one in sentences)
    assert any("Sound plays through miniaudio (PulseAudio)" in one for one in sentences)
    assert all(one.endswith(".") for one in sentences)


def test_the_doctor_says_why_nothing_plays(pulse, play, monkeypatch):
    """Without a device there is the reason and what to do."""
    monkeypatch.setattr(doctor, "OPENING_S", 1.0)
    pulse.kill()
    assert any("No sound device was found" in one for one in examine(play()))
    assert any("off" in one for one in examine(Silent()))


def test_the_doctor_plays_each_cue_by_name(pulse, play, monkeypatch):
    """Eight names, eight sounds."""
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
