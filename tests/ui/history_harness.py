"""Opens the history app in a test, presses keys and reads its widgets."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import OptionList

from follow_along.ui.app import HistoryApp
from tests.ui.fake_history import FakeHistory
from tests.ui.generated_history import weeks_of_runs


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the screen shows what its workers read."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@asynccontextmanager
async def open_history(
    history: FakeHistory, *keys: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """Open the history and press keys."""
    async with HistoryApp(history).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait for the effect of each."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def words(pilot: Pilot[None], widget_id: str) -> str:
    """Return the text of a widget."""
    return str(pilot.app.screen.query_one(f"#{widget_id}").render())


def lines(pilot: Pilot[None]) -> list[str]:
    """Return the items of the list on the screen."""
    return [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]


def eight_weeks() -> FakeHistory:
    """Return a history of eight weeks with three runs each."""
    return FakeHistory(weeks_of_runs(8))
