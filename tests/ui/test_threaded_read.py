"""What is read for a screen that closes meanwhile: it is dropped, and nothing fails."""

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
    """A history that is read no further than to its first question until it is let go on."""

    asked: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    def _fail(self) -> None:
        self.asked.set()
        assert self.let_go.wait(PATIENCE_S)
        super()._fail()


class Last(Widget):
    """Goes last of all on its screen, and only when everything that was read has come."""

    def __init__(self, history: SlowHistory) -> None:
        super().__init__()
        self._history = history
        self.alone = False

    async def on_unmount(self) -> None:
        """Let the reader go on when nothing but this is left, and wait until it is done."""
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


async def closes(app: App[Any], screen: Screen[Any], history: SlowHistory, key: str) -> Last:
    """Open a screen, and close it or the program by a key while it waits for what it reads."""
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        last = Last(history)
        await screen.mount(last)
        assert await asyncio.to_thread(history.asked.wait, PATIENCE_S)
        await pilot.press(key)
        await pilot.pause()
    return last


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
@pytest.mark.parametrize("problem", ["", "The log is damaged."])
@pytest.mark.parametrize("name", SCREENS)
async def test_a_late_result_is_dropped(name: str, problem: str, key: str):
    """By a key of the screen or of the program, whether it could be read or not."""
    history = SlowHistory(_past(), problem)
    app = HistoryApp(FakeHistory())
    last = await closes(app, SCREENS[name](history), history, key)
    assert last.alone
    assert app.fault is None


async def test_leaving_the_done_screen_while_it_reads_ends_the_program():
    """The first key after the last second: the done screen has read nothing by then."""
    history = SlowHistory(_past())
    harness = AppHarness(history=history)
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 1000)
        assert isinstance(app.screen, DoneScreen)
        last = Last(history)
        await app.screen.mount(last)
        assert await asyncio.to_thread(history.asked.wait, PATIENCE_S)
        await pilot.press("enter")
        await pilot.pause()
    assert last.alone
    assert app.fault is None
    assert app.return_value is not None


async def test_what_is_read_in_time_is_given():
    """The answer or the failure, while the screen stands, under another one too."""

    def fails() -> None:
        raise HistoryError("The log is damaged.")

    async with App[None]().run_test() as pilot:
        screen: Screen[None] = Screen()
        await pilot.app.push_screen(screen)
        await pilot.app.push_screen(Screen())
        assert await call_in_thread(screen, int, "2a", base=16) == 42
        with pytest.raises(HistoryError, match="damaged"):
            await call_in_thread(screen, fails)
