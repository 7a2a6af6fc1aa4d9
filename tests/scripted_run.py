"""Plays a script of key presses on a run."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from follow_along.core.run.player import Action, NotAllowedError, Player, Transition
from follow_along.core.run.record import Event
from follow_along.core.run.rules import act, advance


@dataclass(frozen=True)
class Press:
    """A key, `gap` seconds after the last one, or `near_end` seconds after a stretch's end."""

    action: Action
    gap: float = 0.0
    near_end: float | None = None

    def moment(self, player: Player, now: float) -> float:
        """The moment of the press, not before `now`, the moment of the last press."""
        if self.near_end is None or not player.running or player.length is None:
            return now + self.gap
        return max(now, player.origin + player.length + self.near_end)


@dataclass(frozen=True)
class ActionTaken:
    """One press: the run before it, its moment, and its transition (None: refused)."""

    before: Player
    action: Action
    now: float
    transition: Transition | None

    @property
    def after(self) -> Player:
        """The run after it."""
        return self.transition.player if self.transition else self.before


@dataclass
class ScriptedRun:
    """A run at `now`, with every action taken and every event."""

    player: Player
    now: float
    taken: list[ActionTaken] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def tick(self, now: float) -> None:
        """Let time pass until `now`."""
        transition = advance(self.player, now)
        self.player, self.now = transition.player, now
        self.events += transition.events

    def press(self, action: Action) -> None:
        """Press a key now."""
        before = self.player
        try:
            transition = act(before, action, self.now)
        except NotAllowedError:
            transition = None
        self.taken.append(ActionTaken(before, action, self.now, transition))
        if transition:
            self.player = transition.player
            self.events += transition.events


def play_script(player: Player, script: Sequence[Press], begin: float) -> ScriptedRun:
    """Play a script, with a tick just before each press."""
    run = ScriptedRun(player, begin)
    for press in script:
        run.tick(press.moment(run.player, run.now))
        run.press(press.action)
    return run
