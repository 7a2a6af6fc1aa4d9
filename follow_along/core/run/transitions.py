"""The moves a run is made of: leading in, working, being interrupted, going on, ending.

Each takes a step and the exact moment at which it happens, and gives the step beyond. None asks
whether it is allowed: that is the business of `rules`.
"""

from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome
from follow_along.core.run.player import Phase, Transition
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    Interrupted,
    InterruptionEnded,
    RunEnded,
)

SAME_LOSS_S = 2.0
"""A second loss of balance within this many seconds is the same one (the rule of the BESS test,
where several errors at once count as one; two seconds are ours)."""


def begin_work(step: Transition, at: float) -> Transition:
    """Start the work of the block led to, as a new row of the record."""
    player = step.player
    return step.then(
        BlockBegan(at, len(player.record) + 1, player.block),
        phase=Phase.WORKING,
        origin=at,
        length=_seconds(player.block.work_ms),
        resumed_from=0.0,
    )


def end_block(step: Transition, at: float, outcome: BlockOutcome) -> Transition:
    """End the attempt at work, its stop first if one is open, and lead to the next block."""
    step = close_row(step, at, outcome)
    following = step.player.following
    if following is None:
        return step.then(RunEnded(at, RunOutcome.DONE), phase=Phase.DONE, position=0.0)
    return lead(step, following.index, at)


def close_row(step: Transition, at: float, outcome: BlockOutcome) -> Transition:
    """End the attempt at work, if there is one. A block done by the clock has its planned time."""
    player = step.player
    if not player.in_block:
        return step
    row = player.record[-1]
    position = player.work_position(at)
    steady_ms = round(position * 1000)
    if outcome is BlockOutcome.DONE and player.block.work_ms is not None:
        steady_ms = player.block.work_ms
    if player.phase is not Phase.WORKING:
        step = step.then(InterruptionEnded(at, row.attempt, row.interruptions[-1].number))
    return step.then(BlockEnded(at, row.attempt, outcome, steady_ms))


def lead(step: Transition, index: int, at: float, length: float | None = None) -> Transition:
    """Begin the lead-in to a block; one of no length begins the work at once."""
    block = step.player.timeline.blocks[index]
    seconds = block.lead_in_ms / 1000 if length is None else length
    step = step.then(phase=Phase.LEAD_IN, index=index, origin=at, length=seconds, position=0.0)
    return step if seconds > 0 else begin_work(step, at)


def interrupt(step: Transition, now: float, kind: InterruptionKind) -> Transition:
    """Record an interruption of the block at work; the phase is the caller's to change."""
    player = step.player
    row = player.record[-1]
    counted = kind.balance_lost and now - player.last_loss >= SAME_LOSS_S
    offset_ms = round(player.work_position(now) * 1000)
    number = len(row.interruptions) + 1
    return step.then(
        Interrupted(now, row.attempt, number, kind, offset_ms, counted),
        last_loss=now if counted else player.last_loss,
    )


def go_on(step: Transition, at: float) -> Transition:
    """Let the clock of a stopped block run on from where it stood."""
    player = step.player
    row = player.record[-1]
    return step.then(
        InterruptionEnded(at, row.attempt, row.interruptions[-1].number),
        phase=Phase.WORKING,
        origin=at - player.position,
        length=_seconds(player.block.work_ms),
        resumed_from=player.position,
    )


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else ms / 1000
