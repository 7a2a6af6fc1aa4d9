"""Sentences are made equally loud."""

import math
from array import array

import pytest

from follow_along.adapters.sound.loudness import LEVEL_DB, PEAK_DB, evened, level_db
from follow_along.adapters.sound.samples import RATE


def tone(amplitude, seconds=1.0, pause=0.0):
    """A tone with a pause after it."""
    wave = (amplitude * math.sin(i / 10) for i in range(round(seconds * RATE)))
    return array("h", map(round, wave)) + array("h", bytes(2 * round(pause * RATE)))


@pytest.mark.parametrize("amplitude", [1_000, 5_000, 30_000])
@pytest.mark.parametrize("pause", [0.0, 3.0])
def test_every_sentence_gets_the_same_level(amplitude, pause):
    """However loud it was, and however long its pauses are."""
    assert level_db(evened(tone(amplitude, pause=pause))) == pytest.approx(LEVEL_DB, abs=0.1)


def test_the_level_is_that_of_the_words():
    """A sine has the level of its amplitude, 3 dB lower."""
    assert level_db(tone(32_767)) == pytest.approx(-3.0, abs=0.1)


def test_a_peak_is_not_clipped():
    """A click in soft speech keeps it soft."""
    sound = tone(1_000)
    sound[RATE // 2] = 20_000
    assert max(evened(sound)) <= round(32_768 * 10 ** (PEAK_DB / 20))


def test_silence_stays_silence():
    """Nothing is made of nothing, and little of little."""
    assert evened(array("h", [0, 0])) == array("h", [0, 0])
    assert max(evened(tone(10))) <= 100
