"""What holds of every run: for any session, any keys, any moments, any ticks."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.cues.plan import plan
from follow_along.core.enums import BlockOutcome, RunOutcome
from follow_along.core.run.player import Action, Phase, Player, new_player
from follow_along.core.run.record import (
    BlockBegan,
    BlockSkipped,
    Corrected,
    RunBegan,
    RunEnded,
    Undone,
    add_events,
)
from follow_along.core.run.rules import act, advance
from follow_along.core.sessions.timeline import Timeline
from tests.builders import a_run, an_exercise
from tests.scripted_run import ActionTaken, Press, ScriptedRun, play_script
from tests.strategies import MOMENTS, scripts, timelines

TICKS = st.lists(st.floats(0.0, 1.0), max_size=6)


def counted(actions: list[ActionTaken]) -> dict[int, int]:
    """The counts by row, from the keys alone: a model that knows no events."""
    counts: dict[int, int] = {}
    last_loss = float("-inf")
    for taken in actions:
        attempt = len(taken.before.record)
        if taken.transition is None:
            continue
        losing = taken.action is Action.TOUCH or (
            taken.action is Action.BIG_KEY and taken.before.phase is Phase.WORKING
        )
        if losing and taken.now - last_loss >= 2.0:
            counts[attempt] = counts.get(attempt, 0) + 1
            last_loss = taken.now
        change = {Action.UNDO: -1, Action.MINUS: -1, Action.PLUS: +1}.get(taken.action, 0)
        counts[attempt] = counts.get(attempt, 0) + change
        if taken.action is Action.UNDO:
            last_loss = float("-inf")
    return counts


@given(timelines(), scripts(), MOMENTS, TICKS)
def test_no_ticks_change_an_outcome(
    timeline: Timeline, script: list[Press], begin: float, ticks: list[float]
) -> None:
    """The same keys at the same moments give the same run, however often it was advanced."""
    plain, watched = (
        play_script(new_player(timeline), script, begin),
        ScriptedRun(new_player(timeline), begin),
    )
    for taken in plain.taken:
        last = watched.now
        for share in sorted(ticks):
            watched.tick(min(taken.now, last + share * (taken.now - last)))
        watched.now = taken.now
        watched.press(taken.action)
    watched.tick(plain.now)
    assert watched.events == plain.events
    assert watched.player == plain.player
    assert [bool(taken.transition) for taken in watched.taken] == [
        bool(taken.transition) for taken in plain.taken
    ]


@given(timelines(), scripts(12), MOMENTS, TICKS)
def test_no_ticks_lose_a_cue(
    timeline: Timeline, script: list[Press], begin: float, shares: list[float]
) -> None:
    """The plan made at the last key, cut to a moment, is the plan made at that moment."""
    run = play_script(new_player(timeline), script, begin)
    promised = plan(run.player, run.now)
    length = min(400.0, timeline.total_ms / 1000 + 10)
    for share in sorted(shares):
        run.tick(max(run.now, begin + share * length))
        if run.player.phase is Phase.DONE:
            # All that is left then is what is said when the last sound has rung out.
            assert not [each for each in promised if each.cue and each.at > run.now]
        else:
            now_planned = [each for each in plan(run.player, run.now) if each.at > run.now]
            assert [each for each in promised if each.at > run.now] == now_planned


@given(timelines(), scripts(), MOMENTS)
def test_an_action_first_lets_the_time_pass(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """Acting on a run last looked at long ago is the same as looking first."""
    run = ScriptedRun(new_player(timeline), begin)
    for press in script:
        moment = press.moment(run.player, run.now)
        unwatched = ScriptedRun(run.player, moment)
        unwatched.press(press.action)
        known = len(run.events)
        run.tick(moment)
        run.press(press.action)
        if run.taken[-1].transition:
            assert unwatched.events == run.events[known:]
            assert unwatched.player == run.player


@given(timelines(), scripts(), MOMENTS)
def test_what_is_not_allowed_changes_nothing(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """After a refusal the run is unchanged."""
    run = ScriptedRun(new_player(timeline), begin)
    for press in script:
        run.tick(press.moment(run.player, run.now))
        kept, known = replace(run.player), len(run.events)
        later = advance(kept, run.now + 60.0)
        run.press(press.action)
        if run.taken[-1].transition is None:
            assert run.player == kept
            assert len(run.events) == known
            assert advance(run.player, run.now + 60.0) == later


@given(timelines(), scripts(), MOMENTS)
def test_the_record_is_the_sum_of_the_events(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """At every step; so the log, which is given the events, tells the screen's story."""
    run = play_script(new_player(timeline), script, begin)
    assert add_events((), run.events) == run.player.record
    moments = [event.at for event in run.events]
    assert moments == sorted(moments)


