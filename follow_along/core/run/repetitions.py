"""Correcting how many repetitions of a block were really done, once the block is over.

This is no action of the rules: it names its block, so any block of the run can be corrected, also
when the run is over.
"""

from follow_along.core.enums import BlockOutcome
from follow_along.core.run.player import NotAllowedError, Player, Transition
from follow_along.core.run.record import BlockRecord, Record, RepsCorrected

MOST_REPS = 999
"""The most repetitions of a block, written or done."""


def attempts_with_reps(record: Record) -> tuple[BlockRecord, ...]:
    """Return the attempts whose repetitions can be corrected: done, or cut short."""
    over = {BlockOutcome.DONE, BlockOutcome.CUT}
    return tuple(each for each in record if each.block.exercise.reps and each.outcome in over)


def correct_reps(player: Player, attempt: int, reps: int | None, now: float) -> Transition:
    """Say that so many repetitions of an attempt were really done; None takes that back.

    Raises NotAllowedError for an attempt of another kind, or a number that cannot be.
    """
    known = next((e for e in attempts_with_reps(player.record) if e.attempt == attempt), None)
    if known is None:
        raise NotAllowedError("no repetitions to correct")
    if reps is not None and not 0 <= reps <= MOST_REPS:
        raise NotAllowedError(f"0 to {MOST_REPS}")
    return Transition(player).then(RepsCorrected(now, attempt, reps))


def one_more(attempt: BlockRecord, step: int) -> int:
    """Return the repetitions of an attempt after a key for one more (1) or one fewer (-1)."""
    written = attempt.block.exercise.reps or 0
    return (written if attempt.reps_done is None else attempt.reps_done) + step


def typed(before: int | None, digits: str) -> int:
    """Return the number after more digits were typed; `before` is what was typed so far."""
    return int(f"{before or 0}{digits}")
