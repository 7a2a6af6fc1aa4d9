"""The question after a run was broken off, and its two answers."""

import pytest

from follow_along.core.run.player import Action, Phase
from follow_along.core.run.resuming import ResumableRun
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.play import PlayScreen
from follow_along.ui.screens.resume_dialog import ResumeDialog
from tests.builders import after
from tests.core.run.test_resuming import a_run
from tests.ui.app_harness import SHORT, AppHarness, run_of


def stage(session=SHORT):
    """A stage on which a run was broken off two blocks before its end, with one stop."""
    one = AppHarness(session=session)
    begun, _ = after(
        one.conductor().player, Action.BIG_KEY, 20.0, Action.BIG_KEY, 3.0, Action.NEXT, 1.0
    )
    waiting = one.conductor().player
    index = len(waiting.timeline.blocks) - 2
    broken = type(waiting)(waiting.timeline, index=index, record=begun.record)
    one.unfinished = ResumableRun(a_run(title=session.title), broken, ago_ms=20 * 60_000)
    return one


def words(pilot):
    """Everything the dialog says."""
    return "\n".join(str(each.render()) for each in pilot.app.screen.query("ClippedLabel, Hints"))


async def test_it_says_where_the_run_stood():
    """Exercise, side, set, how long ago, the count: enough to know which run is meant."""
    app = stage().choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ResumeDialog)
        said = words(pilot)
        for part in ("Heel raise, two feet, both feet, set 1 of 2", "20 minutes ago", "1 stop"):
            assert part in said


@pytest.mark.parametrize("key", ["space", "enter", "pagedown"])
async def test_the_big_key_goes_on(key):
    """Space leads to the run's title card, and Space again into its lead-in."""
    one = stage()
    app = one.choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await one.press(pilot, key)
        run = run_of(app)
        assert (run.player.index, run.player.phase) == (2, Phase.WAITING)
        assert "RESUME" in app.screen.query_one("#side").text
        await one.press(pilot, "space")
        assert run.player.phase is Phase.LEAD_IN


async def test_a_click_goes_on():
    """The mouse is the big key here too."""
    app = stage().choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click()
        await pilot.pause()
        assert isinstance(app.screen, PlayScreen)


async def test_refused_the_choice_is_shown():
    """N: the sessions to choose from."""
    one = stage()
    app = one.choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await one.press(pilot, "n")
        assert isinstance(app.screen, ChooseScreen)


async def test_refused_the_session_that_was_asked_for_begins_anew():
    """Of a session that was named: N begins it from the start."""
    one = stage()
    async with one.play() as pilot:
        await one.press(pilot, "n")
        assert (run_of(pilot.app).player.index, run_of(pilot.app).player.record) == (0, ())


async def test_not_gone_on_with_after_all_nothing_is_shown_as_done():
    """Leaving the title card of a run that was to go on is no run: the choice comes back."""
    one = stage()
    app = one.choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await one.press(pilot, "space")
        await one.press(pilot, "q")
        assert isinstance(app.screen, ChooseScreen)
        assert one.log.entries == []
