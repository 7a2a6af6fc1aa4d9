"""Holds that last as long as one can."""

from follow_along.core.enums import BlockOutcome
from follow_along.core.run.player import Action, Phase
from tests.builders import a_run, after, an_exercise, at_work

BIG_KEY = Action.BIG_KEY
HOLD = an_exercise(1, work="open", sides="each")


def test_enter_ends_a_hold_that_was_never_lost() -> None:
    """The whole of it is the longest stretch."""
    player, now = at_work(a_run(HOLD))
    player, _ = after(player, 23.5, Action.ENTER, begin=now)
    [hold] = player.record
    assert (hold.outcome, hold.steady_ms, hold.longest_ms, hold.count) == (
        BlockOutcome.DONE,
        23_500,
        23_500,
        0,
    )


def test_the_second_press_of_the_big_key_ends_it() -> None:
    """The first says that balance is lost; how long she stood there does not count."""
    player, now = at_work(a_run(HOLD))
    player, now = after(player, 12.0, BIG_KEY, 7.0, begin=now)
    assert player.phase is Phase.STOPPED
    player, now = after(player, BIG_KEY, begin=now)
    assert (player.phase, player.index) == (Phase.LEAD_IN, 1)
    [hold] = player.record
    assert (hold.outcome, hold.longest_ms, hold.count) == (BlockOutcome.DONE, 12_000, 1)


def test_a_slip_that_is_undone_does_not_end_it() -> None:
    """It goes on as after a pause, also by the key of the pause."""
    for resume in (BIG_KEY, Action.PAUSE):
        player, now = at_work(a_run(HOLD))
        player, now = after(player, 5.0, BIG_KEY, Action.UNDO, resume, 3.0, 4.0, begin=now)
        assert player.phase is Phase.WORKING
        player, _ = after(player, Action.ENTER, begin=now)
        [hold] = player.record
        assert (hold.longest_ms, hold.count) == (9_000, 0)


def test_touches_divide_it_and_a_pause_does_not_end_it() -> None:
    """The longest unbroken stretch is the result."""
    player, now = at_work(a_run(HOLD))
    player, now = after(player, 5.0, Action.TOUCH, 20.0, Action.PAUSE, 60.0, begin=now)
    player, now = after(player, BIG_KEY, 3.0, 4.0, Action.ENTER, begin=now)
    [hold] = player.record
    assert (hold.steady_ms, hold.longest_ms) == (29_000, 20_000)
