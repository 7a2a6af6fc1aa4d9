"""Playing a script of key presses on a run."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from follow_along.core.run.player import Action, NotAllowedError, Player, Transition
from follow_along.core.run.record import Event
from follow_along.core.run.rules import act, advance


@dataclass(frozen=True)
class Press:
    """A key, `gap` seconds after the last one, or `near_end` seconds off a stretch's end."""

    action: Action
    gap: float = 0.0
    near_end: float | None = None

    def moment(self, player: Player, now: float) -> float:
        """When it is pressed, the last press having been at `now`. Never before that."""
        if self.near_end is None or not player.running or player.length is None:
            return now + self.gap
        return max(now, player.origin + player.length + self.near_end)


@dataclass(frozen=True)
class Deed:
    """One press: the run just before it, when it came, and where it led (None: refused)."""

    before: Player
    action: Action
    now: float
    step: Transition | None

    @property
    def after(self) -> Player:
        """The run just after it."""
        return self.step.player if self.step else self.before


@dataclass
class ScriptedRun:
    """A run as it was played: every deed, every event, and how it stands at `now`."""

    player: Player
    now: float
    deeds: list[Deed] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def tick(self, now: float) -> None:
        """Let time pass until `now`."""
        step = advance(self.player, now)
        self.player, self.now = step.player, now
        self.events += step.events

    def press(self, action: Action) -> None:
        """Press a key now, and note whether it was allowed."""
        before = self.player
        step = _allowed(before, action, self.now)
        self.deeds.append(Deed(before, action, self.now, step))
        if step:
            self.player = step.player
            self.events += step.events


def play_script(player: Player, script: Sequence[Press], begin: float) -> ScriptedRun:
    """Play a script, with a look at the clock just before each press."""
    run = ScriptedRun(player, begin)
    for press in script:
        run.tick(press.moment(run.player, run.now))
        run.press(press.action)
    return run


def _allowed(player: Player, action: Action, now: float) -> Transition | None:
    try:
        return act(player, action, now)
    except NotAllowedError:
        return None
