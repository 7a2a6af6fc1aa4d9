"""The recorded phrases: the catalogue holds what is said, and each is clean and equally loud."""

import runpy
from functools import cache
from pathlib import Path
from statistics import median

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sound.loudness import level_db
from follow_along.adapters.sound.recorded import CATALOGUE, RecordedPhrases, read_catalogue
from follow_along.adapters.sound.samples import RATE, read_wav
from follow_along.core.cues.phrases import during_work, lead_in
from follow_along.core.cues.spoken_words import ENGLISH
from follow_along.core.enums import CueName
from tests.builders import a_block

# In one worker, which decodes them once.
pytestmark = pytest.mark.xdist_group("recorded phrases")

FOLDER = shipped("phrases")
CATALOGUED = read_catalogue(FOLDER)
SCRIPT = Path(__file__).parents[3] / "scripts" / "make_voice.py"
MOST_BYTES = 3_000_000


def test_the_catalogue_holds_what_is_said():
    """Every sentence of the shipped sessions and of the program, once, and no other."""
    said = runpy.run_path(str(SCRIPT))["sentences_to_record"]()
    assert [each.text for each in CATALOGUED] == said, "run scripts/make_voice.py"


def test_every_recording_is_in_the_catalogue():
    """With its language, voice and licence, and no file is left over."""
    assert all(all(each) for each in CATALOGUED)
    assert {each.language for each in CATALOGUED} == {"en"}
    files = {path.name for path in FOLDER.iterdir()} - {CATALOGUE}
    assert files == {each.file for each in CATALOGUED}
    assert len(files) == len(CATALOGUED)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES


@cache
def recordings():
    """The samples of every recording, by text."""
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    recorded = RecordedPhrases(FOLDER, "en")
    return {each.text: recorded.samples(each.text) for each in CATALOGUED}


@cache
def levels_db():
    """The loudness of every recording, by text."""
    return {text: level_db(samples) for text, samples in recordings().items()}


def test_every_phrase_is_equally_loud_and_nothing_clips():
    """Within a decibel of each other as a rule, and two at most."""
    levels = levels_db()
    middle = median(levels.values())
    assert {text: each for text, each in levels.items() if abs(each - middle) > 2} == {}
    assert sum(abs(each - middle) <= 1 for each in levels.values()) > 0.95 * len(levels)
    assert max(max(map(abs, samples)) for samples in recordings().values()) < 32_000


def test_no_phrase_begins_or_ends_with_silence():
    """It begins at its moment, and its length is true."""
    for text, samples in recordings().items():
        for end in (samples[: RATE // 20], samples[-RATE // 20 :]):
            assert max(map(abs, end)) >= 200, text


def test_the_voice_is_clear_above_the_cue_before_it():
    """The bell of half way and the notes of ten are over when their words begin."""
    spoken = {words: at for at, words in during_work(a_block(work=40_000), ENGLISH)}
    quietest = min(levels_db().values())
    tails = [
        (CueName.HALF, spoken[ENGLISH.half_way] - 20),
        (CueName.TEN, spoken[ENGLISH.ten] - 30),
        # The change cue begins a second before the end of the block.
        (CueName.REST, 1 + next(lead_in(a_block(), ENGLISH))[0]),
        (CueName.SWITCH, 1.2),
        (CueName.STOP, 0.8),
        (CueName.FINISH, 2.0),
    ]
    for name, after in tails:
        tail = read_wav(shipped("sounds") / f"{name}.wav")[round(after * RATE) :]
        assert not tail or quietest - level_db(tail) > 20, name


def test_a_recording_that_cannot_be_played_is_none(tmp_path):
    """A damaged file, one that is gone, and a folder without a catalogue."""
    (tmp_path / CATALOGUE).write_text("head\nbad.mp3\ten\tv\tl\tBad.\ngone.mp3\ten\tv\tl\tGone.\n")
    (tmp_path / "bad.mp3").write_bytes(b"no sound")
    recorded = RecordedPhrases(tmp_path, "en-GB")
    assert recorded.has("Bad.")
    assert recorded.samples("Bad.") is None
    assert recorded.samples("Gone.") is None
    assert recorded.samples("Other.") is None
    assert not RecordedPhrases(tmp_path, "de").has("Bad.")
    assert not RecordedPhrases(tmp_path / "nowhere", "en").has("Bad.")
    (tmp_path / CATALOGUE).write_text("head\none column\n")
    assert not RecordedPhrases(tmp_path, "en").has("Bad.")
