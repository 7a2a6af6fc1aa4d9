"""Clock changes, time zones, sleep, midnight and New Year during a run."""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.clock import SystemClock
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.timestamps import local_text
from follow_along.adapters.log.writer import LogWriter
from follow_along.conductor import SLEEP_S, WAKING_S, Conductor
from follow_along.core.enums import InterruptionKind
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.run.player import Action, Phase
from follow_along.core.wall_time import WallTime
from tests.adapters.fake_machine import Machine, a_machine
from tests.adapters.log.log_events import a_header
from tests.builders import a_run, an_exercise
from tests.fakes import FakeSound

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the time zone of a process is fixed there"
)

BERLIN = "Europe/Berlin"
ZONES = (BERLIN, "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Asia/Tokyo")
BIG_KEY, LEAVE = Action.BIG_KEY, Action.LEAVE
READY_S = 15.0

Step = Action | float | tuple[str, float | str]
"""A key; seconds; or `set` the wall clock by seconds, `zone`, `sleep`, or a `tick`."""


class Played:
    """A run on a fake machine, with the program's own conductor, clock and log."""

    def __init__(self, folder: str, machine: Machine, *, pauses: bool = False) -> None:
        self._machine = machine
        self._pauses = pauses
        """Whether a pause takes the place of each sleep."""
        self.path = Path(folder) / "log.db"
        self._log = LogWriter(self.path, elsewhere=self.path.parent)
        player = a_run(
            an_exercise(1, kind="balance", sides="each", work=20_000),
            an_exercise(2, kind="strength", reps=5),
            an_exercise(3, work=40_000),
        )
        self.run = Conductor(player, SystemClock(), FakeSound(), self._log, a_header())

    def do(self, steps: Sequence[Step]) -> None:
        """Do the steps in order."""
        for step in steps:
            match step:
                case Action():
                    self.run.act(step)
                case float():
                    self._machine.wait(step)
                case ("set", float(shift)):
                    self._machine.wall_s += shift
                case ("zone", str(zone)):
                    pytest.MonkeyPatch().setenv("TZ", zone)
                case ("sleep", float(seconds)):
                    self._sleep(seconds)
                case _:
                    self.run.tick()

    def _sleep(self, seconds: float) -> None:
        self.run.tick()
        if self._pauses:
            self.run.pause_for_dialog()
        else:
            self._machine.sleep(seconds)
            self.run.tick()
        # A key at once would be the one that woke the machine.
        self._machine.wait(2 * WAKING_S)

    def end(self) -> LoggedRun:
        """Leave the run, and return it as read from the log."""
        self.run.act(LEAVE)
        self._log.close()
        assert self._log.notice() is None
        (run,) = LogReader(self.path).runs()
        return run


def play(
    steps: Sequence[Step], *, utc: str = "2026-06-15T10:00:00", zone: str = BERLIN, **how: bool
) -> LoggedRun:
    """Play steps on a new machine; return the run as read from the log."""
    with tempfile.TemporaryDirectory() as folder, a_machine(utc, zone) as machine:
        played = Played(folder, machine, **how)
        played.do(steps)
        return played.end()


def timeless(run: LoggedRun) -> LoggedRun:
    """The run without wall times, and with each sleep as a pause."""
    nothing = WallTime(0, 0)
    blocks = tuple(
        replace(
            block,
            began=nothing,
            ended=None,
            interruptions=tuple(
                stop._replace(
                    began=nothing,
                    ended=None,
                    kind=InterruptionKind.BREAK
                    if stop.kind is InterruptionKind.SLEEP
                    else stop.kind,
                )
                for stop in block.interruptions
            ),
        )
        for block in run.blocks
    )
    return replace(run, began=nothing, ended=None, blocks=blocks)


KEYS = st.sampled_from([action for action in Action if action not in {LEAVE, Action.SLEPT}])
SECONDS = st.integers(0, 30_000).map(lambda ms: ms / 1000)
WALLS = st.one_of(
    st.tuples(st.just("set"), st.floats(-200_000.0, 200_000.0)),
    st.tuples(st.just("zone"), st.sampled_from(ZONES)),
)
SLEEPS = st.tuples(st.just("sleep"), st.floats(SLEEP_S + 0.1, 50_000.0))
TICKS = st.just(("tick", 0.0))
STARTS = st.sampled_from(
    ("2026-12-31T22:59:40", "2026-03-29T00:59:40", "2026-10-25T00:59:40", "2028-02-28T23:59:40")
)
"""In Berlin: New Year, summer time, winter time; in UTC: a leap day."""


@given(st.lists(st.one_of(KEYS, SECONDS, WALLS, TICKS), max_size=30), STARTS)
def test_the_wall_clock_does_not_change_the_run(steps: list[Step], utc: str) -> None:
    """Setting the clock or the zone invents and loses no stop, and changes no duration."""
    undisturbed = [step for step in steps if not isinstance(step, tuple)]
    assert timeless(play([BIG_KEY, *steps], utc=utc)) == timeless(play([BIG_KEY, *undisturbed]))


