"""One run on the screen: what of it is left out, and brought back."""

from tests.logged_runs import a_past_block, a_past_run, a_past_stop
from tests.ui.fake_history import FakeHistory
from tests.ui.history_harness import eight_weeks, lines, looking_at, press, words


async def test_run_is_left_out_and_brought_back():
    """X on the run leaves it out of every figure; it stays in the list and can come back."""
    history = eight_weeks()
    async with looking_at(history, "r", "enter", "x") as pilot:
        assert history.marks == [("run-23", None, False)]
        assert "left out" in lines(pilot)[0]
        assert "count this run again" in words(pilot, "hints")
        await press(pilot, "q")
        assert "left out" in lines(pilot)[0]
        await press(pilot, "q")
        assert "(wk 5): 1 stop in 2 min" in words(pilot, "cell")
        await press(pilot, "r", "enter", "x")
        assert history.marks[1:] == [("run-23", None, True)]


async def test_single_stop_is_left_out_and_brought_back():
    """X on a stop: its sign changes in the strip, the count falls, and X brings it back."""
    run = a_past_run(a_past_block(wobbles=2))
    history = FakeHistory([run])
    async with looking_at(history, "r", "enter", "down", "down", "x") as pilot:
        assert history.marks == [(run.run_id, (1, 1), False)]
        assert "1 stop in 30 s" in lines(pilot)[1]
        assert lines(pilot)[2].endswith("left out")
        await press(pilot, "x")
        assert history.marks[1:] == [(run.run_id, (1, 1), True)]
        assert "2 stops in 30 s" in lines(pilot)[1]


async def test_block_and_undone_stop_have_nothing_to_leave_out():
    """On these the key does nothing, and is not offered."""
    history = FakeHistory([a_past_run(a_past_block(interruptions=(a_past_stop(undone=True),)))])
    async with looking_at(history, "r", "enter", "down", "x") as pilot:
        assert "leave" not in words(pilot, "hints")
        await press(pilot, "down", "x")
        assert "leave" not in words(pilot, "hints")
    assert history.marks == []


async def test_mark_that_cannot_be_kept_is_a_sentence():
    """The run stays counted, and it is said that the mark was not kept."""
    history = eight_weeks()
    async with looking_at(history, "r", "enter") as pilot:
        history.problem = "The change was not saved: the log is held by another program."
        await press(pilot, "x")
        assert words(pilot, "notice") == history.problem
        assert "left out" not in lines(pilot)[0]
