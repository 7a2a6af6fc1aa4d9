"""The voices of the extras, as far as they are installed here."""

import sys
import wave
from array import array
from functools import partial

import pytest

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sound import voice as voice_module
from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.rendering import render
from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.sound.speaker import Speaker
from follow_along.adapters.sound.voice import VoiceCommand, VoiceError, find_voice
from follow_along.core.cues.plan import plan
from follow_along.core.run.player import Action
from tests.builders import BEGIN, a_run, after, an_exercise

SENTENCES = ["Als Nächstes: Einbeinstand.", "30 Sekunden pro Seite.", "Linker Fuß zuerst."]


@pytest.fixture
def bundled():
    """The espeak-ng of the extra, for German."""
    pytest.importorskip("espeakng_loader", reason="needs the extra `voice`")
    voice = find_voice("espeak", "de")
    assert voice is not None
    return voice


@pytest.fixture
def no_system_voice(monkeypatch):
    """A machine whose system has no voice."""
    monkeypatch.setitem(voice_module._KINDS, "system", lambda language: None)


def test_a_german_session_is_spoken_by_a_german_voice(
    tmp_path, monkeypatch, bundled, no_system_voice
):
    """Every sentence is handed to the German voice of the extra, and is heard at its moment."""
    given = []
    real = VoiceCommand.render

    def spy(self, text, wav):
        given.append((self.command[3], text))
        real(self, text, wav)

    monkeypatch.setattr(VoiceCommand, "render", spy)
    exercise = an_exercise(name="Einbeinstand", sides="each", setup="Steh aufrecht.")
    player, now = after(a_run(exercise, language="de"), Action.BIG_KEY)
    due = [each._replace(at=each.at - BEGIN, until=None) for each in plan(player, now)]
    speaker = Speaker(tmp_path / "phrases", find_paths().shipped_phrases, ("recorded", "espeak"))
    said = partial(speaker.samples, language="de")
    path = tmp_path / "out.wav"
    assert render([each for each in due if each.phrase], path, cue_folders=[], say=said) == []
    assert {language for language, _ in given} == {"de"}
    assert {*SENTENCES, "Steh aufrecht.", "Wechsel.", "Halbzeit."} <= {text for _, text in given}
    with wave.open(str(path), "rb") as file:
        sound = array("h", file.readframes(5 * RATE))
    announced = sound[RATE : 5 * RATE]
    assert sum(map(abs, announced)) / len(announced) > 300
    assert not any(sound[: RATE - 1])


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "nl", "pt", "pt-BR", "ru", "en"])
def test_the_extra_speaks_every_language_of_the_program(tmp_path, bundled, language):
    """With a voice of that language."""
    voice = find_voice("espeak", language)
    assert voice is not None
    assert voice.command[3] == language.lower()
    assert len(PhraseCache(tmp_path, voice).samples("1, 2, 3")) > RATE // 2


def test_the_extra_takes_markup_for_text(tmp_path, bundled):
    """What looks like a command is read aloud, and a text may be of any length."""
    cache = PhraseCache(tmp_path, bundled)
    assert len(cache.samples('<break time="9s"/> [[x]]')) > len(cache.samples("x")) + RATE
    assert len(cache.samples("Steh aufrecht. " * 10)) > 6 * RATE


def test_a_voice_that_the_extra_lacks_is_an_error(tmp_path, bundled):
    """It is reported as that of any other voice."""
    broken = VoiceCommand(bundled.name, (*bundled.command[:3], "xx", *bundled.command[4:]))
    with pytest.raises(VoiceError, match="failed with status 1"):
        PhraseCache(tmp_path, broken).samples("Hallo")


def test_the_natural_voice_speaks_english_alone(tmp_path):
    """The extra `natural-voice`."""
    pytest.importorskip("hibari", reason="needs the extra `natural-voice`")
    voice = find_voice("natural", "en-GB")
    assert voice is not None
    assert len(PhraseCache(tmp_path, voice).samples("Stand on one foot.")) > RATE // 2
    assert find_voice("natural", "de") is None


def test_without_the_extras_there_is_no_voice_of_theirs(monkeypatch):
    """Nothing is imported to find that out."""
    monkeypatch.setitem(sys.modules, "hibari", None)
    monkeypatch.setattr(voice_module.importlib.util, "find_spec", lambda name: None)
    for find in (voice_module._natural_voice, voice_module._bundled_espeak):
        find.cache_clear()
        assert find("en") is None
        find.cache_clear()
