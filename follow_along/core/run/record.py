"""What happened in a run: the events the player emits, and the record they add up to.

An event carries the exact moment (monotonic seconds) at which it happened, which may lie before
the moment at which it was noticed. Adding up (`add`) is the only way a record comes about, so the
screen and the log can never tell two stories.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome
from follow_along.core.history.longest_stretch import breaks_the_stretch, longest_stretch
from follow_along.core.sessions.timeline import Block


@dataclass(frozen=True, slots=True)
class RunBegan:
    """The person pressed the key to begin."""

    at: float


@dataclass(frozen=True, slots=True)
class RunResumed:
    """A run that was broken off goes on: what ended it, if anything did, did not end it."""

    at: float


@dataclass(frozen=True, slots=True)
class BlockBegan:
    """Work began on `block`; `row` numbers the attempts of a run from 1."""

    at: float
    attempt: int
    block: Block


@dataclass(frozen=True, slots=True)
class BlockSkipped:
    """`block` was passed over before its work began."""

    at: float
    attempt: int
    block: Block


@dataclass(frozen=True, slots=True)
class BlockEnded:
    """The attempt `row` ended after `steady_ms` of work, stops left out."""

    at: float
    attempt: int
    outcome: BlockOutcome
    steady_ms: int


@dataclass(frozen=True, slots=True)
class Interrupted:
    """An interruption, `offset_ms` of steady time into the block; `number` counts from 1 in a row.

    `counted` is False for a loss of balance within two seconds of the last one: the same loss.
    """

    at: float
    attempt: int
    number: int
    kind: InterruptionKind
    offset_ms: int
    counted: bool


@dataclass(frozen=True, slots=True)
class InterruptionEnded:
    """The clock runs again (after the count-in), or the block was left."""

    at: float
    attempt: int
    number: int


@dataclass(frozen=True, slots=True)
class Undone:
    """The interruption `number` of `row` was a slip of the finger: it stays, uncounted."""

    at: float
    attempt: int
    number: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """The count of `row` was corrected by hand, `delta` up (+1) or down (-1)."""

    at: float
    attempt: int
    delta: int


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The run is over."""

    at: float
    outcome: RunOutcome


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
    | RunEnded
)


@dataclass(frozen=True, slots=True)
class Interruption:
    """One interruption as it stands; moments in monotonic seconds, `ended` None while open."""

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
        """Whether steady work was broken here: the clock stopped, or balance was lost."""
        return breaks_the_stretch(self.kind, counts=self.counts)


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """One attempt at a block: what was planned, what was done, and every interruption."""

    attempt: int
    block: Block
    began: float
    steady_ms: int = 0
    outcome: BlockOutcome | None = None
    interruptions: tuple[Interruption, ...] = ()
    correction: int = 0

    @property
    def count(self) -> int:
        """Losses of balance: those pressed and not undone, and the correction by hand."""
        return sum(i.counts for i in self.interruptions) + self.correction

    @property
    def longest_ms(self) -> int:
        """The longest unbroken stretch of steady work so far, in milliseconds."""
        breaks = (i.offset_ms for i in self.interruptions if i.breaks_the_stretch)
        return longest_stretch(self.steady_ms, breaks)

    @property
    def last_pressed(self) -> Interruption | None:
        """The latest interruption that counts, if any: the one that undo takes back."""
        return next((i for i in reversed(self.interruptions) if i.counts), None)


Record = tuple[BlockRecord, ...]


def add(record: Record, events: Iterable[Event]) -> Record:
    """Add events to a record, oldest first. Rows are numbered from 1 without gaps."""
    for event in events:
        record = _add_one(record, event)
    return record


def _add_one(record: Record, event: Event) -> Record:
    match event:
        case BlockBegan(at, attempt, block):
            return (*record, BlockRecord(attempt, block, began=at))
        case BlockSkipped(at, attempt, block):
            return (*record, BlockRecord(attempt, block, began=at, outcome=BlockOutcome.SKIPPED))
        case RunBegan() | RunResumed() | RunEnded():
            return record
        case _:
            rows = list(record)
            rows[event.attempt - 1] = _changed(rows[event.attempt - 1], event)
            return tuple(rows)


def _changed(
    row: BlockRecord,
    event: BlockEnded | Interrupted | InterruptionEnded | Undone | Corrected,
) -> BlockRecord:
    match event:
        case BlockEnded(_, _, outcome, steady_ms):
            return replace(row, outcome=outcome, steady_ms=steady_ms)
        case Interrupted(at, _, number, kind, offset_ms, counted):
            new = Interruption(number, kind, offset_ms, counted, began=at)
            return replace(row, interruptions=(*row.interruptions, new))
        case Corrected(_, _, delta):
            return replace(row, correction=row.correction + delta)
        case InterruptionEnded(at, _, number):
            return _with_interruption(row, number, ended=at)
        case Undone(_, _, number):
            return _with_interruption(row, number, undone=True)


def _with_interruption(
    row: BlockRecord, number: int, *, ended: float | None = None, undone: bool | None = None
) -> BlockRecord:
    def changed(old: Interruption) -> Interruption:
        if old.number != number:
            return old
        return replace(
            old,
            ended=old.ended if ended is None else ended,
            undone=old.undone if undone is None else undone,
        )

    return replace(row, interruptions=tuple(changed(i) for i in row.interruptions))
