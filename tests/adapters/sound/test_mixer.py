"""The samples that the mixer makes of a plan."""

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.sound.mixer import DUCKED, FADE_S, Mixer
from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.sound.schedule import Schedule
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName

CUE, PHRASE, TONE = 10_000, 4_000, 2_000
SOUNDS = {
    CueName.GO: array("h", [CUE] * (RATE // 10)),
    CueName.FINISH: array("h", [30_000] * RATE),
    CueName.UP: array("h", [TONE] * (RATE // 10)),
    "words": array("h", [PHRASE] * RATE),
}
FADE = round(FADE_S * RATE)


def mixer_of(*due, volume=1.0):
    """Return a mixer with a plan."""
    schedule = Schedule(lambda one: SOUNDS.get(one.cue or one.phrase))
    schedule.replace(due)
    return Mixer(schedule, volume)


def go(at):
    """Return a `go` due at a moment."""
    return ScheduledCue(at, cue=CueName.GO)


def test_silence_is_silent():
    """Without a plan there are zeros."""
    assert not any(mixer_of().render(1_000, 5.0))


@pytest.mark.parametrize("sample", [0, 1, 999, 1_000, 1_001, 12_345])
def test_a_cue_begins_at_its_very_sample(sample):
    """It may fall anywhere in a block."""
    mixer = mixer_of(go(100 + sample / RATE))
    heard = []
    for block in range(20):
        heard += mixer.render(1_000, 100 + block * 1_000 / RATE)
    first = heard.index(CUE)
    assert first == sample
    assert heard[first:] == [CUE] * 4_800 + [0] * (20_000 - 4_800 - sample)


def test_a_cue_goes_on_unbroken_when_the_clock_is_corrected():
    """A block's time places only what begins in it."""
    mixer = mixer_of(go(100.0))
    heard = [*mixer.render(1_000, 100.0), *mixer.render(5_000, 100.5)]
    assert heard == [CUE] * 4_800 + [0] * 1_200


def test_sounds_add_up_and_never_wrap():
    """The sum is clipped at full scale."""
    mixer = mixer_of(ScheduledCue(1.0, cue=CueName.FINISH), go(1.01))
    heard = mixer.render(4_800, 1.0)
    assert heard[0] == 30_000
    assert heard[-1] == 32_767


def test_a_hush_is_a_short_fade():
    """Silence comes in 10 ms, in small steps."""
    mixer = mixer_of(ScheduledCue(1.0, cue=CueName.FINISH))
    mixer.render(1_000, 1.0)
    mixer.hush()
    heard = mixer.render(1_000, 1.0 + 1_000 / RATE)
    assert not any(heard[FADE + 1 :])
    assert max(a - b for a, b in pairwise([30_000, *heard])) < 100
    assert not mixer.sounding


def test_what_begins_after_a_hush_is_heard():
    """The stop cue is not faded out with the rest."""
    schedule = Schedule(lambda one: SOUNDS.get(one.cue or one.phrase))
    schedule.replace([ScheduledCue(1.0, cue=CueName.FINISH)])
    mixer = Mixer(schedule)
    mixer.render(1_000, 1.0)
    mixer.hush()
    schedule.replace([go(1.02)], hush=True)
    heard = mixer.render(4_800, 1.0 + 1_000 / RATE)
    assert heard[FADE + 1 : 4_790] == array("h", [CUE] * (4_790 - FADE - 1))


def test_mute_silences_and_the_plan_goes_on():
    """A cue that still sounds after the unmuting is heard from there on."""
    mixer = mixer_of(go(1.0), ScheduledCue(2.0, cue=CueName.FINISH))
    mixer.mute(True)
    mixer.render(FADE, 0.9)
    assert not any(mixer.render(4_800, 1.0))
    assert not any(mixer.render(RATE // 2, 2.0))
    mixer.mute(False)
    heard = mixer.render(RATE // 2, 2.5)
    assert set(heard[FADE + 1 :]) == {30_000}


def test_the_volume_scales_everything():
    """Half the volume, half the sample."""
    mixer = mixer_of(go(1.0), volume=0.5)
    assert mixer.render(10, 1.0)[5] == CUE // 2
    mixer.set_volume(0.25)
    assert mixer.render(2 * FADE, 1.0 + 10 / RATE)[-1] == CUE // 4


def test_mute_outlasts_a_change_of_volume():
    """A new volume does not unmute."""
    mixer = mixer_of(go(1.0))
    mixer.mute(True)
    mixer.set_volume(0.9)
    mixer.render(FADE, 0.9)
    assert not any(mixer.render(100, 1.0))


def test_a_cue_ducks_the_voice():
    """The voice is softer while the cue sounds."""
    mixer = mixer_of(ScheduledCue(1.0, phrase="words"), go(1.2))
    heard = mixer.render(RATE, 1.0)
    assert heard[RATE // 10] == PHRASE
    assert heard[round(0.29 * RATE)] == CUE + round(PHRASE * DUCKED)
    assert heard[round(0.4 * RATE)] == PHRASE
    under = [value - CUE for value in heard[round(0.2 * RATE) : round(0.3 * RATE)]]
    assert max(abs(a - b) for a, b in pairwise(under)) <= 3


def test_a_tone_of_the_tempo_leaves_the_voice_as_it_is():
    """A voice that is softened every few seconds cannot be followed."""
    mixer = mixer_of(ScheduledCue(1.0, phrase="words"), ScheduledCue(1.2, cue=CueName.UP))
    heard = mixer.render(RATE // 2, 1.0)
    assert heard.count(PHRASE + TONE) == RATE // 10
    assert set(heard) == {PHRASE, PHRASE + TONE}


def test_one_kind_can_be_hushed_alone():
    """Turning the voice off leaves the cue that sounds."""
    mixer = mixer_of(ScheduledCue(1.0, phrase="words"), ScheduledCue(1.0, cue=CueName.FINISH))
    mixer.render(100, 1.0)
    mixer.hush(cues=False)
    assert set(mixer.render(1_000, 1.0 + 100 / RATE)[FADE + 1 :]) == {30_000}


@given(
    moments=st.lists(st.integers(0, RATE // 6), max_size=5),
    spoken=st.lists(st.integers(0, RATE // 6), max_size=3),
    cuts=st.sets(st.integers(1, RATE // 2 - 1), max_size=12),
)
def test_the_blocks_do_not_matter(moments, spoken, cuts):
    """The same plan gives the same samples, however the time is cut into blocks."""
    due = [go(10 + moment / RATE) for moment in moments]
    due += [ScheduledCue(10 + moment / RATE, phrase="words") for moment in spoken]
    whole = mixer_of(*due).render(RATE // 2, 10.0)
    mixer = mixer_of(*due)
    pieces = array("h")
    for first, end in pairwise([0, *sorted(cuts), RATE // 2]):
        pieces += mixer.render(end - first, 10 + first / RATE)
    assert pieces == whole
