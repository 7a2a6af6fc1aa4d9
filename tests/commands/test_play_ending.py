"""How `play` ends while counts could not be saved: they are printed, whatever ended it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from click.testing import CliRunner

from follow_along.cli import main
from follow_along.commands import play
from follow_along.conductor import Conductor
from follow_along.core.run.player import Action
from follow_along.ui.outcome import Outcome, outcome_of
from tests.builders import a_run, an_exercise
from tests.conductor_harness import HEADER
from tests.fakes import FakeClock, FakeLog, FakeSound

COUNTS = f"{HEADER.title} could not be saved. Its counts:\n  Move 1, both: 1 stop in 5 s\n"


class FakeServices:
    """A run with one stop, left after five seconds of work."""

    def __init__(self, *, saved: bool) -> None:
        clock = FakeClock()
        self.saved = saved
        self.run = Conductor(
            a_run(an_exercise(work=20_000, sides="both")), clock, FakeSound(), FakeLog(), HEADER
        )
        self.run.act(Action.BIG_KEY)
        clock.advance(15.0)
        clock.advance(5.0)
        self.run.act(Action.BIG_KEY)
        self.run.act(Action.LEAVE)

    def lost(self) -> Iterator[Conductor]:
        """The run, unless it is saved."""
        yield from () if self.saved else (self.run,)

    def notices(self) -> Iterator[str]:
        """None."""
        yield from ()


def end(
    monkeypatch: pytest.MonkeyPatch, how: Callable[[Any], Any], *, saved: bool = False
) -> tuple[int, str]:
    """The exit code and the output after a run that ended in some way."""

    @contextmanager
    def open_services(_: object) -> Iterator[FakeServices]:
        yield FakeServices(saved=saved)

    monkeypatch.setattr(play, "open_services", open_services)
    monkeypatch.setattr(
        play, "play_on_screen", lambda *_: play._finish(play.RunOptions(), None, how)
    )
    result = CliRunner().invoke(main, ["play", "foot-ankle-1"])
    return result.exit_code, result.output


def test_a_run_without_an_exercise_says_so_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither that progress is saved nor how many stops there were."""
    code, output = end(
        monkeypatch, lambda _: (Outcome(finished=False, record=()), None), saved=True
    )
    assert (code, output) == (1, "No exercise was begun.\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_after_a_signal_the_counts_are_printed(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The exit code is that of the signal: whoever sent it must see that it was obeyed."""
    code, output = end(monkeypatch, lambda services: (outcome_of(services.run), number))
    assert code == 128 + number
    assert COUNTS in output
    assert "Ended early, and not saved." in output


def test_without_a_signal_the_exit_code_says_that_they_are_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also for a run that was played to its end."""
    code, output = end(monkeypatch, lambda services: (outcome_of(services.run), None))
    assert code == 1
    assert COUNTS in output


@pytest.mark.parametrize("saved", [False, True])
def test_after_an_internal_error_the_counts_are_printed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, saved: bool
) -> None:
    """The sentence on the error does not say that they are saved when they are not."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def fail(_: object) -> Any:
        raise ZeroDivisionError

    code, output = end(monkeypatch, fail, saved=saved)
    assert code == 70
    assert (COUNTS in output) is not saved
    assert ("Your progress could not be saved." in output) is not saved
    assert ("Your progress is saved." in output) is saved
