"""The history screens: what opens what, what the keys do, and what is said when there is little."""

import subprocess
import sys
from dataclasses import replace

import pytest
from textual.widgets import OptionList

from follow_along.ui.app import HistoryApp
from follow_along.ui.screens.chart import ChartScreen
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.history import EMPTY, HistoryScreen
from follow_along.ui.screens.run import RunScreen
from follow_along.ui.screens.runs import RunsScreen
from follow_along.ui.widgets.history_chart import HistoryChart
from follow_along.ui.widgets.history_grid import HistoryGrid
from tests.logged_runs import a_past_block, a_past_run, a_past_stop
from tests.ui.app_harness import AppHarness
from tests.ui.fake_history import FakeHistory
from tests.ui.history_harness import eight_weeks, lines, looking_at, press, settle, words
from tests.ui.made_history import weeks_of_runs


async def test_empty_log_says_what_will_appear():
    """A new person reads what the screen is for, and the only key that does something is shown."""
    async with looking_at(FakeHistory()) as pilot:
        assert words(pilot, "trend") == EMPTY
        assert "chart" not in words(pilot, "hints")
        await press(pilot, "enter", "down", "right", "s")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_one_run_has_a_cell_and_no_verdict():
    """One run is shown, and it is said how much is missing before anything can be said of it."""
    async with looking_at(FakeHistory(weeks_of_runs(1)[:1])) as pilot:
        assert words(pilot, "trend").startswith("Too early")
        assert "Steady check, week from 7 September 2026 (wk 1)" in words(pilot, "cell")


async def test_verdict_over_weeks_stands_at_the_head():
    """The trend rule's sentence is read before the figures."""
    async with looking_at(eight_weeks()) as pilot:
        assert words(pilot, "trend").startswith("Getting steadier")


async def test_side_that_stands_out_is_named_and_otherwise_no_room_is_taken():
    """Three runs with five stops on the left and none on the right are worth a sentence."""
    even = FakeHistory([a_past_run()])
    async with looking_at(even) as pilot:
        assert not pilot.app.screen.query_one("#sides").display
    uneven = [
        a_past_run(a_past_block(0, 3), a_past_block(1, 0, side="right"), run_id=f"run-{number}")
        for number in range(3)
    ]
    async with looking_at(FakeHistory(uneven)) as pilot:
        assert words(pilot, "sides") == "More stops on the left lately (9 to 0)."


async def test_arrows_choose_a_cell_and_its_figures_are_said_in_words():
    """Down is another exercise, left an earlier week; the ends of the grid hold."""
    async with looking_at(eight_weeks()) as pilot:
        await press(pilot, "down", "left")
        assert words(pilot, "cell").startswith("Eyes-closed stand, week from 19 October 2026")
        await press(pilot, "up", "up", "right", "right")
        assert words(pilot, "cell").startswith("Steady check, week from 26 October 2026")


async def test_sides_stand_apart_on_a_key_and_the_exercise_stays_chosen():
    """Left and right each have a line, and the same key joins them again."""
    async with looking_at(eight_weeks(), "down", "s") as pilot:
        assert words(pilot, "cell").startswith("Eyes-closed stand, left")
        assert "sides apart" in words(pilot, "span")
        await press(pilot, "s")
        assert words(pilot, "cell").startswith("Eyes-closed stand, week")


async def test_weeks_shown_go_round_on_a_key():
    """Eight at first, then twelve, all, four."""
    async with looking_at(FakeHistory(weeks_of_runs(14))) as pilot:
        seen = []
        for _ in range(4):
            seen.append(len(pilot.app.screen.query_one(HistoryGrid).grid.weeks))
            await press(pilot, "w")
        assert seen == [8, 12, 14, 4]


async def test_enter_opens_the_chart_of_the_chosen_exercise():
    """The exercise under the cursor, with left and right named by mark and line, not by colour."""
    async with looking_at(eight_weeks(), "down", "enter") as pilot:
        assert isinstance(pilot.app.screen, ChartScreen)
        assert words(pilot, "title") == "Eyes-closed stand"
        assert words(pilot, "measure") == "Stops a minute"
        legend = words(pilot, "chart-legend")
        assert "● left, solid line" in legend
        assert "○ right, dotted line" in legend
        assert "wk 4" in words(pilot, "chart-steps")
        await press(pilot, "m")
        assert words(pilot, "measure") == "Longest unbroken stretch, in seconds"
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, HistoryScreen)


