"""The page of repetitions: what was really done, kept at once."""

import pytest

from follow_along.core.run.record import Corrected, RepsCorrected
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.reps import RepsScreen
from tests.builders import an_exercise
from tests.ui.app_harness import AppHarness, resized, session_of
from tests.ui.history_harness import settle
from tests.ui.screens.test_refused_keys import flashed
from tests.ui.visible_cells import screen_words

SQUATS = an_exercise(1, name="Squats", kind="strength", sides="none", reps=12, sets=2, rest=0)


async def to_the_reps(harness: AppHarness, pilot) -> None:
    """Do two sets of squats and open the page of repetitions."""
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 20)
    for _ in range(2):
        await harness.press(pilot, "enter")
    await harness.pass_time(pilot, 2)
    assert isinstance(pilot.app.screen, DoneScreen)
    await harness.press(pilot, "r")
    assert isinstance(pilot.app.screen, RepsScreen)


def rows(pilot) -> list[str]:
    """Return the rows of the page."""
    blocks = pilot.app.screen.query_one("#reps-blocks")
    return [" ".join(str(option.prompt).split()) for option in blocks.options]


def corrections(harness: AppHarness) -> list[tuple[int, int | None]]:
    """Return what was logged: the attempts and their repetitions."""
    return [(e.attempt, e.reps) for e in harness.log.events if isinstance(e, RepsCorrected)]


async def test_a_row_is_chosen_and_its_number_typed():
    """Each press is in the log at once, and the done page shows the result."""
    harness = AppHarness(session_of(SQUATS))
    async with harness.play() as pilot:
        await to_the_reps(harness, pilot)
        assert rows(pilot) == ["12 of 12 Squats, set 1 of 2", "12 of 12 Squats, set 2 of 2"]
        await pilot.press("down", "1", "0")
        assert corrections(harness) == [(2, 1), (2, 10)]
        assert rows(pilot)[1] == "10 of 12 Squats, set 2 of 2"
        await pilot.press("minus", "up", "plus")
        assert corrections(harness)[2:] == [(2, 9), (1, 13)]
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, DoneScreen)
        assert "reps 13, 9" in " ".join(screen_words(pilot.app.screen))
        assert not [e for e in harness.log.events if isinstance(e, Corrected)]


async def test_what_was_said_is_taken_back():
    """Backspace; then the written number holds again."""
    harness = AppHarness(session_of(SQUATS))
    async with harness.play() as pilot:
        await to_the_reps(harness, pilot)
        await pilot.press("7", "backspace")
        assert corrections(harness) == [(1, 7), (1, None)]
        assert rows(pilot)[0].startswith("12 of 12")
        await pilot.press("8")
        assert corrections(harness)[-1] == (1, 8)


@pytest.mark.parametrize(
    ("keys", "said"),
    [(("9", "9", "9", "9"), "0 to 999"), (("0", "minus"), "0 to 999"), (("k",), "K: not here")],
)
async def test_a_key_that_does_nothing_says_so(keys, said):
    """The number stays as it was."""
    harness = AppHarness(session_of(SQUATS))
    async with harness.play() as pilot:
        await to_the_reps(harness, pilot)
        await pilot.press(*keys)
        await pilot.pause()
        assert flashed(pilot) == said
        assert corrections(harness) == corrections(harness)[: len(keys) - 1]


async def test_without_repetitions_there_is_no_such_page():
    """The key says so."""
    harness = AppHarness(session_of(an_exercise(1)))
    async with harness.play() as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 200)
        await harness.pass_time(pilot, 2)
        await harness.press(pilot, "r")
        assert isinstance(pilot.app.screen, DoneScreen)
        assert flashed(pilot) == "R: no repetitions to correct"
        assert "R reps" not in " ".join(screen_words(pilot.app.screen))


async def test_the_chosen_row_is_seen_at_every_size():
    """The list scrolls to it."""
    harness = AppHarness(session_of(an_exercise(1, name="Squats", reps=12, sets=20, rest=0)))
    async with harness.play() as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 20)
        for _ in range(20):
            await harness.press(pilot, "enter")
        await harness.pass_time(pilot, 2)
        async for size in resized(pilot, [(30, 8), (40, 12), (80, 24), (160, 50)]):
            await harness.press(pilot, "r")
            await pilot.press(*["down"] * 19, "5")
            await pilot.pause()
            words = " ".join(screen_words(pilot.app.screen))
            assert "5 of 12" in words, size
            assert "set 20 of" in words, size
            await harness.press(pilot, "enter")
