"""A past run as the log has it: its blocks and their interruptions.

Durations are in milliseconds. A run, block or interruption that never ended, because the program or
the machine went down, has None for its end.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from follow_along.core.enums import (
    BlockOutcome,
    ExerciseKind,
    InterruptionKind,
    RunOutcome,
    Side,
    Version,
)
from follow_along.core.history.longest_stretch import breaks_the_stretch, longest_stretch
from follow_along.core.history.repetitions import repetitions_done, repetitions_text
from follow_along.core.rating import Rating
from follow_along.core.wall_time import WallTime


class LoggedInterruption(NamedTuple):
    """An interruption, `offset_ms` of steady work into its block.

    `number` counts the interruptions of an attempt from 1.
    """

    number: int
    kind: InterruptionKind
    offset_ms: int
    counted: bool
    """False for a loss of balance within two seconds of the last one, and for breaks and sleep."""
    undone: bool
    began: WallTime
    ended: WallTime | None
    lasted_ms: int | None
    """By the monotonic clock, which no change of the wall clock affects."""
    excluded: bool = False
    """Excluded from all totals by the person."""

    @property
    def counts(self) -> bool:
        """Whether it counts as a loss of balance."""
        return self.counted and not self.undone and not self.excluded


@dataclass(frozen=True, slots=True)
class LoggedBlock:
    """One attempt at a block; `attempt` numbers the attempts of a run from 1."""

    attempt: int
    block_index: int
    """The index of the block in the timeline, from 0."""
    exercise: str
    """The exercise's id."""
    name: str
    kind: ExerciseKind
    side: Side
    set_number: int
    planned_ms: int | None
    """None: the block had no time limit."""
    steady_ms: int | None
    """Work without its stops; None while open."""
    outcome: BlockOutcome | None
    began: WallTime
    ended: WallTime | None
    interruptions: tuple[LoggedInterruption, ...]
    correction: int
    """The sum of all corrections of the count by hand."""
    round_number: int = 1
    """The round of its group."""
    version: Version = Version.WRITTEN
    reps: int | None = None
    """The written repetitions; None for a block of time, and in logs from before."""
    reps_done: int | None = None
    """The repetitions really done, where the person said so."""

    @property
    def reps_known(self) -> int | None:
        """The repetitions done; None where they are unknown."""
        return repetitions_done(self.reps, self.reps_done, self.outcome)

    @property
    def reps_text(self) -> str:
        """The repetitions done, such as `9 of 12`; empty where none are known to be written."""
        known = self.reps is not None
        return repetitions_text(self.reps, self.reps_done, self.outcome) if known else ""

    @property
    def count(self) -> int:
        """The losses of balance that count, plus the correction by hand.

        At least 0: a stop that a correction took off can be excluded as well.
        """
        return max(0, sum(stop.counts for stop in self.interruptions) + self.correction)

    @property
    def longest_ms(self) -> int | None:
        """The longest steady work without a break in it; None while open."""
        if self.steady_ms is None:
            return None
        breaks = (
            stop.offset_ms
            for stop in self.interruptions
            if breaks_the_stretch(
                stop.kind, counted=stop.counted, taken_back=stop.undone or stop.excluded
            )
        )
        return longest_stretch(self.steady_ms, breaks)


@dataclass(frozen=True, slots=True)
class LoggedRun:
    """One performance of a session; `outcome` and `ended` are None when it never ended."""

    run_id: str
    session: str
    title: str
    programme: str
    """Empty when the session belonged to no programme."""
    week: int | None
    first_side: Side
    began: WallTime
    ended: WallTime | None
    outcome: RunOutcome | None
    blocks: tuple[LoggedBlock, ...]
    excluded: bool = False
    """Excluded from all totals by the person."""
    entries: int = field(default=0, compare=False)
    """How many entries the log has of it."""
    rating: Rating | None = None
    """How it was; None without any answer."""


class SessionPast(NamedTuple):
    """How often a session was done, and its latest runs."""

    times_done: int
    last_run: LoggedRun
    last_done: LoggedRun | None
    """The latest run with the outcome DONE; None without one."""
    done: tuple[WallTime, ...] = ()
    """When the latest of its done runs began."""
    last_told: LoggedRun | None = None
    """The latest run, done or left, that says whether there was pain; None without one."""
