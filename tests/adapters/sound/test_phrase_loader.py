"""Phrases are rendered ahead of time and loaded shortly before they are due."""

import sys
from array import array

import pytest

from follow_along.adapters.sound.clock import now
from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.phrase_loader import AHEAD_S, KEPT_S, PhraseLoader
from follow_along.adapters.sound.speaker import Speaker, no_voice
from follow_along.adapters.sound.voice import VoiceCommand
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


def test_phrases_due_next_are_rendered_first(speaker, phrases, notices, spoken):
    """Those of the plan come in their order, then those that may be needed; each once."""
    loader = PhraseLoader(speaker, phrases, notices.append)
    loader.prepare(["some day", "later"], "en")
    loader.plan([say(1.0, "now"), say(AHEAD_S + 100, "later"), say(AHEAD_S + 200, "now")])
    loader.turn(True)
    assert wait_until(lambda: spoken() == "nowlatersome day")
    assert notices == []


def test_only_phrases_due_soon_are_in_memory(speaker, cache, phrases, notices):
    """A phrase is loaded before its moment, and dropped when the plan has moved on."""
    loader = PhraseLoader(speaker, phrases, notices.append)
    loader.turn(True)
    loader.plan([say(-KEPT_S - 1, "past"), say(1.0, "now"), say(AHEAD_S + 100, "later")])
    assert wait_until(lambda: cache.path("later").exists())
    assert phrases.keys() == {"now"}
    loader.plan([say(2.0, "later")])
    assert wait_until(lambda: phrases.keys() == {"later"})


def test_nothing_is_rendered_while_the_voice_is_off(speaker, phrases, notices, spoken):
    """What is planned meanwhile is rendered once the voice is on."""
    loader = PhraseLoader(speaker, phrases, notices.append)
    loader.plan([say(100.0, "before")])
    loader.turn(False)
    loader.plan([say(1.0, "now")])
    loader.turn(True)
    assert wait_until(lambda: "now" in phrases)
    assert spoken() == "now"


def test_a_system_without_a_voice_says_what_to_install(tmp_path, phrases, notices):
    """Nothing is said before the voice is wanted; then what is planned has no samples."""
    loader = PhraseLoader(Speaker(tmp_path, None, ()), phrases, notices.append)
    loader.prepare(["links"], "de")
    loader.plan([say(1.0, "links")])
    assert notices == []
    loader.turn(True)
    assert wait_until(lambda: "links" in phrases)
    assert set(notices) == {no_voice("de")}
    assert "pip install 'follow-along[voice]'" in notices[0]
    assert not phrases["links"]


def test_sentences_and_shorter_forms_are_ready(speaker, phrases, notices):
    """Which of them is spoken is not known before."""
    loader = PhraseLoader(speaker, phrases, notices.append)
    loader.turn(True)
    loader.plan([ScheduledCue(now() + 1.0, phrase="next\nleft", shorter=("right",))])
    assert wait_until(lambda: phrases.keys() == {"next", "left", "right"})


def test_another_language_is_spoken_by_another_voice(tmp_path, phrases, notices, one_voice, voice):
    """What was loaded in the language before is loaded again."""
    one_voice(voice, "en")
    loader = PhraseLoader(Speaker(tmp_path, None, ("system",)), phrases, notices.append)
    loader.turn(True)
    loader.prepare(["left"], "en")
    loader.plan([say(1.0, "left")])
    assert wait_until(lambda: phrases.get("left"))
    loader.prepare(["left"], "de")
    assert wait_until(lambda: "left" in phrases and not phrases["left"])
    assert notices == [no_voice("de")]


def test_a_phrase_that_fails_is_reported_and_the_next_is_loaded(
    tmp_path, phrases, notices, one_voice
):
    """The failing phrase is tried once."""
    voice = VoiceCommand("broken", (sys.executable, "-c", "raise SystemExit(3)"))
    cache = PhraseCache(tmp_path, voice)
    write_pcm(cache.path("kept"), array("h", [9_000] * 100))
    one_voice(voice)
    loader = PhraseLoader(Speaker(tmp_path, None, ("system",)), phrases, notices.append)
    loader.turn(True)
    loader.plan([say(1.0, "new"), say(2.0, "kept")])
    assert wait_until(lambda: "kept" in phrases)
    assert len(notices) == 1
    assert "broken failed" in notices[0]
