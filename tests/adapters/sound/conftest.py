"""Fixtures of the sound tests: a server, sounds that are easy to find, and a fake voice."""

import sys
from array import array

import pytest

from follow_along.adapters.sound.opening import open_sound
from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.speaker import Speaker
from follow_along.adapters.sound.voice import VoiceCommand
from follow_along.core.enums import CueName
from tests.adapters.sound import pulse_server
from tests.adapters.sound.wav_files import write_pcm

CLICK_MS = 10
SPEAKS = (
    "import sys, wave\n"
    "text = sys.stdin.buffer.read()\n"
    "open(sys.argv[1] + '.text', 'ab').write(text)\n"
    "with wave.open(sys.argv[2], 'wb') as out:\n"
    "    out.setnchannels(1); out.setsampwidth(2); out.setframerate(24000)\n"
    "    out.writeframes(bytes(2000) + b'\\x00\\x20' * 100 * len(text) + bytes(4000))\n"
)


@pytest.fixture
def pulse(monkeypatch):
    """A private PulseAudio server, to which everything in the test plays."""
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    with pulse_server.PulseServer() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def clicks(tmp_path):
    """A folder of cue sounds that are clicks of 10 ms."""
    folder = tmp_path / "clicks"
    folder.mkdir()
    for name in CueName:
        write_pcm(folder / f"{name}.wav", array("h", [20_000] * (48 * CLICK_MS)))
    return folder


@pytest.fixture
def play(pulse, clicks):
    """Open the sound to the test's server, with clicks for cues by default."""
    opened = []

    def play(folder=clicks, **settings):
        opened.append(open_sound(cue_folders=[folder], **settings))
        return opened[-1]

    yield play
    for sound in opened:
        sound.close()


@pytest.fixture
def voice(tmp_path):
    """A voice that records what it is to speak, and takes 100 samples a character."""
    return VoiceCommand("fake", (sys.executable, "-c", SPEAKS, str(tmp_path / "said"), "{wav}"))


@pytest.fixture
def spoken(tmp_path):
    """Return what the voice was given so far."""
    path = tmp_path / "said.text"
    return lambda: path.read_bytes().decode() if path.exists() else ""


@pytest.fixture
def cache(tmp_path, voice):
    """An empty phrase cache."""
    return PhraseCache(tmp_path / "cache" / "voice", voice)


@pytest.fixture
def one_voice(monkeypatch):
    """Make a voice the only one of the machine, for every language, or for those given."""

    def have(voice, *languages):
        def find(kind, language, text=""):
            known = kind == "system" and (not languages or language in languages)
            return voice if known else None

        monkeypatch.setattr("follow_along.adapters.sound.speaker.find_voice", find)

    return have


@pytest.fixture
def speaker(tmp_path, voice, one_voice):
    """What speaks with the fake voice alone, and keeps what it renders as `cache` does."""
    one_voice(voice)
    return Speaker(tmp_path / "cache" / "voice", None, ("system",))
