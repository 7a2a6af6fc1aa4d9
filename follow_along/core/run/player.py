"""The state of a run: its phase, its position in the timeline, and its record.

No value counts ticks. A running stretch stores the moment at which it began (`origin`), a stopped
one its position; elapsed time is computed from `now`. `rules` has the state machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf
from typing import NamedTuple

from follow_along.core.enums import BlockOutcome, InterruptionKind, Version
from follow_along.core.run.record import BlockRecord, Event, Record, add_events
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.timeline import Block, Timeline


class Phase(StrEnum):
    """The phase of a run."""

    WAITING = "waiting"
    """Not begun."""
    LEAD_IN = "lead-in"
    """Getting ready, changing sides or resting before a block."""
    PAUSED = "paused"
    """The lead-in is paused."""
    WORKING = "working"
    STOPPED = "stopped"
    """The block is interrupted; its position is kept."""
    COUNT_IN = "count-in"
    """The seconds between resuming a stopped block and its work."""
    DONE = "done"
    LEFT = "left"
    """Ended early by the person."""


class Action(StrEnum):
    """What a person, or a machine that slept, does to a run."""

    BIG_KEY = "big-key"
    """Space, a click or a pedal: balance lost during work; otherwise begin, pause or resume."""
    TOUCH = "touch"
    """Balance lost, but the clock keeps running."""
    PAUSE = "pause"
    ENTER = "enter"
    """Ready early, or finished with a block that has no time limit."""
    NEXT = "next"
    BACK = "back"
    RESTART = "restart"
    MORE_REST = "more-rest"
    UNDO = "undo"
    PLUS = "plus"
    MINUS = "minus"
    EASIER = "easier"
    HARDER = "harder"
    SLEPT = "slept"
    LEAVE = "leave"


class NotAllowedError(Exception):
    """The action is not allowed now; the run is unchanged."""


@dataclass(frozen=True, slots=True)
class Player:
    """A run at one moment. Moments and positions are in seconds."""

    timeline: Timeline
    phase: Phase = Phase.WAITING
    index: int = 0
    """The block at work, or the one the lead-in leads to."""
    origin: float = 0.0
    """The moment at which the running stretch (lead-in, work or count-in) was at position 0."""
    length: float | None = None
    """The length of that stretch; None when only a key ends it."""
    position: float = 0.0
    """The position of a paused lead-in or a stopped block."""
    resumed_from: float = 0.0
    """The position at which the clock of this block last started."""
    last_loss: float = -inf
    """The moment of the last counted loss of balance."""
    versions: Mapping[str, Version] = field(default_factory=dict)
    """The version in which each exercise is done, by its id, where that is not as written."""
    record: Record = ()
    """What was done. A waiting run that has a record is a run to be resumed."""

    @property
    def block(self) -> Block:
        """The block at work, or the one the lead-in leads to; the last one when done."""
        return self.timeline.blocks[self.index]

    @property
    def version(self) -> Version:
        """The version of the exercise of `block`."""
        return self.version_of(self.block.exercise)

    def version_of(self, exercise: Exercise) -> Version:
        """Return the version of an exercise; as written where its session has no such one."""
        chosen = self.versions.get(exercise.id, Version.WRITTEN)
        return chosen if chosen in exercise.versions else Version.WRITTEN

    @property
    def next_block(self) -> Block | None:
        """The block after `block`; None after the last."""
        blocks = self.timeline.blocks
        return blocks[self.index + 1] if self.index + 1 < len(blocks) else None

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self.phase in {Phase.LEAD_IN, Phase.WORKING, Phase.COUNT_IN}

    @property
    def in_block(self) -> bool:
        """Whether the work of `block` has begun and not ended."""
        return self.phase in {Phase.WORKING, Phase.STOPPED, Phase.COUNT_IN}

    @property
    def current_attempt(self) -> BlockRecord | None:
        """The attempt whose count can be changed: the one at work, or the last one.

        None before the first attempt and after a skipped block.
        """
        last = self.record[-1] if self.record else None
        return None if last is None or last.outcome is BlockOutcome.SKIPPED else last

    @property
    def open_interruption(self) -> InterruptionKind | None:
        """The kind of the interruption that is not over; None when there is none.

        A loss of balance that was undone is a break.
        """
        if self.phase not in {Phase.STOPPED, Phase.COUNT_IN}:
            return None
        last = self.record[-1].interruptions[-1]
        return InterruptionKind.BREAK if last.undone else last.kind

    @property
    def will_restart(self) -> bool:
        """Whether the block will restart after this stop, a loss of balance; a hold ends."""
        exercise, lost = self.block.exercise, self.open_interruption is InterruptionKind.WOBBLE
        return lost and exercise.after_stop == "restart" and not exercise.is_open

    def work_position(self, now: float) -> float:
        """Return the steady seconds into the block at work."""
        return now - self.origin if self.phase is Phase.WORKING else self.position


class Transition(NamedTuple):
    """The state after an action or after some time, and the events on the way to it."""

    player: Player
    events: tuple[Event, ...] = ()

    def then(self, *events: Event, **changes: object) -> "Transition":
        """Return a transition with these events added to the record and these fields changed."""
        record = add_events(self.player.record, events)
        player = replace(self.player, record=record, **changes)  # type: ignore[arg-type]
        return Transition(player, self.events + events)


def new_player(
    timeline: Timeline, exercise_number: int = 1, versions: Mapping[str, Version] | None = None
) -> Player:
    """Return a run that waits at the first block of an exercise, counted from 1.

    `versions` are those in which exercises were done last.
    Raises ValueError when the session has no such exercise.
    """
    index = timeline.first_block_of(exercise_number)
    return Player(timeline, index=index, versions=versions or {})
