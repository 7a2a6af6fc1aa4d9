"""What plays when the library asked for is not installed."""

import sys
from types import ModuleType

import pytest

from follow_along.adapters.sound.backend_choice import choose_backend
from follow_along.adapters.sound.engine import SoundEngine
from follow_along.adapters.sound.miniaudio_backend import MiniaudioBackend
from follow_along.adapters.sound.protocol import Setup
from follow_along.adapters.sound.simpleaudio_backend import SimpleaudioBackend


@pytest.fixture
def engine():
    """An engine without cues."""
    return SoundEngine({}, Setup("auto", []))


@pytest.fixture
def notices():
    """The sentences for the user."""
    return []


def test_without_miniaudio_simpleaudio_plays(monkeypatch, engine, notices):
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    monkeypatch.setitem(sys.modules, "simpleaudio", ModuleType("simpleaudio"))
    assert isinstance(choose_backend("auto", engine, notices.append), SimpleaudioBackend)
    assert len(notices) == 1
    assert "pip install miniaudio" in notices[0]


def test_without_simpleaudio_miniaudio_plays(monkeypatch, engine, notices):
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    assert isinstance(choose_backend("simpleaudio", engine, notices.append), MiniaudioBackend)
    assert len(notices) == 1
    assert "follow-along[simpleaudio]" in notices[0]


def test_without_either_library_nothing_plays(monkeypatch, engine, notices):
    """One sentence names the library asked for."""
    for name in ("simpleaudio", "miniaudio"):
        monkeypatch.setitem(sys.modules, name, None)
    assert choose_backend("auto", engine, notices.append) is None
    assert len(notices) == 1
    assert "miniaudio is not installed" in notices[0]