@given(timelines(), scripts(), MOMENTS)
def test_the_record_is_in_order_at_every_step(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """Rows are numbered without gaps; only the block at work is open, and one stop at most."""
    run = play_script(new_player(timeline), script, begin)
    for player in (taken.after for taken in run.taken):
        assert [row.attempt for row in player.record] == list(range(1, len(player.record) + 1))
        open_rows = [row for row in player.record if row.outcome is None]
        assert open_rows == ([player.record[-1]] if player.in_block else [])
        stops = [stop for row in player.record for stop in row.interruptions if stop.ended is None]
        assert len(stops) == (player.phase in {Phase.STOPPED, Phase.COUNT_IN})
        assert all(row.count >= 0 for row in player.record)
        for row in player.record:
            numbers = [stop.number for stop in row.interruptions]
            assert numbers == list(range(1, len(numbers) + 1))
            assert not row.interruptions or row.outcome is not BlockOutcome.SKIPPED


@given(timelines(), scripts(), MOMENTS, st.booleans())
def test_a_run_ends_once_with_nothing_open(
    timeline: Timeline, script: list[Press], begin: float, leaves: bool
) -> None:
    """Left or done, a run that began says so once; only corrections of the count come after."""
    run = play_script(new_player(timeline), script, begin)
    if leaves:
        run.press(Action.LEAVE)
    else:
        run.tick(run.now + 10_000.0)
    over = run.player.phase in {Phase.DONE, Phase.LEFT}
    began = any(isinstance(event, RunBegan) for event in run.events)
    ends = [i for i, event in enumerate(run.events) if isinstance(event, RunEnded)]
    assert len(ends) == (over and began)
    if ends:
        last = run.events[ends[0]]
        wanted = RunOutcome.DONE if run.player.phase is Phase.DONE else RunOutcome.LEFT
        assert isinstance(last, RunEnded)
        assert last.outcome is wanted
        assert all(isinstance(event, Undone | Corrected) for event in run.events[ends[0] + 1 :])
    if over:
        assert all(row.outcome is not None for row in run.player.record)
        assert all(
            stop.ended is not None for row in run.player.record for stop in row.interruptions
        )


@given(timelines(), scripts(40), MOMENTS)
def test_the_count_is_what_the_keys_say(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """Losses pressed (those within two seconds once), less what was undone, and the corrections."""
    run = play_script(new_player(timeline), script, begin)
    counts = counted(run.taken)
    for row in run.player.record:
        assert row.count == counts.get(row.attempt, 0)


@given(timelines(), scripts(), MOMENTS)
def test_every_block_of_a_run_left_alone_is_done_in_order(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """Nothing is jumped over: a row is of the same block as the one before, or a neighbour."""
    run = play_script(new_player(timeline), script, begin)
    rows = [
        event.block.index for event in run.events if isinstance(event, BlockBegan | BlockSkipped)
    ]
    backs = sum(taken.action is Action.BACK for taken in run.taken)
    assert not rows or rows[0] == 0
    for before, following in pairwise(rows):
        assert before - backs <= following <= before + 1


def test_a_run_can_begin_anywhere() -> None:
    """Begun at exercise two, the first block of the record is that exercise's first."""
    timeline = a_run(an_exercise(1, sides="each", sets=2), an_exercise(2)).timeline
    step = act(new_player(timeline, exercise_number=2), Action.BIG_KEY, 0.0)
    step = advance(step.player, 15.0)
    assert step.player.phase is Phase.WORKING
    assert step.player.record[0].block.exercise.name == "Move 2"


def test_a_run_cannot_begin_beyond_its_end() -> None:
    """There is a sentence for an exercise that the session does not have."""
    with pytest.raises(ValueError, match="there is no exercise 3: the session has 2"):
        new_player(a_run(an_exercise(1), an_exercise(2)).timeline, exercise_number=3)


def test_a_waiting_run_waits_for_ever() -> None:
    """Time alone never begins a run."""
    waiting: Player = a_run()
    assert advance(waiting, 1e9).player == waiting
