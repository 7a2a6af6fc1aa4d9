"""One run between the rules and the world: what is logged, heard and noticed, and in which order."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.conductor import Conductor
from follow_along.core import phrases
from follow_along.core.history import WallTime
from follow_along.core.player import Action, Phase, Player, start
from follow_along.core.record import (
    BlockBegan,
    BlockEnded,
    Interrupted,
    InterruptionEnded,
    RunBegan,
    RunEnded,
    add,
)
from follow_along.core.timeline import Timeline
from follow_along.core.words import CueName, RunOutcome, Side, StopKind
from follow_along.ports import RunHeader
from tests.builders import a_run, an_exercise
from tests.fakes import FakeClock, FakeLog, FakeSound
from tests.performance import Press
from tests.strategies import scripts, timelines

BALANCE, TOUCH, PAUSE = Action.BALANCE, Action.TOUCH, Action.PAUSE
HEADER = RunHeader("a-run", "week-1", "Week 1", "feet", 1, Side.LEFT)


@dataclass
class World:
    """A conductor and the world around it."""

    player: Player = field(default_factory=a_run)
    clock: FakeClock = field(default_factory=FakeClock)
    sound: FakeSound = field(default_factory=FakeSound)
    log: FakeLog = field(default_factory=FakeLog)

    def __post_init__(self) -> None:
        self.conductor = Conductor(self.player, self.clock, self.sound, self.log, HEADER)

    def act(self, *steps: Action | float) -> bool:
        """Do actions and let seconds pass between them, unwatched; whether the last was done."""
        done = True
        for step in steps:
            if isinstance(step, Action):
                done = self.conductor.act(step)
            else:
                self.clock.advance(step)
        return done

    @property
    def phase(self) -> Phase:
        """Where the run stands."""
        return self.conductor.player.phase


def test_a_run_is_named_and_its_phrases_made_ready_before_it_begins() -> None:
    """Nothing is written until she presses the key."""
    world = World()
    assert world.log.headers == [HEADER]
    assert world.log.entries == []
    assert world.sound.prepared == phrases.all_of(world.player.timeline)
    assert world.sound.plans == []


def test_what_is_seen_is_written() -> None:
    """At the moment of writing the screen still shows what was before."""
    world = World()
    seen: list[tuple[Phase, int]] = []
    world.log.before_write = lambda: seen.append(
        (world.phase, sum(row.count for row in world.conductor.player.record))
    )
    world.act(BALANCE, 20.0, BALANCE)
    assert seen == [(Phase.WAITING, 0), (Phase.LEADING, 0), (Phase.WORKING, 0)]
    assert world.phase is Phase.STOPPED
    assert add((), world.log.events) == world.conductor.player.record


def test_a_log_that_fails_leaves_the_count_unseen() -> None:
    """What could not be kept is not shown as if it had been."""
    world = World()
    world.act(BALANCE, 20.0)
    world.conductor.tick()
    before = world.conductor.player

    def fail() -> None:
        raise RuntimeError("no log")

    world.log.before_write = fail
    with pytest.raises(RuntimeError):
        world.act(BALANCE)
    assert world.conductor.player == before


def test_events_are_stamped_with_the_moments_at_which_they_happened() -> None:
    """Not with the moment at which they were noticed."""
    world = World()
    world.act(BALANCE, 3600.0)
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
    world = World()
    world.act(BALANCE, 20.0, BALANCE)
    plan = world.sound.plans[-1]
    assert plan.hush
    assert plan.cues == [(1020.0, CueName.STOP)]
    assert plan.words == [phrases.TAKE_YOUR_TIME]


def test_going_on_plans_the_rest() -> None:
    """From the count-in to the end of the session, at once."""
    world = World()
    world.act(BALANCE, 20.0, BALANCE, 10.0, BALANCE)
    moments = [(at, cue) for at, cue in world.sound.plans[-1].cues if cue is not CueName.TICK]
    assert moments == [(1033.0, CueName.GO), (1043.0, CueName.HALF), (1057.0, CueName.FINISH)]


@pytest.mark.parametrize("action", [TOUCH, Action.UNDO])
def test_a_count_alone_hushes_nothing(action: Action) -> None:
    """What is being said is said to the end, and what was planned stays planned."""
    world = World()
    world.act(BALANCE, 20.0, TOUCH, 3.0)
    before = world.sound.plans[-1]
    assert world.act(action)
    plan = world.sound.plans[-1]
    assert not plan.hush
    assert plan.cues[0] == (1023.0, CueName.TICK)
    assert plan.cues[1:] == [(at, cue) for at, cue in before.cues if at > 1023.0]


def test_ticks_plan_nothing() -> None:
    """The plan made at the key covers everything."""
    world = World()
    world.act(BALANCE)
    for _ in range(100):
        world.clock.advance(0.5)
        world.conductor.tick()
    assert world.phase is Phase.DONE
    assert len(world.sound.plans) == 1


def test_what_is_not_allowed_does_nothing() -> None:
    """No sound, no entry, no change; and the time has passed all the same."""
    world = World()
    world.act(BALANCE, 5.0)
    plans, entries = len(world.sound.plans), len(world.log.entries)
    before = world.conductor.player
    assert not world.act(TOUCH)
    assert (len(world.sound.plans), len(world.log.entries)) == (plans, entries)
    assert world.conductor.player == before
    assert not world.act(10.5, Action.PLUS)
    assert world.phase is Phase.WORKING


def test_a_tick_after_a_long_absence_finds_everything_done() -> None:
    """Every block is written with its own moments, in order."""
    world = World(a_run(an_exercise(sides="each")))
    world.act(BALANCE, 7200.0)
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
    world = World()
    assert not world.act(BALANCE, 7200.0, BALANCE)
    assert world.phase is Phase.DONE


def test_a_sleep_is_noticed_at_a_tick() -> None:
    """The run is stopped there, uncounted, and silent."""
    world = World()
    world.act(BALANCE, 20.0)
    world.clock.sleep(600.0)
    world.conductor.tick()
    assert world.phase is Phase.STOPPED
    stop = world.log.events[-1]
    assert isinstance(stop, Interrupted)
    assert (stop.kind, stop.counted, stop.offset_ms) == (StopKind.SLEEP, False, 5000)
    assert world.sound.plans[-1].cues == [(1020.0, CueName.STOP)]
    assert world.sound.plans[-1].hush


def test_a_sleep_is_noticed_at_a_key() -> None:
    """It was not the key that stopped the run: the key goes on from there."""
    world = World()
    world.act(BALANCE, 20.0)
    world.clock.sleep(600.0)
    assert world.act(BALANCE)
    assert world.phase is Phase.SETTLING
    stops = [event for event in world.log.events if isinstance(event, Interrupted)]
    assert [stop.kind for stop in stops] == [StopKind.SLEEP]
    assert world.conductor.view().count == 0


def test_a_sleep_in_a_lead_in_holds_it() -> None:
    """She comes back to find her place kept."""
    world = World()
    world.act(BALANCE, 5.0)
    world.clock.sleep(600.0)
    world.conductor.tick()
    assert world.phase is Phase.HELD


@pytest.mark.parametrize("naps", [[2.0], [1.9] * 50])
def test_naps_are_no_sleep(naps: list[float]) -> None:
    """Nor do many short ones, noticed one by one, come to a long one."""
    world = World()
    world.act(BALANCE, 16.0)
    for nap in naps:
        world.clock.sleep(nap)
        world.conductor.tick()
    assert world.phase is Phase.WORKING


def test_a_sleep_is_noticed_once() -> None:
    """After going on, the same sleep does not stop the run again."""
    world = World()
    world.act(BALANCE, 20.0)
    world.clock.sleep(600.0)
    world.act(BALANCE, 5.0)
    world.conductor.tick()
    assert world.phase is Phase.WORKING


@pytest.mark.parametrize("steps", [(), (BALANCE, 20.0, BALANCE), (BALANCE, 60.0)])
def test_a_sleep_where_the_clock_stands_changes_nothing(steps: tuple[Action | float, ...]) -> None:
    """There is nothing to stop."""
    world = World()
    world.act(*steps)
    world.conductor.tick()
    before, plans = world.conductor.player, len(world.sound.plans)
    world.clock.sleep(600.0)
    world.conductor.tick()
    assert world.conductor.player == before
    assert len(world.sound.plans) == plans


def test_a_key_held_down_is_one_press() -> None:
    """Five seconds on the space bar are one stop."""
    world = World()
    world.act(BALANCE, 20.0)
    answers = [world.conductor.press(BALANCE)]
    world.clock.advance(0.4)
    for _ in range(150):
        answers.append(world.conductor.press(BALANCE))
        world.clock.advance(0.03)
    assert answers == [True] + [False] * 150
    assert world.phase is Phase.STOPPED


def test_presses_are_told_apart_by_the_persons_own_time() -> None:
    """In a rehearsal twenty times as fast, a hurried finger is as hurried as ever."""
    world = World(a_run(an_exercise(work=600_000)))
    world.act(BALANCE, 20.0)
    assert world.conductor.press(BALANCE)
    world.clock.session_s += 0.5 * 20
    world.clock.finger_s += 0.5
    assert not world.conductor.press(BALANCE)
    world.clock.session_s += 1.1 * 20
    world.clock.finger_s += 1.1
    assert world.conductor.press(BALANCE)


@pytest.mark.parametrize(
    ("audible", "muted", "rings"),
    [(False, False, True), (True, False, False), (False, True, False)],
)
def test_the_bell_stands_in_for_sound_that_is_not_heard(
    audible: bool, muted: bool, rings: bool
) -> None:
    """Once for each change; where there is sound, or silence is wished for, never."""
    world = World(sound=FakeSound(audible=audible))
    if muted:
        world.conductor.mute()
    assert not world.conductor.bell_due()
    world.act(BALANCE)
    assert not world.conductor.bell_due()
    world.act(15.0)
    world.conductor.tick()
    assert world.conductor.bell_due() == rings
    assert not world.conductor.bell_due()
    world.act(5.0, BALANCE)
    assert world.conductor.bell_due() == rings


def test_the_bell_rings_when_work_goes_on() -> None:
    """By the bell alone, too, she must know when the count-in is over."""
    world = World(sound=FakeSound(audible=False))
    world.act(BALANCE, 20.0, BALANCE, 5.0, BALANCE)
    world.conductor.bell_due()
    world.act(3.0)
    world.conductor.tick()
    assert isinstance(world.log.events[-1], InterruptionEnded)
    assert world.conductor.bell_due()


def test_mute_goes_on_and_off_and_changes_no_plan() -> None:
    """A held key mutes once; the plan goes on unheard, to be heard again."""
    world = World()
    world.act(BALANCE)
    world.conductor.mute()
    world.conductor.mute()
    assert (world.sound.muted, world.conductor.muted) == (True, True)
    world.clock.advance(2.0)
    world.conductor.mute()
    assert (world.sound.muted, world.conductor.muted) == (False, False)
    assert len(world.sound.plans) == 1


@pytest.mark.parametrize(
    ("steps", "ran", "phase"),
    [
        ((), False, Phase.WAITING),
        ((BALANCE, 5.0), True, Phase.HELD),
        ((BALANCE, 20.0), True, Phase.STOPPED),
        ((BALANCE, 20.0, BALANCE, 5.0), False, Phase.STOPPED),
        ((BALANCE, 20.0, BALANCE, 5.0, BALANCE, 1.0), True, Phase.STOPPED),
        ((BALANCE, 60.0), False, Phase.DONE),
    ],
)
def test_a_question_stops_the_clock_uncounted(
    steps: tuple[Action | float, ...], ran: bool, phase: Phase
) -> None:
    """Where it runs; and says whether it did, so that it can be let run again."""
    world = World()
    world.act(*steps)
    counts = sum(row.count for row in world.conductor.player.record)
    assert world.conductor.hold_for_a_question() is ran
    assert world.phase is phase
    assert sum(row.count for row in world.conductor.player.record) == counts


def test_leaving_writes_the_end() -> None:
    """The stop that was open is closed, the block cut short, the run over."""
    world = World()
    world.act(BALANCE, 20.0, BALANCE, 5.0, Action.LEAVE)
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
    world = World(sound=FakeSound(notices=["No sound here."]), log=FakeLog(notices=["Disk full."]))
    notices = [world.conductor.notice() for _ in range(3)]
    assert notices == ["Disk full.", "No sound here.", None]


def test_the_view_is_of_now() -> None:
    """However long ago the last tick was."""
    world = World()
    world.act(BALANCE, 4.5)
    assert world.conductor.view().digits == "11"


@given(timelines(), scripts(), st.lists(st.floats(0.0, 1.0), max_size=4))
def test_the_log_tells_the_screens_story(
    timeline: Timeline, script: list[Press], shares: list[float]
) -> None:
    """For any keys and ticks the entries add up to the run, and ticks change none of them."""
    watched, unwatched = World(start(timeline)), World(start(timeline))
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
        assert add((), world.log.events) == world.conductor.player.record
        expected = [
            replace(entry, wall=world.clock.wall(entry.event.at)) for entry in world.log.entries
        ]
        assert world.log.entries == expected
