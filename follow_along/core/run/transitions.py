"""The transitions of a run: what an allowed action changes. `rules` says which is allowed when.

Each function takes the transition so far and the moment `now` of the action (monotonic seconds),
and returns the transition extended by that action. Its first sentence stands in docs/rules.md.
"""

from math import inf

from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome, Version
from follow_along.core.run.player import NotAllowedError, Phase, Transition
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    BlockSkipped,
    Corrected,
    Interrupted,
    InterruptionEnded,
    RunBegan,
    RunEnded,
    RunResumed,
    Undone,
    VersionChanged,
)
from follow_along.core.sessions.timeline import Block

SAME_LOSS_S = 2.0
"""A loss of balance within this time of the last one is the same loss. In the Balance Error Scoring
System, simultaneous errors count as one; the two seconds are this program's own."""

MORE_REST_S = 10.0
"""How much one key press prolongs a rest."""


def begin(so_far: Transition, now: float) -> Transition:
    """Begins the run, or resumes it, with time to get ready."""
    player = so_far.player
    began = RunResumed(now) if player.record else RunBegan(now)
    length = max(player.block.lead_in_s, player.block.get_ready_ms / 1000)
    return _begin_lead_in(so_far.then(began), player.index, now, length)


def pause(so_far: Transition, now: float) -> Transition:
    """Pauses the lead-in."""
    return so_far.then(phase=Phase.PAUSED, position=now - so_far.player.origin)


def unpause(so_far: Transition, now: float) -> Transition:
    """Continues the paused lead-in."""
    return so_far.then(phase=Phase.LEAD_IN, origin=now - so_far.player.position)


def hurry(so_far: Transition, now: float) -> Transition:
    """Shortens the rest of the lead-in to the length of the count-in, and continues it."""
    player = so_far.player
    paused = player.phase is Phase.PAUSED
    position = player.position if paused else now - player.origin
    length = min(player.length or 0.0, position + _settle(so_far))
    so_far = so_far.then(phase=Phase.LEAD_IN, origin=now - position, length=length)
    return so_far if length > position else begin_work(so_far, now)


def more_rest(so_far: Transition, now: float) -> Transition:  # noqa: ARG001 - as every transition
    """Prolongs the lead-in by ten seconds."""
    return so_far.then(length=(so_far.player.length or 0.0) + MORE_REST_S)


def lose_balance(so_far: Transition, now: float) -> Transition:
    """Stops the clock and counts a loss of balance, unless it is the same loss as the last."""
    return _stop(so_far, now, InterruptionKind.WOBBLE)


def take_break(so_far: Transition, now: float) -> Transition:
    """Stops the clock without counting."""
    return _stop(so_far, now, InterruptionKind.BREAK)


def fall_asleep(so_far: Transition, now: float) -> Transition:
    """Stops the clock where the machine fell asleep, without counting."""
    return _stop(so_far, now, InterruptionKind.SLEEP)


def touch(so_far: Transition, now: float) -> Transition:
    """Counts a loss of balance while the clock runs; refused when it is the same loss."""
    if now - so_far.player.last_loss < SAME_LOSS_S:
        raise NotAllowedError("the same loss of balance")
    return _end_interruption(_interrupt(so_far, now, InterruptionKind.TOUCH), now)


def resume(so_far: Transition, now: float) -> Transition:
    """Begins the count-in; after a loss of balance ends an open hold, or restarts as asked for."""
    player = so_far.player
    if player.block.exercise.is_open and player.open_interruption is InterruptionKind.WOBBLE:
        return end_block(so_far, now, BlockOutcome.DONE)
    if player.will_restart:
        return restart(so_far, now)
    settle = _settle(so_far)
    so_far = so_far.then(phase=Phase.COUNT_IN, origin=now, length=settle)
    return so_far if settle > 0 else resume_work(so_far, now)


def resume_break(so_far: Transition, now: float) -> Transition:
    """Resumes after a break or a sleep; refused after a loss of balance."""
    if so_far.player.open_interruption is InterruptionKind.WOBBLE:
        raise NotAllowedError("stopped by a loss of balance")
    return resume(so_far, now)


