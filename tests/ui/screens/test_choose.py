"""The choose screen: the suggestion, the choice, and the return after a session."""

import threading
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from follow_along.core.history.logged_run import SessionPast
from follow_along.core.listed_session import ListedSession, Listing
from follow_along.core.validation.problem import Problem
from follow_along.core.wall_time import DAY_MS, WallTime
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.play import PlayScreen
from follow_along.ui.services import Edited
from tests.logged_runs import a_past_block, a_past_run
from tests.ui.app_harness import NOW, SHORT, AppHarness, a_listed_session

WEEK_2 = replace(SHORT, title="Week 2: Stand taller", week=2)
PLANNED = replace(SHORT, per_week=3, days_apart=1)
YESTERDAY = WallTime(NOW.utc_ms - DAY_MS, NOW.offset_minutes)
"""A Monday."""
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
    """The past, the kit and the description change with the highlighted session."""
    run = a_past_run(a_past_block(0, 3), session="one", began=YESTERDAY)
    weeks = (a_listed_session("one", PLANNED), a_listed_session("two", WEEK_2))
    harness = AppHarness(listed=weeks, past={"one": SessionPast(1, run, run, (YESTERDAY,))})
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        details = str(pilot.app.screen.query_one("#details", Static).content)
        assert "Done once, last yesterday. It was done 1 of 3 times. In its last run" in details
        assert "You need: wall, chair" in details
        assert "Five sessions of our own." in details
        await pilot.press("down")
        await pilot.pause()
        details = str(pilot.app.screen.query_one("#details", Static).content)
        assert details.startswith("Its `per_week` and `days_apart` are not those of Week 1")


async def test_heading_says_what_is_due_and_one_tag_which_session():
    """Runs of this week, and when the next one is due."""
    run = a_past_run(session="one", began=YESTERDAY)
    weeks = (a_listed_session("one", PLANNED), a_listed_session("two", WEEK_2))
    harness = AppHarness(listed=weeks, past={"one": SessionPast(1, run, run, (YESTERDAY,))})
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        assert lines(pilot)[0] == "Foot ankle   Week 1, 1 of 3 this week; next from Wednesday"
        assert ["next" in line for line in lines(pilot)[1:]] == [True, False]
        assert "see below" in lines(pilot)[2]
        for width, heading in {
            52: "Week 1, 1 of 3 this week; next",
            40: "Week 1, 1 of 3; ",
        }.items():
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert lines(pilot)[0].startswith(heading)
            assert lines(pilot)[0].endswith("next from Wednesday")


def lines(pilot: Pilot[Any]) -> list[str]:
    """Return the lines of the list, headings included."""
    return [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]


async def test_cursor_moves_and_the_suggestion_keeps_its_tag():
    """The cursor is at one line, wherever the tag of the suggested session is."""
    harness = harness_with(BROKEN)
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        for place in (1, 2, 4):
            assert [line.startswith("▶") for line in lines(pilot)].index(True) == place
            assert "".join(lines(pilot)).count("▶") == 1
            assert ["next" in line for line in lines(pilot)].index(True) == 1
            await pilot.press("down")
            await pilot.pause()


async def test_sessions_of_one_title_are_told_apart_by_their_names():
    """No other line has its name."""
    harness = harness_with(a_listed_session("two-copy", WEEK_2))
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        assert [line.split("taller")[-1].split() for line in lines(pilot)[2:]] == [
            ["two"],
            ["two-copy"],
        ]
        assert not lines(pilot)[1].split("feet")[-1].split()


async def test_programme_has_its_title():
    """Without one its id is made readable."""
    for title, heading in {"": "Foot ankle", "Feet, first": "Feet, first"}.items():
        listed = a_listed_session("one", replace(SHORT, programme_title=title))
        async with AppHarness(listed=(listed,)).choosing().run_test() as pilot:
            await pilot.pause()
            assert lines(pilot)[0] == heading


async def test_warning_is_tagged_and_shown_in_the_details():
    """A session with a warning can be played."""
    warned = replace(
        a_listed_session("hop", SHORT), warnings=(Problem(3, 14, "a comment", "hop.yaml"),)
    )
    async with AppHarness(listed=(warned,)).choosing().run_test() as pilot:
        await pilot.pause()
        assert "see below" in lines(pilot)[1]
        details = str(pilot.app.screen.query_one("#details", Static).content)
        assert "hop.yaml:3:14: a comment" in details


async def test_sessions_are_listed_as_they_are_read():
    """What was read is shown and can be chosen; the cursor stays where it was moved."""
    go_on = threading.Event()
    one, two = a_listed_session("one", SHORT), a_listed_session("two", WEEK_2)
    zero = a_listed_session("zero", replace(SHORT, title="Week 0", week=0))

    def read():
        yield Listing((one, two), complete=False)
        assert go_on.wait(60)
        yield Listing((zero, one, two))

    async with AppHarness(read=read()).choosing().run_test() as pilot:
        await pilot.pause()
        assert [line.split()[-1] for line in lines(pilot)] == [
            "ankle",
            "feet",
            "taller",
            "sessions…",
        ]
        await pilot.press("down")
        await pilot.pause()
        go_on.set()
        while len(lines(pilot)) == 4 and "sessions…" in lines(pilot)[-1]:
            await pilot.pause()
        await pilot.pause()
        assert ["▶" in line for line in lines(pilot)] == [False, False, False, True]
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.conductor.player.timeline.session is WEEK_2


async def test_a_reading_that_comes_late_shows_nothing():
    """The list was read anew meanwhile, as after an edit."""
    go_on = threading.Event()
    one, two = a_listed_session("one", SHORT), a_listed_session("two", WEEK_2)

    def read():
        yield Listing((one,), complete=False)
        assert go_on.wait(60)
        yield Listing((one,))

    harness = AppHarness(read=read())
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        harness.read = [Listing((one, two))]
        await pilot.press("e")
        go_on.set()
        for _ in range(5):
            await pilot.pause()
        assert len(lines(pilot)) == 3


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
        await harness.press(pilot, "q")
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


async def test_an_edited_session_is_listed_anew_under_the_cursor():
    """Here a copy of her own, with mistakes, which are all shown, so that it can be mended."""
    mistakes = tuple(Problem(line, 1, "no", "two.yaml") for line in (3, 4))
    copy = ListedSession("two", "own/two.yaml", "yours", problems=mistakes)
    harness = harness_with()

    def edit(listed, suspended):
        harness.listed = (harness.listed[0], copy)
        return Edited(copy.path)

    harness.edits = edit
    async with harness.choosing().run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "e")
        await pilot.pause()
        assert lines(pilot)[-1].startswith("▶")
        details = str(pilot.app.screen.query_one("#details", Static).content)
        assert details == "two.yaml:3:1: no\ntwo.yaml:4:1: no"


async def test_why_a_session_cannot_be_edited_is_said():
    """As text, whatever it quotes: no editor, or a terminal that cannot be handed over."""

    def hand_over(listed, suspended):
        with suspended():
            raise AssertionError

    for edit, says in (
        (
            lambda listed, _: Edited(listed.path, "No editor for [bold].yaml."),
            "No editor for [bold]",
        ),
        (hand_over, "cannot be handed over"),
    ):
        harness = harness_with()
        harness.edits = edit
        async with harness.choosing().run_test(notifications=True) as pilot:
            await pilot.pause()
            await pilot.press("down", "e")
            await pilot.pause()
            (notice,) = pilot.app._notifications
            assert says in notice.message
            assert not notice.markup
            assert lines(pilot)[2].startswith("▶")
