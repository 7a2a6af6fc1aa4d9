"""How an app ends, without a terminal: by a key, a signal or an error."""

import signal
from collections.abc import Callable

import pytest

from follow_along.core.run.player import Action, Phase
from follow_along.core.run.record import RunEnded
from follow_along.ui.app import FollowAlongApp, HistoryApp
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.play import PlayScreen
from tests.ui.app_harness import AppHarness, run_of
from tests.ui.fake_history import FakeHistory

FAULT = ValueError("an internal error")


async def fails() -> None:
    """Raise in a worker."""
    raise FAULT


def raises() -> None:
    """Raise in a timer or a callback."""
    raise FAULT


def break_rendering(screen: PlayScreen) -> None:
    """Make the rendering of every widget raise."""
    for widget in screen.query("*"):
        widget.render = raises  # type: ignore[method-assign,assignment]
        widget.refresh()


FAULTS = {
    "timer": lambda screen: screen.set_timer(0.001, raises),
    "callback": lambda screen: screen.call_later(raises),
    "worker": lambda screen: screen.run_worker(fails()),
    "rendering": break_rendering,
    "thread": lambda screen: screen.app.fail(FAULT),
    "style": lambda screen: screen.app.call_later(setattr, screen.styles, "color", "no colour"),
}


async def play_until(
    harness: AppHarness, app: FollowAlongApp, fault: Callable[[PlayScreen], object]
) -> None:
    """Begin a run and cause an error. Raises the error that ended the app."""
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        assert isinstance(app.screen, PlayScreen)
        fault(app.screen)
        await pilot.pause(0.05)


@pytest.mark.parametrize("where", FAULTS)
async def test_an_error_ends_the_run_and_is_kept(where):
    """An error from anywhere ends the run in the log, and the app keeps the error."""
    harness = AppHarness()
    app = harness.playing()
    with pytest.raises(Exception, match=r".") as raised:
        await play_until(harness, app, FAULTS[where])
    assert app.fault is not None
    assert app.fault in {raised.value, getattr(raised.value, "error", None)}
    assert isinstance(harness.log.events[-1], RunEnded)


async def test_error_while_ending_still_ends_the_app():
    """When ending the run fails too, the app keeps the first error."""
    harness = AppHarness()
    app = harness.playing()

    def fault(screen: PlayScreen) -> None:
        screen.conductor.act = lambda _: 1 // 0  # type: ignore[assignment,method-assign]
        screen.call_later(raises)

    with pytest.raises(ValueError, match="an internal error"):
        await play_until(harness, app, fault)
    assert app.fault is FAULT


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_key_ends_the_run_and_the_program(key):
    """Ctrl+C and Ctrl+Q end the run at once, also from a dialog."""
    harness = AppHarness()
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        await harness.press(pilot, "question_mark")
        await pilot.press(key)
    assert app.ended_by is None
    assert isinstance(harness.log.events[-1], RunEnded)


async def test_signal_ends_the_run_and_the_program():
    """Repeated signals end the run once, and the app keeps the first."""
    harness = AppHarness()
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        run = run_of(app)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM):
            app.end_soon(number)
        await pilot.pause()
    assert app.ended_by == signal.SIGTERM
    assert run.player.phase is Phase.LEFT
    assert [type(event) for event in harness.log.events].count(RunEnded) == 1


async def test_no_screen_opens_while_the_program_ends():
    """The done screen does not open when the play screen notices the end of the run."""
    harness = AppHarness()
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 20)
        play = app.screen
        app.exit = lambda *_: play.refresh_view()  # type: ignore[method-assign,assignment]
        app.action_leave_now()
        await pilot.pause()
        assert not isinstance(app.screen, DoneScreen)
        del app.exit
        app.exit()
    assert app.fault is None


async def test_a_screen_that_lacks_its_widgets_is_no_error_while_the_program_ends():
    """Textual removes the widgets of a screen that is opening, and then mounts it."""
    harness = AppHarness()
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        screen = app.screen
        app.exit = lambda *_: screen.call_later(screen.query_one, "#none")  # type: ignore[method-assign,assignment]
        app.end_soon(signal.SIGTERM)
        await pilot.pause()
        del app.exit
        app.exit()
    assert app.fault is None
    assert isinstance(harness.log.events[-1], RunEnded)


async def test_signal_before_anything_is_open_ends_the_program():
    """A signal during the start ends the program before a run begins."""
    harness = AppHarness()
    app = harness.playing()
    app.end_soon(signal.SIGTERM)
    await app.run_async(headless=True)
    assert app.return_value is None
    assert harness.log.events == []
    app.end_soon(signal.SIGTERM)


async def test_lost_terminal_ends_like_a_hang_up():
    """A lost terminal ends the app like SIGHUP, and sets `unread`."""
    harness = AppHarness()
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        app.lose_terminal()
        await pilot.pause()
    assert (app.ended_by, app.unread) == (signal.SIGHUP, True)
    assert isinstance(harness.log.events[-1], RunEnded)


async def test_history_ends_by_a_signal_too():
    """A signal ends the history app."""
    app = HistoryApp(FakeHistory())
    async with app.run_test() as pilot:
        app.end_soon(signal.SIGTERM)
        await pilot.pause()
    assert app.ended_by == signal.SIGTERM


async def test_run_that_is_over_is_not_ended_again():
    """A signal on the done screen logs no second end of the run."""
    harness = AppHarness()
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        run = run_of(app)
        run.act(Action.LEAVE)
        await harness.pass_time(pilot, 1.0)
        app.end_soon(signal.SIGTERM)
        await pilot.pause()
    assert [type(event) for event in harness.log.events].count(RunEnded) == 1
