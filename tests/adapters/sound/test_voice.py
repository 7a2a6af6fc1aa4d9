"""Phrases: spoken as text, kept, and ready in time."""

import os
import sys
import threading
from array import array

import pytest

from follow_along.adapters.sound import phrase_cache
from follow_along.adapters.sound.phrase_cache import MARGIN, PhraseCache, Renderer, trimmed
from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.sound.voice import (
    INSTALL,
    VoiceCommand,
    VoiceError,
    as_text,
    find_voice_command,
)
from tests.adapters.sound.pulse_server import wait_until
from tests.adapters.sound.wav_files import write_pcm

SPEAKS = (
    "import sys, wave\n"
    "text = sys.stdin.buffer.read()\n"
    "open(sys.argv[1] + '.text', 'ab').write(text)\n"
    "with wave.open(sys.argv[2], 'wb') as out:\n"
    "    out.setnchannels(1); out.setsampwidth(2); out.setframerate(24000)\n"
    "    out.writeframes(bytes(2000) + b'\\x00\\x20' * 100 * len(text) + bytes(4000))\n"
)


@pytest.fixture
def engine(tmp_path):
    """A voice that writes down what it is to say, and takes 100 samples a sign."""
    return VoiceCommand("fake", (sys.executable, "-c", SPEAKS, str(tmp_path / "said"), "{wav}"))


@pytest.fixture
def spoken(tmp_path):
    """Return what the voice was given so far."""
    path = tmp_path / "said.text"
    return lambda: path.read_bytes().decode() if path.exists() else ""


@pytest.fixture
def book(tmp_path, engine):
    """An empty phrase book."""
    return PhraseCache(tmp_path / "cache" / "voice", engine)


def test_a_phrase_is_rendered_once(book, spoken):
    """The second time it comes from the folder, the same to the sample."""
    first = book.samples("left foot")
    assert book.samples("left foot") == first
    assert spoken() == "left foot"
    assert book.path("left foot").is_file()


def test_a_phrase_begins_and_ends_with_its_words(book):
    """The engine's silence is cut off: 9 signs of 100 samples at half the rate, and margins."""
    assert len(book.samples("left foot")) == pytest.approx(1_800 + 2 * MARGIN, abs=4)


def test_nothing_but_silence_is_next_to_nothing():
    """A text of signs that nobody can say has no length."""
    assert len(trimmed(array("h", [3] * RATE))) == 1


def test_text_and_voice_make_the_name(book, tmp_path):
    """Another text or voice is another file; where the engine lies does not matter."""
    other = PhraseCache(
        tmp_path / "cache" / "voice", VoiceCommand("fake", ("x", "-v", "de", "{wav}"))
    )
    moved = PhraseCache(
        tmp_path / "cache" / "voice", VoiceCommand("fake", ("y", "-v", "de", "{wav}"))
    )
    assert len({book.path("a"), book.path("b"), other.path("a")}) == 3
    assert other.path("a") == moved.path("a")


def test_a_damaged_file_is_rendered_anew(book, spoken):
    """What lies in the folder is not trusted."""
    first = book.samples("go")
    book.path("go").write_bytes(b"RIFF")
    assert book.samples("go") == first
    assert spoken() == "gogo"


def test_only_so_many_phrases_are_kept(book, monkeypatch):
    """The oldest give way to the new ones."""
    monkeypatch.setattr(phrase_cache, "MOST_KEPT", 2)
    for age, words in ((30, "one"), (20, "two"), (10, "three")):
        book.samples(words)
        at = book.path(words).stat().st_mtime - age
        os.utime(book.path(words), (at, at))
    assert [book.path(words).exists() for words in ("one", "two", "three")] == [False, True, True]


def test_a_folder_that_cannot_be_written_costs_no_phrase(tmp_path, engine):
    """It is spoken all the same."""
    (tmp_path / "file").write_text("")
    book = PhraseCache(tmp_path / "file" / "voice", engine)
    assert len(book.samples("go")) > 400