@pytest.mark.parametrize("runs", [1, 2, 400])
async def test_chart_draws_any_number_of_runs(runs):
    """One run is a point; hundreds share points, and the legend says how many."""
    years = FakeHistory(
        [
            replace(run, run_id=f"{run.run_id}-{n}")
            for n, run in enumerate(weeks_of_runs(134)[:runs])
        ]
    )
    async with looking_at(years, "w", "w", "enter") as pilot:
        assert pilot.app.screen.query_one(HistoryChart)
        assert ("each point" in words(pilot, "chart-legend")) == (runs == 400)


async def test_chart_of_an_exercise_left_out_altogether_says_so():
    """When the only run of it is left out, the chart has nothing to draw, and says it."""
    async with looking_at(FakeHistory([a_past_run()]), "enter", "r", "enter", "x") as pilot:
        await press(pilot, "q", "q")
        assert words(pilot, "measure") == "Not done in these weeks."
        assert not pilot.app.screen.query_one(HistoryChart).display


async def test_runs_are_listed_the_latest_first_and_open_block_by_block():
    """R lists them, Enter opens one: its blocks in order, below them their stops with lengths."""
    stop = a_past_stop(1, offset_ms=5000, lasted_ms=8000)
    early, late = (
        a_past_run(run_id="early"),
        a_past_run(a_past_block(interruptions=(stop,)), run_id="late"),
    )
    late = replace(
        late, title="Week 2: Taller", began=replace(late.began, utc_ms=late.began.utc_ms + 1)
    )
    async with looking_at(FakeHistory([early, late]), "r") as pilot:
        titles = [line.strip().rpartition("   ")[2] for line in lines(pilot)]
        assert titles == ["Week 2: Taller", early.title]
        assert "1 stop in 30 s" in lines(pilot)[0]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RunScreen)
        _, block, one = lines(pilot)
        assert block.startswith("Steady check, left  1 stop in 30 s\n────")
        assert one.strip() == "● at 5 s: balance lost, 8 s long"


@pytest.mark.parametrize(("keys", "place"), [((), "trend"), (("r",), "notice")])
async def test_log_that_cannot_be_read_is_a_sentence(keys, place):
    """What is wrong is said where the figures would stand."""
    history = FakeHistory(problem="The log is damaged.")
    async with looking_at(history, *keys) as pilot:
        assert words(pilot, place) == "The log is damaged."


async def test_texts_of_the_log_are_never_markup():
    """A title and a name stand as they were written, on every screen."""
    odd = "[red]x[/] [@click=app.bell]y"
    run = a_past_run(a_past_block(name=odd), title=odd)
    async with looking_at(FakeHistory([run])) as pilot:
        assert words(pilot, "cell").startswith(odd)
        await press(pilot, "enter")
        assert words(pilot, "title") == odd
        await press(pilot, "r")
        assert odd in lines(pilot)[0]
        await press(pilot, "enter")
        assert words(pilot, "title") == odd
        assert lines(pilot)[1].startswith(odd)


@pytest.mark.parametrize("keys", [(), ("enter",), ("r",), ("r", "enter")])
async def test_every_screen_shows_its_keys(keys):
    """? opens the help, and closing it comes back."""
    async with looking_at(eight_weeks(), *keys) as pilot:
        before = pilot.app.screen
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpDialog)
        await press(pilot, "space")
        assert pilot.app.screen is before


async def test_closing_the_history_ends_its_app():
    """`follow-along history` is over when the screen is closed."""
    app = HistoryApp(eight_weeks())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
    assert not app.is_running


async def test_history_opens_from_the_choice_and_comes_back_to_it():
    """H on the choose screen, and again to close."""
    stage = AppHarness(history=eight_weeks())
    async with stage.choosing().run_test() as pilot:
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert pilot.app.screen.query_one(OptionList).highlighted is not None


async def test_list_of_runs_is_opened_from_the_chart_too():
    """R there, and back to the chart."""
    async with looking_at(eight_weeks(), "enter", "r") as pilot:
        assert isinstance(pilot.app.screen, RunsScreen)
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, ChartScreen)


def test_plotting_library_is_not_imported_before_a_chart_opens():
    """It would cost every start of the program a tenth of a second."""
    check = "import sys, follow_along.ui.app; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)
