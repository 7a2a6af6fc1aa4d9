"""How many repetitions were really done, as the person corrects them."""

import pytest

from follow_along.core.enums import BlockOutcome
from follow_along.core.history.repetitions import repetitions_done
from follow_along.core.run.player import Action, NotAllowedError, Player
from follow_along.core.run.record import RepsCorrected
from follow_along.core.run.repetitions import attempts_with_reps, correct_reps, one_more, typed
from follow_along.core.run.summary import summarise
from tests.builders import a_run, after, an_exercise, at_work

DONE, CUT = BlockOutcome.DONE, BlockOutcome.CUT
SQUATS = an_exercise(1, reps=12, sets=3, rest=0)


def a_finished_run(*more: Action | float) -> tuple[Player, float]:
    """A run of three sets of squats and half a minute of standing."""
    player, now = at_work(a_run(SQUATS, an_exercise(2)))
    return after(player, 40.0, Action.ENTER, 40.0, *more, 200.0, begin=now)


def test_a_block_is_corrected_after_the_run() -> None:
    """The last word holds, and None takes it back; the state of the run stays as it is."""
    player, now = a_finished_run(Action.ENTER, 40.0, Action.ENTER)
    corrected = correct_reps(player, 2, 9, now)
    assert corrected.events == (RepsCorrected(now, 2, 9),)
    assert [each.reps_text for each in attempts_with_reps(corrected.player.record)] == [
        "12 of 12",
        "9 of 12",
        "12 of 12",
    ]
    assert corrected.player.phase is player.phase
    again = correct_reps(corrected.player, 2, None, now).player
    assert again.record == player.record


def test_the_written_number_stands_for_a_block_that_was_done() -> None:
    """Of a block that was cut short nothing is known until the person says it."""
    assert repetitions_done(12, None, DONE) == 12
    assert repetitions_done(12, None, CUT) is None
    assert repetitions_done(12, 5, CUT) == 5
    assert repetitions_done(12, 0, DONE) == 0
    assert repetitions_done(None, None, DONE) is None


def test_the_summary_has_the_repetitions_of_each_block() -> None:
    """Alike ones once; an unknown number is a question mark."""
    player, now = a_finished_run(Action.ENTER, 40.0, Action.ENTER)
    squats, stand = summarise(player.record).exercises
    assert (squats.reps, stand.reps) == ("3 x 12", "")
    corrected = correct_reps(player, 3, 10, now).player
    assert summarise(corrected.record).exercises[0].reps == "12, 12, 10"
    cut, _ = a_finished_run(Action.NEXT, 40.0, Action.ENTER)
    assert summarise(cut.record).exercises[0].reps == "12, ?, 12"


@pytest.mark.parametrize(("attempt", "reps"), [(4, 9), (9, 9), (1, -1), (1, 1000)])
def test_what_cannot_be_is_refused(attempt: int, reps: int) -> None:
    """A block of time, one that was never begun, a number out of bounds."""
    player, now = a_finished_run(Action.ENTER, 40.0, Action.ENTER)
    with pytest.raises(NotAllowedError):
        correct_reps(player, attempt, reps, now)


def test_a_block_at_work_or_restarted_has_nothing_to_correct() -> None:
    """Neither has one that was skipped."""
    player, now = at_work(a_run(SQUATS))
    assert attempts_with_reps(player.record) == ()
    player, _ = after(player, 5.0, Action.RESTART, 10.0, Action.ENTER, begin=now)
    assert [each.attempt for each in attempts_with_reps(player.record)] == [2]
    player, _ = after(a_run(SQUATS), Action.BIG_KEY, Action.NEXT)
    assert attempts_with_reps(player.record) == ()


def test_keys_count_from_what_is_shown() -> None:
    """One more than written, then than corrected; digits make a number of their own."""
    player, now = a_finished_run(Action.ENTER, 40.0, Action.ENTER)
    assert one_more(player.record[0], 1) == 13
    corrected = correct_reps(player, 1, 5, now).player
    assert one_more(corrected.record[0], -1) == 4
    assert typed(typed(None, "1"), "4") == 14
    assert typed(None, "07") == 7
