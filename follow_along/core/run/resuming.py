"""Resuming an interrupted run: whether it is possible, and from which block.

A run resumes at the beginning of the block that was at work, or of the one that came next: the log
does not say how far the work had come when the program ended. The interrupted attempt stays in the
record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from follow_along.core.enums import BlockOutcome, RunOutcome, Version
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.run.player import Player, new_player
from follow_along.core.run.record import BlockRecord, Interruption
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import Block, Timeline, build_timeline
from follow_along.core.wall_time import DAY_MS, WallTime

RESUMABLE_WITHIN_MS = 12 * 60 * 60 * 1000
"""Runs older than 12 hours are not offered for resuming."""


@dataclass(frozen=True, slots=True)
class ResumableRun:
    """An interrupted run, ready to be resumed."""

    run: LoggedRun
    player: Player
    """Waiting at the block to resume, with the record of what was done."""
    ago_ms: int
    """Time since the last entry of the run."""

    @property
    def ago(self) -> str:
        """How long ago it was interrupted, in words."""
        minutes = self.ago_ms // 60_000
        if minutes < 2:
            return "a moment ago"
        return f"{minutes} minutes ago" if minutes < 120 else f"{minutes // 60} hours ago"

    @property
    def count(self) -> int:
        """The losses of balance so far."""
        return sum(attempt.count for attempt in self.player.record)


def resumable_run(
    run: LoggedRun,
    session: Session,
    now: WallTime,
    versions: Mapping[str, Version] = MappingProxyType({}),
) -> ResumableRun | None:
    """Return the run ready to be resumed at `now`; None when it cannot be resumed.

    `versions` are those in which exercises were done last, before the run and in it.

    That is when it is not `interrupted_lately`, and when the session's file has changed in the part
    that was done.
    """
    if not interrupted_lately(run, now):
        return None
    timeline = build_timeline(session, run.first_side)
    index = _resume_index(run.blocks[-1])
    if index >= len(timeline.blocks) or not _matches(run, timeline):
        return None
    record = tuple(_attempt(block, timeline.blocks[block.block_index]) for block in run.blocks)
    # A skipped block says nothing of its version.
    in_run = {
        block.exercise: block.version
        for block in run.blocks
        if block.outcome is not BlockOutcome.SKIPPED
    }
    player = new_player(timeline, versions={**versions, **in_run})
    player = replace(player, index=index, record=record)
    return ResumableRun(run, player, _ago_ms(run, now))


def interrupted_lately(run: LoggedRun, now: WallTime) -> bool:
    """Whether a run is of an age and state in which it is offered for resuming.

    It is not when it is done, empty, excluded, older than 12 hours or dated more than a day ahead.
    """
    return (
        run.outcome is not RunOutcome.DONE
        and not run.excluded
        and bool(run.blocks)
        and _ago_ms(run, now) <= RESUMABLE_WITHIN_MS
        and now.utc_ms - _last_moment(run) >= -DAY_MS
    )


def _ago_ms(run: LoggedRun, now: WallTime) -> int:
    """The time since the last entry of a run; 0 for one in the future."""
    return max(0, now.utc_ms - _last_moment(run))


def _last_moment(run: LoggedRun) -> int:
    """The latest moment in the run, in UTC milliseconds."""
    moments = [run.began, run.ended]
    for block in run.blocks:
        moments += [block.began, block.ended]
        for stop in block.interruptions:
            moments += [stop.began, stop.ended]
    return max(moment.utc_ms for moment in moments if moment)


def _resume_index(last: LoggedBlock) -> int:
    """The index of the block to resume, given the last attempt of the run.

    A block that was cut is repeated, because leaving a run cuts its block.
    """
    over = last.outcome in {BlockOutcome.DONE, BlockOutcome.SKIPPED}
    return last.block_index + 1 if over else last.block_index


def _matches(run: LoggedRun, timeline: Timeline) -> bool:
    """Whether every attempt belongs to the block that the timeline has at its index."""
    for attempt, logged in enumerate(run.blocks, start=1):
        if logged.attempt != attempt or logged.block_index >= len(timeline.blocks):
            return False
        block = timeline.blocks[logged.block_index]
        planned = (block.exercise.id, block.side, block.set_number, block.work_ms)
        if planned != (logged.exercise, logged.side, logged.set_number, logged.planned_ms):
            return False
    return True


def _attempt(logged: LoggedBlock, block: Block) -> BlockRecord:
    """An attempt from the log. Its moments are 0: they belong to a clock that no longer runs.

    For an attempt that was at work, the steady work is known only up to its last stop.
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
        version=logged.version,
        reps_done=logged.reps_done,
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
