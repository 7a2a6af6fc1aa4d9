"""Keys and clicks in the app, with times handed in."""

import pytest
from textual.events import AppBlur, AppFocus, Key, MouseDown, MouseUp
from textual.geometry import Offset
from textual.widgets import OptionList

from follow_along.core.run.player import Phase
from follow_along.ui.key_presses import FOCUS_CLICK_S, ClickFilter
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.play import PlayScreen
from tests.ui.app_harness import AppHarness, run_of
from tests.ui.screens.test_play import to_work


def at(event, seconds):
    """Return an event that was read at a time."""
    event.time = seconds
    return event


def mouse(kind, button=1, x=5, y=3):
    """Return a mouse event."""
    return kind(None, x, y, 0, 0, button, False, False, False, x, y)


def accepted(*events):
    """Return which of the clicks among these events count."""
    clicks = ClickFilter()
    answers = [(event, clicks.accept(event)) for event in events]
    return [answer for event, answer in answers if isinstance(event, MouseDown)]


@pytest.mark.parametrize(
    ("after", "counts"),
    [(0.0, False), (FOCUS_CLICK_S - 0.001, False), (FOCUS_CLICK_S, True), (60.0, True)],
)
def test_a_click_that_brings_the_window_to_the_front_does_not_count(after, counts):
    """Nor does one just after; a later one does."""
    focus, click = at(AppFocus(), 0.0), at(mouse(MouseDown), after)
    assert accepted(focus, click) == [counts]
    assert accepted(at(AppBlur(), -1.0), focus, click) == [counts]


def test_a_click_before_the_focus_that_it_brings_does_not_count():
    """And the next one does, even if the terminal never reports the focus."""
    blur = at(AppBlur(), 1.0)
    first, second = at(mouse(MouseDown), 9.0), at(mouse(MouseDown), 10.0)
    assert accepted(blur, first, second) == [False, True]
    assert accepted(blur, first, at(AppFocus(), 9.001), second) == [False, True]


def test_without_reports_of_the_focus_every_click_counts():
    """Many terminals send none."""
    assert accepted(at(mouse(MouseDown), 0.0), at(mouse(MouseDown), 0.1)) == [True, True]


@pytest.mark.parametrize("button", [1, 2, 3])
async def test_only_the_left_button_is_the_big_key(button):
    """The middle and the right one do nothing."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        pilot.app._driver.send_message(at(mouse(MouseDown, button), 50.0))
        await pilot.pause()
        phase = run_of(pilot.app).player.phase
        assert phase is (Phase.STOPPED if button == 1 else Phase.WORKING)


async def test_a_click_for_the_focus_stops_nothing():
    """The focus and the click in one burst, and then a click that is meant."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        for event, seconds in ((AppFocus(), 50.0), (mouse(MouseDown), 50.001)):
            pilot.app._driver.send_message(at(event, seconds))
        await pilot.pause()
        assert run_of(pilot.app).player.phase is Phase.WORKING
        pilot.app._driver.send_message(at(mouse(MouseDown), 52.0))
        await pilot.pause()
        assert run_of(pilot.app).player.phase is Phase.STOPPED


async def test_other_clicks_choose_no_session():
    """On the list of sessions, too, only a meant click of the left button does something."""
    app = AppHarness().choosing()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(OptionList).region.offset + Offset(6, 2)
        for button, first in ((1, [at(AppFocus(), 50.0)]), (3, []), (1, [])):
            assert isinstance(app.screen, ChooseScreen)
            clicks = [at(mouse(kind, button, *line), 50.1) for kind in (MouseDown, MouseUp)]
            for event in (*first, *clicks):
                app._driver.send_message(event)
                await pilot.pause()
            app._clicks = ClickFilter()
        assert isinstance(app.screen, PlayScreen)


@pytest.mark.parametrize(
    ("key", "character"),
    [
        ("ideographic_space", "\u3000"),
        ("no_break_space", "\u00a0"),
        ("ctrl+@", "\0"),
        ("alt+space", None),
        ("shift+space", " "),
        ("ctrl+shift+super+space", None),
    ],
)
async def test_every_coding_of_the_space_bar_stops_the_clock(key, character):
    """Whatever driver the app runs on."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        harness.clock.advance(5)
        pilot.app._driver.send_message(Key(key, character))
        await pilot.pause()
        assert run_of(pilot.app).player.record[-1].count == 1


async def test_letters_of_another_layout_are_keys_by_their_place():
    """A Russian E touches down, where T is on a US keyboard."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "е")
        assert run_of(pilot.app).player.record[-1].count == 1
