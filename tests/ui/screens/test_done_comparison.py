"""The end of a run beside the past: recent levels, and what to play next."""

from dataclasses import replace

from textual.widgets import Static

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.logged_run import LoggedRun, SessionPast
from follow_along.core.wall_time import WallTime
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.done_comparison import compare_run
from follow_along.ui.screens.history import HistoryScreen
from follow_along.ui.widgets.clipped_label import ClippedLabel
from tests.logged_runs import a_past_block, a_past_run
from tests.ui.app_harness import HEADER, SHORT, AppHarness, a_listed
from tests.ui.fake_history import FakeHistory

WEEK_2 = replace(SHORT, title="Week 2: Stand taller", week=2)
LISTED = (a_listed("one", SHORT), a_listed("two", WEEK_2))


def a_run(number: int, *wobbles: int, session: str = "one") -> LoggedRun:
    """The run of a day: the one-leg stand on the left, then on the right."""
    sides = (Side.LEFT, Side.RIGHT)
    blocks = [
        a_past_block(place, count, exercise="one-leg-stand", side=sides[place])
        for place, count in enumerate(wobbles)
    ]
    began = WallTime(1_772_865_000_000 + number * 86_400_000, 60)
    return a_past_run(*blocks, run_id=f"run-{number}", session=session, began=began)


def stage_after(*runs: LoggedRun) -> AppHarness:
    """A stage with these runs behind it; the last one is that of the done screen."""
    last = replace(runs[-1], run_id=HEADER.run_id)
    past = {last.session: SessionPast(1, last, last)}
    return AppHarness(history=FakeHistory([*runs[:-1], last]), listed=LISTED, past=past)


def test_recent_level_is_that_of_the_runs_before():
    """Three runs, pooled, without the one that has just ended; each side for itself."""
    stage = stage_after(a_run(1, 9, 9), *(a_run(n, 1, 3) for n in (2, 3, 4)), a_run(5, 0, 0))
    levels = compare_run(stage, HEADER.run_id).levels
    assert {side: (it.count, it.steady_ms) for (_, side), it in levels.items()} == {
        Side.LEFT: (3, 90_000),
        Side.RIGHT: (9, 90_000),
    }


def test_only_balance_exercises_have_a_level():
    """A hand may be on the wall in the others."""
    strength = a_past_block(kind=ExerciseKind.STRENGTH)
    stage = stage_after(a_past_run(strength, run_id="before"), a_run(400, 0, 0))
    assert compare_run(stage, HEADER.run_id).levels == {}


def test_steady_run_suggests_the_next_session():
    """At most two stops in 30 s on each side: on to week 2."""
    stage = stage_after(a_run(1, 2, 2))
    assert compare_run(stage, HEADER.run_id).suggestion == "Suggested next: Week 2: Stand taller."


def test_unsteady_run_suggests_one_more_go():
    """Three stops in 30 s on one side: the same again, and why."""
    words = compare_run(stage_after(a_run(1, 0, 3)), HEADER.run_id).suggestion
    assert words.startswith("Suggested next: this session again")
    assert "2 stops in 30 s" in words


def test_last_session_done_steadily_has_nothing_after_it():
    """After the last week the programme is over, and it is said so."""
    stage = stage_after(a_run(1, 0, 0, session="two"))
    assert "last session of the programme" in compare_run(stage, HEADER.run_id).suggestion


def test_run_ended_early_suggests_nothing():
    """Nothing is known of what was left out."""
    stage = stage_after(replace(a_run(1, 0, 0), outcome=None))
    assert compare_run(stage, HEADER.run_id).suggestion == ""


def test_unreadable_log_leaves_the_run_to_itself():
    """The log writer has said what is wrong: no level, no suggestion, no complaint."""
    stage = AppHarness(history=FakeHistory(problem="The log is damaged."))
    back = compare_run(stage, HEADER.run_id)
    assert (back.levels, back.suggestion) == ({}, "")


async def test_done_screen_shows_level_and_suggestion_and_opens_the_history():
    """Below the run's own figures stands what the runs before come to in as much work."""
    stage = stage_after(a_run(1, 1, 2), a_run(2, 2, 4), a_run(3, 0, 0))
    async with stage.play() as pilot:
        await stage.press(pilot, "space")
        await stage.pass_time(pilot, 1000)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, DoneScreen)
        table = str(screen.query_one("#table", Static).content).splitlines()
        assert [cell.strip() for cell in table[2].strip().split("   ") if cell] == [
            "recent runs",
            "1.5 in 30 s",
            "3 in 30 s",
            "25 s",
        ]
        assert "Week 2" in str(screen.query_one("#suggestion", ClippedLabel).words)
        await stage.press(pilot, "h")
        assert isinstance(pilot.app.screen, HistoryScreen)
