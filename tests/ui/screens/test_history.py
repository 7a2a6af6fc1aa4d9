"""The history screens: their keys, what opens what, and what an empty log shows."""

import re
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
from tests.ui.generated_history import rated_weeks, weeks_of_runs
from tests.ui.history_harness import eight_weeks, lines, open_history, press, settle, words


async def test_empty_log_explains_the_screen():
    """A new user reads what the screen is for, and only the key that works is shown."""
    async with open_history(FakeHistory()) as pilot:
        assert words(pilot, "trend") == EMPTY
        assert "chart" not in words(pilot, "hints")
        await press(pilot, "enter", "down", "right", "s")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_one_run_has_a_cell_and_no_trend():
    """One run is shown, with a sentence on how much is missing for a trend."""
    async with open_history(FakeHistory(weeks_of_runs(1)[:1])) as pilot:
        assert words(pilot, "trend").startswith("Too early")
        assert "Steady check, week from 7 September 2026 (wk 1)" in words(pilot, "cell")


async def test_the_legend_is_separate_phrases():
    """The scale with its unit, and the sign of a week in which an exercise was not done."""
    async with open_history(eight_weeks()) as pilot:
        scale, not_done = words(pilot, "legend").strip().split("    ")
        assert scale == "Stops a minute:  0  ▁≤1  ▂≤2  ▄≤4  ▆≤8  █>8"
        assert not_done == "· not done"


async def test_trend_of_eight_weeks_is_shown():
    """The sentence of the trend rule stands above the grid."""
    async with open_history(eight_weeks()) as pilot:
        assert words(pilot, "trend").startswith("Getting steadier")


async def test_side_flag_takes_no_room_without_a_flag():
    """Nine stops on the left and none on the right are one sentence; even sides are none."""
    even = FakeHistory([a_past_run()])
    async with open_history(even) as pilot:
        assert not pilot.app.screen.query_one("#sides").is_on_screen
    uneven = [
        a_past_run(a_past_block(0, 3), a_past_block(1, 0, side="right"), run_id=f"run-{number}")
        for number in range(3)
    ]
    async with open_history(FakeHistory(uneven)) as pilot:
        assert words(pilot, "sides") == "More stops on the left lately (9 to 0)."


async def test_arrow_keys_move_the_cursor_and_the_cell_is_described():
    """Down is another exercise, Left an earlier week; the cursor stays inside the grid."""
    async with open_history(eight_weeks()) as pilot:
        await press(pilot, "down", "left")
        assert words(pilot, "cell").startswith("Eyes-closed stand, week from 19 October 2026")
        await press(pilot, "up", "up", "right", "right")
        assert words(pilot, "cell").startswith("Steady check, week from 26 October 2026")


async def test_s_splits_the_sides_and_keeps_the_exercise():
    """Left and right have their own rows, and the same key joins them again."""
    async with open_history(eight_weeks(), "down", "s") as pilot:
        assert words(pilot, "cell").startswith("Eyes-closed stand, left")
        assert "sides apart" in words(pilot, "span")
        await press(pilot, "s")
        assert words(pilot, "cell").startswith("Eyes-closed stand, week")


async def test_w_cycles_the_number_of_weeks():
    """The history shows 8 weeks, then 12, all and 4."""
    async with open_history(FakeHistory(weeks_of_runs(14))) as pilot:
        counts = []
        for _ in range(4):
            counts.append(len(pilot.app.screen.query_one(HistoryGrid).grid.weeks))
            await press(pilot, "w")
        assert counts == [8, 12, 14, 4]


OLD_PROCESSOR = (
    "NumPy was built with baseline optimizations: \n(X86_V2) but your machine doesn't support:\n"
    "(X86_V2)."
)
"""What numpy 2.4 raises, whose oldest processor is of 2009; that of 2.3 is any with 64 bits."""
PLOTTING = ("numpy", "textual_plot", "textual_hires_canvas", "follow_along.ui.widgets.history_ch")


async def test_enter_opens_the_chart_of_the_chosen_exercise():
    """The chart names left and right by point and line, not only by colour."""
    async with open_history(eight_weeks(), "down", "enter") as pilot:
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
    async with open_history(years, "w", "w", "enter") as pilot:
        assert pilot.app.screen.query_one(HistoryChart)
        assert ("each point" in words(pilot, "chart-legend")) == (runs == 400)


