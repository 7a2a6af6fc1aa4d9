"""Stops and counts: what is a loss of balance, what is the same one, what can be taken back."""

import pytest

from follow_along.core.enums import InterruptionKind
from follow_along.core.run.player import Action, NotAllowedError, Phase
from follow_along.core.run.record import BlockEnded
from follow_along.core.run.rules import act, advance
from tests.builders import a_run, after, an_exercise, at_work

BIG_KEY, TOUCH, PAUSE, ENTER = Action.BIG_KEY, Action.TOUCH, Action.PAUSE, Action.ENTER


def test_two_presses_within_two_seconds_count_once() -> None:
    """Without a count-in: a second stop 1.9 s after the first is the same loss."""
    player, now = at_work(a_run(settle=0))
    player, _ = after(player, 10.0, BIG_KEY, 1.0, BIG_KEY, 0.9, BIG_KEY, begin=now)
    assert player.phase is Phase.STOPPED
    assert player.record[-1].count == 1
    assert [stop.counted for stop in player.record[-1].interruptions] == [True, False]


def test_a_loss_two_seconds_after_the_last_counts() -> None:
    """Two seconds exactly are two losses."""
    player, now = at_work(a_run(settle=0))
    player, _ = after(player, 10.0, BIG_KEY, 1.0, BIG_KEY, 1.0, BIG_KEY, begin=now)
    assert player.record[-1].count == 2


def test_a_touch_within_two_seconds_is_the_same_loss() -> None:
    """It is refused; a little later it counts."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, TOUCH, 1.9, begin=now)
    with pytest.raises(NotAllowedError):
        act(player, TOUCH, now)
    player, _ = after(player, 0.2, TOUCH, begin=now)
    assert player.record[-1].count == 2


def test_a_touch_counts_and_the_clock_runs_on() -> None:
    """The block ends at its planned moment."""
    player, now = at_work(a_run())
    player, _ = after(player, 10.0, TOUCH, begin=now)
    step = advance(player, now + 30.0)
    assert [event.at for event in step.events if isinstance(event, BlockEnded)] == [now + 30.0]
    assert step.player.record[-1].count == 1


def test_a_second_wobble_in_the_count_in_is_the_same_stop() -> None:
    """The interruption stays open."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, BIG_KEY, 4.0, BIG_KEY, 2.0, BIG_KEY, begin=now)
    assert player.phase is Phase.STOPPED
    assert player.work_position(now) == pytest.approx(10.0)
    (stop,) = player.record[-1].interruptions
    assert stop.ended is None
    assert player.record[-1].count == 1


def test_a_stop_keeps_the_place() -> None:
    """Stopped at 10 s for a minute, the work continues from 10 s."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, BIG_KEY, 60.0, BIG_KEY, 3.0, begin=now)
    assert player.phase is Phase.WORKING
    assert player.work_position(now) == pytest.approx(10.0)
    assert player.record[-1].interruptions[0].ended == pytest.approx(now)


def test_a_break_is_not_counted_and_goes_on_by_the_same_key() -> None:
    """`p` stops and resumes; nothing is counted."""
    player, now = at_work(a_run())
    player, _ = after(player, 10.0, PAUSE, 60.0, PAUSE, 3.0, begin=now)
    assert player.phase is Phase.WORKING
    assert player.record[-1].count == 0
    assert player.record[-1].interruptions[0].kind is InterruptionKind.BREAK


def test_a_break_does_not_hide_the_loss_after_it() -> None:
    """Only two losses of balance can be the same loss."""
    player, now = at_work(a_run(settle=0))
    player, _ = after(player, 10.0, PAUSE, 0.5, PAUSE, 0.5, BIG_KEY, begin=now)
    assert player.record[-1].count == 1


def test_undo_takes_back_the_last_count_and_keeps_what_was_pressed() -> None:
    """The stop stays in the record, uncounted."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, BIG_KEY, 5.0, Action.UNDO, begin=now)
    assert player.phase is Phase.STOPPED
    assert player.record[-1].count == 0
    assert player.record[-1].interruptions[0].undone
    with pytest.raises(NotAllowedError):
        act(player, Action.UNDO, now)


def test_after_an_undo_the_next_loss_counts_at_once() -> None:
    """It is not the same loss as the undone one."""
    player, now = at_work(a_run())
    player, _ = after(player, 10.0, TOUCH, 0.5, Action.UNDO, 0.5, TOUCH, begin=now)
    assert player.record[-1].count == 1


def test_plus_and_minus_correct_the_block_just_done() -> None:
    """In the rest after it; never below zero."""
    player, now = at_work(a_run(an_exercise(sides="each")))
    player, now = after(player, 31.0, Action.PLUS, Action.PLUS, Action.MINUS, begin=now)
    assert player.phase is Phase.LEAD_IN
    assert player.record[0].count == 1
    player, now = after(player, Action.MINUS, begin=now)
    with pytest.raises(NotAllowedError):
        act(player, Action.MINUS, now)


def test_the_last_block_can_be_corrected_when_all_is_done() -> None:
    """On the done screen."""
    player, now = at_work(a_run())
    player, _ = after(player, 31.0, Action.PLUS, begin=now)
    assert (player.phase, player.record[-1].count) == (Phase.DONE, 1)


def test_a_touch_two_seconds_after_the_last_loss_counts() -> None:
    """Two seconds exactly are two losses."""
    player, now = at_work(a_run())
    player, _ = after(player, 5.0, Action.TOUCH, 2.0, Action.TOUCH, begin=now)
    assert player.record[-1].count == 2


def test_a_count_in_can_last_a_second() -> None:
    """Also a count-in as short as that comes before the work."""
    player, now = at_work(a_run(settle=1000))
    player, _ = after(player, 5.0, BIG_KEY, 5.0, BIG_KEY, begin=now)
    assert (player.phase, player.length) == (Phase.COUNT_IN, 1.0)
