"""The schedule decides which sounds begin when."""

from array import array

import pytest

from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.sound.schedule import MOST_LATE_S, Schedule
from follow_along.core.cues.scheduled_cue import PATIENCE_S, ScheduledCue
from follow_along.core.enums import CueName

SOUNDS = {
    CueName.GO: array("h", [1] * (RATE // 10)),
    CueName.TICK: array("h", [1] * (RATE // 20)),
    CueName.UP: array("h", [1] * (RATE // 20)),
    "one": array("h", [2] * RATE),
    "two": array("h", [3] * RATE),
}
BLOCK = 0.025


@pytest.fixture
def sounds():
    """Cues of 0.1 and 0.05 s, and phrases of 1 s."""
    return dict(SOUNDS)


@pytest.fixture
def schedule(sounds):
    """An empty schedule."""
    return Schedule(lambda due: sounds.get(due.cue or due.phrase))


def go(at):
    """Return a `go` due at a moment."""
    return ScheduledCue(at, cue=CueName.GO)


def say(at, words, until=None):
    """Return a phrase due at a moment."""
    return ScheduledCue(at, phrase=words, until=until)


def run(schedule, start, end):
    """Return the moment and name of all that begins, asked for block by block."""
    begun = []
    block = 0
    while start + block * BLOCK < end:
        at = start + block * BLOCK
        begun += [
            (round(b.at, 6), b.cue.cue or b.cue.phrase) for b in schedule.pop_onsets(at, at + BLOCK)
        ]
        block += 1
    return begun


def test_a_cue_begins_once_at_its_moment(schedule):
    """It comes in the block that holds its moment."""
    schedule.replace([go(10.03), go(10.51)])
    assert run(schedule, 10, 12) == [(10.03, CueName.GO), (10.51, CueName.GO)]


def test_a_late_cue_begins_at_once(schedule):
    """Its moment lies in the device's buffer already."""
    schedule.replace([go(9.8)])
    assert run(schedule, 10, 11) == [(10, CueName.GO)]


def test_a_cue_long_past_is_dropped(schedule):
    """More than a quarter of a second late it would mislead."""
    schedule.replace([go(10 - MOST_LATE_S - 0.01)])
    assert run(schedule, 10, 11) == []


def test_lateness_allows_for_the_latency(schedule):
    """A cue planned for now is not late because of the device's buffer."""
    schedule.latency = 0.2
    schedule.replace([go(10 - MOST_LATE_S - 0.19)])
    assert run(schedule, 10, 11) == [(10, CueName.GO)]


def test_a_new_plan_replaces_what_has_not_begun(schedule):
    """An empty plan takes back everything."""
    schedule.replace([go(10.1), go(10.6)])
    run(schedule, 10, 10.5)
    schedule.replace([])
    assert run(schedule, 10.5, 12) == []


def test_a_plan_that_repeats_what_began_is_not_heard_twice(schedule):
    """The same cue, a rounding error apart, is rendered already."""
    schedule.replace([go(10.1)])
    run(schedule, 10, 10.2)
    schedule.replace([go(10.1 + 1e-9), go(10.2)])
    assert run(schedule, 10.2, 11) == [(10.2, CueName.GO)]


def test_a_new_plan_keeps_a_cue_that_is_late(schedule):
    """The device has not requested its block yet, because the machine is busy."""
    schedule.replace([go(10.1), go(10.2)])
    schedule.replace([go(10.15), go(10.3)])
    assert run(schedule, 10.25, 11) == [(10.25, CueName.GO)] * 2 + [(10.3, CueName.GO)]


def test_a_late_cue_that_is_planned_again_is_heard_once(schedule):
    """A rounding error makes it no other cue."""
    schedule.replace([go(10.1)])
    schedule.replace([go(10.1 + 1e-9), go(10.2)])
    assert run(schedule, 10, 11) == [(10.1, CueName.GO), (10.2, CueName.GO)]


def test_a_hush_drops_a_cue_that_is_late(schedule):
    """A stop takes back everything."""
    schedule.replace([go(10.1)])
    schedule.replace([ScheduledCue(10.2, cue=CueName.TICK)], hush=True)
    assert run(schedule, 10.15, 11) == [(10.2, CueName.TICK)]


def test_what_was_hushed_may_be_planned_again(schedule):
    """A cue that was cut off does not count as heard."""
    schedule.replace([go(10.1)])
    run(schedule, 10, 10.2)
    schedule.replace([go(10.1)], hush=True)
    assert run(schedule, 10.2, 11) == [(10.2, CueName.GO)]


def test_a_cue_without_a_sound_is_dropped(schedule):
    """The other cues are heard."""
    schedule.replace([ScheduledCue(10.1, cue=CueName.STOP), go(10.2)])
    assert run(schedule, 10, 11) == [(10.2, CueName.GO)]


def test_two_phrases_never_overlap(schedule):
    """The second waits for the end of the first."""
    schedule.replace([say(10.1, "one"), say(10.5, "two")])
    assert run(schedule, 10, 13) == [(10.1, "one"), (11.1, "two")]


def test_a_phrase_does_not_wait_forever(schedule):
    """It is dropped when the phrases before it take too long."""
    schedule.replace([say(10, "one"), say(10.01, "two"), say(10.02, "one")])
    assert run(schedule, 10, 14) == [(10, "one"), (11, "two")]


def test_a_phrase_that_would_run_past_its_end_is_dropped(schedule):
    """One that ends at the very moment is spoken."""
    schedule.replace([say(10, "one", until=10.99), say(12, "two", until=13.0)])
    assert run(schedule, 10, 14) == [(12, "two")]


def test_a_phrase_that_waited_too_long_for_its_end_is_dropped(schedule):
    """The wait for another phrase counts as well."""
    schedule.replace([say(10, "one"), say(10.5, "two", until=11.9)])
    assert run(schedule, 10, 14) == [(10, "one")]


def test_a_phrase_not_yet_rendered_is_spoken_a_little_late(schedule, sounds):
    """It begins as soon as it is there."""
    del sounds["one"]
    schedule.replace([say(10, "one")])
    assert run(schedule, 10, 10.5) == []
    sounds["one"] = SOUNDS["one"]
    assert run(schedule, 10.5, 11) == [(10.5, "one")]


def test_a_phrase_rendered_too_late_is_dropped(schedule, sounds):
    """It is not spoken long after its moment."""
    schedule.replace([say(10, "new")])
    run(schedule, 10, 10.1 + PATIENCE_S)
    sounds["new"] = SOUNDS["one"]
    assert run(schedule, 10.1 + PATIENCE_S, 14) == []


@pytest.mark.parametrize(
    ("until", "spoken"),
    [
        (12.0, "long"),
        (11.99, "one"),
        (11.0, "one"),
        (10.99, "short"),
        (10.5, "short"),
        (9.0, "short"),
        (None, "long"),
    ],
)
def test_the_longest_form_that_ends_in_time_is_spoken(schedule, sounds, until, spoken):
    """By the lengths of what was rendered; the shortest even if it does not end in time."""
    sounds |= {"long": array("h", [5] * 2 * RATE), "short": array("h", [6] * (RATE // 2))}
    names = {len(sounds[name]): name for name in ("long", "one", "short")}
    schedule.replace([ScheduledCue(10, phrase="long", until=until, shorter=("one", "short"))])
    (onset,) = schedule.pop_onsets(10, 10.025)
    assert (names[len(onset.samples)], onset.at) == (spoken, 10)


def test_a_shorter_form_is_spoken_while_the_longest_is_not_rendered(schedule):
    """After the time that any phrase may wait."""
    schedule.replace([ScheduledCue(10, phrase="new", shorter=("one",), patience=9.0)])
    ((begins, _),) = run(schedule, 10, 13)
    assert begins == pytest.approx(10 + PATIENCE_S, abs=BLOCK)


def test_a_patient_phrase_waits_for_the_phrase_before_it(schedule):
    """As the setup of an exercise does for a long announcement."""
    schedule.replace(
        [say(10, "one"), say(10.01, "two"), ScheduledCue(10.02, phrase="one", patience=3.0)]
    )
    assert run(schedule, 10, 14) == [(10, "one"), (11, "two"), (12, "one")]


def test_a_phrase_without_sound_is_over_at_once(schedule, sounds):
    """No voice can speak it; what follows is heard."""
    sounds["silent"] = array("h")
    schedule.replace([say(10, "silent"), say(10.01, "one")])
    assert run(schedule, 10, 11) == [(10, "silent"), (10.01, "one")]


def test_a_phrase_does_not_wait_for_one_that_was_hushed(schedule):
    """It begins at its own moment."""
    schedule.replace([say(10, "one")])
    run(schedule, 10, 10.2)
    schedule.replace([say(10.2, "two")], hush=True)
    assert run(schedule, 10.2, 11) == [(10.2, "two")]


def test_cues_and_voice_are_turned_off_separately(schedule):
    """Either is heard without the other."""
    plan = [go(10.1), say(10.2, "one")]
    schedule.cues = False
    schedule.replace(plan)
    assert run(schedule, 10, 11) == [(10.2, "one")]
    schedule.cues, schedule.voice = True, False
    schedule.replace([go(12.1), say(12.2, "one")])
    assert run(schedule, 12, 13) == [(12.1, CueName.GO)]


def test_tempo_tones_are_turned_off_and_on_at_once(schedule):
    """The plan stays, and no other cue is dropped."""
    schedule.replace([ScheduledCue(10 + 0.5 * i, cue=CueName.UP) for i in range(4)] + [go(10.6)])
    schedule.tempo = False
    assert run(schedule, 10, 10.75) == [(10.6, CueName.GO)]
    schedule.tempo = True
    assert run(schedule, 10.75, 11.25) == [(11.0, CueName.UP)]
    schedule.tempo = False
    assert run(schedule, 11.25, 12) == []


def test_without_cues_there_are_no_tones(schedule):
    """Tempo tones are cue sounds too."""
    schedule.cues = False
    schedule.replace([ScheduledCue(10.1, cue=CueName.UP)])
    assert run(schedule, 10, 11) == []
