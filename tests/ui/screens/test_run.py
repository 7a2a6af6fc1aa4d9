"""The run screen: runs and stops are left out and counted again."""

from follow_along.core.enums import InterruptionKind
from follow_along.core.rating import Rating
from tests.logged_runs import a_past_block, a_past_run, a_past_stop
from tests.ui.fake_history import FakeHistory
from tests.ui.history_harness import eight_weeks, lines, open_history, press, words


async def test_run_is_left_out_and_counted_again():
    """X on a run leaves it out of all totals, and X again counts it."""
    history = eight_weeks()
    async with open_history(history, "r", "enter", "x") as pilot:
        assert history.exclusions == [("run-23", None, False)]
        assert "left out" in lines(pilot)[0]
        assert "count this run again" in words(pilot, "hints")
        await press(pilot, "q")
        assert "left out" in lines(pilot)[0]
        await press(pilot, "q")
        assert "(wk 5): 1 stop in 2 min" in words(pilot, "cell")
        await press(pilot, "r", "enter", "x")
        assert history.exclusions[1:] == [("run-23", None, True)]


async def test_stop_is_left_out_and_counted_again():
    """X on a stop lowers the count of its block, and X again restores it."""
    run = a_past_run(a_past_block(wobbles=2))
    history = FakeHistory([run])
    async with open_history(history, "r", "enter", "down", "down", "x") as pilot:
        assert history.exclusions == [(run.run_id, (1, 1), False)]
        assert "1 stop in 30 s" in lines(pilot)[1]
        assert lines(pilot)[2].endswith("left out")
        await press(pilot, "x")
        assert history.exclusions[1:] == [(run.run_id, (1, 1), True)]
        assert "2 stops in 30 s" in lines(pilot)[1]


async def test_block_and_undone_stop_cannot_be_left_out():
    """X does nothing there and is not in the hints."""
    history = FakeHistory([a_past_run(a_past_block(interruptions=(a_past_stop(undone=True),)))])
    async with open_history(history, "r", "enter", "down", "x") as pilot:
        assert "leave" not in words(pilot, "hints")
        await press(pilot, "down", "x")
        assert "leave" not in words(pilot, "hints")
    assert history.exclusions == []


async def test_only_a_loss_of_balance_is_the_same_as_the_one_before():
    """A pause is never counted, for no reason but that it is one."""
    stops = (
        a_past_stop(number=1),
        a_past_stop(number=2, counted=False),
        a_past_stop(number=3, kind=InterruptionKind.BREAK, counted=False),
    )
    history = FakeHistory([a_past_run(a_past_block(interruptions=stops))])
    async with open_history(history, "r", "enter") as pilot:
        shown = "\n".join(lines(pilot))
    assert shown.count("again within two seconds, not counted") == 1
    assert "paused, not counted, 8 s long" in shown


async def test_exclusion_that_cannot_be_saved_is_one_sentence():
    """The run stays counted, and the screen shows the error message."""
    history = eight_weeks()
    async with open_history(history, "r", "enter") as pilot:
        history.problem = "The change was not saved: the log is held by another program."
        await press(pilot, "x")
        assert words(pilot, "notice") == history.problem
        assert "left out" not in lines(pilot)[0]


async def test_a_run_is_shown_with_its_rating_and_its_note_as_text():
    """Below the whole run; what was not answered is not shown, and a note is never markup."""
    rating = Rating(2, None, 0, "[red]x[/] tight shoes", 1)
    for each, items in (
        (
            rating,
            ["How it was: felt steady 2, pain 0, pain next morning 1", f"Note: {rating.note}"],
        ),
        (Rating(note="late"), ["Note: late"]),
        (None, []),
    ):
        history = FakeHistory([a_past_run(rating=each)])
        async with open_history(history, "r", "enter") as pilot:
            whole, *others = lines(pilot)
            assert whole.startswith("The whole run: ")
            assert others[:-1] == items
            assert others[-1].startswith("Steady check, left")
