"""The choose screen: what is suggested, what is played, what comes after."""

from dataclasses import replace

from textual.widgets import OptionList, Static

from follow_along.core.session_list import ListedSession
from follow_along.core.validation.problem import Problem
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.play import PlayScreen
from tests.ui.app_harness import SHORT, AppHarness, a_listed

WEEK_2 = replace(SHORT, title="Week 2: Stand taller", week=2)
BROKEN = ListedSession(
    "broken", "broken.yaml", "yours", problems=(Problem(3, 1, "no", "broken.yaml"),)
)


def stage_with(*more: ListedSession) -> AppHarness:
    """A list with two weeks of a programme, and more."""
    weeks = (a_listed("one", SHORT), a_listed("two", WEEK_2))
    return AppHarness(listed=(*weeks, *more))


async def test_enter_plays_the_suggested_session():
    """A new person presses Enter and is at the title card of week 1."""
    stage = stage_with()
    async with stage.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayScreen)
        assert pilot.app.screen.conductor.player.timeline.session is SHORT


async def test_arrows_choose_another():
    """Down, Enter plays week 2."""
    stage = stage_with()
    async with stage.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert pilot.app.screen.conductor.player.timeline.session is WEEK_2


async def test_details_follow_the_cursor():
    """What a session holds and needs is shown before it is chosen, and whose it is."""
    stage = stage_with()
    async with stage.choosing().run_test() as pilot:
        await pilot.pause()
        details = str(pilot.app.screen.query_one("#details", Static).content)
        assert "Suggested next." in details
        assert "You need: wall, chair" in details
        assert "Five sessions of our own." in details
        await pilot.press("down")
        await pilot.pause()
        assert "Suggested" not in str(pilot.app.screen.query_one("#details", Static).content)


async def test_file_with_a_mistake_is_shown_and_not_played():
    """A broken file can be looked at: its first mistake is said, and nothing begins."""
    stage = stage_with(BROKEN)
    async with stage.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert "broken.yaml:3:1" in str(pilot.app.screen.query_one("#details", Static).content)


async def test_choice_comes_back_after_a_session():
    """After the done screen the list is there again; leaving it reports the last run."""
    stage = stage_with()
    async with stage.choosing().run_test() as pilot:
        await pilot.pause()
        await stage.press(pilot, "enter")
        await stage.press(pilot, "space")
        await stage.pass_time(pilot, 1000)
        assert isinstance(pilot.app.screen, DoneScreen)
        await stage.press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert pilot.app.screen.query_one(OptionList).has_focus
        await stage.press(pilot, "q")
    assert pilot.app.return_value.finished


async def test_leaving_without_a_session_reports_nothing():
    """Q leaves; there was no run."""
    stage = stage_with()
    async with stage.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("q")
    assert pilot.app.return_value is None


async def test_help_shows_the_keys_of_a_session():
    """The keys can be read before anything begins."""
    stage = stage_with()
    async with stage.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpDialog)
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseScreen)