def stop_again(so_far: Transition, now: float) -> Transition:  # noqa: ARG001 - as every transition
    """Ends the count-in; it is still the same stop."""
    return so_far.then(phase=Phase.STOPPED)


def finish(so_far: Transition, now: float) -> Transition:
    """Ends a block without a time limit as done; refused in a timed block."""
    if so_far.player.block.work_ms is not None:
        raise NotAllowedError("this block ends by the clock")
    return end_block(so_far, now, BlockOutcome.DONE)


def cut(so_far: Transition, now: float) -> Transition:
    """Ends the block early and leads to the next one."""
    return end_block(so_far, now, BlockOutcome.CUT)


def skip(so_far: Transition, now: float) -> Transition:
    """Skips the block and leads to the one after it."""
    player = so_far.player
    skipped = BlockSkipped(now, len(player.record) + 1, player.block)
    return _lead_on(so_far.then(skipped), now)


def go_back(so_far: Transition, now: float) -> Transition:
    """Leads to the block before; in the first block, to that block again."""
    index = max(0, so_far.player.index - 1)
    return _begin_lead_in(so_far, index, now, _lead_in_of_a_key(so_far, index))


def start_over(so_far: Transition, now: float) -> Transition:
    """Ends the attempt early and leads to the same block."""
    so_far = _end_attempt(so_far, now, BlockOutcome.CUT)
    index = so_far.player.index
    return _begin_lead_in(so_far, index, now, _lead_in_of_a_key(so_far, index))


def restart(so_far: Transition, now: float) -> Transition:
    """Restarts the block as a new attempt, after a lead-in as long as the count-in."""
    so_far = _end_attempt(so_far, now, BlockOutcome.RESTARTED)
    return _begin_lead_in(so_far, so_far.player.index, now, _settle(so_far))


def undo(so_far: Transition, now: float) -> Transition:
    """Takes back the last counted loss of balance; refused when there is none."""
    attempt = so_far.player.current_attempt
    if attempt is None or attempt.last_counted is None or attempt.count < 1:
        raise NotAllowedError("there is no count to undo")
    undone = Undone(now, attempt.attempt, attempt.last_counted.number)
    return so_far.then(undone, last_loss=-inf)


def count_up(so_far: Transition, now: float) -> Transition:
    """Corrects the count of the last block by +1; refused when no block was begun."""
    return _correct(so_far, now, +1)


def count_down(so_far: Transition, now: float) -> Transition:
    """Corrects the count of the last block by -1; refused when it is 0."""
    return _correct(so_far, now, -1)


def easier(so_far: Transition, now: float) -> Transition:
    """Goes one version easier, from this block on; refused in the easiest."""
    return _change_version(so_far, now, -1)


def harder(so_far: Transition, now: float) -> Transition:
    """Goes one version harder, from this block on; refused in the hardest."""
    return _change_version(so_far, now, +1)


def leave(so_far: Transition, now: float) -> Transition:
    """Ends the run early."""
    if so_far.player.phase is Phase.WAITING:
        return so_far.then(phase=Phase.LEFT)
    so_far = _end_attempt(so_far, now, BlockOutcome.CUT)
    return so_far.then(RunEnded(now, RunOutcome.LEFT), phase=Phase.LEFT)


def begin_work(so_far: Transition, at: float) -> Transition:
    """Begin the work of the block as a new attempt."""
    player = so_far.player
    return so_far.then(
        BlockBegan(at, len(player.record) + 1, player.block, player.version),
        phase=Phase.WORKING,
        origin=at,
        length=so_far.player.block.work_s,
        resumed_from=0.0,
    )


def resume_work(so_far: Transition, at: float) -> Transition:
    """Let the clock of a stopped block run on from its position."""
    position = so_far.player.position
    return _end_interruption(so_far, at).then(
        phase=Phase.WORKING,
        origin=at - position,
        length=so_far.player.block.work_s,
        resumed_from=position,
    )


