"""What the conductor logs and plays, and in which order."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.conductor import Conductor
from follow_along.core.cues import phrases
from follow_along.core.cues.spoken_words import ENGLISH
from follow_along.core.enums import CueName, RunOutcome
from follow_along.core.run.player import Action, Phase, new_player
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    Interrupted,
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
    """Nothing is logged or played before the first key."""
    harness = ConductorHarness()
    assert harness.log.headers == [HEADER]
    assert harness.log.entries == []
    assert harness.sound.prepared == phrases.all_phrases(harness.player.timeline)
    assert harness.sound.plans == []


def test_an_event_is_logged_before_it_is_shown() -> None:
    """While an event is written, the snapshot still shows the state before it."""
    harness = ConductorHarness()
    seen: list[tuple[Phase, int]] = []
    harness.log.before_write = lambda: seen.append(
        (harness.phase, sum(row.count for row in harness.conductor.player.record))
    )
    harness.act(BIG_KEY, 20.0, BIG_KEY)
    assert seen == [(Phase.WAITING, 0), (Phase.LEAD_IN, 0), (Phase.WORKING, 0)]
    assert harness.phase is Phase.STOPPED
    assert add_events((), harness.log.events) == harness.conductor.player.record


def test_a_log_that_fails_leaves_the_count_unseen() -> None:
    """A count that could not be logged is not shown."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0)
    harness.conductor.tick()
    before = harness.conductor.player

    def fail() -> None:
        raise RuntimeError("no log")

    harness.log.before_write = fail
    with pytest.raises(RuntimeError):
        harness.act(BIG_KEY)
    assert harness.conductor.player == before


def test_events_are_stamped_with_the_moments_at_which_they_happened() -> None:
    """A late tick does not change the times in the log."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 3600.0)
    harness.conductor.tick()
    moments = {type(entry.event): entry.wall for entry in harness.log.entries}
    began = harness.clock.utc_ms + 1_000_000
    assert moments == {
        RunBegan: WallTime(began, 60),
        BlockBegan: WallTime(began + 15_000, 60),
        BlockEnded: WallTime(began + 45_000, 60),
        RunEnded: WallTime(began + 45_000, 60),
    }


def test_a_stop_cancels_the_planned_cues() -> None:
    """Only the stop cue and its phrase remain planned."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0, BIG_KEY)
    plan = harness.sound.plans[-1]
    assert plan.hush
    assert plan.cues == [(1020.0, CueName.STOP)]
    assert plan.words == [ENGLISH.take_your_time]


def test_resuming_plans_the_remaining_cues() -> None:
    """One plan covers the count-in to the end of the session."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0, BIG_KEY, 10.0, BIG_KEY)
    moments = [(at, cue) for at, cue in harness.sound.plans[-1].cues if cue is not CueName.TICK]
    assert moments == [(1033.0, CueName.GO), (1043.0, CueName.HALF), (1057.0, CueName.FINISH)]


@pytest.mark.parametrize("action", [TOUCH, Action.UNDO])
def test_a_count_alone_cancels_no_cue(action: Action) -> None:
    """The current phrase is not cut off, and the planned cues stay."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0, TOUCH, 3.0)
    before = harness.sound.plans[-1]
    assert harness.act(action)
    plan = harness.sound.plans[-1]
    assert not plan.hush
    assert plan.cues[0] == (1023.0, CueName.TICK)
    assert plan.cues[1:] == [(at, cue) for at, cue in before.cues if at > 1023.0]


def test_ticks_plan_nothing() -> None:
    """The plan made at the key press covers the whole run."""
    harness = ConductorHarness()
    harness.act(BIG_KEY)
    for _ in range(100):
        harness.clock.advance(0.5)
        harness.conductor.tick()
    assert harness.phase is Phase.DONE
    assert len(harness.sound.plans) == 1


