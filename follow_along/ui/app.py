"""The app: choose, play, done, and the outcome that the command line reports."""

from dataclasses import dataclass
from typing import TypeVar

from textual.app import App
from textual.theme import Theme

from follow_along.conductor import Conductor
from follow_along.core.choices import Choice
from follow_along.core.player import Action, Phase
from follow_along.core.record import Record
from follow_along.shelf import History, Shelf
from follow_along.ui.choose import ChooseScreen
from follow_along.ui.done import DoneScreen
from follow_along.ui.history import HistoryScreen
from follow_along.ui.keys import EVERYWHERE, bindings
from follow_along.ui.play import PlayScreen
from follow_along.ui.shading import SHADES

Result = TypeVar("Result")

DARK = Theme(
    name="follow-along-dark",
    primary="#7ee2b8",
    secondary="#9cc4ff",
    accent="#ffd24a",
    warning="#ffd24a",
    error="#ff9a8a",
    success="#7ee2b8",
    foreground="#f4f6f8",
    background="#0c1014",
    surface="#161c22",
    panel="#222a32",
    dark=True,
    variables=SHADES,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the last run ended; `record` is empty when none began."""

    finished: bool
    record: Record


class _Frame(App[Result]):
    """What every app of the program has in common: its look, and the keys that work everywhere."""

    CSS_PATH = "follow_along.tcss"
    BINDINGS = bindings(EVERYWHERE)
    ENABLE_COMMAND_PALETTE = False
    TITLE = "follow-along"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name


class HistoryApp(_Frame[None]):
    """Opens on the history alone."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history

    def on_mount(self) -> None:
        """Open the history; closing it ends the program."""
        self.push_screen(HistoryScreen(self._history), lambda _: self.exit())

    def action_leave_now(self) -> None:
        """End the program."""
        self.exit()


class FollowAlongApp(_Frame[Outcome]):
    """Opens on one run, or on the choice of one. Returns the outcome of the last run, if any."""

    def __init__(self, shelf: Shelf, run: Conductor | None = None, *, badge: str = "") -> None:
        super().__init__()
        self._shelf = shelf
        self._run = run
        self._badge = badge
        self._choosing = run is None
        self._outcome: Outcome | None = None

    def on_mount(self) -> None:
        """Open the first screen."""
        if self._run is None:
            self._choose()
        else:
            self._play(self._run)

    def action_leave_now(self) -> None:
        """End the run, if one is on, and the program with it."""
        if self._run is not None:
            self._run.act(Action.LEAVE)
            self._outcome = self._outcome_of(self._run)
        self.exit(self._outcome)

    def _choose(self) -> None:
        def chosen(choice: Choice | None) -> None:
            if choice is None:
                self.exit(self._outcome)
            else:
                self._play(self._shelf.open(choice))

        self.push_screen(ChooseScreen(self._shelf), chosen)

    def _play(self, run: Conductor) -> None:
        self._run = run
        self.push_screen(PlayScreen(run, badge=self._badge), lambda _: self._played(run))

    def _played(self, run: Conductor) -> None:
        self._outcome = self._outcome_of(run)
        if run.player.record:
            self.push_screen(
                DoneScreen(run, self._shelf, badge=self._badge), lambda _: self._after()
            )
        else:
            self._after()

    def _after(self) -> None:
        self._run = None
        if self._choosing:
            self._choose()
        else:
            self.exit(self._outcome)

    @staticmethod
    def _outcome_of(run: Conductor) -> Outcome:
        return Outcome(run.player.phase is Phase.DONE, run.player.record)