@pytest.mark.parametrize(
    ("module", "source", "sentence"),
    [
        ("textual_plot", None, "No chart: textual_plot is not installed. Run: pip install"),
        ("textual_plot", "raise OSError('no {such} object')", "No chart: its library cannot be lo"),
        ("numpy", f"raise RuntimeError({OLD_PROCESSOR!r})", "Run: pip install 'numpy<2.4'"),
        ("numpy", "raise RuntimeError('some.\\nlong text')", "cannot be loaded (some)."),
        ("numpy", "raise ImportError('DLL load failed')", "cannot be loaded (DLL load failed)."),
    ],
)
async def test_without_its_library_the_chart_is_a_table(
    monkeypatch, tmp_path, module, source, sentence
):
    """A sentence says why there is no chart; each run has the values, the latest run first."""
    for loaded in [name for name in sys.modules if name.startswith(PLOTTING)]:
        monkeypatch.delitem(sys.modules, loaded)
    if source is None:
        monkeypatch.setitem(sys.modules, module, None)
    else:
        (tmp_path / f"{module}.py").write_text(source)
        monkeypatch.syspath_prepend(tmp_path)
    async with open_history(eight_weeks(), "down", "enter") as pilot:
        assert isinstance(pilot.app.screen, ChartScreen)
        assert words(pilot, "title") == "Eyes-closed stand"
        assert sentence in str(pilot.app.screen.query_one("RunValues Static").render())
        head, latest, *others = words(pilot, "values").splitlines()
        assert head.split() == ["left", "right"]
        assert re.match(r"\w{3} \d+ \w{3} \d{4} +\d+\.\d +\d+\.\d *$", latest)
        assert len(others) == 17
        await press(pilot, "m")
        assert words(pilot, "measure") == "Longest unbroken stretch, in seconds"
        assert words(pilot, "values").splitlines()[1] != latest


async def test_chart_without_runs_says_so():
    """The chart of an exercise whose only run is left out shows a sentence in its place."""
    async with open_history(FakeHistory([a_past_run()]), "enter", "r", "enter", "x") as pilot:
        await press(pilot, "q", "q")
        assert words(pilot, "measure") == "Not done in these weeks."
        assert not pilot.app.screen.query_one(HistoryChart).display


async def test_runs_are_listed_latest_first_and_open_as_blocks():
    """R lists the runs, and Enter shows the blocks of one with their stops."""
    stop = a_past_stop(1, offset_ms=5000, lasted_ms=8000)
    early, late = (
        a_past_run(run_id="early"),
        a_past_run(a_past_block(interruptions=(stop,)), run_id="late"),
    )
    late = replace(
        late, title="Week 2: Taller", began=late.began._replace(utc_ms=late.began.utc_ms + 1)
    )
    async with open_history(FakeHistory([early, late]), "r") as pilot:
        titles = [line.strip().rpartition("   ")[2] for line in lines(pilot)]
        assert titles == ["Week 2: Taller", early.title]
        assert "1 stop in 30 s" in lines(pilot)[0]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RunScreen)
        _, block_line, stop_line = lines(pilot)
        assert block_line.startswith("Steady check, left  1 stop in 30 s\n────")
        assert stop_line.strip() == "● at 5 s: balance lost, 8 s long"


@pytest.mark.parametrize(("keys", "widget_id"), [((), "trend"), (("r",), "notice")])
async def test_unreadable_log_is_one_sentence(keys, widget_id):
    """The error message is shown in place of the totals."""
    history = FakeHistory(problem="The log is damaged.")
    async with open_history(history, *keys) as pilot:
        assert words(pilot, widget_id) == "The log is damaged."


async def test_texts_of_the_log_are_never_markup():
    """A title and a name are shown as written, on every screen."""
    markup = "[red]x[/] [@click=app.bell]y"
    run = a_past_run(a_past_block(name=markup), title=markup)
    async with open_history(FakeHistory([run])) as pilot:
        assert words(pilot, "cell").startswith(markup)
        await press(pilot, "enter")
        assert words(pilot, "title") == markup
        await press(pilot, "r")
        assert markup in lines(pilot)[0]
        await press(pilot, "enter")
        assert words(pilot, "title") == markup
        assert lines(pilot)[1].startswith(markup)


