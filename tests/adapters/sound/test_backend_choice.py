"""What plays if what was asked for is not there, and how simpleaudio is used."""

import sys
from array import array
from types import SimpleNamespace

import pytest

from follow_along.adapters.sound.backend import NoBackendError
from follow_along.adapters.sound.backend_choice import choose
from follow_along.adapters.sound.clock import now
from follow_along.adapters.sound.engine import SoundEngine
from follow_along.adapters.sound.miniaudio_backend import MiniaudioBackend
from follow_along.adapters.sound.protocol import Plan, Setup, Tune
from follow_along.adapters.sound.simpleaudio_backend import SimpleaudioBackend
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from tests.adapters.sound.pulse_server import wait_until


class Library:
    """A simpleaudio that keeps what it is to play."""

    def __init__(self):
        self.played = []
        self.stopped = 0
        self.broken = False

    def play_buffer(self, data, channels, width, rate):
        """Note the sound, or fail."""
        if self.broken:
            raise RuntimeError("no device")
        assert (channels, width, rate) == (1, 2, 48_000)
        self.played.append((now(), array("h", data)))
        return SimpleNamespace(is_playing=lambda: True, stop=self._stop)

    def _stop(self):
        self.stopped += 1


@pytest.fixture
def library(monkeypatch):
    """The only sound library there is."""
    library = Library()
    monkeypatch.setitem(sys.modules, "simpleaudio", library)
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    return library


@pytest.fixture
def desk():
    """A desk with one cue."""
    return SoundEngine({CueName.GO: array("h", [8_000] * 480)}, Setup("auto", []))


@pytest.fixture
def said():
    """The sentences for the person."""
    return []


@pytest.fixture
def output(library, desk):
    """Simpleaudio at work."""
    output = SimpleaudioBackend(desk)
    output.open()
    yield output
    output.close()


def test_without_miniaudio_the_next_best_plays(library, desk, said):
    """One sentence says what to install."""
    assert isinstance(choose("auto", desk, said.append), SimpleaudioBackend)
    assert len(said) == 1
    assert "pip install miniaudio" in said[0]


def test_without_simpleaudio_the_next_best_plays(monkeypatch, desk, said):
    """Asked for and not there: what to install, and miniaudio plays."""
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    assert isinstance(choose("simpleaudio", desk, said.append), MiniaudioBackend)
    assert len(said) == 1
    assert "follow-along[simpleaudio]" in said[0]


def test_without_either_there_is_one_sentence(monkeypatch, desk, said):
    """Nothing plays, and what was asked for is named."""
    for name in ("simpleaudio", "miniaudio"):
        monkeypatch.setitem(sys.modules, name, None)
    assert choose("auto", desk, said.append) is None
    assert len(said) == 1


@pytest.mark.usefixtures("output")
def test_simpleaudio_plays_at_the_moment(library, desk):
    """Neither ahead of time nor noticeably after it, at the volume that was set."""
    desk.tune(Tune(0.5, cues=True, tempo=True, voice=True, muted=False))
    at = now() + 0.1
    desk.plan(Plan([ScheduledCue(at, cue=CueName.GO)]))
    assert wait_until(lambda: library.played)
    moment, samples = library.played[0]
    assert at - 0.006 < moment < at + 0.05
    assert set(samples) == {4_000}


@pytest.mark.usefixtures("output")
def test_simpleaudio_is_cut_off_by_a_hush(library, desk):
    """What sounds is stopped."""
    desk.plan(Plan([ScheduledCue(now(), cue=CueName.GO)]))
    assert wait_until(lambda: library.played)
    desk.plan(Plan(hush=True))
    assert wait_until(lambda: library.stopped == 1)


@pytest.mark.usefixtures("output")
def test_simpleaudio_plays_nothing_while_muted(library, desk):
    """The plan goes on unheard."""
    desk.tune(Tune(1.0, cues=True, tempo=True, voice=True, muted=True))
    at = now()
    desk.plan(Plan([ScheduledCue(at, cue=CueName.GO), ScheduledCue(at + 0.1, cue=CueName.GO)]))
    assert wait_until(lambda: now() > at + 0.05)
    assert library.played == []
    desk.tune(Tune(1.0, cues=True, tempo=True, voice=True, muted=False))
    assert wait_until(lambda: len(library.played) == 1)


def test_simpleaudio_without_a_device_is_not_audible(output, library, desk):
    """A sound that fails is a stall; opening again tries one before it says that all is well."""
    library.broken = True
    desk.plan(Plan([ScheduledCue(now(), cue=CueName.GO)]))
    assert wait_until(lambda: output.stalled(now()))
    output.close()
    with pytest.raises(NoBackendError, match="No sound device"):
        output.open()
    library.broken = False
    output.open()
    assert not output.stalled(now())