def end_block(so_far: Transition, at: float, outcome: BlockOutcome) -> Transition:
    """End the attempt at work and lead to the next block, or end the run."""
    return _lead_on(_end_attempt(so_far, at, outcome), at)


def _lead_on(so_far: Transition, at: float) -> Transition:
    """Lead to the next block, or end the run."""
    following = so_far.player.next_block
    if following is None:
        return so_far.then(RunEnded(at, RunOutcome.DONE), phase=Phase.DONE)
    return _begin_lead_in(so_far, following.index, at, _rest_before(so_far, following, at))


def _rest_before(so_far: Transition, following: Block, at: float) -> float:
    last = so_far.player.record[-1]
    skipped = last.outcome is BlockOutcome.SKIPPED
    return following.lead_in_s if skipped else following.lead_in_after(last.began, at)


def _begin_lead_in(so_far: Transition, index: int, at: float, length: float) -> Transition:
    """Begin the lead-in to a block; without a length, its work begins at once."""
    so_far = so_far.then(phase=Phase.LEAD_IN, index=index, origin=at, length=length)
    return so_far if length > 0 else begin_work(so_far, at)


def _end_attempt(so_far: Transition, at: float, outcome: BlockOutcome) -> Transition:
    """End the attempt at work, if there is one, and its open interruption."""
    player = so_far.player
    if not player.in_block:
        return so_far
    steady_ms = round(player.work_position(at) * 1000)
    if outcome is BlockOutcome.DONE and player.block.work_ms is not None:
        steady_ms = player.block.work_ms
    if player.phase is not Phase.WORKING:
        so_far = _end_interruption(so_far, at)
    return so_far.then(BlockEnded(at, player.record[-1].attempt, outcome, steady_ms))


def _stop(so_far: Transition, now: float, kind: InterruptionKind) -> Transition:
    position = so_far.player.work_position(now)
    return _interrupt(so_far, now, kind).then(phase=Phase.STOPPED, position=position)


def _interrupt(so_far: Transition, now: float, kind: InterruptionKind) -> Transition:
    player = so_far.player
    attempt = player.record[-1]
    counted = kind.balance_lost and now - player.last_loss >= SAME_LOSS_S
    return so_far.then(
        Interrupted(
            now,
            attempt.attempt,
            number=len(attempt.interruptions) + 1,
            kind=kind,
            offset_ms=round(player.work_position(now) * 1000),
            counted=counted,
        ),
        last_loss=now if counted else player.last_loss,
    )


def _end_interruption(so_far: Transition, at: float) -> Transition:
    attempt = so_far.player.record[-1]
    number = attempt.interruptions[-1].number
    return so_far.then(InterruptionEnded(at, attempt.attempt, number))


def _correct(so_far: Transition, now: float, delta: int) -> Transition:
    attempt = so_far.player.current_attempt
    if attempt is None or attempt.count + delta < 0:
        raise NotAllowedError("there is no count to correct")
    return so_far.then(Corrected(now, attempt.attempt, delta))


def _change_version(so_far: Transition, now: float, step: int) -> Transition:
    """Change the version of the exercise; of a block at work, the whole attempt counts as that."""
    player = so_far.player
    known = player.block.exercise.versions
    index = known.index(player.version) + step
    if not 0 <= index < len(known):
        raise NotAllowedError(f"no {Version.EASIER if step < 0 else Version.HARDER} version")
    chosen = {**player.versions, player.block.exercise.id: known[index]}
    so_far = so_far.then(versions=chosen)
    if not player.in_block:
        return so_far
    return so_far.then(VersionChanged(now, player.record[-1].attempt, known[index]))


def _lead_in_of_a_key(so_far: Transition, index: int) -> float:
    """The lead-in to a block reached by a key, in seconds: never shorter than the count-in."""
    block = so_far.player.timeline.blocks[index]
    return max(block.lead_in_s, block.settle_ms / 1000)


def _settle(so_far: Transition) -> float:
    """The length of the count-in, in seconds."""
    return so_far.player.block.settle_ms / 1000