async def test_every_screen_shows_its_keys():
    """? opens the help dialog, and Space returns to the screen."""
    keys_to = {HistoryScreen: [], ChartScreen: ["enter"], RunsScreen: ["r"], RunScreen: ["enter"]}
    async with open_history(eight_weeks()) as pilot:
        for screen, keys in keys_to.items():
            await press(pilot, *keys)
            before = pilot.app.screen
            assert isinstance(before, screen)
            await press(pilot, "question_mark")
            assert isinstance(pilot.app.screen, HelpDialog)
            await press(pilot, "space")
            assert pilot.app.screen is before


async def test_closing_the_history_ends_its_app():
    """Closing the screen ends `follow-along history`."""
    app = HistoryApp(eight_weeks())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
    assert not app.is_running


async def test_history_opens_from_the_choose_screen_and_returns_to_it():
    """H opens the history from the choose screen, and H closes it."""
    harness = AppHarness(history=eight_weeks())
    async with harness.choosing().run_test() as pilot:
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert pilot.app.screen.query_one(OptionList).highlighted is not None


async def test_list_of_runs_opens_from_the_chart():
    """R opens the list from the chart, and Q returns to the chart."""
    async with open_history(eight_weeks(), "enter", "r") as pilot:
        assert isinstance(pilot.app.screen, RunsScreen)
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, ChartScreen)


def test_plotting_library_is_not_imported_before_a_chart_opens():
    """Importing the app does not import numpy, which is slow."""
    check = "import sys, follow_along.ui.app; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)


async def test_current_week_is_shown_even_when_it_is_empty():
    """Its column has no cell, and says how many runs are planned."""
    async with open_history(FakeHistory(weeks_of_runs(2), weeks_since=1)) as pilot:
        header, _, runs, *_ = words(pilot, "grid").splitlines()
        assert [text in header for text in ("7 Sep", "14 Sep", "21 Sep")] == [True] * 3
        assert runs.split("  ")[0] == "Runs"
        assert [text.strip() for text in re.findall(r"\d of 3", runs)] == [
            "3 of 3",
            "3 of 3",
            "0 of 3",
        ]


async def test_ratings_are_shown_beside_the_stops():
    """A row for each question with an answer, above the exercises; the cursor begins below them."""
    async with open_history(FakeHistory(rated_weeks(8)), size=(120, 40)) as pilot:
        assert words(pilot, "cell").startswith("Steady check")
        rows = {
            line[:20].strip(): line[20:].split() for line in words(pilot, "grid").splitlines()[3:8]
        }
        heading, *titles = rows
        assert heading.startswith("How it was: the med")
        assert titles == ["Felt steady", "Effort", "Pain", "Pain next morning"]
        assert rows["Pain"] == ["0", "0", "2", "0", "0", "0", "0", "0"]
        assert re.search(r"Enter +chart", words(pilot, "hints"))
        await press(pilot, "up", *["left"] * 5)
        assert re.search(r"Enter +runs", words(pilot, "hints"))
        assert words(pilot, "cell") == (
            "Pain next morning, week from 21 September 2026 (wk 3): 1 (0 none, 10 the worst)."
        )
        await press(pilot, "up", "up")
        assert words(pilot, "cell").endswith(", the median of 3 runs (0 none, 10 the most).")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RunsScreen)


async def test_sentence_on_felt_and_counted_takes_no_room_while_nothing_is_clear():
    """It stands below that on the trend; where there is no room, neither is shown."""
    async with open_history(eight_weeks()) as pilot:
        assert not pilot.app.screen.query_one("#felt").is_on_screen
    rated = FakeHistory(rated_weeks(8))
    async with open_history(rated) as pilot:
        assert words(pilot, "felt").startswith("It felt less steady when there were more stops (")
        assert pilot.app.screen.query_one("#felt").is_on_screen
    async with open_history(rated, size=(40, 12)) as pilot:
        assert not pilot.app.screen.query_one("#felt").is_on_screen


@pytest.mark.parametrize("size", [(30, 8), (40, 12), (80, 16)])
async def test_chosen_row_is_shown_in_the_smallest_window(size):
    """It is more than the heading above it, and than how many rows are hidden."""
    async with open_history(FakeHistory(rated_weeks(8)), size=size) as pilot:
        grid = pilot.app.screen.query_one(HistoryGrid)
        # As it opens, below the first exercise, above it, and at the top.
        for keys in ((), ("down",), ("up",) * 2, ("up",) * 8):
            await press(pilot, *keys)
            shown = words(pilot, "grid").splitlines()[: grid.content_size.height]
            assert sum("▸" in line for line in shown) == 1, keys
