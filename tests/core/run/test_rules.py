"""The way through a run: on, back, ready early, more rest, asleep, away."""

import pytest

from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome, Side
from follow_along.core.run.player import Action, Phase
from follow_along.core.run.record import BlockBegan, BlockSkipped, RunBegan, RunEnded
from follow_along.core.run.rules import act, advance
from tests.builders import BEGIN, a_run, after, an_exercise, at_work

BIG_KEY, TOUCH, PAUSE, ENTER = Action.BIG_KEY, Action.TOUCH, Action.PAUSE, Action.ENTER


def test_a_block_that_restarts_after_a_stop_is_a_new_attempt() -> None:
    """The old attempt keeps its count and its steady time."""
    player, now = at_work(a_run(an_exercise(after_stop="restart")))
    player, now = after(player, 10.0, BIG_KEY, 5.0, BIG_KEY, 3.0, begin=now)
    assert player.phase is Phase.WORKING
    assert player.work_position(now) == pytest.approx(0.0)
    old, new = player.record
    assert (old.outcome, old.steady_ms, old.count) == (BlockOutcome.RESTARTED, 10_000, 1)
    assert old.interruptions[0].ended is not None
    assert (new.block.index, new.count, new.outcome) == (old.block.index, 0, None)


@pytest.mark.parametrize("stop", [(PAUSE,), (BIG_KEY, Action.UNDO), (Action.SLEPT,)], ids=str)
def test_only_a_loss_of_balance_restarts_a_block(stop: tuple[Action, ...]) -> None:
    """A pause, a slip that was undone and a sleep of the machine keep the place."""
    player, now = at_work(a_run(an_exercise(after_stop="restart")))
    player, now = after(player, 10.0, *stop, 5.0, BIG_KEY, 3.0, begin=now)
    assert (player.phase, len(player.record)) == (Phase.WORKING, 1)
    assert player.work_position(now) == pytest.approx(10.0)


