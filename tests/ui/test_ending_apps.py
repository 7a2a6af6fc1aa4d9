"""The one way out of an app, without a terminal: by key, by signal, by a fault of the program."""

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

FAULT = ValueError("a fault of our own")


async def fails() -> None:
    """What a worker is given to do."""
    raise FAULT


def raises() -> None:
    """What a timer or a callback is given to do."""
    raise FAULT


def paints_badly(screen: PlayScreen) -> None:
    """Give every widget a picture that fails."""
    for widget in screen.query("*"):
        widget.render = raises  # type: ignore[method-assign,assignment]
        widget.refresh()


FAULTS = {
    "timer": lambda screen: screen.set_timer(0.001, raises),
    "callback": lambda screen: screen.call_later(raises),
    "worker": lambda screen: screen.run_worker(fails()),
    "picture": paints_badly,
    "thread": lambda screen: screen.app.fail(FAULT),
    "style": lambda screen: screen.app.call_later(setattr, screen.styles, "color", "no colour"),
}


async def play_into(
    harness: AppHarness, app: FollowAlongApp, fault: Callable[[PlayScreen], object]
) -> None:
    """Begin a run, and bring a fault out; raises what the app ended by."""
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        assert isinstance(app.screen, PlayScreen)
        fault(app.screen)
        await pilot.pause(0.05)


@pytest.mark.parametrize("where", FAULTS)
async def test_an_error_ends_the_run_and_is_kept(where):
    """Wherever it comes from, the log has the end of the run, and the app says what failed."""
    harness = AppHarness()
    app = harness.playing()
    with pytest.raises(Exception, match=r".") as raised:
        await play_into(harness, app, FAULTS[where])
    assert app.fault is not None
    assert app.fault in {raised.value, getattr(raised.value, "error", None)}
    assert isinstance(harness.log.events[-1], RunEnded)


async def test_fault_in_the_end_itself_still_ends():
    """Where the run cannot be ended either, the first fault is the one that is told."""
    harness = AppHarness()
    app = harness.playing()

    def fault(screen: PlayScreen) -> None:
        screen.conductor.act = lambda _: 1 // 0  # type: ignore[assignment,method-assign]
        screen.call_later(raises)

    with pytest.raises(ValueError, match="of our own"):
        await play_into(harness, app, fault)
    assert app.fault is FAULT


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_key_ends_the_run_and_the_program(key):
    """At once, from a dialog too."""
    harness = AppHarness()
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        await harness.press(pilot, "question_mark")
        await pilot.press(key)
    assert app.ended_by is None
    assert isinstance(harness.log.events[-1], RunEnded)


async def test_signal_ends_the_run_and_the_program():
    """As often as it comes; the first one is the one that is told."""
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
    """The play screen may notice that the run is over before the app has ended."""
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


async def test_signal_before_anything_is_open_ends_the_program():
    """It came while the program started: nothing is shown, and nothing begun."""
    harness = AppHarness()
    app = harness.playing()
    app.end_soon(signal.SIGTERM)
    await app.run_async(headless=True)
    assert app.return_value is None
    assert harness.log.events == []
    app.end_soon(signal.SIGTERM)


async def test_lost_terminal_ends_like_a_hang_up():
    """It is remembered that nobody is there to be told anything."""
    harness = AppHarness()
    app = harness.playing()
    async with app.run_test() as pilot:
        await harness.press(pilot, "space")
        app.lose_terminal()
        await pilot.pause()
    assert (app.ended_by, app.unread) == (signal.SIGHUP, True)
    assert isinstance(harness.log.events[-1], RunEnded)


async def test_history_ends_by_a_signal_too():
    """There is no run there, and nothing to keep."""
    app = HistoryApp(FakeHistory())
    async with app.run_test() as pilot:
        app.end_soon(signal.SIGTERM)
        await pilot.pause()
    assert app.ended_by == signal.SIGTERM


async def test_run_that_is_over_is_not_ended_again():
    """On the done screen the signal ends the program alone."""
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
