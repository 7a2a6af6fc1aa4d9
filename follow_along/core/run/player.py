"""A run at one moment: where it stands, what was recorded, and a step to the next state.

Nothing counts and nothing ticks: a running stretch is known by the moment `origin` at which it
stood at zero, a stopped one by its position. What may happen when is in `rules`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from follow_along.core.enums import BlockOutcome, InterruptionKind
from follow_along.core.run.record import BlockRecord, Event, Record, add
from follow_along.core.sessions.timeline import Block, Timeline


class Phase(StrEnum):
    """Where a run stands."""

    WAITING = "waiting"
    """Not begun."""
    LEAD_IN = "lead-in"
    """Getting ready, changing sides or resting: the lead-in to a block runs."""
    PAUSED = "paused"
    """The lead-in is paused."""
    WORKING = "working"
    STOPPED = "stopped"
    """Work is interrupted; the place is kept."""
    COUNT_IN = "count-in"
    """The count-in after a stop."""
    DONE = "done"
    LEFT = "left"
    """Ended early by the person."""


class Action(StrEnum):
    """What a person (or a machine that slept) can do to a run."""

    BIG_KEY = "big-key"
    """The one big key: balance lost; otherwise begin, hold, go on."""
    TOUCH = "touch"
    PAUSE = "pause"
    ENTER = "enter"
    """Ready now, or done with a block that waits."""
    NEXT = "next"
    BACK = "back"
    RESTART = "restart"
    MORE_REST = "more-rest"
    UNDO = "undo"
    PLUS = "plus"
    MINUS = "minus"
    SLEPT = "slept"
    LEAVE = "leave"


class NotAllowedError(Exception):
    """The action has no meaning in the present phase; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Player:
    """A run at one moment. Moments and positions are in seconds."""

    timeline: Timeline
    phase: Phase = Phase.WAITING
    index: int = 0
    """The block at work, or the one led to."""
    origin: float = 0.0
    """When the running stretch (lead-in, work or count-in) stood at zero."""
    length: float | None = None
    """How long that stretch lasts; None: until the key."""
    position: float = 0.0
    """How far a held lead-in or a stopped block has come."""
    resumed_from: float = 0.0
    """The position at which the clock of this block last started."""
    last_loss: float = float("-inf")
    """When balance was last lost and counted."""
    record: Record = ()
    """What was done; one that waits with a record goes on with a run that was broken off."""

    @property
    def block(self) -> Block:
        """The block at work, or the one led to (the last one, when all is done)."""
        return self.timeline.blocks[self.index]

    @property
    def following(self) -> Block | None:
        """The block after that."""
        blocks = self.timeline.blocks
        return blocks[self.index + 1] if self.index + 1 < len(blocks) else None

    @property
    def running(self) -> bool:
        """Whether time alone will change something."""
        return self.phase in {Phase.LEAD_IN, Phase.WORKING, Phase.COUNT_IN}

    @property
    def in_block(self) -> bool:
        """Whether work on a block has begun and not ended."""
        return self.phase in {Phase.WORKING, Phase.STOPPED, Phase.COUNT_IN}

    @property
    def current_attempt(self) -> BlockRecord | None:
        """The attempt whose count can be changed: the one at work, or the one just over."""
        last = self.record[-1] if self.record else None
        return None if last is None or last.outcome is BlockOutcome.SKIPPED else last

    @property
    def open_interruption(self) -> InterruptionKind | None:
        """Why the block is interrupted, while it is."""
        if self.phase not in {Phase.STOPPED, Phase.COUNT_IN}:
            return None
        return self.record[-1].interruptions[-1].kind

    def work_position(self, now: float) -> float:
        """Steady seconds into the block at work."""
        return now - self.origin if self.phase is Phase.WORKING else self.position


@dataclass(frozen=True, slots=True)
class Transition:
    """What an action or the passing of time led to: the new state, and what happened."""

    player: Player
    events: tuple[Event, ...] = ()

    def then(self, *events: Event, **changes: object) -> "Transition":
        """Go one step further: events are added to the record, fields are changed."""
        record = add(self.player.record, events)
        player = replace(self.player, record=record, **changes)  # type: ignore[arg-type]
        return Transition(player, self.events + events)


def new_player(timeline: Timeline, exercise_number: int = 1) -> Player:
    """A run not yet begun, at the first block of an exercise (from 1). ValueError if none."""
    return Player(timeline, index=timeline.first_block_of(exercise_number))
