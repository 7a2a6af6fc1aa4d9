"""A key that does nothing says so, and a page that comes by itself takes no key at first."""

import pytest

from follow_along.ui.screens.done import EARLY_S, DoneScreen
from follow_along.ui.widgets.hints import Hints
from tests.ui.app_harness import AppHarness, run_of
from tests.ui.screens.test_play import shown, to_work

NOTHING = ""


def flashed(pilot) -> str:
    """Return the text that stands in place of the hints."""
    return pilot.app.screen.query_one("#hints", Hints).flashed


def forget_flashed(pilot) -> None:
    """Show the hints again."""
    pilot.app.screen.query_one("#hints", Hints).flash(NOTHING)


async def test_a_key_that_does_nothing_says_so():
    """On the line of the hints; the run and the log stay as they are."""
    sentences = {
        "e": "E: not now",
        "enter": "Enter: this block ends by the clock",
        "u": "U: there is no count to undo",
        "plus": "+: not now",
        "up": "The volume is 100 % already",
        "k": "K has no meaning here",
        "f6": "F6 has no meaning here",
    }
    silent = ("left_shift", "replacement_character", "ctrl+k", "m", "t")
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        events = len(harness.log.events)
        for key, said in (sentences | dict.fromkeys(silent, NOTHING)).items():
            forget_flashed(pilot)
            await harness.press(pilot, key)
            assert flashed(pilot) == said, key
            assert len(harness.log.events) == events + 2 * (key == "t"), key


@pytest.mark.parametrize("key", ["n", "space", "p", "m"])
async def test_a_key_that_is_pressed_again_too_soon_says_so(key):
    """It is done once; a second later it is done again."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, key)
        assert flashed(pilot) == NOTHING
        harness.clock.advance(0.7)
        events, player = len(harness.log.events), run_of(pilot.app).player
        await pilot.press(key)
        assert flashed(pilot) == f"{key.title()}: again within a second, ignored"
        assert len(harness.log.events) == events
        assert run_of(pilot.app).player.phase is player.phase
        await harness.press(pilot, key)
        assert run_of(pilot.app).refusal == NOTHING


async def test_a_second_touch_of_one_loss_says_so():
    """Two touches within two seconds are one loss of balance."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "t")
        await harness.press(pilot, "t")
        assert flashed(pilot) == "T: the same loss of balance"
        assert run_of(pilot.app).player.record[-1].count == 1


async def test_the_hints_come_back():
    """The text stands for a moment; a new text takes the place of an old one."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "k")
        hints = pilot.app.screen.query_one("#hints", Hints)
        assert str(hints.render()).strip() == "K has no meaning here"
        hints.flash("")
        assert "lost balance" in str(hints.render())


async def to_the_end(harness, pilot) -> None:
    """Play to the end of the session, which opens the done page by itself."""
    await to_work(harness, pilot)
    await harness.pass_time(pilot, 1000)
    assert isinstance(pilot.app.screen, DoneScreen)


async def test_the_done_page_takes_no_key_at_first():
    """A key on its way was meant for the last block; it says so and does nothing."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_the_end(harness, pilot)
        harness.clock.advance(EARLY_S - 0.01)
        for key in ("enter", "q", "escape", "h", "plus", "u", "space", "f5"):
            forget_flashed(pilot)
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, DoneScreen), key
            assert flashed(pilot).endswith(": too soon, ignored"), key
            assert shown(pilot, "last-block").startswith("Last block: no stops"), key
        harness.clock.advance(0.02)
        await pilot.press("plus")
        assert shown(pilot, "last-block").startswith("Last block: 1 stop ")


async def test_the_big_key_never_closes_the_done_page():
    """It says which key does."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_the_end(harness, pilot)
        for key in ("space", "pagedown", "pageup", "f5", "full_stop"):
            forget_flashed(pilot)
            for _ in range(3):
                await harness.press(pilot, key)
            assert isinstance(pilot.app.screen, DoneScreen), key
            assert flashed(pilot).endswith(": not here; Q closes"), key
        await harness.press(pilot, "plus")
        assert shown(pilot, "last-block").startswith("Last block: 1 stop ")


async def test_ctrl_c_leaves_the_done_page_at_once():
    """The way out is always open."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_the_end(harness, pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert pilot.app.return_value.finished


async def test_a_count_that_is_corrected_there_is_in_the_parting_words():
    """The program reports the record as it is when the page closes."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_the_end(harness, pilot)
        before = sum(each.count for each in pilot.app.screen.conductor.player.record)
        await harness.press(pilot, "plus")
        await harness.press(pilot, "q")
    assert sum(each.count for each in pilot.app.return_value.record) == before + 1
