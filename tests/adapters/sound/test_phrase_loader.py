"""Phrases are rendered ahead of time and loaded shortly before they are due."""

import sys
from array import array

import pytest

from follow_along.adapters.sound.clock import now
from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.phrase_loader import AHEAD_S, KEPT_S, PhraseLoader
from follow_along.adapters.sound.voice import INSTALL, VoiceCommand
from follow_along.core.cues.scheduled_cue import ScheduledCue
from tests.adapters.sound.pulse_server import wait_until
from tests.adapters.sound.wav_files import write_pcm


@pytest.fixture
def phrases():
    """The phrases in memory."""
    return {}


@pytest.fixture
def notices():
    """The sentences for the user."""
    return []


def say(at, phrase):
    """Return a phrase due `at` seconds from now."""
    return ScheduledCue(now() + at, phrase=phrase)


def test_phrases_due_next_are_rendered_first(cache, phrases, notices, spoken):
    """Those of the plan come in their order, then those that may be needed; each once."""
    loader = PhraseLoader(cache, phrases, notices.append)
    loader.prepare(["some day", "later"])
    loader.plan([say(1.0, "now"), say(AHEAD_S + 100, "later"), say(AHEAD_S + 200, "now")])
    loader.turn(True)
    assert wait_until(lambda: spoken() == "nowlatersome day")
    assert notices == []


def test_only_phrases_due_soon_are_in_memory(cache, phrases, notices):
    """A phrase is loaded before its moment, and dropped when the plan has moved on."""
    loader = PhraseLoader(cache, phrases, notices.append)
    loader.turn(True)
    loader.plan([say(-KEPT_S - 1, "past"), say(1.0, "now"), say(AHEAD_S + 100, "later")])
    assert wait_until(lambda: cache.path("later").exists())
    assert phrases.keys() == {"now"}
    loader.plan([say(2.0, "later")])
    assert wait_until(lambda: phrases.keys() == {"later"})


def test_nothing_is_rendered_while_the_voice_is_off(cache, phrases, notices, spoken):
    """What is planned meanwhile is rendered once the voice is on."""
    loader = PhraseLoader(cache, phrases, notices.append)
    loader.plan([say(100.0, "before")])
    loader.turn(False)
    loader.plan([say(1.0, "now")])
    loader.turn(True)
    assert wait_until(lambda: "now" in phrases)
    assert spoken() == "now"


def test_a_system_without_a_voice_says_what_to_install(phrases, notices):
    """Nothing is said before the voice is wanted."""
    loader = PhraseLoader(None, phrases, notices.append)
    loader.prepare(["left foot"])
    assert notices == []
    loader.turn(True)
    assert wait_until(lambda: notices)
    assert set(notices) == {INSTALL}


def test_a_phrase_that_fails_is_reported_and_the_next_is_loaded(tmp_path, phrases, notices):
    """The failing phrase is tried once."""
    voice = VoiceCommand("broken", (sys.executable, "-c", "raise SystemExit(3)"))
    cache = PhraseCache(tmp_path, voice)
    write_pcm(cache.path("kept"), array("h", [9_000] * 100))
    loader = PhraseLoader(cache, phrases, notices.append)
    loader.turn(True)
    loader.plan([say(1.0, "new"), say(2.0, "kept")])
    assert wait_until(lambda: "kept" in phrases)
    assert len(notices) == 1
    assert "broken failed" in notices[0]
