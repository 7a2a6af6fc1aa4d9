"""Resuming an interrupted run: from which block, for how long, and with which counts."""

from dataclasses import replace

import pytest

from follow_along.core.enums import (
    BlockOutcome,
    ExerciseKind,
    InterruptionKind,
    RunOutcome,
    Side,
    Version,
)
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.run.player import Action, Phase
from follow_along.core.run.record import BlockBegan, RunResumed
from follow_along.core.run.resuming import RESUMABLE_WITHIN_MS, resumable_run
from follow_along.core.run.rules import act
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.wall_time import WallTime
from tests.builders import a_session, after, an_exercise

BEGAN = WallTime(1_700_000_000_000, 60)
STAND = an_exercise(1, sides="each", sets=2, work=30_000, rest=10_000)
HOLD = an_exercise(2, work=40_000)
SESSION = a_session(STAND, HOLD, get_ready=15_000)
BLOCKS = build_timeline(SESSION).blocks


def later(seconds):
    """A wall time so many seconds after the run began."""
    return WallTime(BEGAN.utc_ms + round(seconds * 1000), 60)


def a_block(row, place, outcome=BlockOutcome.DONE, stops=(), **fields):
    """An attempt as the log has it, begun 60 s after the one before."""
    block = BLOCKS[place]
    ended = None if outcome is None else later(60 * row + 40)
    given = LoggedBlock(
        attempt=row,
        block_index=place,
        exercise=block.exercise.id,
        name=block.exercise.name,
        kind=ExerciseKind.BALANCE,
        side=block.side,
        set_number=block.set_number,
        planned_ms=block.work_ms,
        steady_ms=None if outcome is None else 30_000,
        outcome=outcome,
        began=later(60 * row),
        ended=ended,
        interruptions=tuple(stops),
        correction=0,
    )
    return replace(given, **fields)


def a_stop(number, *, counted=True, undone=False):
    """A wobble, ten seconds of work after the one before."""
    return LoggedInterruption(
        number,
        InterruptionKind.WOBBLE,
        10_000 * number,
        counted,
        undone,
        later(70),
        later(75),
        5000,
    )


def a_run(*blocks, outcome=None, **fields):
    """A run of the session as the log has it."""
    given = LoggedRun(
        run_id="a-run",
        session="week-1",
        title=SESSION.title,
        programme="",
        week=None,
        first_side=Side.LEFT,
        began=BEGAN,
        ended=later(400) if outcome else None,
        outcome=outcome,
        blocks=blocks,
    )
    return replace(given, **fields)


SOON = later(600)
OPEN = (a_block(1, 0), a_block(2, 1, outcome=None))


@pytest.mark.parametrize(
    ("last", "index"),
    [
        pytest.param(a_block(2, 1, outcome=None), 1, id="at work when it went down"),
        pytest.param(a_block(2, 1, outcome=BlockOutcome.CUT), 1, id="left at work"),
        pytest.param(a_block(2, 1, outcome=BlockOutcome.RESTARTED), 1, id="begun again"),
        pytest.param(a_block(2, 1, outcome=BlockOutcome.DONE), 2, id="resting after it"),
        pytest.param(a_block(2, 1, outcome=BlockOutcome.SKIPPED), 2, id="passed over"),
    ],
)
def test_resumes_where_it_was_interrupted(last, index):
    """The same exercise, side and set: the block at work, or the one that was to come."""
    found = resumable_run(a_run(a_block(1, 0), last), SESSION, SOON)
    assert found.player.phase is Phase.WAITING
    assert found.player.block == BLOCKS[index]


def test_sides_are_those_of_the_run():
    """A run that began with the right side keeps its order of sides."""
    right_first = a_block(1, 0, outcome=None, side=Side.RIGHT)
    found = resumable_run(a_run(right_first, first_side=Side.RIGHT), SESSION, SOON)
    assert found.player.block.side is Side.RIGHT


def test_versions_are_those_before_the_run_and_in_it():
    """An exercise not yet reached keeps that of the runs before; a skipped block says nothing."""
    before = {"move-1": Version.EASIER, "move-2": Version.EASIER}
    done = a_block(1, 0, version=Version.HARDER)
    skipped = a_block(2, 1, outcome=BlockOutcome.SKIPPED)
    run = a_run(done, skipped)
    assert {done.exercise, skipped.exercise} == {"move-1"}
    assert resumable_run(run, SESSION, SOON, before).player.versions == {
        "move-1": Version.HARDER,
        "move-2": Version.EASIER,
    }


