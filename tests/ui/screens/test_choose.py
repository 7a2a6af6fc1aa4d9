"""The choose screen: the suggestion, the choice, and the return after a session."""

from dataclasses import replace

from textual.widgets import OptionList, Static

from follow_along.core.session_list import ListedSession
from follow_along.core.validation.problem import Problem
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.play import PlayScreen
from tests.ui.app_harness import SHORT, AppHarness, a_listed_session

WEEK_2 = replace(SHORT, title="Week 2: Stand taller", week=2)
BROKEN = ListedSession(
    "broken", "broken.yaml", "yours", problems=(Problem(3, 1, "no", "broken.yaml"),)
)


def harness_with(*more: ListedSession) -> AppHarness:
    """Return an app that lists two weeks of a programme and `more`."""
    weeks = (a_listed_session("one", SHORT), a_listed_session("two", WEEK_2))
    return AppHarness(listed=(*weeks, *more))


async def test_enter_plays_the_suggested_session():
    """Enter opens the title card of week 1 for a new user."""
    harness = harness_with()
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayScreen)
        assert pilot.app.screen.conductor.player.timeline.session is SHORT


async def test_arrow_keys_highlight_another_session():
    """Down and Enter play week 2."""
    harness = harness_with()
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert pilot.app.screen.conductor.player.timeline.session is WEEK_2


async def test_details_are_those_of_the_highlighted_session():
    """The suggestion, the kit and the description change with the highlighted session."""
    harness = harness_with()
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        details = str(pilot.app.screen.query_one("#details", Static).content)
        assert "Suggested next." in details
        assert "You need: wall, chair" in details
        assert "Five sessions of our own." in details
        await pilot.press("down")
        await pilot.pause()
        assert "Suggested" not in str(pilot.app.screen.query_one("#details", Static).content)


async def test_file_with_a_mistake_is_shown_and_not_played():
    """A file with a mistake shows the mistake in its details, and Enter starts nothing."""
    harness = harness_with(BROKEN)
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert "broken.yaml:3:1" in str(pilot.app.screen.query_one("#details", Static).content)


async def test_choose_screen_returns_after_a_session():
    """The list follows the done screen, and leaving it returns the outcome of the last run."""
    harness = harness_with()
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        await harness.press(pilot, "enter")
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 1000)
        assert isinstance(pilot.app.screen, DoneScreen)
        await harness.press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert pilot.app.screen.query_one(OptionList).has_focus
        await harness.press(pilot, "q")
    assert pilot.app.return_value.finished


async def test_leaving_without_a_run_has_no_outcome():
    """Q before any run returns None."""
    harness = harness_with()
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("q")
    assert pilot.app.return_value is None


async def test_help_shows_the_keys_of_a_session():
    """The help dialog opens from the choose screen."""
    harness = harness_with()
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpDialog)
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseScreen)
