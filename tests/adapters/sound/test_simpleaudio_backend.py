"""How the simpleaudio backend plays."""

import sys
from array import array
from types import SimpleNamespace

import pytest

from follow_along.adapters.sound.backend import NoBackendError
from follow_along.adapters.sound.clock import now
from follow_along.adapters.sound.engine import SoundEngine
from follow_along.adapters.sound.protocol import Plan, Setup, Tune
from follow_along.adapters.sound.simpleaudio_backend import SimpleaudioBackend
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from tests.adapters.sound.pulse_server import wait_until


class Library:
    """A simpleaudio that records what it is to play."""

    def __init__(self):
        self.played = []
        self.stopped = 0
        self.broken = False

    def play_buffer(self, data, channels, width, rate):
        """Record the sound, or fail."""
        if self.broken:
            raise RuntimeError("no device")
        assert (channels, width, rate) == (1, 2, 48_000)
        self.played.append((now(), array("h", data)))
        return SimpleNamespace(is_playing=lambda: True, stop=self._stop)

    def _stop(self):
        self.stopped += 1


@pytest.fixture
def library(monkeypatch):
    """The only sound library that is installed."""
    library = Library()
    monkeypatch.setitem(sys.modules, "simpleaudio", library)
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    return library


@pytest.fixture
def engine():
    """An engine with one cue."""
    return SoundEngine({CueName.GO: array("h", [8_000] * 480)}, Setup("auto", []))


@pytest.fixture
def backend(library, engine):
    """An open backend."""
    backend = SimpleaudioBackend(engine)
    backend.open()
    yield backend
    backend.close()


@pytest.mark.usefixtures("backend")
def test_a_sound_is_started_at_its_moment(library, engine):
    """It is not started early, and has the volume that was set."""
    engine.tune(Tune(0.5, cues=True, tempo=True, voice=True, muted=False))
    at = now() + 0.1
    engine.plan(Plan([ScheduledCue(at, cue=CueName.GO)]))
    assert wait_until(lambda: library.played)
    moment, samples = library.played[0]
    assert moment > at - 0.006
    assert set(samples) == {4_000}


@pytest.mark.usefixtures("backend")
def test_a_hush_stops_what_sounds(library, engine):
    """The sound that plays is stopped once."""
    engine.plan(Plan([ScheduledCue(now(), cue=CueName.GO)]))
    assert wait_until(lambda: library.played)
    engine.plan(Plan(hush=True))
    assert wait_until(lambda: library.stopped == 1)


@pytest.mark.usefixtures("backend")
def test_nothing_is_started_while_muted(library, engine):
    """The plan goes on, and is heard from the unmuting on."""
    engine.tune(Tune(1.0, cues=True, tempo=True, voice=True, muted=True))
    at = now()
    engine.plan(Plan([ScheduledCue(at, cue=CueName.GO), ScheduledCue(at + 1.0, cue=CueName.GO)]))
    assert wait_until(lambda: now() > at + 0.05)
    assert library.played == []
    engine.tune(Tune(1.0, cues=True, tempo=True, voice=True, muted=False))
    assert wait_until(lambda: len(library.played) == 1)


def test_a_sound_that_fails_is_a_stall(backend, library, engine):
    """The next opening tries a silent sound before it succeeds."""
    library.broken = True
    engine.plan(Plan([ScheduledCue(now(), cue=CueName.GO)]))
    assert wait_until(lambda: backend.stalled(now()))
    backend.close()
    with pytest.raises(NoBackendError, match="No sound device"):
        backend.open()
    library.broken = False
    backend.open()
    assert not backend.stalled(now())
