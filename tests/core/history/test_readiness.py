"""When a run makes a person ready for the next session."""

from dataclasses import replace

import pytest

from follow_along.core.enums import BlockOutcome, ExerciseKind, RunOutcome, Side, Version
from follow_along.core.history.suggestion import ready_for_next
from tests.logged_runs import a_past_block, a_past_run


@pytest.mark.parametrize(
    ("wobbles", "steady_ms", "ready"),
    [
        pytest.param(2, 30_000, True, id="2 in 30 s, four a minute"),
        pytest.param(3, 30_000, False, id="3 in 30 s"),
        pytest.param(2, 29_999, False, id="2 in a little less"),
        pytest.param(2, 40_000, True, id="2 in 40 s"),
        pytest.param(3, 40_000, False, id="3 in 40 s, four and a half a minute"),
        pytest.param(3, 45_000, True, id="3 in 45 s"),
        pytest.param(1, 10_000, False, id="1 in 10 s, six a minute"),
        pytest.param(0, 10_000, True, id="none"),
    ],
)
def test_readiness_is_four_a_minute_at_most(wobbles: int, steady_ms: int, ready: bool) -> None:
    """Two stops in thirty seconds is the most, for blocks of any length."""
    assert ready_for_next(a_past_run(a_past_block(0, wobbles, steady_ms=steady_ms))) is ready


def test_every_side_must_be_steady() -> None:
    """A steady left foot does not make up for the right one."""
    left, right = a_past_block(0, 0), a_past_block(1, 3, side=Side.RIGHT)
    assert not ready_for_next(a_past_run(left, right))


@pytest.mark.parametrize("version", Version)
def test_the_easier_version_is_not_ready(version: Version) -> None:
    """The next week is harder than the one as written."""
    block = replace(a_past_block(0), version=version)
    assert ready_for_next(a_past_run(block)) is (version is not Version.EASIER)


def test_only_balance_blocks_are_looked_at() -> None:
    """Other blocks do not matter for readiness."""
    strength = a_past_block(1, 9, kind=ExerciseKind.STRENGTH)
    skipped = a_past_block(2, kind=ExerciseKind.FOOT, outcome=BlockOutcome.SKIPPED, steady_ms=0)
    assert ready_for_next(a_past_run(a_past_block(0), strength, skipped))


@pytest.mark.parametrize("outcome", [BlockOutcome.SKIPPED, BlockOutcome.CUT, None])
def test_missing_work_is_not_ready(outcome: BlockOutcome | None) -> None:
    """A balance block that was skipped, cut or never ended is missing, not steady."""
    missing = a_past_block(1, outcome=outcome, steady_ms=None if outcome is None else 0)
    assert not ready_for_next(a_past_run(a_past_block(0), missing))


@pytest.mark.parametrize("outcome", [RunOutcome.LEFT, None])
def test_a_run_that_did_not_end_is_not_ready(outcome: RunOutcome | None) -> None:
    """However steady its blocks were."""
    assert not ready_for_next(a_past_run(outcome=outcome))


def test_a_gap_in_the_places_is_not_ready() -> None:
    """A run from a later exercise on does not tell about the blocks before."""
    assert not ready_for_next(a_past_run(a_past_block(1)))


def test_beginning_again_does_not_wipe_out_losses() -> None:
    """Two stops in 10 s, restarted, and one in 30 s: three in 40 s is too many."""
    given_up = a_past_block(0, 2, attempt=1, steady_ms=10_000, outcome=BlockOutcome.RESTARTED)
    again = a_past_block(0, 1, attempt=2)
    assert not ready_for_next(a_past_run(given_up, again))
    assert ready_for_next(a_past_run(a_past_block(0, 1, attempt=1), again))


def test_a_block_done_and_then_given_up_was_done() -> None:
    """Going back to a finished block and skipping it changes nothing."""
    skipped = a_past_block(0, attempt=2, steady_ms=0, outcome=BlockOutcome.SKIPPED)
    assert ready_for_next(a_past_run(a_past_block(0, attempt=1), skipped))


def test_a_run_without_blocks_is_not_ready() -> None:
    """Nothing is known of it."""
    assert not ready_for_next(replace(a_past_run(), blocks=()))
