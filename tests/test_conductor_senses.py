"""What a run notices: a sleep, a key held down, silence; and what stands in for them."""

import pytest

from follow_along.core.enums import CueName, InterruptionKind
from follow_along.core.run.player import Action, Phase
from follow_along.core.run.record import (
    Interrupted,
    InterruptionEnded,
)
from tests.builders import a_run, an_exercise
from tests.conductor_harness import ConductorHarness
from tests.fakes import FakeSound

BIG_KEY, TOUCH, PAUSE = Action.BIG_KEY, Action.TOUCH, Action.PAUSE


def test_a_sleep_is_noticed_at_a_tick() -> None:
    """The run is stopped there, uncounted, and silent."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0)
    world.clock.sleep(600.0)
    world.conductor.tick()
    assert world.phase is Phase.STOPPED
    stop = world.log.events[-1]
    assert isinstance(stop, Interrupted)
    assert (stop.kind, stop.counted, stop.offset_ms) == (InterruptionKind.SLEEP, False, 5000)
    assert world.sound.plans[-1].cues == [(1020.0, CueName.STOP)]
    assert world.sound.plans[-1].hush


def test_a_sleep_is_noticed_at_a_key() -> None:
    """The key that woke the machine neither counts as a stop nor sets the clock running again."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0)
    world.clock.sleep(600.0)
    assert not world.conductor.act(BIG_KEY)
    assert world.phase is Phase.STOPPED
    stops = [event for event in world.log.events if isinstance(event, Interrupted)]
    assert [stop.kind for stop in stops] == [InterruptionKind.SLEEP]
    assert world.conductor.snapshot().view.count == 0


def test_a_sleep_in_a_lead_in_holds_it() -> None:
    """She comes back to find her place kept."""
    world = ConductorHarness()
    world.act(BIG_KEY, 5.0)
    world.clock.sleep(600.0)
    world.conductor.tick()
    assert world.phase is Phase.PAUSED


@pytest.mark.parametrize("naps", [[2.0], [1.9] * 50])
def test_naps_are_no_sleep(naps: list[float]) -> None:
    """Nor do many short ones, noticed one by one, come to a long one."""
    world = ConductorHarness()
    world.act(BIG_KEY, 16.0)
    for nap in naps:
        world.clock.sleep(nap)
        world.conductor.tick()
    assert world.phase is Phase.WORKING


def test_a_sleep_is_noticed_once() -> None:
    """After going on, the same sleep does not stop the run again."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0)
    world.clock.sleep(600.0)
    world.conductor.tick()
    world.act(BIG_KEY, 5.0)
    world.conductor.tick()
    assert world.phase is Phase.WORKING


@pytest.mark.parametrize("steps", [(), (BIG_KEY, 20.0, BIG_KEY), (BIG_KEY, 60.0)])
def test_a_sleep_where_the_clock_stands_changes_nothing(steps: tuple[Action | float, ...]) -> None:
    """There is nothing to stop."""
    world = ConductorHarness()
    world.act(*steps)
    world.conductor.tick()
    before, plans = world.conductor.player, len(world.sound.plans)
    world.clock.sleep(600.0)
    world.conductor.tick()
    assert world.conductor.player == before
    assert len(world.sound.plans) == plans


def test_a_key_held_down_is_one_press() -> None:
    """Five seconds on the space bar are one stop."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0)
    answers = [world.conductor.press(BIG_KEY)]
    world.clock.advance(0.4)
    for _ in range(150):
        answers.append(world.conductor.press(BIG_KEY))
        world.clock.advance(0.03)
    assert answers == [True] + [False] * 150
    assert world.phase is Phase.STOPPED


def test_presses_are_told_apart_by_the_persons_own_time() -> None:
    """In a rehearsal twenty times as fast, a hurried finger is as hurried as ever."""
    world = ConductorHarness(a_run(an_exercise(work=600_000)))
    world.act(BIG_KEY, 20.0)
    assert world.conductor.press(BIG_KEY)
    world.clock.session_s += 0.5 * 20
    world.clock.finger_s += 0.5
    assert not world.conductor.press(BIG_KEY)
    world.clock.session_s += 1.1 * 20
    world.clock.finger_s += 1.1
    assert world.conductor.press(BIG_KEY)


@pytest.mark.parametrize(
    ("audible", "muted", "rings"),
    [(False, False, True), (True, False, False), (False, True, False)],
)
def test_the_bell_stands_in_for_sound_that_is_not_heard(
    audible: bool, muted: bool, rings: bool
) -> None:
    """Once for each change; where there is sound, or silence is wished for, never."""
    world = ConductorHarness(sound=FakeSound(audible=audible))
    if muted:
        world.conductor.switch("muted")
    assert not world.conductor.bell_due()
    world.act(BIG_KEY)
    assert not world.conductor.bell_due()
    world.act(15.0)
    world.conductor.tick()
    assert world.conductor.bell_due() == rings
    assert not world.conductor.bell_due()
    world.act(5.0, BIG_KEY)
    assert world.conductor.bell_due() == rings


def test_the_bell_rings_when_work_goes_on() -> None:
    """By the bell alone, too, she must know when the count-in is over."""
    world = ConductorHarness(sound=FakeSound(audible=False))
    world.act(BIG_KEY, 20.0, BIG_KEY, 5.0, BIG_KEY)
    world.conductor.bell_due()
    world.act(3.0)
    world.conductor.tick()
    assert isinstance(world.log.events[-1], InterruptionEnded)
    assert world.conductor.bell_due()


@pytest.mark.parametrize("name", ["muted", "cues", "tempo", "voice"])
def test_a_switch_turns_and_turns_back_and_changes_no_plan(name: str) -> None:
    """A held key switches once; the plan goes on unheard, to be heard again."""
    world = ConductorHarness()
    begin = world.conductor.settings
    world.act(BIG_KEY)
    world.conductor.switch(name)
    world.conductor.switch(name)
    assert world.conductor.settings == begin.switched(name) != begin
    assert world.sound.settings == world.conductor.settings
    world.clock.advance(2.0)
    world.conductor.switch(name)
    assert world.sound.settings == world.conductor.settings == begin
    assert len(world.sound.plans) == 1


@pytest.mark.parametrize(
    ("steps", "ran", "phase"),
    [
        ((), False, Phase.WAITING),
        ((BIG_KEY, 5.0), True, Phase.PAUSED),
        ((BIG_KEY, 20.0), True, Phase.STOPPED),
        ((BIG_KEY, 20.0, BIG_KEY, 5.0), False, Phase.STOPPED),
        ((BIG_KEY, 20.0, BIG_KEY, 5.0, BIG_KEY, 1.0), True, Phase.STOPPED),
        ((BIG_KEY, 60.0), False, Phase.DONE),
    ],
)
def test_a_question_stops_the_clock_uncounted(
    steps: tuple[Action | float, ...], ran: bool, phase: Phase
) -> None:
    """Where it runs; and says whether it did, so that it can be let run again."""
    world = ConductorHarness()
    world.act(*steps)
    counts = sum(row.count for row in world.conductor.player.record)
    assert world.conductor.pause_for_dialog() is ran
    assert world.phase is phase
    assert sum(row.count for row in world.conductor.player.record) == counts
