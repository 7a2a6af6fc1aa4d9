"""Phrases are rendered once, kept as files and read again."""

import os
import sys
import threading
from array import array

import pytest

from follow_along.adapters.sound import phrase_cache
from follow_along.adapters.sound.phrase_cache import MARGIN, PhraseCache, trimmed
from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.sound.voice import VoiceCommand, VoiceError
from tests.adapters.sound.pulse_server import wait_until


def test_a_phrase_is_rendered_once(cache, spoken):
    """The second time it is read from its file."""
    first = cache.samples("left foot")
    assert cache.samples("left foot") == first
    assert spoken() == "left foot"
    assert cache.path("left foot").is_file()


def test_a_phrase_begins_and_ends_with_its_words(cache):
    """The voice's silence is cut off: 9 characters of 100 samples at half the rate remain."""
    assert len(cache.samples("left foot")) == pytest.approx(1_800 + 2 * MARGIN, abs=4)


def test_a_phrase_of_silence_has_one_sample():
    """A text may hold nothing that can be spoken."""
    assert len(trimmed(array("h", [3] * RATE))) == 1


def test_text_and_voice_name_the_file(cache, tmp_path):
    """Another text or voice is another file; where the voice lies does not matter."""
    other = PhraseCache(
        tmp_path / "cache" / "voice", VoiceCommand("fake", ("x", "-v", "de", "{wav}"))
    )
    moved = PhraseCache(
        tmp_path / "cache" / "voice", VoiceCommand("fake", ("y", "-v", "de", "{wav}"))
    )
    assert len({cache.path("a"), cache.path("b"), other.path("a")}) == 3
    assert other.path("a") == moved.path("a")


def test_a_damaged_file_is_rendered_again(cache, spoken):
    """It is replaced by a good one."""
    first = cache.samples("go")
    cache.path("go").write_bytes(b"RIFF")
    assert cache.samples("go") == first
    assert spoken() == "gogo"


def test_only_so_many_phrases_are_kept(cache, monkeypatch):
    """The oldest are removed, and a file that was never finished with them."""
    monkeypatch.setattr(phrase_cache, "MOST_KEPT", 2)
    for age, words in ((30, "one"), (20, "two"), (10, "three")):
        cache.samples(words)
        at = cache.path(words).stat().st_mtime - age
        os.utime(cache.path(words), (at, at))
    half = cache.path("one").with_suffix(".99")
    half.touch()
    os.utime(half, (1, 1))
    cache.path("three").unlink()
    cache.samples("three")
    assert not half.exists()
    assert [cache.path(words).exists() for words in ("one", "two", "three")] == [False, True, True]


def test_a_phrase_that_cannot_be_kept_is_spoken(tmp_path, voice):
    """Its folder cannot be written."""
    (tmp_path / "file").write_text("")
    cache = PhraseCache(tmp_path / "file" / "voice", voice)
    assert len(cache.samples("go")) > 400


def test_a_voice_that_fails_is_a_voice_error(tmp_path):
    """A failing command, a missing one, and a command that writes no file."""
    for command in ((sys.executable, "-c", "raise SystemExit(3)"), (str(tmp_path / "none"),)):
        with pytest.raises(VoiceError, match="broken failed"):
            PhraseCache(tmp_path, VoiceCommand("broken", command)).samples("go")
    with pytest.raises(VoiceError, match="cannot be used"):
        PhraseCache(tmp_path, VoiceCommand("broken", (sys.executable, "-c", ""))).samples("go")


def test_every_phrase_that_fails_fails_in_the_same_words(tmp_path):
    """A hundred phrases are one sentence for the user, not a hundred."""
    said = set()
    for program in ("raise SystemExit(3)", "raise SystemExit(3)"):
        voice = VoiceCommand("broken", (sys.executable, "-c", program, "{wav}"))
        with pytest.raises(VoiceError) as error:
            PhraseCache(tmp_path / "phrases", voice).samples(f"phrase {len(said)}")
        said.add(str(error.value))
    assert said == {"broken failed with status 3"}


def test_without_room_for_a_file_a_phrase_is_not_spoken(tmp_path, monkeypatch):
    """A full disk is a voice error."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nothing"))
    with pytest.raises(VoiceError, match="no file could be made for them"):
        PhraseCache(tmp_path / "phrases", VoiceCommand("any", ("true",))).samples("left foot")


def test_closing_leaves_nothing_of_a_phrase_being_rendered(tmp_path, monkeypatch):
    """The sound process ends while its voice still writes, and starts with no other phrase."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    writes = (
        "import pathlib, sys\n"
        "wav = pathlib.Path(sys.argv[1])\n"
        "wav.write_bytes(b'half')\n"
        "while wav.exists(): pass\n"
        "wav.write_bytes(b'all')\n"
    )
    voice = VoiceCommand("slow", (sys.executable, "-c", writes, "{wav}"))
    cache = PhraseCache(tmp_path / "phrases", voice)
    failed = []

    def render():
        try:
            cache.samples("go")
        except VoiceError as error:
            failed.append(error)

    rendering = threading.Thread(target=render)
    rendering.start()
    assert wait_until(lambda: list(tmp_path.glob("follow-along-*/phrase.wav")))
    cache.close()
    assert list(tmp_path.iterdir()) == []
    rendering.join()
    with pytest.raises(VoiceError):
        cache.samples("rest")
    assert len(failed) == 1
    assert list(tmp_path.iterdir()) == []
