"""What is heard in a film is the soundtrack, at its moments."""

import itertools
from math import sqrt
from operator import mul

import pytest

from follow_along.adapters.sound.samples import RATE
from follow_along.core.cues.plan import plan
from follow_along.core.enums import CueName
from tests.adapters.video.films import Film, render_wav, subtitles_of

pytestmark = pytest.mark.xdist_group("film")

WITHIN_S = 0.020
"""A cue and the picture that belongs to it are at most this far apart."""

AROUND = RATE // 10
LOUD = 1500


def likeness(one, other):
    """The correlation of two sounds: 1 for equal ones."""
    return sum(map(mul, one, other)) / sqrt(sum(map(mul, one, one)) * sum(map(mul, other, other)))


@pytest.fixture(scope="module")
def heard(film):
    """The samples of the film."""
    return film.heard()


@pytest.fixture(scope="module")
def written(film, tmp_path_factory):
    """The samples of the WAV file of the same session."""
    return render_wav(film)


def cues(film: Film, *names: CueName):
    """The moments of the cues of these names (seconds)."""
    return [cue.at for cue in plan(film.begun(), 0.0) if cue.cue in names]


def test_the_sound_is_that_of_the_wav_file(film, heard, written):
    """Every tenth of a second that has sound, without the delay of its codec."""
    assert abs(len(heard) - len(written)) <= 1024
    seen = 0
    for start in range(0, len(written) - AROUND, AROUND):
        original = written[start : start + AROUND]
        if max(map(abs, original)) > 2000:
            assert likeness(original, heard[start : start + AROUND]) > 0.98, start / RATE
            seen += 1
    assert seen > 50


def test_no_sample_is_late_or_early(film, heard, written):
    """Of all shifts, none fits better than none."""
    start = round(cues(film, CueName.GO)[0] * RATE)
    original = written[start : start + 2000]
    shifts = range(-60, 61)
    best = max(
        shifts,
        key=lambda by: likeness(original, heard[start + by : start + by + 2000]),
    )
    assert best == 0


def test_each_cue_is_heard_with_its_picture(film, heard, written):
    """The picture changes, and the sound begins, within 20 ms of the cue's moment."""
    moments = [moment for moment, _ in film.decoded()]
    begins = cues(film, CueName.GO, CueName.SWITCH, CueName.FINISH)
    assert len(begins) == 3 + 1 + 1
    for at in begins:
        picture = min(moments, key=lambda moment, at=at: abs(moment - at))
        # Some sounds rise slowly; the soundtrack itself has them at their sample.
        late_s = (onset(heard, at) - onset(written, at)) / RATE
        assert abs(late_s) + abs(picture - at) <= WITHIN_S, at


def onset(samples, at):
    """The first loud sample from shortly before a moment on."""
    first = round((at - 0.1) * RATE)
    return next(i for i in range(first, len(samples)) if abs(samples[i]) > LOUD)


def test_subtitles_are_what_is_spoken_while_it_is_spoken(film, written):
    """Each stands in the time in which the film with a voice sounds other than the one without."""
    silent = render_wav(film, "--no-voice")
    subtitles = list(subtitles_of(film.path))
    texts = [text for _, _, text in subtitles]
    # The forms of the announcements that fit into four seconds.
    assert texts == ["Left foot.", "Right foot.", "Both feet.", "That's it. Session done."]
    for before, after in itertools.pairwise(subtitles):
        assert before[1] <= after[0]
    spoken = [
        index
        for index in range(0, min(len(silent), len(written)), 10)
        if abs(written[index] - silent[index]) > 300
    ]
    said = [(round(begin * RATE), round(end * RATE)) for begin, end, _ in subtitles]
    assert all(any(begin <= index <= end for begin, end in said) for index in spoken)
    assert all(any(begin <= index <= end for index in spoken) for begin, end in said)