def test_what_is_not_allowed_does_nothing() -> None:
    """It plays, logs and changes nothing, but the run advances."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 5.0)
    plans, entries = len(harness.sound.plans), len(harness.log.entries)
    before = harness.conductor.player
    assert not harness.act(TOUCH)
    assert (len(harness.sound.plans), len(harness.log.entries)) == (plans, entries)
    assert harness.conductor.player == before
    assert not harness.act(10.5, Action.PLUS)
    assert harness.phase is Phase.WORKING


def test_a_late_tick_completes_the_run() -> None:
    """Every block is logged in order with its own times."""
    harness = ConductorHarness(a_run(an_exercise(sides="each")))
    harness.act(BIG_KEY, 7200.0)
    harness.conductor.tick()
    assert harness.conductor.over
    assert [type(event) for event in harness.log.events] == [
        RunBegan,
        BlockBegan,
        BlockEnded,
        BlockBegan,
        BlockEnded,
        RunEnded,
    ]
    assert [event.at for event in harness.log.events] == [1000.0, 1015, 1045, 1055, 1085, 1085]


def test_a_late_key_acts_on_the_current_state() -> None:
    """The big key does nothing once the run is done."""
    harness = ConductorHarness()
    assert not harness.act(BIG_KEY, 7200.0, BIG_KEY)
    assert harness.phase is Phase.DONE


def test_leaving_logs_the_end_of_the_run() -> None:
    """The open stop, the block and the run are all ended."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0, BIG_KEY, 5.0, Action.LEAVE)
    assert harness.conductor.over
    assert [type(event) for event in harness.log.events[-3:]] == [
        InterruptionEnded,
        BlockEnded,
        RunEnded,
    ]
    assert harness.log.events[-1] == RunEnded(1025.0, RunOutcome.LEFT)
    assert harness.sound.plans[-1].due == ()
    assert harness.sound.plans[-1].hush


def test_notices_come_once_and_the_log_first() -> None:
    """Each call returns one sentence."""
    harness = ConductorHarness(
        sound=FakeSound(notices=["No sound here."]), log=FakeLog(notices=["Disk full."])
    )
    notices = [harness.conductor.notice() for _ in range(3)]
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
    """The snapshot shows the moment at which the key acted."""
    clock = CountingClock()
    harness = ConductorHarness(clock=clock)
    harness.act(BIG_KEY, 20.0)
    harness.conductor.tick()
    readings = clock.readings
    harness.clock.advance(4.5)
    use(harness.conductor)
    harness.clock.advance(60.0)
    assert harness.conductor.snapshot().view.stretch_left == "21 s"
    assert clock.readings == readings + 1


@given(timelines(), scripts(), st.lists(st.floats(0.0, 1.0), max_size=4))
def test_the_log_agrees_with_the_run(
    timeline: Timeline, script: list[Press], shares: list[float]
) -> None:
    """The logged events add up to the run's record, and ticks change none of them."""
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
        for harness in (watched, unwatched):
            harness.clock.session_s = moment
            harness.conductor.act(press.action)
    assert watched.log.entries == unwatched.log.entries
    assert watched.sound.plans == unwatched.sound.plans
    for harness in (watched, unwatched):
        assert add_events((), harness.log.events) == harness.conductor.player.record
        expected = [
            entry._replace(wall=harness.clock.wall(entry.event.at)) for entry in harness.log.entries
        ]
        assert harness.log.entries == expected


@given(st.floats(0.0, 15.0))
def test_a_key_acts_as_of_the_moment_at_which_it_was_read(waited: float) -> None:
    """However long the program was held up: the stop, the wall time and the cues are of then."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0)
    pressed_at = harness.clock.session_s
    harness.act(waited)
    assert harness.conductor.press(BIG_KEY, age_s=waited)
    assert harness.phase is Phase.STOPPED
    (stop,) = [event for event in harness.log.events if isinstance(event, Interrupted)]
    assert stop.at == pytest.approx(pressed_at)


def test_presses_that_waited_are_told_from_the_repeats_of_a_held_key() -> None:
    """Two presses that are handled at once, but were read three seconds apart, are two."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 30.0)
    assert harness.conductor.press(BIG_KEY, age_s=8.0)
    assert harness.conductor.press(BIG_KEY, age_s=5.0)
    assert not harness.conductor.press(BIG_KEY, age_s=4.9)


def test_a_key_never_turns_the_run_back() -> None:
    """What the screen has shown stays so, though the key was read before it."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0)
    harness.conductor.tick()
    shown_at = harness.clock.session_s
    assert harness.conductor.press(BIG_KEY, age_s=5.0)
    (stop,) = [event for event in harness.log.events if isinstance(event, Interrupted)]
    assert stop.at == shown_at
