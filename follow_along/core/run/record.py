"""The events of a run, and the record that they add up to.

An event has the moment (monotonic seconds) at which it happened, which may be before the moment at
which it was noticed. Only `add_events` changes a record, so the screen (which shows the record) and
the log (which stores the events) always agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome, Version
from follow_along.core.history.longest_stretch import breaks_the_stretch, longest_stretch
from follow_along.core.history.repetitions import repetitions_done, repetitions_text
from follow_along.core.rating import Answer, Question
from follow_along.core.sessions.timeline import Block


class RunBegan(NamedTuple):
    """The person pressed the key to begin."""

    at: float


class RunResumed(NamedTuple):
    """An interrupted run was resumed; an earlier `RunEnded` no longer holds."""

    at: float


class BlockBegan(NamedTuple):
    """Work began on `block`; `attempt` numbers the attempts of a run from 1."""

    at: float
    attempt: int
    block: Block
    version: Version = Version.WRITTEN


class BlockSkipped(NamedTuple):
    """`block` was skipped before its work began."""

    at: float
    attempt: int
    block: Block


class BlockEnded(NamedTuple):
    """An attempt ended after `steady_ms` of work, without its stops."""

    at: float
    attempt: int
    outcome: BlockOutcome
    steady_ms: int


class Interrupted(NamedTuple):
    """An interruption began, `offset_ms` of steady work into the block.

    `number` counts the interruptions of an attempt from 1. `counted` is False for a break, a sleep,
    and a loss of balance within two seconds of the last one: it is the same loss.
    """

    at: float
    attempt: int
    number: int
    kind: InterruptionKind
    offset_ms: int
    counted: bool


class InterruptionEnded(NamedTuple):
    """The clock runs again, or the block was left."""

    at: float
    attempt: int
    number: int


class Undone(NamedTuple):
    """The interruption `number` of an attempt was a mistake: it is kept, but not counted."""

    at: float
    attempt: int
    number: int


class Corrected(NamedTuple):
    """The count of an attempt was corrected by hand: `delta` is +1 or -1."""

    at: float
    attempt: int
    delta: int


class RepsCorrected(NamedTuple):
    """The person said how many repetitions of an attempt were really done; None takes it back."""

    at: float
    attempt: int
    reps: int | None


class VersionChanged(NamedTuple):
    """The person went on with an attempt in another version of its exercise."""

    at: float
    attempt: int
    version: Version


class RunEnded(NamedTuple):
    """The run ended."""

    at: float
    outcome: RunOutcome


class Rated(NamedTuple):
    """The person answered a question on the run after its end, or took the answer back."""

    at: float
    question: Question
    answer: Answer


Event = (
    RunBegan
    | RunResumed
    | BlockBegan
    | BlockSkipped
    | BlockEnded
    | Interrupted
    | InterruptionEnded
    | Undone
    | Corrected
    | RepsCorrected
    | VersionChanged
    | RunEnded
    | Rated
)


@dataclass(frozen=True, slots=True)
class Interruption:
    """One interruption; moments in monotonic seconds, `ended` is None while it is open."""

    number: int
    kind: InterruptionKind
    offset_ms: int
    counted: bool
    began: float
    ended: float | None = None
    undone: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts as a loss of balance."""
        return self.counted and not self.undone

    @property
    def breaks_the_stretch(self) -> bool:
        """Whether it divides the steady work: the clock stopped, or balance was lost."""
        return breaks_the_stretch(self.kind, counted=self.counted, taken_back=self.undone)


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """One attempt at a block; `outcome` is None while it is at work."""

    attempt: int
    block: Block
    began: float
    steady_ms: int = 0
    outcome: BlockOutcome | None = None
    interruptions: tuple[Interruption, ...] = ()
    correction: int = 0
    version: Version = Version.WRITTEN
    reps_done: int | None = None
    """The repetitions really done, where the person said so."""

    @property
    def reps_known(self) -> int | None:
        """The repetitions done; None where they are unknown."""
        return repetitions_done(self.block.exercise.reps, self.reps_done, self.outcome)

    @property
    def reps_text(self) -> str:
        """The repetitions done, such as `9 of 12`."""
        return repetitions_text(self.block.exercise.reps, self.reps_done, self.outcome)

    @property
    def count(self) -> int:
        """The losses of balance: those counted and not undone, plus the correction by hand."""
        return sum(i.counts for i in self.interruptions) + self.correction

    @property
    def longest_ms(self) -> int:
        """The longest steady work without a break in it so far, in milliseconds."""
        breaks = (i.offset_ms for i in self.interruptions if i.breaks_the_stretch)
        return longest_stretch(self.steady_ms, breaks)

    @property
    def last_counted(self) -> Interruption | None:
        """The latest interruption that counts, which `undo` takes back; None without one."""
        return next((i for i in reversed(self.interruptions) if i.counts), None)


Record = tuple[BlockRecord, ...]


def add_events(record: Record, events: Iterable[Event]) -> Record:
    """Return the record with these events added, oldest first."""
    for event in events:
        record = _add_event(record, event)
    return record


def _add_event(record: Record, event: Event) -> Record:
    match event:
        case BlockBegan(at, attempt, block, version):
            return (*record, BlockRecord(attempt, block, began=at, version=version))
        case BlockSkipped(at, attempt, block):
            return (*record, BlockRecord(attempt, block, began=at, outcome=BlockOutcome.SKIPPED))
        case RunBegan() | RunResumed() | RunEnded() | Rated():
            return record
        case _:
            index = event.attempt - 1
            return (*record[:index], _changed(record[index], event), *record[index + 1 :])


def _changed(  # noqa: PLR0911 - a case for each event
    attempt: BlockRecord,
    event: BlockEnded
    | Interrupted
    | InterruptionEnded
    | Undone
    | Corrected
    | RepsCorrected
    | VersionChanged,
) -> BlockRecord:
    match event:
        case BlockEnded(_, _, outcome, steady_ms):
            return replace(attempt, outcome=outcome, steady_ms=steady_ms)
        case Interrupted(at, _, number, kind, offset_ms, counted):
            new = Interruption(number, kind, offset_ms, counted, began=at)
            return replace(attempt, interruptions=(*attempt.interruptions, new))
        case Corrected(_, _, delta):
            return replace(attempt, correction=attempt.correction + delta)
        case RepsCorrected(_, _, reps):
            return replace(attempt, reps_done=reps)
        case VersionChanged(_, _, version):
            return replace(attempt, version=version)
        case InterruptionEnded(at, _, number):
            return _with_interruption(attempt, number, ended=at)
        case Undone(_, _, number):
            return _with_interruption(attempt, number, undone=True)


def _with_interruption(attempt: BlockRecord, number: int, **changes: Any) -> BlockRecord:
    interruptions = (
        replace(each, **changes) if each.number == number else each
        for each in attempt.interruptions
    )
    return replace(attempt, interruptions=tuple(interruptions))