def test_counts_so_far_are_kept():
    """Counts, undone counts and corrections are in the record of the resumed run."""
    stops = [a_stop(1), a_stop(2), a_stop(3, undone=True), a_stop(4, counted=False)]
    found = resumable_run(a_run(a_block(1, 0, stops=stops, correction=1), OPEN[1]), SESSION, SOON)
    assert [row.count for row in found.player.record] == [3, 0]
    assert found.count == 3
    assert found.player.record[0].steady_ms == 30_000


def test_interrupted_work_is_known_up_to_its_last_stop():
    """Its last stop was twenty seconds into the work."""
    run = a_run(a_block(1, 0, outcome=None, stops=[a_stop(1), a_stop(2)]))
    (row,) = resumable_run(run, SESSION, SOON).player.record
    assert (row.steady_ms, row.count, row.outcome) == (20_000, 2, None)


def test_resuming_is_an_event_and_the_block_a_new_attempt():
    """Space resumes the run; the block begins anew with time to get ready, as the row after."""
    found = resumable_run(a_run(*OPEN), SESSION, SOON)
    step = act(found.player, Action.BIG_KEY, 1000.0)
    assert step.events == (RunResumed(1000.0),)
    assert (step.player.phase, step.player.length) == (Phase.LEAD_IN, 15.0)
    worked, _ = after(step.player, 15.0, begin=1000.0)
    assert worked.phase is Phase.WORKING
    assert [row.attempt for row in worked.record] == [1, 2, 3]
    begun = act(step.player, Action.PAUSE, 1015.0).events[0]
    assert begun == BlockBegan(1015.0, 3, BLOCKS[1])


@pytest.mark.parametrize(
    ("run", "now"),
    [
        pytest.param(a_run(*OPEN, outcome=RunOutcome.DONE), SOON, id="done"),
        pytest.param(a_run(), SOON, id="nothing was done"),
        pytest.param(a_run(*OPEN, excluded=True), SOON, id="not to be counted"),
        pytest.param(a_run(*OPEN), later(120 + 1 + RESUMABLE_WITHIN_MS / 1000), id="too long ago"),
        pytest.param(a_run(*OPEN), later(120 - 86_400 - 1), id="dated more than a day ahead"),
        pytest.param(a_run(a_block(1, 0, exercise="other")), SOON, id="another exercise there"),
        pytest.param(a_run(a_block(1, 0, side=Side.RIGHT)), SOON, id="another side there"),
        pytest.param(a_run(a_block(1, 0, planned_ms=20_000)), SOON, id="another length"),
        pytest.param(
            a_run(replace(a_block(1, 0), block_index=99)), SOON, id="place that is no more"
        ),
        pytest.param(a_run(a_block(2, 0)), SOON, id="rows with a gap"),
        pytest.param(a_run(a_block(1, 4, planned_ms=40_000)), SOON, id="nothing to come"),
    ],
)
def test_some_runs_cannot_be_resumed(run, now):
    """Done, empty, excluded, too old, or changed in the session's file."""
    assert resumable_run(run, SESSION, now) is None


def test_twelve_hours_count_from_the_last_sign_of_the_run():
    """Not from its beginning."""
    run = a_run(*OPEN)
    assert resumable_run(run, SESSION, later(120 + RESUMABLE_WITHIN_MS / 1000)) is not None


def test_a_left_run_can_be_resumed():
    """A closed terminal ends a run as left: it is offered like one that was interrupted."""
    run = a_run(a_block(1, 0, outcome=BlockOutcome.CUT), outcome=RunOutcome.LEFT)
    assert resumable_run(run, SESSION, SOON) is not None


def test_wall_clock_set_back_does_not_hide_it():
    """A run from the future was interrupted just now."""
    found = resumable_run(a_run(*OPEN), SESSION, later(-3600))
    assert (found.ago_ms, found.ago) == (0, "a moment ago")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "a moment ago"), (2, "2 minutes ago"), (119, "119 minutes ago"), (120, "2 hours ago")],
)
def test_how_long_ago_in_words(minutes, words):
    """Minutes at first, then hours."""
    assert resumable_run(a_run(*OPEN), SESSION, later(120 + 60 * minutes)).ago == words
