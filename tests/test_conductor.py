"""One run between the rules and the world: what is logged and heard, in which order."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.conductor import Conductor
from follow_along.core.cues import phrases
from follow_along.core.enums import CueName, RunOutcome
from follow_along.core.run.player import Action, Phase, new_player
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    InterruptionEnded,
    RunBegan,
    RunEnded,
    add_events,
)
from follow_along.core.sessions.timeline import Timeline
from follow_along.core.wall_time import WallTime
from tests.builders import a_run, an_exercise
from tests.conductor_harness import HEADER, ConductorHarness, CountingClock
from tests.fakes import FakeLog, FakeSound
from tests.scripted_run import Press
from tests.strategies import scripts, timelines

BIG_KEY, TOUCH, PAUSE = Action.BIG_KEY, Action.TOUCH, Action.PAUSE


def test_a_run_is_named_and_its_phrases_made_ready_before_it_begins() -> None:
    """Nothing is written until she presses the key."""
    world = ConductorHarness()
    assert world.log.headers == [HEADER]
    assert world.log.entries == []
    assert world.sound.prepared == phrases.all_phrases(world.player.timeline)
    assert world.sound.plans == []


def test_what_is_seen_is_written() -> None:
    """At the moment of writing the screen still shows what was before."""
    world = ConductorHarness()
    seen: list[tuple[Phase, int]] = []
    world.log.before_write = lambda: seen.append(
        (world.phase, sum(row.count for row in world.conductor.player.record))
    )
    world.act(BIG_KEY, 20.0, BIG_KEY)
    assert seen == [(Phase.WAITING, 0), (Phase.LEAD_IN, 0), (Phase.WORKING, 0)]
    assert world.phase is Phase.STOPPED
    assert add_events((), world.log.events) == world.conductor.player.record


def test_a_log_that_fails_leaves_the_count_unseen() -> None:
    """What could not be kept is not shown as if it had been."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0)
    world.conductor.tick()
    before = world.conductor.player

    def fail() -> None:
        raise RuntimeError("no log")

    world.log.before_write = fail
    with pytest.raises(RuntimeError):
        world.act(BIG_KEY)
    assert world.conductor.player == before


def test_events_are_stamped_with_the_moments_at_which_they_happened() -> None:
    """Not with the moment at which they were noticed."""
    world = ConductorHarness()
    world.act(BIG_KEY, 3600.0)
    world.conductor.tick()
    moments = {type(entry.event): entry.wall for entry in world.log.entries}
    began = world.clock.utc_ms + 1_000_000
    assert moments == {
        RunBegan: WallTime(began, 60),
        BlockBegan: WallTime(began + 15_000, 60),
        BlockEnded: WallTime(began + 45_000, 60),
        RunEnded: WallTime(began + 45_000, 60),
    }


def test_a_stop_hushes_and_takes_back_what_was_planned() -> None:
    """Nothing is left but the stop and the kind word."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0, BIG_KEY)
    plan = world.sound.plans[-1]
    assert plan.hush
    assert plan.cues == [(1020.0, CueName.STOP)]
    assert plan.words == [phrases.TAKE_YOUR_TIME]


def test_going_on_plans_the_rest() -> None:
    """From the count-in to the end of the session, at once."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0, BIG_KEY, 10.0, BIG_KEY)
    moments = [(at, cue) for at, cue in world.sound.plans[-1].cues if cue is not CueName.TICK]
    assert moments == [(1033.0, CueName.GO), (1043.0, CueName.HALF), (1057.0, CueName.FINISH)]


