"""What the sound tests share: a server to play to, and sounds that are easy to find again."""

from array import array

import pytest

from follow_along.adapters.sound.opening import open_sound
from follow_along.core.enums import CueName
from tests.adapters.sound import pulse_server
from tests.adapters.sound.wav_files import write_pcm

CLICK_MS = 10


@pytest.fixture
def pulse(monkeypatch):
    """A PulseAudio server of the test's own, to which everything in the test plays."""
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    with pulse_server.PulseServer() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def clicks(tmp_path):
    """A folder of cue sounds that begin at full strength and are over in 10 ms."""
    folder = tmp_path / "clicks"
    folder.mkdir()
    for name in CueName:
        write_pcm(folder / f"{name}.wav", array("h", [20_000] * (48 * CLICK_MS)))
    return folder


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
