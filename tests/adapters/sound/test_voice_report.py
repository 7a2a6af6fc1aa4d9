"""The report on voices says who speaks what, and lets each be heard."""

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sound import voice_report
from follow_along.adapters.sound.recorded import read_catalogue
from follow_along.adapters.sound.speaker import no_voice
from follow_along.adapters.sound.voice import VoiceCommand
from follow_along.adapters.sound.voice_report import play_voices, voices
from tests.fakes import FakeSound

PHRASES = shipped("phrases")
KINDS = ("recorded", "system")


@pytest.fixture
def english_only(monkeypatch):
    """Let the system speak English alone."""
    robot = VoiceCommand("robot", ())
    monkeypatch.setattr(
        voice_report,
        "find_voice",
        lambda kind, language: robot if (kind, language) == ("system", "en") else None,
    )


def test_the_recordings_and_the_voice_of_each_language_are_named(english_only):
    """Where there is no voice, the line to type."""
    first = read_catalogue(PHRASES)[0]
    assert list(voices(KINDS, PHRASES, "de")) == [
        f"{len(read_catalogue(PHRASES))} phrases in English are recorded, "
        f"with the voice {first.voice} ({first.licence}).",
        "All other phrases in English: robot.",
        no_voice("de"),
    ]


def test_recordings_that_the_settings_leave_out_are_not_named(english_only):
    """The voice then speaks everything."""
    assert list(voices(("system",), PHRASES, "en")) == ["Phrases in English: robot."]


def test_each_voice_is_heard_in_its_language(monkeypatch):
    """A recorded phrase, one that is not, and one in the user's language."""
    monkeypatch.setattr(voice_report, "_PHRASE_S", 0.0)
    sound, names = FakeSound(), []
    play_voices(sound, "de", names.append)
    assert names == ["Take your time.", "This is how your own phrases sound.", "Lass dir Zeit."]
    assert sound.prepared == names
    assert [plan.words for plan in sound.plans] == [[name] for name in names]
