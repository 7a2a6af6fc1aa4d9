"""Work that is done is done to the millisecond, however often it was stopped."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given

from follow_along.core.enums import BlockOutcome, InterruptionKind
from follow_along.core.run.player import Action, new_player
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    Event,
    Interrupted,
    InterruptionEnded,
    RunBegan,
    RunEnded,
)
from follow_along.core.sessions.timeline import Timeline
from tests.builders import a_run, an_exercise, at_work
from tests.scripted_run import Press, ScriptedRun, play_script
from tests.strategies import MOMENTS, scripts, timelines


@dataclass
class Stopwatch:
    """Measures a block from the outside: the time its clock ran, between the events."""

    ran_s: float = 0.0
    since: float | None = None
    stopped_by: int | None = None
    offsets: list[tuple[int, float]] = field(default_factory=list)
    """For each interruption: the offset it was recorded with (ms), and what was measured (s)."""

    def see(self, event: Event) -> None:
        """Start and stop with the block's clock."""
        match event:
            case BlockBegan(at=at):
                self.since = at
            case InterruptionEnded(at=at, number=number) if number == self.stopped_by:
                self.since, self.stopped_by = at, None
            case Interrupted(at=at, offset_ms=offset_ms):
                self.offsets.append((offset_ms, self.read(at)))
                if event.kind is not InterruptionKind.TOUCH:
                    self.ran_s, self.since = self.read(at), None
                    self.stopped_by = event.number
            case BlockEnded(at=at):
                self.ran_s, self.since = self.read(at), None

    def read(self, at: float) -> float:
        """Seconds run until `at`."""
        return self.ran_s + (at - self.since if self.since is not None else 0.0)


def measured(events: list[Event]) -> dict[int, Stopwatch]:
    """A stopwatch for each row of the record."""
    watches: dict[int, Stopwatch] = {}
    for event in events:
        if not isinstance(event, RunBegan | RunEnded):
            watches.setdefault(event.attempt, Stopwatch()).see(event)
    return watches


@given(timelines(), scripts(), MOMENTS)
def test_the_steady_time_of_a_finished_block_is_its_planned_time(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """Added up from the outside, to the millisecond, whatever stops were in it."""
    run = play_script(new_player(timeline), script, begin)
    run.tick(run.now + 1000.0)
    for row, watch in measured(run.events).items():
        record = run.player.record[row - 1]
        planned = record.block.work_ms
        if record.outcome is BlockOutcome.DONE and planned is not None:
            assert watch.ran_s * 1000 == pytest.approx(planned, abs=0.001)
            assert record.steady_ms == planned
        elif record.outcome not in {None, BlockOutcome.SKIPPED}:
            assert record.steady_ms == pytest.approx(watch.ran_s * 1000, abs=0.501)
        for offset_ms, seconds in watch.offsets:
            assert offset_ms == pytest.approx(seconds * 1000, abs=0.501)


@pytest.mark.parametrize("settle_ms", [0, 3000])
@pytest.mark.parametrize("begin", [0.0, 1000.1, 3_000_000.7])
def test_a_thousand_stops_in_an_hour_add_no_drift(settle_ms: int, begin: float) -> None:
    """Twenty minutes of work in an hour of stops end to the millisecond where they must."""
    work_s, stop_s, stops = 100.0, 0.4, 1000
    player = a_run(an_exercise(work=int(work_s * 1000)), settle=settle_ms)
    player, now = at_work(player, begin)
    run = ScriptedRun(player, now)
    for _ in range(stops):
        run.tick(run.now + 0.0997)
        run.press(Action.BIG_KEY)
        run.tick(run.now + stop_s)
        run.press(Action.BIG_KEY)
        run.tick(run.now + settle_ms / 1000)
    run.tick(run.now + work_s)
    (row,) = run.player.record
    assert len(row.interruptions) == stops
    assert row.outcome is BlockOutcome.DONE
    ended = next(event for event in run.events if isinstance(event, BlockEnded))
    lost_s = stops * (stop_s + settle_ms / 1000)
    assert (ended.at - now - lost_s - work_s) * 1000 == pytest.approx(0, abs=0.01)
    begun: list[Event] = [BlockBegan(now, 1, row.block)]
    assert measured(begun + run.events)[1].ran_s * 1000 == pytest.approx(work_s * 1000, abs=0.001)
