"""A run that was broken off: whether it may be gone on with, and where it stood.

It goes on at the beginning of the block that was at work, or of the one that was to come: how far
into its work a block was when the program went down is not known. The attempt that was broken off
stays in the record as it is.
"""

from dataclasses import dataclass, replace

from follow_along.core.enums import BlockOutcome, RunOutcome
from follow_along.core.history.logged_run import (
    LoggedBlock,
    LoggedInterruption,
    LoggedRun,
    WallTime,
)
from follow_along.core.run.player import Player, new_player
from follow_along.core.run.record import BlockRecord, Interruption
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import Block, Timeline, build_timeline

RESUMABLE_WITHIN_MS = 12 * 60 * 60 * 1000
"""A run broken off longer ago than this is not gone on with: she is a rested person again."""


@dataclass(frozen=True, slots=True)
class ResumableRun:
    """A run to be gone on with: where it stands, and how long ago it was broken off."""

    run: LoggedRun
    player: Player
    """Waiting at the block it is to go on with, with the record of what was done."""
    ago_ms: int

    @property
    def ago(self) -> str:
        """How long ago, in words."""
        minutes = self.ago_ms // 60_000
        if minutes < 2:
            return "a moment ago"
        return f"{minutes} minutes ago" if minutes < 120 else f"{minutes // 60} hours ago"

    @property
    def count(self) -> int:
        """Losses of balance so far."""
        return sum(row.count for row in self.player.record)


def resumable_run(run: LoggedRun, session: Session, now: WallTime) -> ResumableRun | None:
    """The run as it can be gone on with at `now`; None where it cannot be, or need not be.

    It came to its end, nothing was done in it, it is too long ago, it is marked as not to be
    counted, or the session's file has changed what was done.
    """
    ago_ms = max(0, now.utc_ms - _last_sign(run))
    if (
        run.outcome is RunOutcome.DONE
        or run.excluded
        or not run.blocks
        or ago_ms > RESUMABLE_WITHIN_MS
    ):
        return None
    timeline = build_timeline(session, run.first_side)
    index = _stood_at(run.blocks[-1])
    if index >= len(timeline.blocks) or not _is_as_it_was(run, timeline):
        return None
    record = tuple(_row(block, timeline.blocks[block.block_index]) for block in run.blocks)
    return ResumableRun(run, replace(new_player(timeline), index=index, record=record), ago_ms)


def _last_sign(run: LoggedRun) -> int:
    """When the run was last heard of, in UTC milliseconds."""
    moments = [run.began, run.ended]
    for block in run.blocks:
        moments += [block.began, block.ended]
        for stop in block.interruptions:
            moments += [stop.began, stop.ended]
    return max(moment.utc_ms for moment in moments if moment)


def _stood_at(last: LoggedBlock) -> int:
    """The place of the block that was at work, or was to come, by the last attempt of the run.

    One that was cut short is taken for the one that was at work, for leaving a run cuts its block;
    if it was passed over by the key in the moments before, the key is pressed once more.
    """
    over = last.outcome in {BlockOutcome.DONE, BlockOutcome.SKIPPED}
    return last.block_index + 1 if over else last.block_index


def _is_as_it_was(run: LoggedRun, timeline: Timeline) -> bool:
    """Whether every attempt was at what now stands at its place in the session."""
    for row, logged in enumerate(run.blocks, start=1):
        if logged.attempt != row or logged.block_index >= len(timeline.blocks):
            return False
        block = timeline.blocks[logged.block_index]
        there = (block.exercise.id, block.side, block.set_number, block.work_ms)
        if there != (logged.exercise, logged.side, logged.set_number, logged.planned_ms):
            return False
    return True


def _row(logged: LoggedBlock, block: Block) -> BlockRecord:
    """An attempt of before as the record has it. Its moments are of a clock that stands no more.

    Of one that was broken off at work, as much is done as is known of: up to its last stop.
    """
    known_ms = max((stop.offset_ms for stop in logged.interruptions), default=0)
    return BlockRecord(
        attempt=logged.attempt,
        block=block,
        began=0.0,
        steady_ms=known_ms if logged.steady_ms is None else logged.steady_ms,
        outcome=logged.outcome,
        interruptions=tuple(map(_interruption, logged.interruptions)),
        correction=logged.correction,
    )


def _interruption(stop: LoggedInterruption) -> Interruption:
    return Interruption(
        number=stop.number,
        kind=stop.kind,
        offset_ms=stop.offset_ms,
        counted=stop.counted,
        began=0.0,
        ended=None if stop.ended is None else 0.0,
        undone=stop.undone or stop.excluded,
    )
