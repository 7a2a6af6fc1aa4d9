"""Results that arrive after their screen has closed are dropped."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from follow_along.core.history.logged_run import LoggedRun
from follow_along.ports import HistoryError
from follow_along.ui.app import HistoryApp
from follow_along.ui.screens.chart import ChartScreen
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.history import HistoryScreen
from follow_along.ui.screens.run import RunScreen
from follow_along.ui.screens.runs import RunsScreen
from follow_along.ui.threaded_read import call_in_thread
from tests.ui.app_harness import AppHarness
from tests.ui.fake_history import FakeHistory
from tests.ui.generated_history import weeks_of_runs

PATIENCE_S = 10


@dataclass
class SlowHistory(FakeHistory):
    """A history whose calls wait until `let_go` is set."""

    asked: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    def _fail(self) -> None:
        self.asked.set()
        assert self.let_go.wait(PATIENCE_S)
        super()._fail()


class LastWidget(Widget):
    """Is removed last from its screen, after all workers have finished."""

    def __init__(self, history: SlowHistory) -> None:
        super().__init__()
        self._history = history
        self.alone = False

    async def on_unmount(self) -> None:
        """Release the history when no other widget is left, and wait for the workers."""
        screen = self.screen
        while len(screen.children) > 1:
            await asyncio.sleep(0)
        self.alone = True
        self._history.let_go.set()
        while any(not worker.is_finished for worker in self.app.workers):
            await asyncio.sleep(0)


def _past() -> list[LoggedRun]:
    return weeks_of_runs(3)


SCREENS: dict[str, Callable[[SlowHistory], Screen[Any]]] = {
    "done": lambda history: DoneScreen(AppHarness().conductor(), AppHarness(history=history)),
    "weeks": HistoryScreen,
    "runs": lambda history: RunsScreen(history, None),
    "run": lambda history: RunScreen(history, history.past[0].run_id),
    "chart": lambda history: ChartScreen(history, history.past[0].blocks[0].exercise, "Stand", 8),
}


async def close_while_reading(
    app: App[Any], screen: Screen[Any], history: SlowHistory, key: str
) -> LastWidget:
    """Open a screen, and press a key that closes it or the app while it reads."""
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        last = LastWidget(history)
        await screen.mount(last)
        assert await asyncio.to_thread(history.asked.wait, PATIENCE_S)
        await pilot.press(key)
        await pilot.pause()
    return last


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
@pytest.mark.parametrize("problem", ["", "The log is damaged."])
@pytest.mark.parametrize("name", SCREENS)
async def test_a_late_result_is_dropped(name: str, problem: str, key: str):
    """A result or error is dropped when a key closed the screen or the app."""
    history = SlowHistory(_past(), problem)
    app = HistoryApp(FakeHistory())
    last = await close_while_reading(app, SCREENS[name](history), history, key)
    assert last.alone
    assert app.fault is None


async def test_leaving_the_done_screen_while_it_reads_ends_the_program():
    """Enter on the done screen ends the program before the history has answered."""
    history = SlowHistory(_past())
    harness = AppHarness(history=history)
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 1000)
        assert isinstance(app.screen, DoneScreen)
        last = LastWidget(history)
        await app.screen.mount(last)
        assert await asyncio.to_thread(history.asked.wait, PATIENCE_S)
        await harness.press(pilot, "q")
        await pilot.pause()
    assert last.alone
    assert app.fault is None
    assert app.return_value is not None


async def test_a_result_in_time_is_returned():
    """The result or the error reaches an open screen, also below another screen."""

    def fails() -> None:
        raise HistoryError("The log is damaged.")

    async with App[None]().run_test() as pilot:
        screen: Screen[None] = Screen()
        await pilot.app.push_screen(screen)
        await pilot.app.push_screen(Screen())
        assert await call_in_thread(screen, int, "2a", base=16) == 42
        with pytest.raises(HistoryError, match="damaged"):
            await call_in_thread(screen, fails)