@pytest.mark.parametrize("action", [TOUCH, Action.UNDO])
def test_a_count_alone_hushes_nothing(action: Action) -> None:
    """What is being said is said to the end, and what was planned stays planned."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0, TOUCH, 3.0)
    before = world.sound.plans[-1]
    assert world.act(action)
    plan = world.sound.plans[-1]
    assert not plan.hush
    assert plan.cues[0] == (1023.0, CueName.TICK)
    assert plan.cues[1:] == [(at, cue) for at, cue in before.cues if at > 1023.0]


def test_ticks_plan_nothing() -> None:
    """The plan made at the key covers everything."""
    world = ConductorHarness()
    world.act(BIG_KEY)
    for _ in range(100):
        world.clock.advance(0.5)
        world.conductor.tick()
    assert world.phase is Phase.DONE
    assert len(world.sound.plans) == 1


def test_what_is_not_allowed_does_nothing() -> None:
    """No sound, no entry, no change; and the time has passed all the same."""
    world = ConductorHarness()
    world.act(BIG_KEY, 5.0)
    plans, entries = len(world.sound.plans), len(world.log.entries)
    before = world.conductor.player
    assert not world.act(TOUCH)
    assert (len(world.sound.plans), len(world.log.entries)) == (plans, entries)
    assert world.conductor.player == before
    assert not world.act(10.5, Action.PLUS)
    assert world.phase is Phase.WORKING


def test_a_tick_after_a_long_absence_finds_everything_done() -> None:
    """Every block is written with its own moments, in order."""
    world = ConductorHarness(a_run(an_exercise(sides="each")))
    world.act(BIG_KEY, 7200.0)
    world.conductor.tick()
    assert world.conductor.over
    assert [type(event) for event in world.log.events] == [
        RunBegan,
        BlockBegan,
        BlockEnded,
        BlockBegan,
        BlockEnded,
        RunEnded,
    ]
    assert [event.at for event in world.log.events] == [1000.0, 1015, 1045, 1055, 1085, 1085]


def test_a_key_after_a_long_absence_acts_on_what_is_now() -> None:
    """A stop pressed when all is done stops nothing."""
    world = ConductorHarness()
    assert not world.act(BIG_KEY, 7200.0, BIG_KEY)
    assert world.phase is Phase.DONE


def test_leaving_writes_the_end() -> None:
    """The stop that was open is closed, the block cut short, the run over."""
    world = ConductorHarness()
    world.act(BIG_KEY, 20.0, BIG_KEY, 5.0, Action.LEAVE)
    assert world.conductor.over
    assert [type(event) for event in world.log.events[-3:]] == [
        InterruptionEnded,
        BlockEnded,
        RunEnded,
    ]
    assert world.log.events[-1] == RunEnded(1025.0, RunOutcome.LEFT)
    assert world.sound.plans[-1].due == ()
    assert world.sound.plans[-1].hush


def test_notices_come_once_and_the_log_first() -> None:
    """One sentence at a time."""
    world = ConductorHarness(
        sound=FakeSound(notices=["No sound here."]), log=FakeLog(notices=["Disk full."])
    )
    notices = [world.conductor.notice() for _ in range(3)]
    assert notices == ["Disk full.", "No sound here.", None]


@pytest.mark.parametrize(
    "use",
    [
        lambda conductor: conductor.press(BIG_KEY),
        lambda conductor: conductor.act(BIG_KEY),
        lambda conductor: conductor.act(Action.PLUS),
        lambda conductor: conductor.switch("muted"),
        lambda conductor: conductor.louder(10),
        lambda conductor: conductor.pause_for_dialog(),
        lambda conductor: conductor.tick(),
    ],
)
def test_an_action_and_its_snapshot_are_of_one_reading_of_the_clock(
    use: Callable[[Conductor], object],
) -> None:
    """The screen shows the moment at which the key acted, and none after it."""
    clock = CountingClock()
    world = ConductorHarness(clock=clock)
    world.act(BIG_KEY, 20.0)
    world.conductor.tick()
    readings = clock.readings
    world.clock.advance(4.5)
    use(world.conductor)
    world.clock.advance(60.0)
    assert world.conductor.snapshot().view.stretch_left == "21 s"
    assert clock.readings == readings + 1


@given(timelines(), scripts(), st.lists(st.floats(0.0, 1.0), max_size=4))
def test_the_log_tells_the_screens_story(
    timeline: Timeline, script: list[Press], shares: list[float]
) -> None:
    """For any keys and ticks the entries add up to the run, and ticks change none of them."""
    watched, unwatched = (
        ConductorHarness(new_player(timeline)),
        ConductorHarness(new_player(timeline)),
    )
    for press in script:
        now = unwatched.clock.now()
        moment = press.moment(unwatched.conductor.player, now)
        for share in sorted(shares):
            watched.clock.session_s = min(moment, now + share * (moment - now))
            watched.conductor.tick()
        for world in (watched, unwatched):
            world.clock.session_s = moment
            world.conductor.act(press.action)
    assert watched.log.entries == unwatched.log.entries
    assert watched.sound.plans == unwatched.sound.plans
    for world in (watched, unwatched):
        assert add_events((), world.log.events) == world.conductor.player.record
        expected = [
            replace(entry, wall=world.clock.wall(entry.event.at)) for entry in world.log.entries
        ]
        assert world.log.entries == expected
