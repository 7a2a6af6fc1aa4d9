"""The resume dialog and its two answers."""

import pytest

from follow_along.core.run.player import Action, Phase
from follow_along.core.run.resuming import ResumableRun
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.play import PlayScreen
from follow_along.ui.screens.resume_dialog import ResumeDialog
from tests.builders import after
from tests.core.run.test_resuming import a_run
from tests.ui.app_harness import SHORT, AppHarness, run_of


def resumable_harness(session=SHORT):
    """Return an app with a run that was interrupted two blocks before its end, with one stop."""
    harness = AppHarness(session=session)
    advanced, _ = after(
        harness.conductor().player, Action.BIG_KEY, 20.0, Action.BIG_KEY, 3.0, Action.NEXT, 1.0
    )
    waiting = harness.conductor().player
    index = len(waiting.timeline.blocks) - 2
    interrupted = type(waiting)(waiting.timeline, index=index, record=advanced.record)
    harness.unfinished = ResumableRun(a_run(title=session.title), interrupted, ago_ms=20 * 60_000)
    return harness


def dialog_text(pilot):
    """Return all text of the dialog."""
    return "\n".join(str(each.render()) for each in pilot.app.screen.query("ClippedLabel, Hints"))


async def test_dialog_says_where_the_run_was_interrupted():
    """The dialog shows exercise, side, set, how long ago, and the stops."""
    app = resumable_harness().choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ResumeDialog)
        text = dialog_text(pilot)
        for part in ("Heel raise, two feet, both feet, set 1 of 2", "20 minutes ago", "1 stop"):
            assert part in text


@pytest.mark.parametrize("key", ["space", "enter", "pagedown"])
async def test_the_big_key_resumes(key):
    """Space opens the title card of the run, and Space again starts its lead-in."""
    harness = resumable_harness()
    app = harness.choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await harness.press(pilot, key)
        run = run_of(app)
        assert (run.player.index, run.player.phase) == (2, Phase.WAITING)
        assert "RESUME" in app.screen.query_one("#side").text
        await harness.press(pilot, "space")
        assert run.player.phase is Phase.LEAD_IN


async def test_a_click_resumes():
    """A click is the big key."""
    app = resumable_harness().choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click()
        await pilot.pause()
        assert isinstance(app.screen, PlayScreen)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_it_can_be_closed_without_an_answer(key):
    """The program ends, nothing is logged, and the next start asks again."""
    harness = resumable_harness()
    app = harness.choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await harness.press(pilot, key)
    assert app.return_value is None
    assert app.return_code == 0
    assert harness.log.events == []


async def test_no_opens_the_choose_screen():
    """N opens the choose screen when no session was named."""
    harness = resumable_harness()
    app = harness.choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await harness.press(pilot, "n")
        assert isinstance(app.screen, ChooseScreen)


async def test_no_starts_a_new_run_of_the_named_session():
    """N starts the named session from its beginning."""
    harness = resumable_harness()
    async with harness.play() as pilot:
        await harness.press(pilot, "n")
        assert (run_of(pilot.app).player.index, run_of(pilot.app).player.record) == (0, ())


async def test_leaving_the_title_card_of_a_resumed_run_shows_no_totals():
    """Q on the title card of a resumed run returns to the choose screen and logs nothing."""
    harness = resumable_harness()
    app = harness.choosing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await harness.press(pilot, "space")
        await harness.press(pilot, "q")
        assert isinstance(app.screen, ChooseScreen)
        assert harness.log.entries == []