def test_the_restart_key_begins_the_block_again() -> None:
    """Also while it runs; the count-in comes first."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, Action.RESTART, begin=now)
    assert (player.phase, player.length) == (Phase.LEAD_IN, 3.0)
    player, _ = after(player, 3.0, 30.0, begin=now)
    assert [row.outcome for row in player.record] == [BlockOutcome.RESTARTED, BlockOutcome.DONE]


def test_next_cuts_a_block_short_and_skips_one_not_begun() -> None:
    """Cut work keeps its steady time; skipped work has none."""
    player, now = at_work(a_run(an_exercise(1), an_exercise(2), an_exercise(3)))
    player, now = after(player, 12.5, Action.NEXT, 2.0, begin=now)
    step = act(player, Action.NEXT, now)
    assert step.events == (BlockSkipped(now, 2, player.block),)
    cut, skipped = step.player.record
    assert (cut.outcome, cut.steady_ms) == (BlockOutcome.CUT, 12_500)
    assert (skipped.outcome, skipped.steady_ms) == (BlockOutcome.SKIPPED, 0)


def test_next_on_the_last_block_ends_the_run() -> None:
    """The run is done."""
    player, now = at_work(a_run())
    step = act(player, Action.NEXT, now + 1.0)
    assert step.player.phase is Phase.DONE
    assert step.events[-1] == RunEnded(now + 1.0, RunOutcome.DONE)


def test_back_begins_the_block_again_and_then_the_one_before() -> None:
    """From work to its own lead-in, from a lead-in to the block before."""
    player, now = at_work(a_run(an_exercise(1), an_exercise(2)))
    player, now = after(player, Action.NEXT, 15.0, 5.0, Action.BACK, begin=now)
    assert (player.phase, player.index) == (Phase.LEAD_IN, 1)
    assert player.record[-1].outcome is BlockOutcome.CUT
    player, now = after(player, Action.BACK, begin=now)
    assert (player.phase, player.index) == (Phase.LEAD_IN, 0)
    player, now = after(player, Action.BACK, begin=now)
    assert (player.phase, player.index) == (Phase.LEAD_IN, 0)


def test_back_leads_one_block_back() -> None:
    """Not two."""
    player, now = after(a_run(*map(an_exercise, (1, 2, 3))), BIG_KEY, Action.NEXT, Action.NEXT)
    player, _ = after(player, Action.BACK, begin=now)
    assert (player.phase, player.index) == (Phase.LEAD_IN, 1)


def test_ready_without_a_count_in_begins_at_once() -> None:
    """The work begins at the key itself."""
    player, now = after(a_run(settle=0), BIG_KEY, 4.0)
    step = act(player, ENTER, now)
    assert step.player.phase is Phase.WORKING
    assert step.events == (BlockBegan(now, 1, player.block),)


def test_a_block_reached_by_a_key_is_never_upon_her_at_once() -> None:
    """Its lead-in is at least as long as the count-in."""
    player, now = at_work(a_run(get_ready=0))
    player, _ = after(player, 5.0, Action.BACK, begin=now)
    assert (player.phase, player.length) == (Phase.LEAD_IN, 3.0)


def test_enter_cuts_the_lead_in_down_to_the_count_in() -> None:
    """With less than the count-in left, nothing changes."""
    player, now = after(a_run(), BIG_KEY, 4.0, ENTER)
    assert advance(player, now + 2.999).player.phase is Phase.LEAD_IN
    assert advance(player, now + 3.0).player.phase is Phase.WORKING
    late, now = after(a_run(), BIG_KEY, 13.5, ENTER)
    assert advance(late, BEGIN + 15.0).player.phase is Phase.WORKING


def test_enter_lets_a_held_lead_in_run_again() -> None:
    """The count-in and the work follow."""
    player, now = after(a_run(), BIG_KEY, 4.0, BIG_KEY, 60.0, ENTER)
    assert player.phase is Phase.LEAD_IN
    assert advance(player, now + 3.0).player.phase is Phase.WORKING


def test_enter_ends_a_block_that_waits_for_it() -> None:
    """Its steady time is its length without the stops."""
    player, now = at_work(a_run(an_exercise(reps=8)))
    player, now = after(player, 20.0, BIG_KEY, 10.0, BIG_KEY, 3.0, 5.25, ENTER, begin=now)
    assert player.phase is Phase.DONE
    assert (player.record[-1].outcome, player.record[-1].steady_ms) == (BlockOutcome.DONE, 25_250)


def test_more_rest_adds_ten_seconds_each_time() -> None:
    """In a running and in a paused lead-in."""
    player, now = after(a_run(), BIG_KEY, 14.0, Action.MORE_REST, PAUSE, 60.0, Action.MORE_REST)
    assert player.phase is Phase.PAUSED
    player, now = after(player, PAUSE, 20.999, begin=now)
    assert player.phase is Phase.LEAD_IN
    assert after(player, 0.002, begin=now)[0].phase is Phase.WORKING


def test_a_held_lead_in_keeps_its_place() -> None:
    """Paused for an hour with five seconds left, it has five seconds left."""
    player, now = after(a_run(), BIG_KEY, 10.0, BIG_KEY, 3600.0, BIG_KEY)
    assert advance(player, now + 4.999).player.phase is Phase.LEAD_IN
    assert advance(player, now + 5.0).player.phase is Phase.WORKING


@pytest.mark.parametrize(
    ("steps", "phase", "kinds"),
    [
        ((3.0,), Phase.PAUSED, []),
        ((20.0,), Phase.STOPPED, [InterruptionKind.SLEEP]),
        ((20.0, BIG_KEY, 4.0, BIG_KEY, 1.0), Phase.STOPPED, [InterruptionKind.WOBBLE]),
    ],
)
def test_a_machine_that_slept_stops_the_run_uncounted(
    steps: tuple[Action | float, ...], phase: Phase, kinds: list[InterruptionKind]
) -> None:
    """A lead-in is paused, work stopped, a count-in stopped again."""
    player, _ = after(a_run(), BIG_KEY, *steps, Action.SLEPT)
    assert player.phase is phase
    assert [stop.kind for row in player.record for stop in row.interruptions] == kinds
    assert sum(row.count for row in player.record) == kinds.count(InterruptionKind.WOBBLE)


@pytest.mark.parametrize(
    "steps",
    [
        (BIG_KEY, 3.0),
        (BIG_KEY, 3.0, BIG_KEY),
        (BIG_KEY, 20.0),
        (BIG_KEY, 20.0, BIG_KEY),
        (BIG_KEY, 20.0, BIG_KEY, BIG_KEY, 1.0),
    ],
)
def test_a_run_can_be_left_at_any_time(steps: tuple[Action | float, ...]) -> None:
    """What was done is kept as cut; the last event is the end."""
    player, now = after(a_run(), *steps)
    step = act(player, Action.LEAVE, now)
    assert step.player.phase is Phase.LEFT
    assert step.events[-1] == RunEnded(now, RunOutcome.LEFT)
    assert all(row.outcome is BlockOutcome.CUT for row in step.player.record)


def test_a_run_left_before_it_began_leaves_no_trace() -> None:
    """There is no event."""
    step = act(a_run(), Action.LEAVE, BEGIN)
    assert (step.player.phase, step.events) == (Phase.LEFT, ())


def test_a_long_absence_runs_through_to_the_end() -> None:
    """Every block begins and ends at its own moment."""
    player, now = after(a_run(an_exercise(sides="each"), first_side=Side.RIGHT), BIG_KEY)
    player = advance(player, now + 3600.0).player
    assert player.phase is Phase.DONE
    assert [(row.began, row.block.side, row.steady_ms) for row in player.record] == [
        (BEGIN + 15.0, Side.RIGHT, 30_000),
        (BEGIN + 55.0, Side.LEFT, 30_000),
    ]


def test_a_lead_in_of_no_length_begins_the_work_at_once() -> None:
    """At the key itself, without waiting for a tick."""
    step = act(a_run(get_ready=0), BIG_KEY, BEGIN)
    assert step.player.phase is Phase.WORKING
    assert step.events == (RunBegan(BEGIN), BlockBegan(BEGIN, 1, step.player.block))


def test_a_new_block_begins_at_its_beginning() -> None:
    """Wherever the block before was resumed."""
    player, now = at_work(a_run(an_exercise(1), an_exercise(2), settle=0))
    player, now = after(player, 10.0, BIG_KEY, 5.0, BIG_KEY, begin=now)
    assert player.resumed_from == 10.0
    player, now = after(player, 20.0, 15.0, begin=now)
    assert (player.phase, player.index, player.resumed_from) == (Phase.WORKING, 1, 0.0)