@given(st.lists(st.one_of(KEYS, SECONDS, SLEEPS, WALLS), max_size=30))
def test_a_sleep_is_logged_as_an_uncounted_pause(steps: list[Step]) -> None:
    """A sleep is logged as a pause in its place would be: not counted, and no work."""
    asleep = play([BIG_KEY, *steps])
    assert timeless(asleep) == timeless(play([BIG_KEY, *steps], pauses=True))
    sleeps = [
        stop for block in asleep.blocks for stop in block.interruptions if stop.kind == "sleep"
    ]
    assert not any(stop.counts for stop in sleeps)
    assert len(sleeps) <= sum(isinstance(step, tuple) and step[0] == "sleep" for step in steps)


ONE_STOP: list[Step] = [BIG_KEY, READY_S, 5.0, BIG_KEY, 4.0, BIG_KEY, 3.0]
"""A stop of 7 s (count-in included) 5 s into the first block, of which 15 s are left."""


def test_midnight_and_new_year_pass_in_a_run() -> None:
    """The run belongs to the day on which it began."""
    run = play([*ONE_STOP, 15.0], utc="2026-12-31T22:59:39")
    block, (stop,) = run.blocks[0], run.blocks[0].interruptions
    assert local_text(run.began) == "2026-12-31T23:59:39.000+01:00"
    assert local_text(block.began) == "2026-12-31T23:59:54.000+01:00"
    assert local_text(stop.began) == "2026-12-31T23:59:59.000+01:00"
    assert block.ended is not None
    assert local_text(block.ended) == "2027-01-01T00:00:21.000+01:00"
    assert run.began.local_date.isoformat() == "2026-12-31"
    assert (stop.offset_ms, stop.lasted_ms, block.steady_ms) == (5000, 7000, 20_000)


@pytest.mark.parametrize(
    ("utc", "before", "after"),
    [("2026-03-29T00:59:39", 60, 120), ("2026-10-25T00:59:39", 120, 60)],
)
def test_summer_time_begins_or_ends_in_a_run(utc: str, before: int, after: int) -> None:
    """Each time has the offset in force then, and durations do not change."""
    run = play([*ONE_STOP, 15.0], utc=utc)
    block, (stop,) = run.blocks[0], run.blocks[0].interruptions
    assert stop.ended is not None
    assert [run.began.offset_minutes, block.began.offset_minutes] == [before, before]
    assert [stop.began.offset_minutes, stop.ended.offset_minutes] == [before, after]
    assert (stop.offset_ms, stop.lasted_ms, block.steady_ms) == (5000, 7000, 20_000)


def test_a_time_zone_that_changes_in_a_run_is_noticed() -> None:
    """Later times have the offset of the new zone; durations do not change."""
    run = play([*ONE_STOP[:4], ("zone", "Asia/Tokyo"), *ONE_STOP[4:], 15.0])
    block, (stop,) = run.blocks[0], run.blocks[0].interruptions
    assert stop.ended is not None
    assert (stop.began.offset_minutes, stop.ended.offset_minutes) == (120, 540)
    assert stop.ended.utc_ms - stop.began.utc_ms == stop.lasted_ms == 7000
    assert block.steady_ms == 20_000


@pytest.mark.parametrize("shift", [-7200.0, 7200.0])
def test_a_wall_clock_set_within_a_stop_changes_no_duration(shift: float) -> None:
    """The times are those of the wall clock; the duration is not computed from them."""
    run = play([*ONE_STOP[:4], ("set", shift), *ONE_STOP[4:], 15.0])
    (stop,) = run.blocks[0].interruptions
    assert stop.ended is not None
    assert stop.ended.utc_ms - stop.began.utc_ms == 7000 + shift * 1000
    assert (stop.offset_ms, stop.lasted_ms, run.blocks[0].steady_ms) == (5000, 7000, 20_000)


def test_a_night_of_sleep_within_a_block_is_one_stop_that_does_not_count() -> None:
    """The machine sleeps from 5 s into the block until the morning."""
    run = play([*ONE_STOP[:3], ("sleep", 30_000.0), 4.0, BIG_KEY, 3.0, 15.0])
    block, (stop,) = run.blocks[0], run.blocks[0].interruptions
    assert (stop.kind, stop.counts, stop.offset_ms) == (InterruptionKind.SLEEP, False, 5000)
    assert (block.count, block.steady_ms) == (0, 20_000)


def test_a_wall_clock_that_is_set_back_does_not_delay_the_run() -> None:
    """Setting the wall clock back by a day does not delay the run."""
    with tempfile.TemporaryDirectory() as folder, a_machine("2026-06-15T10:00:00", BERLIN) as m:
        played = Played(folder, m)
        played.do([BIG_KEY, ("set", -86_400.0), READY_S, 20.0, ("tick", 0.0)])
        assert played.run.player.phase is Phase.LEAD_IN
        assert played.run.player.index == 1
        played.end()
