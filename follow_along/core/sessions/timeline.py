"""The timeline: a session flattened into blocks, each a lead-in and its work."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from follow_along.core.enums import Side
from follow_along.core.sessions.session import Exercise, Session


class IntervalKind(StrEnum):
    """A timed stretch of a session."""

    READY = "ready"
    """Before an exercise."""
    WORK = "work"
    CHANGE = "change"
    """To the other side, within a set."""
    REST = "rest"
    """Between sets."""


@dataclass(frozen=True, slots=True)
class Block:
    """One bout of work: one exercise, one side, one set. Numbers count from 1."""

    index: int
    """Its index in the timeline, from 0."""
    exercise: Exercise
    exercise_number: int
    side: Side
    set_number: int
    lead_in: IntervalKind
    """What comes before the work: READY, CHANGE or REST."""
    lead_in_ms: int
    work_ms: int | None
    """None: the block has no time limit and ends by a key."""

    @property
    def lead_in_s(self) -> float:
        """The length of the lead-in in seconds."""
        return self.lead_in_ms / 1000

    @property
    def work_s(self) -> float | None:
        """The length of the work in seconds; None without a time limit."""
        return None if self.work_ms is None else self.work_ms / 1000


@dataclass(frozen=True, slots=True)
class Interval:
    """The lead-in to a block, or its work. `ms` is None without a time limit."""

    kind: IntervalKind
    ms: int | None
    block: Block


@dataclass(frozen=True, slots=True)
class Timeline:
    """The blocks of a session in order. In a set with two sides `first_side` comes first."""

    session: Session
    first_side: Side
    blocks: tuple[Block, ...]

    def intervals(self) -> Iterator[Interval]:
        """Yield every interval in order, without lead-ins of length 0."""
        for block in self.blocks:
            if block.lead_in_ms:
                yield Interval(block.lead_in, block.lead_in_ms, block)
            yield Interval(IntervalKind.WORK, block.work_ms, block)

    @property
    def total_ms(self) -> int:
        """The planned length in milliseconds, without stops and blocks without a time limit."""
        return sum(interval.ms or 0 for interval in self.intervals())

    @property
    def waits_for_key(self) -> bool:
        """Whether a block has no time limit, so that the run takes longer than `total_ms`."""
        return any(block.work_ms is None for block in self.blocks)

    def first_block_of(self, exercise_number: int) -> int:
        """Return the index of the first block of an exercise, counted from 1.

        Raises ValueError when there is no such exercise.
        """
        for block in self.blocks:
            if block.exercise_number == exercise_number:
                return block.index
        last = self.blocks[-1].exercise_number
        raise ValueError(f"there is no exercise {exercise_number}: the session has {last}")


def build_timeline(session: Session, first_side: Side = Side.LEFT) -> Timeline:
    """Flatten a session into blocks.

    In a set with two sides `first_side` comes first, whatever the session itself says. Between the
    sides is `change` (by default as long as `rest`), between sets `rest`, and before each exercise
    `get_ready`.
    """
    blocks: list[Block] = []
    for number, exercise in enumerate(session.exercises, start=1):
        for position, (set_number, side) in enumerate(_bouts(exercise, first_side)):
            kind, ms = _lead_in(session, exercise, position, set_number, blocks)
            blocks.append(
                Block(
                    len(blocks),
                    exercise,
                    number,
                    side,
                    set_number,
                    lead_in=kind,
                    lead_in_ms=ms,
                    work_ms=exercise.work_ms(side),
                )
            )
    return Timeline(session, first_side, tuple(blocks))


def _bouts(exercise: Exercise, first_side: Side) -> Iterator[tuple[int, Side]]:
    sides = exercise.sides_of_a_set
    if len(sides) > 1:
        sides = (first_side, first_side.other)
    for set_number in range(1, exercise.sets + 1):
        for side in sides:
            yield set_number, side


def _lead_in(
    session: Session, exercise: Exercise, position: int, set_number: int, blocks: list[Block]
) -> tuple[IntervalKind, int]:
    if position == 0:
        return IntervalKind.READY, session.get_ready
    if blocks[-1].set_number == set_number:
        change = exercise.rest if exercise.change is None else exercise.change
        return IntervalKind.CHANGE, change
    return IntervalKind.REST, exercise.rest
