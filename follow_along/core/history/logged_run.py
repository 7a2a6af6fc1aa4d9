"""What the log remembers of past runs, and whether the last one says: ready for the next session.

Moments are milliseconds since 1970 in UTC with the local offset beside them; durations are
milliseconds. None stands for what was never told: a run, a block or a stop still open, because
the program or the machine went down, has no end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from follow_along.core.enums import BlockOutcome, ExerciseKind, InterruptionKind, RunOutcome, Side
from follow_along.core.history.longest_stretch import breaks_the_stretch, longest_stretch
from follow_along.core.wall_time import WallTime

READY_MS_PER_LOSS = 15_000
"""Steady work that allows one loss of balance: two in 30 s, which is four a minute."""


@dataclass(frozen=True, slots=True)
class LoggedInterruption:
    """An interruption, `offset_ms` of steady work into its block; `number` counts from 1."""

    number: int
    kind: InterruptionKind
    offset_ms: int
    counted: bool
    """Whether the press counted; one within two seconds of the last loss did not."""
    undone: bool
    began: WallTime
    ended: WallTime | None
    lasted_ms: int | None
    """By the clock of the run, which no change of the wall clock can disturb."""
    excluded: bool = False
    """Marked afterwards as not to be counted."""

    @property
    def counts(self) -> bool:
        """Whether it counts as a loss of balance."""
        return self.counted and not self.undone and not self.excluded


@dataclass(frozen=True, slots=True)
class LoggedBlock:
    """One attempt at a block; `row` numbers the attempts of a run from 1."""

    attempt: int
    block_index: int
    """The block's place in the session, from 0: attempts at the same block share it."""
    exercise: str
    """The exercise's id, by which sessions are compared."""
    name: str
    kind: ExerciseKind
    side: Side
    set_number: int
    planned_ms: int | None
    """None: the block waited for the key."""
    steady_ms: int | None
    """Work, stops left out; None while open."""
    outcome: BlockOutcome | None
    began: WallTime
    ended: WallTime | None
    interruptions: tuple[LoggedInterruption, ...]
    correction: int
    """What was added to the count by hand, or taken from it."""

    @property
    def count(self) -> int:
        """Losses of balance: those pressed, not undone and not left out, and the correction.

        Never below none: what a correction took off may be left out as well.
        """
        return max(0, sum(stop.counts for stop in self.interruptions) + self.correction)

    @property
    def longest_ms(self) -> int | None:
        """The longest unbroken stretch of steady work; None while open."""
        if self.steady_ms is None:
            return None
        breaks = (
            stop.offset_ms
            for stop in self.interruptions
            if breaks_the_stretch(stop.kind, counts=stop.counts)
        )
        return longest_stretch(self.steady_ms, breaks)


@dataclass(frozen=True, slots=True)
class LoggedRun:
    """One performance of a session; `outcome` and `ended` are None while it is open."""

    run_id: str
    session: str
    title: str
    programme: str
    """Empty when the session belonged to none."""
    week: int | None
    first_side: Side
    began: WallTime
    ended: WallTime | None
    outcome: RunOutcome | None
    blocks: tuple[LoggedBlock, ...]
    excluded: bool = False
    """Marked afterwards as not to be counted."""
    entries: int = field(default=0, compare=False)
    """How many things that happened in it the log holds."""


@dataclass(frozen=True, slots=True)
class SessionPast:
    """What the log knows of a session: how often it was done, and its latest runs."""

    times_done: int
    last_run: LoggedRun
    last_done: LoggedRun | None
    """The latest run that came to its end; None when none did."""


def ready_for_next(run: LoggedRun) -> bool:
    """Whether `run` was done and had at most 2 stops in 30 s on each side of each balance block.

    The attempts at one block are taken together, their losses against their steady work, so that
    beginning a block again does not wipe its losses out. A balance block skipped or never finished
    is missing work: not ready. So is a gap in the places, because nothing is known of what was
    left out there.
    """
    places = {block.block_index for block in run.blocks}
    whole = bool(places) and places == set(range(max(places) + 1))
    balance = [block for block in run.blocks if block.kind is ExerciseKind.BALANCE]
    return (
        run.outcome is RunOutcome.DONE
        and whole
        and all(
            _steady([block for block in balance if block.block_index == place])
            for place in {block.block_index for block in balance}
        )
    )


def _steady(attempts: Iterable[LoggedBlock]) -> bool:
    attempts = tuple(attempts)
    finished = any(block.outcome is BlockOutcome.DONE for block in attempts)
    losses = sum(block.count for block in attempts)
    steady_ms = sum(block.steady_ms or 0 for block in attempts)
    return finished and losses * READY_MS_PER_LOSS <= steady_ms
