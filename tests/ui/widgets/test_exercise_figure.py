"""The figure on the play screen: in step with the tempo, standing still, or not there."""

import math

import pytest

from follow_along.core.figures.frames import FRAME_S
from follow_along.core.settings import Settings
from follow_along.ui.widgets.exercise_figure import ExerciseFigure
from tests.ui.app_harness import DRAWN, RAISE, STAND, AppHarness, figures, run_of, session_of


def a_stage(**fields):
    """A stage on the session with figures, its heel raise first."""
    stand, raise_ = DRAWN.exercises
    return AppHarness(session=session_of(raise_, stand), figures=figures(), **fields)


def dots(pilot):
    """What the figure looks like now, row by row."""
    view = pilot.app.screen.query_one(ExerciseFigure)
    return [
        "".join(segment.text for segment in view.render_line(y)) for y in range(view.size.height)
    ]


async def to_work(stage, pilot):
    """Begin the run, and let its lead-in pass."""
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, 15.0)


async def test_it_moves_in_step_with_the_tempo():
    """Up in two seconds, still for one, down in three, and again from where it began."""
    stage = a_stage()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        seen = [dots(pilot)]
        for seconds in (1.0, 1.0, 0.9, 1.1, 2.0):
            await stage.pass_time(pilot, seconds)
            seen.append(dots(pilot))
        down, on_the_way, up, held, on_the_way_back, down_again = seen
        assert up == held
        assert down == down_again
        assert len({tuple(each) for each in (down, on_the_way, up, on_the_way_back)}) == 4


async def test_it_stands_still_in_a_stop():
    """Balance lost half way up: so it stands for as long as she takes, and goes on from there."""
    stage = a_stage()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.pass_time(pilot, 0.9)
        await pilot.press("space")
        await stage.pass_time(pilot, 0.1)
        stopped = dots(pilot)
        await stage.pass_time(pilot, 60.0)
        assert dots(pilot) == stopped
        assert (
            pilot.app.screen.query_one(ExerciseFigure).show_snapshot(run_of(pilot.app).snapshot())
            == math.inf
        )


@pytest.mark.parametrize("how", ["the setting", "TEXTUAL_ANIMATIONS"])
async def test_where_nothing_may_move_the_key_poses_stand_side_by_side(how):
    """Heels down and heels up at once, the same at every moment of the work."""
    stage = a_stage()
    app = stage.playing()
    if how == "the setting":
        app._run.settings = Settings(figure="still")
    else:
        # Textual reads the variable as it is loaded; this is where it puts what it read.
        app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await to_work(stage, pilot)
        first = dots(pilot)
        assert any(row.count("2 feet") == 2 for row in first)
        await stage.pass_time(pilot, 1.0)
        assert dots(pilot) == first


async def test_switched_off_the_digits_have_its_room():
    """`figure: off`: nothing is drawn, and the digits are no smaller than without a figure."""
    stage = a_stage()
    app = stage.playing()
    app._run.settings = Settings(figure="off")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_work(stage, pilot)
        assert not pilot.app.screen.query_one(ExerciseFigure).display
        room = pilot.app.screen.query_one("#big").size
    without = AppHarness(session=session_of(RAISE, STAND))
    async with without.play() as pilot:
        await to_work(without, pilot)
        assert pilot.app.screen.query_one("#big").size == room


async def test_it_asks_to_be_shown_again_only_while_it_moves():
    """Five pictures a second on the way up; at the top one more, when it goes down."""
    stage = a_stage()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.pass_time(pilot, 1.0)
        view, run = pilot.app.screen.query_one(ExerciseFigure), run_of(pilot.app)
        assert view.show_snapshot(run.snapshot()) == pytest.approx(FRAME_S, abs=1e-5)
        await stage.pass_time(pilot, 1.25)
        assert view.show_snapshot(run.snapshot()) == pytest.approx(0.75, abs=1e-5)
