"""The history on a stage: opened on a past, driven by keys, read place by place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import OptionList

from follow_along.ui.app import HistoryApp
from tests.ui.fake_history import FakeHistory
from tests.ui.made_history import weeks_of_runs


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what was read is on the screen."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@asynccontextmanager
async def looking_at(
    history: FakeHistory, *keys: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The history, after some keys."""
    async with HistoryApp(history).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def words(pilot: Pilot[None], place: str) -> str:
    """What stands in a place of the screen."""
    return str(pilot.app.screen.query_one(f"#{place}").render())


def lines(pilot: Pilot[None]) -> list[str]:
    """The lines of the list on the screen."""
    return [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]


def eight_weeks() -> FakeHistory:
    """Eight weeks, three runs in each."""
    return FakeHistory(weeks_of_runs(8))
