"""The timeline: a session flattened into blocks, each a lead-in and its work."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from follow_along.core.durations import length_text
from follow_along.core.enums import Side
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Group, Item, Rest, Session


class IntervalKind(StrEnum):
    """A timed stretch of a session."""

    READY = "ready"
    """Before an exercise."""
    WORK = "work"
    CHANGE = "change"
    """To the other side, within a set."""
    REST = "rest"
    """Between sets, between rounds, and where the session has a rest of its own."""


class Note(NamedTuple):
    """What is said at a moment of a lead-in, `at_ms` milliseconds after it begins."""

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One bout of work: one exercise, one side, one set of one round. Numbers count from 1."""

    index: int
    """Its index in the timeline, from 0."""
    exercise: Exercise
    exercise_number: int
    side: Side
    side_name: str | None
    """The side in the session's own words; empty if it has none, None for the default words."""
    set_number: int
    round_number: int
    """The round of its group. Within a group of another group, rounds count on through both."""
    rounds: int
    """How many rounds there are; 1 outside any group."""
    begins_round: bool
    """Whether it is the first block of a round."""
    begins_exercise: bool
    """Whether it is the first block of its exercise, in this round."""
    lead_in: IntervalKind
    """What comes before the work: READY, CHANGE or REST."""
    lead_in_ms: int
    period_ms: int | None
    """From the beginning of the block before to that of this one, where the session fixes it."""
    notes: tuple[Note, ...]
    """What the session has to say in the lead-in, in order."""
    work_ms: int | None
    """None: the block has no time limit and ends by a key."""
    get_ready_ms: int
    """The time to get ready for the exercise where no other lead-in says how long it is."""
    settle_ms: int
    """The count-in after a stop."""

    @property
    def planned_ms(self) -> int:
        """The length of lead-in and work in milliseconds; work without a time limit counts 0."""
        return self.lead_in_ms + (self.work_ms or 0)

    @property
    def lead_in_s(self) -> float:
        """The length of the lead-in in seconds."""
        return self.lead_in_ms / 1000

    def lead_in_after(self, began: float, ended: float) -> float:
        """Return the length of the lead-in in seconds, given when the block before began and ended.

        Where blocks begin at fixed intervals it is what work and stops have left of one: at least
        the count-in, unless even the work alone leaves less.
        """
        if self.period_ms is None:
            return self.lead_in_s
        least = min(self.lead_in_s, self.settle_ms / 1000)
        return max(least, self.period_ms / 1000 - (ended - began))

    @property
    def work_s(self) -> float | None:
        """The length of the work in seconds; None without a time limit."""
        return None if self.work_ms is None else self.work_ms / 1000


