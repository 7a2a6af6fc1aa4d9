"""A sentence is recorded, or rendered by the first voice that speaks its language."""

import sys
from array import array

import pytest

from follow_along.adapters.sound import speaker as speaker_module
from follow_along.adapters.sound import voice as voice_module
from follow_along.adapters.sound.samples import PAUSE_S, RATE
from follow_along.adapters.sound.speaker import NoVoiceError, Speaker, no_voice
from follow_along.adapters.sound.voice import VoiceCommand, VoiceError, find_voice

RECORDED = array("h", [7_000] * RATE)


class Recorded:
    """Stands for the recorded phrases: one in English."""

    def __init__(self, folder, language):
        self.texts = {"Left foot."} if language == "en" else set()

    def has(self, text):
        """Whether it is the one."""
        return text in self.texts

    def samples(self, text):
        """Its samples."""
        return RECORDED if self.has(text) else None


@pytest.fixture
def recorded(monkeypatch):
    """Let one sentence be recorded."""
    monkeypatch.setattr(speaker_module, "RecordedPhrases", Recorded)


@pytest.fixture
def voices(monkeypatch, tmp_path, voice):
    """Let kinds of voice speak the languages given, and return what each was asked for."""
    asked = []

    def have(**languages):
        def find(kind, language, text=""):
            asked.append((kind, language))
            return voice if language in languages.get(kind, ()) else None

        monkeypatch.setattr(speaker_module, "find_voice", find)
        return asked

    return have


KINDS = ("recorded", "natural", "system", "espeak")


def test_what_is_recorded_is_not_rendered(tmp_path, recorded, voices, spoken):
    """In its language, by the text."""
    voices(system=("en",))
    speaker = Speaker(tmp_path, tmp_path, KINDS)
    assert speaker.samples("Left foot.", "en") == RECORDED
    speaker.prepare("Left foot.", "en")
    assert spoken() == ""
    speaker.samples("Right foot.", "en")
    assert spoken() == "Right foot."


def test_voices_are_asked_in_their_order(tmp_path, voices):
    """Of the extra, the system and the other extra, those that the settings name."""
    asked = voices(espeak=("de",))
    Speaker(tmp_path, None, KINDS).samples("Hoch", "de")
    assert asked == [("natural", "de"), ("system", "de"), ("espeak", "de")]
    asked.clear()
    Speaker(tmp_path, None, ("espeak", "system")).samples("Hoch", "de")
    assert asked == [("espeak", "de")]


def test_recordings_can_be_left_out(tmp_path, recorded, voices, spoken):
    """Who prefers one voice for everything leaves them out of the settings."""
    voices(system=("en",))
    Speaker(tmp_path, tmp_path, ("system",)).samples("Left foot.", "en")
    assert spoken() == "Left foot."


def test_a_voice_that_fails_is_followed_by_the_next(tmp_path, monkeypatch, voice, spoken):
    """A failure of all is the failure of the last."""
    broken = VoiceCommand("broken", (sys.executable, "-c", "raise SystemExit(3)"))
    kinds = {"natural": broken, "system": voice}
    monkeypatch.setattr(speaker_module, "find_voice", lambda kind, *_: kinds.get(kind))
    Speaker(tmp_path, None, KINDS).samples("Up", "en")
    assert spoken() == "Up"
    with pytest.raises(VoiceError, match="broken failed"):
        Speaker(tmp_path, None, ("natural",)).samples("Down", "en")


def test_without_a_voice_one_line_says_what_to_type(tmp_path, voices):
    """It names the language, also where that follows from the script."""
    voices(system=("en",))
    with pytest.raises(NoVoiceError) as error:
        Speaker(tmp_path, None, KINDS).samples("Next: Приседания.", "en")
    assert str(error.value) == no_voice("ru")
    assert "Russian" in str(error.value)
    assert "pip install 'follow-along[voice]'" in str(error.value)


def test_a_phrase_is_as_long_as_its_sentences_and_pauses(tmp_path, recorded, voices):
    """What no voice speaks takes no time."""
    voices()
    speaker = Speaker(tmp_path, tmp_path, KINDS)
    assert speaker.length_of("Left foot.\nUnknown.\nLeft foot.", "en") == 2.0 + PAUSE_S


def test_a_closed_speaker_renders_nothing(tmp_path, voices, spoken):
    """The program is ending."""
    voices(system=("en",))
    speaker = Speaker(tmp_path, None, KINDS)
    speaker.close()
    with pytest.raises(VoiceError):
        speaker.samples("Up", "en")
    assert spoken() == ""


LISTING = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  de              --/M      German             gmw/de
 5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)
 2  en-gb           --/M      English_(Great_Britain) gmw/en          (en 2)
 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR           (pt 6)
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh 5)
 5  ja              --/M      Japanese           jpx/ja
 3  xx              --/M      something          mb/mb-xx1
"""


@pytest.fixture
def espeak(monkeypatch):
    """Let espeak-ng with these voices be the system's."""
    voice_module._system_voice.cache_clear()
    monkeypatch.setattr(voice_module.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(voice_module, "_output", lambda *_: LISTING)
    yield
    voice_module._system_voice.cache_clear()


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "de"),
        ("de-CH", "de"),
        ("fr", "fr"),
        ("en", "en"),
        ("en-GB", "en-gb"),
        ("pt-BR", "pt-br"),
        ("zh", "cmn"),
        ("xx", None),
        ("sw", None),
    ],
)
def test_espeak_is_asked_for_the_voice_of_the_language(espeak, language, name):
    """That of the region if there is one, and none that another program would need."""
    voice = find_voice("system", language)
    assert (voice.command[1:3] if voice else None) == (("-v", name) if name else None)


def test_espeak_does_not_spell_japanese(espeak):
    """It knows the syllables, but calls every other letter "Chinese letter"."""
    assert find_voice("system", "ja", "スクワット")
    assert not find_voice("system", "ja", "片足で立つ")


def test_macos_and_windows_choose_a_voice_by_language():
    """A good one among those of a language, that of the region first."""
    listing = (
        "Albert              en_US    # Hello!\n"
        "Anna                de_DE    # Hallo!\n"
        "Daniel              en_GB    # Hello!\n"
        "Eddy (German (Germany)) de_DE # Hallo!\n"
        "Luciana             pt_BR    # Olá!\n"
        "Samantha            en_US    # Hello!\n"
    )
    chosen = {tag: voice_module._say_voice(tag, listing) for tag in ("en", "en-GB", "de", "pt-PT")}
    assert chosen == {"en": "Samantha", "en-GB": "Daniel", "de": "Anna", "pt-PT": "Luciana"}
    assert voice_module._say_voice("sw", listing) == ""
    cultures = "en-US\tMicrosoft Zira\r\nde-DE\tMicrosoft Hedda\r\nde-AT\tMicrosoft Michael\r\n"
    assert voice_module._sapi_voice("de-AT", cultures) == "Microsoft Michael"
    assert voice_module._sapi_voice("de", cultures) == "Microsoft Hedda"
    assert voice_module._sapi_voice("fr", cultures) == ""
