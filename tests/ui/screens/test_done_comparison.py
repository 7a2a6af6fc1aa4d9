"""The done screen's comparison with earlier runs, and its suggestion."""

from dataclasses import replace

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.logged_run import LoggedRun, SessionPast
from follow_along.core.rating import Rating
from follow_along.core.wall_time import WallTime
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.done_comparison import compare_run
from follow_along.ui.screens.done_table import TotalsTable
from follow_along.ui.screens.history import HistoryScreen
from follow_along.ui.widgets.clipped_label import ClippedLabel
from tests.logged_runs import a_past_block, a_past_run
from tests.ui.app_harness import HEADER, SHORT, AppHarness, a_listed_session
from tests.ui.fake_history import FakeHistory
from tests.ui.history_harness import settle

WEEK_2 = replace(SHORT, title="Week 2: Stand taller", week=2)
LISTED = (a_listed_session("one", SHORT), a_listed_session("two", WEEK_2))


def a_run(number: int, *wobbles: int, session: str = "one") -> LoggedRun:
    """Return a run of one day: the one-leg stand on the left, then on the right."""
    sides = (Side.LEFT, Side.RIGHT)
    blocks = [
        a_past_block(index, count, exercise="one-leg-stand", side=sides[index])
        for index, count in enumerate(wobbles)
    ]
    began = WallTime(1_772_865_000_000 + number * 86_400_000, 60)
    return a_past_run(*blocks, run_id=f"run-{number}", session=session, began=began)


def harness_after(*runs: LoggedRun) -> AppHarness:
    """Return an app with past runs; the last one is the run of the done screen."""
    last = replace(runs[-1], run_id=HEADER.run_id)
    past = {last.session: SessionPast(1, last, last)}
    return AppHarness(history=FakeHistory([*runs[:-1], last]), listed=LISTED, past=past)


def test_recent_level_is_of_the_three_earlier_runs():
    """The level of each side pools three earlier runs, without the run that has just ended."""
    harness = harness_after(a_run(1, 9, 9), *(a_run(n, 1, 3) for n in (2, 3, 4)), a_run(5, 0, 0))
    levels = compare_run(harness, HEADER.run_id).levels
    assert {side: (it.count, it.steady_ms) for (_, side), it in levels.items()} == {
        Side.LEFT: (3, 90_000),
        Side.RIGHT: (9, 90_000),
    }


def test_only_balance_exercises_have_a_level():
    """A strength exercise has no level, because a hand may be on the wall."""
    strength = a_past_block(kind=ExerciseKind.STRENGTH)
    harness = harness_after(a_past_run(strength, run_id="before"), a_run(400, 0, 0))
    assert compare_run(harness, HEADER.run_id).levels == {}


def test_steady_run_suggests_the_next_session():
    """At most two stops in 30 s on each side suggest week 2."""
    harness = harness_after(a_run(1, 2, 2))
    assert compare_run(harness, HEADER.run_id).suggestion == "Suggested next: Week 2: Stand taller."


def test_unsteady_run_suggests_the_same_session_again():
    """Three stops in 30 s on one side suggest the same session, with the reason."""
    words = compare_run(harness_after(a_run(1, 0, 3)), HEADER.run_id).suggestion
    assert words.startswith("Suggested next: this session again")
    assert "2 stops in 30 s" in words


def test_planned_session_comes_again_until_it_was_done_often_enough():
    """What is missing is said, and from when the session is due again."""
    planned = replace(SHORT, per_week=3, days_apart=1)
    harness = harness_after(a_run(1, 2, 2))
    [past] = harness.past.values()
    harness.past = {"one": past._replace(done=(past.last_run.began,))}
    harness.listed = (a_listed_session("one", planned), LISTED[1])
    harness.now = past.last_run.began
    words = compare_run(harness, HEADER.run_id).suggestion
    assert words == ("Suggested next: this session again, from Tuesday. It was done 1 of 3 times.")


def test_run_that_hurt_suggests_it_again_and_easier():
    """With the sentence to ask a clinician, whatever the stops."""
    hurt = replace(a_run(1, 0, 0), rating=Rating(pain=3))
    assert compare_run(harness_after(hurt), HEADER.run_id).suggestion == (
        "Suggested next: this session again, easier."
        " Stop if it hurts, and ask a clinician if it stays."
    )


def test_last_session_done_steadily_ends_the_programme():
    """A steady run of the last week says that the programme is over."""
    harness = harness_after(a_run(1, 0, 0, session="two"))
    assert "last session of the programme" in compare_run(harness, HEADER.run_id).suggestion


def test_run_ended_early_suggests_nothing():
    """A run without an outcome has an empty suggestion."""
    harness = harness_after(replace(a_run(1, 0, 0), outcome=None))
    assert compare_run(harness, HEADER.run_id).suggestion == ""


def test_unreadable_log_gives_an_empty_comparison():
    """There is no level, no suggestion and no second error message."""
    harness = AppHarness(history=FakeHistory(problem="The log is damaged."))
    comparison = compare_run(harness, HEADER.run_id)
    assert (comparison.levels, comparison.suggestion) == ({}, "")


async def test_pain_that_was_said_changes_the_suggestion():
    """Back from the questions, the suggestion is that of the run as it is rated now."""
    harness = harness_after(a_run(1, 0, 0))
    async with harness.play() as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 1000)
        await settle(pilot)
        suggested = pilot.app.screen.query_one("#suggestion", ClippedLabel)
        assert "Week 2" in str(suggested.words)
        await harness.press(pilot, "enter")
        hurt = replace(harness.past["one"].last_run, rating=Rating(pain=2))
        harness.past = {"one": SessionPast(1, hurt, hurt)}
        await harness.press(pilot, "up")
        await settle(pilot)
        assert str(suggested.words).startswith("Suggested next: this session again, easier.")


async def test_done_screen_shows_level_and_suggestion_and_opens_the_history():
    """The table shows the recent level below the run's totals, and H opens the history."""
    harness = harness_after(a_run(1, 1, 2), a_run(2, 2, 4), a_run(3, 0, 0))
    async with harness.play() as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 1000)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, DoneScreen)
        table = str(screen.query_one(TotalsTable).render()).splitlines()
        assert [cell.strip() for cell in table[2].strip().split("   ") if cell] == [
            "recent runs",
            "1.5 in 30 s",
            "3 in 30 s",
            "25 s",
        ]
        assert "Week 2" in str(screen.query_one("#suggestion", ClippedLabel).words)
        await harness.press(pilot, "h")
        assert isinstance(pilot.app.screen, HistoryScreen)
