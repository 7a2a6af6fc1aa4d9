"""The figure on the play screen: moving, still or hidden."""

import math

import pytest

from follow_along.core.figures.frames import FRAME_S
from follow_along.core.settings import Settings
from follow_along.ui.base_app import BaseApp
from follow_along.ui.widgets.exercise_figure import ExerciseFigure
from tests.ui.app_harness import DRAWN, RAISE, STAND, AppHarness, figures, run_of, session_of


def a_harness(**fields):
    """Return a harness for a session with figures that starts with the heel raise."""
    stand, raise_ = DRAWN.exercises
    return AppHarness(session=session_of(raise_, stand), figures=figures(), **fields)


def dots(pilot):
    """Return the rows of the figure."""
    view = pilot.app.screen.query_one(ExerciseFigure)
    return [
        "".join(segment.text for segment in view.render_line(y)) for y in range(view.size.height)
    ]


async def to_work(harness, pilot):
    """Start the run and let the lead-in pass."""
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 15.0)


async def test_it_moves_in_step_with_the_tempo():
    """Two seconds up, one still, three down, and again."""
    harness = a_harness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        seen = [dots(pilot)]
        for seconds in (1.0, 1.0, 0.9, 1.1, 2.0):
            await harness.pass_time(pilot, seconds)
            seen.append(dots(pilot))
        down, on_the_way, up, held, on_the_way_back, down_again = seen
        assert up == held
        assert down == down_again
        assert len({tuple(each) for each in (down, on_the_way, up, on_the_way_back)}) == 4


async def test_it_stands_still_in_a_stop():
    """A stop half way up freezes the figure."""
    harness = a_harness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.pass_time(pilot, 0.9)
        await pilot.press("space")
        await harness.pass_time(pilot, 0.1)
        stopped = dots(pilot)
        await harness.pass_time(pilot, 60.0)
        assert dots(pilot) == stopped
        assert (
            pilot.app.screen.query_one(ExerciseFigure).show_frame(run_of(pilot.app).figure_frame())
            == math.inf
        )


@pytest.mark.parametrize("how", ["the setting", "TEXTUAL_ANIMATIONS"])
async def test_without_motion_the_key_poses_are_shown_side_by_side(how):
    """Both key poses are shown, unchanged during the work."""
    harness = a_harness()
    app = harness.playing()
    if how == "the setting":
        app._run.settings = Settings(figure="still")
    else:
        # Textual reads the variable at import and keeps its value here.
        app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await to_work(harness, pilot)
        first = dots(pilot)
        assert any(row.count("2 feet") == 2 for row in first)
        await harness.pass_time(pilot, 1.0)
        assert dots(pilot) == first


async def test_a_hidden_figure_leaves_its_space_to_the_digits():
    """With `figure: off` the digits are as large as without a figure."""
    harness = a_harness()
    app = harness.playing()
    app._run.settings = Settings(figure="off")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_work(harness, pilot)
        assert not pilot.app.screen.query_one(ExerciseFigure).display
        room = pilot.app.screen.query_one("#big").size
    without = AppHarness(session=session_of(RAISE, STAND))
    async with without.play() as pilot:
        await to_work(without, pilot)
        assert pilot.app.screen.query_one("#big").size == room


async def test_it_is_refreshed_only_while_it_moves():
    """Five frames a second on the way up; at the top the next one is the start of the descent."""
    harness = a_harness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.pass_time(pilot, 1.0)
        view, run = pilot.app.screen.query_one(ExerciseFigure), run_of(pilot.app)
        assert view.show_frame(run.figure_frame()) == pytest.approx(FRAME_S, abs=1e-5)
        await harness.pass_time(pilot, 1.25)
        assert view.show_frame(run.figure_frame()) == pytest.approx(0.75, abs=1e-5)


async def test_it_stands_still_on_a_slow_link(monkeypatch):
    """Its frames would hold up all else; it moves again when the link is quick."""
    harness = a_harness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        seen = [dots(pilot)]
        for is_slow in (True, True, False):
            monkeypatch.setattr(BaseApp, "is_slow", is_slow)
            await harness.pass_time(pilot, 0.7)
            seen.append(dots(pilot))
    assert [seen[0] == other for other in seen] == [True, True, True, False]


async def test_on_a_slow_link_another_side_is_shown_at_once(monkeypatch):
    """A figure that stood on the wrong leg would mislead."""
    monkeypatch.setattr(BaseApp, "is_slow", True)
    harness = AppHarness(session=session_of(DRAWN.exercises[0]), figures=figures())
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        left = dots(pilot)
        await harness.press(pilot, "n")
        await harness.pass_time(pilot, 0.5)
        assert dots(pilot) != left