class Interval(NamedTuple):
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

    def exercises_begin(self) -> Iterator[tuple[int, Block]]:
        """Yield when each exercise begins, in milliseconds, with its first block, in each round."""
        at_ms = 0
        for block in self.blocks:
            if block.begins_exercise:
                yield at_ms, block
            at_ms += block.planned_ms

    @property
    def waits_for_key(self) -> bool:
        """Whether a block has no time limit, so that the run takes longer than `total_ms`."""
        return any(block.work_ms is None for block in self.blocks)

    @property
    def length(self) -> str:
        """The planned length to show, such as `8:20`; `8:20+` if a block waits for a key."""
        return length_text(self.total_ms, waits=self.waits_for_key)

    def with_time_limit(self, ms: int) -> "Timeline":
        """Return the timeline in which blocks without a time limit take `ms` milliseconds."""
        blocks = (replace(block, work_ms=block.work_ms or ms) for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

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
    `get_ready`, unless a rest of the session or the one between two rounds comes before it. Rests
    that follow each other are one lead-in; one after the last block has no effect.
    """
    builder = _Builder(session, first_side)
    builder.add(session.exercises)
    return Timeline(session, first_side, tuple(builder.blocks))


@dataclass
class _Builder:
    """The blocks so far, and the rest that the next one begins after."""

    session: Session
    first_side: Side
    blocks: list[Block] = field(default_factory=list)
    rest_ms: int | None = None
    notes: list[Note] = field(default_factory=list)
    round_number: int = 1
    rounds: int = 1
    round_begins: bool = False
    every_ms: int | None = None
    """The period of the group, whose first block has none before it."""
    group_begins: bool = False
    exercise_number: int = 0

    def add(self, items: Iterable[Item]) -> None:
        for item in items:
            match item:
                case Rest():
                    self._add_rest(item.rest, item.say)
                case Group():
                    self._add_rounds(item)
                case Exercise():
                    self._add_exercise(item)

    def _add_rest(self, ms: int, note: str = "") -> None:
        begins_ms = self.rest_ms or 0
        self.notes += [Note(begins_ms, note)] if note else []
        self.rest_ms = begins_ms + ms

    def _add_rounds(self, group: Group) -> None:
        outer, first_exercise = (self.round_number, self.rounds), self.exercise_number
        for number in range(1, group.rounds + 1):
            self.exercise_number = first_exercise
            if number > 1 and group.rest is not None:
                self._add_rest(group.rest)
            self.round_number = (outer[0] - 1) * group.rounds + number
            self.rounds = outer[1] * group.rounds
            self.round_begins = self.rounds > 1
            self.every_ms, self.group_begins = group.every, number == 1
            self.add(group.items)
        self.round_number, self.rounds = outer
        self.every_ms = None

    def _add_exercise(self, exercise: Exercise) -> None:
        self.exercise_number += 1
        for position, (set_number, side) in enumerate(_bouts(exercise, self.first_side)):
            kind, ms = self._lead_in(exercise, position, set_number)
            self.blocks.append(
                Block(
                    len(self.blocks),
                    exercise,
                    self.exercise_number,
                    side,
                    self._side_name(exercise, side),
                    set_number,
                    round_number=self.round_number,
                    rounds=self.rounds,
                    begins_round=self.round_begins,
                    begins_exercise=position == 0,
                    lead_in=kind,
                    lead_in_ms=ms,
                    period_ms=None if self.group_begins else self.every_ms,
                    notes=tuple(self.notes),
                    work_ms=exercise.work_ms(side),
                    get_ready_ms=_own(exercise.get_ready, self.session.get_ready),
                    settle_ms=_own(exercise.settle, self.session.settle),
                )
            )
            self.rest_ms, self.round_begins, self.group_begins = None, False, False
            self.notes.clear()

    def _lead_in(
        self, exercise: Exercise, position: int, set_number: int
    ) -> tuple[IntervalKind, int]:
        changes = position > 0 and self.blocks[-1].set_number == set_number
        if self.every_ms is not None and not self.group_begins:
            left_ms = self.every_ms - (self.blocks[-1].work_ms or 0)
            return IntervalKind.CHANGE if changes else IntervalKind.REST, left_ms
        if position == 0 and self.rest_ms is not None:
            return IntervalKind.REST, self.rest_ms
        if position == 0:
            return IntervalKind.READY, _own(exercise.get_ready, self.session.get_ready)
        if changes:
            return IntervalKind.CHANGE, _own(exercise.change, exercise.rest)
        return IntervalKind.REST, exercise.rest

    def _side_name(self, exercise: Exercise, side: Side) -> str | None:
        if exercise.sides == "none":
            return ""
        names = (each.of(side) for each in (exercise.side_names, self.session.side_names) if each)
        return next(filter(None, names), None)


def _own(of_exercise: int | None, otherwise: int) -> int:
    return otherwise if of_exercise is None else of_exercise


def _bouts(exercise: Exercise, first_side: Side) -> Iterator[tuple[int, Side]]:
    sides = exercise.sides_of_a_set
    if len(sides) > 1:
        sides = (first_side, first_side.other)
    for set_number in range(1, exercise.sets + 1):
        for side in sides:
            yield set_number, side