def test_an_engine_that_fails_says_so(tmp_path):
    """A status, a missing program, a file of no use: each is one kind of error."""
    for command in ((sys.executable, "-c", "raise SystemExit(3)"), (str(tmp_path / "none"),)):
        with pytest.raises(VoiceError, match="broken failed"):
            PhraseCache(tmp_path, VoiceCommand("broken", command)).samples("go")
    with pytest.raises(VoiceError, match="of no use"):
        PhraseCache(tmp_path, VoiceCommand("broken", (sys.executable, "-c", ""))).samples("go")


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("left foot", "left foot"),
        ("a\x1b]0;b\x00c\nd", "a ]0;b c d"),
        ("[[slnc 9000]] [[[x]]]", "[ [slnc 9000] ] [ [ [x] ] ]"),
        ("$(reboot); <break time='9s'/> & -v de", "$(reboot); <break time='9s'/> & -v de"),
        ("Füße hoch", "Füße hoch"),
    ],
)
def test_a_text_holds_no_commands(text, safe):
    """Control characters and doubled brackets are the engines' own; the rest is only text."""
    assert as_text(text) == safe


class Desk:
    """Takes in what is ready."""

    def __init__(self):
        self.ready = {}
        self.said = []


@pytest.fixture
def desk():
    """What a renderer reports to."""
    return Desk()


def test_what_is_due_comes_before_what_may_be(book, desk, spoken):
    """A session's phrases wait for those of the plan; each is rendered once."""
    renderer = Renderer(book, desk.ready.__setitem__, desk.said.append)
    renderer.want(["some day", "later"])
    renderer.want(["now", "later"], soon=True)
    renderer.turn(True)
    assert wait_until(lambda: "some day" in desk.ready)
    assert set(desk.ready) == {"now", "later", "some day"}
    assert spoken() == "nowlatersome day"
    assert desk.said == []


def test_no_voice_is_said_when_words_are_wanted(desk):
    """With what to install; and not before anything is to be spoken."""
    renderer = Renderer(None, desk.ready.__setitem__, desk.said.append)
    renderer.want(["left foot"])
    threading.Event().wait(0.05)
    assert desk.said == []
    renderer.turn(True)
    assert wait_until(lambda: desk.said)
    assert set(desk.said) == {INSTALL}


def test_a_phrase_that_fails_is_said_and_the_next_is_rendered(tmp_path, desk):
    """One sentence; the beeps go on."""
    book = PhraseCache(
        tmp_path, VoiceCommand("broken", (sys.executable, "-c", "raise SystemExit(3)"))
    )
    write_pcm(book.path("kept"), array("h", [9_000] * 100))
    renderer = Renderer(book, desk.ready.__setitem__, desk.said.append)
    renderer.turn(True)
    renderer.want(["new", "kept"])
    assert wait_until(lambda: "kept" in desk.ready)
    assert len(desk.said) == 1
    assert "broken failed" in desk.said[0]


@pytest.fixture
def real(tmp_path):
    """A phrase book of this system's own voice."""
    engine = find_voice_command()
    if engine is None:
        pytest.skip("needs a voice (Debian: espeak-ng)")
    return PhraseCache(tmp_path / "voice", engine)


def test_the_systems_voice_speaks(real):
    """A phrase takes about as long as a person takes for it, and is loud enough."""
    samples = real.samples("Switch. Right foot.")
    assert 0.8 < len(samples) / RATE < 2.5
    assert max(map(abs, samples)) > 5_000


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("five <break time='9s'/> six", "five break time 9s six"),
        ("[[slnc 9000]] six", "slnc 9000 six"),
        ("$(sleep 9) `sleep 9` | six", "dollar sleep 9 sleep 9 six"),
        ("-f /etc/passwd", "f etc passwd"),
    ],
)
def test_the_systems_voice_takes_markup_and_shell_for_text(real, text, like):
    """What looks like a command is read aloud: it takes as long as the words in it."""
    plain, odd = len(real.samples(like)), len(real.samples(text))
    assert 0.5 * plain < odd < 3.0 * plain


def test_every_phrase_that_fails_fails_in_the_same_words(tmp_path):
    """A hundred phrases are one sentence for the person, not a hundred."""
    said = set()
    for program in ("raise SystemExit(3)", "raise SystemExit(3)"):
        engine = VoiceCommand("broken", (sys.executable, "-c", program, "{wav}"))
        with pytest.raises(VoiceError) as error:
            PhraseCache(tmp_path / "phrases", engine).samples(f"phrase {len(said)}")
        said.add(str(error.value))
    assert said == {"broken failed with status 3"}


def test_without_room_for_a_file_a_phrase_is_not_spoken(tmp_path, monkeypatch):
    """The disk is full: a sentence, and the renderer goes on with the next."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nothing"))
    with pytest.raises(VoiceError, match="no file could be made for them"):
        PhraseCache(tmp_path / "phrases", VoiceCommand("any", ("true",))).samples("left foot")
