"""The rules of a run: what each action does in each phase, and what time alone does.

Nothing here reads a clock. Every call takes `now` (monotonic seconds); what has elapsed is worked
out from the moment `origin` at which the present stretch stood at zero, so nothing is ever counted
and nothing can drift. A stop remembers the position; going on moves the origin.

The rules. A row is an action, a column the phase in which it comes; the entry is what the phase
becomes, `same` when only the count changes, and `-` where the action is not allowed: it raises
`NotAllowedError` and changes nothing.

| action    | waiting | lead-in | paused    | working  | stopped   | count-in | done |
|-----------|---------|---------|---------|----------|-----------|----------|------|
| BIG_KEY   | lead-in | paused    | lead-in | stopped  | count-in⁴ | stopped  | -    |
| TOUCH⁵    | -       | -       | -       | same     | -         | -        | -    |
| PAUSE     | -       | paused    | lead-in | stopped  | count-in¹⁴| stopped  | -    |
| ENTER     | lead-in | lead-in | lead-in | lead-in² | -         | -        | -    |
| NEXT      | -       | lead-in | lead-in | lead-in  | lead-in   | lead-in  | -    |
| BACK      | -       | lead-in | lead-in | lead-in  | lead-in   | lead-in  | -    |
| RESTART   | -       | -       | -       | lead-in  | lead-in   | lead-in  | -    |
| MORE_REST | -       | lead-in | paused    | -        | -         | -        | -    |
| UNDO³     | -       | same    | same    | same     | same      | same     | same |
| PLUS³     | -       | same    | same    | -        | -         | -        | same |
| MINUS³    | -       | same    | same    | -        | -         | -        | same |
| SLEPT     | -       | paused    | -       | stopped  | -         | stopped  | -    |
| LEAVE     | left    | left    | left    | left     | left      | left     | -    |

¹ not after a lost balance: the phone may ring while she restabilises. ² only a block that waits for
the key. ³ only where there is a block at hand, and a count to take from. ⁴ `lead-in` where the file
says that a stop restarts the block. ⁵ not within two seconds of the last loss: it is the same one.
`left` allows nothing. With no block after it, a block leads to `done`; a stretch of no length is
over as it begins. Time alone ends lead-in and count-in in working, working in lead-in or done.
"""

from collections.abc import Callable

from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome
from follow_along.core.run.player import Action, NotAllowedError, Phase, Player, Transition
from follow_along.core.run.record import (
    BlockSkipped,
    Corrected,
    InterruptionEnded,
    RunBegan,
    RunEnded,
    RunResumed,
    Undone,
)
from follow_along.core.run.transitions import (
    SAME_LOSS_S,
    begin_work,
    close_row,
    end_block,
    go_on,
    interrupt,
    lead,
)

MORE_REST_S = 10.0
"""What one press of the key adds to a rest."""


def advance(player: Player, now: float) -> Transition:
    """Let time pass until `now`, through as many intervals as have ended by then."""
    step = Transition(player)
    while step.player.running and step.player.length is not None:
        end = step.player.origin + step.player.length
        if now < end:
            break
        step = _stretch_over(step, end)
    return step


def act(player: Player, action: Action, now: float) -> Transition:
    """Let time pass until `now`, then act. NotAllowedError where the rules do not allow it."""
    passed = advance(player, now)
    rule = _RULES.get((action, passed.player.phase))
    if rule is None:
        raise NotAllowedError(f"{action} while {passed.player.phase}")
    return rule(passed, now)


def _stretch_over(step: Transition, end: float) -> Transition:
    match step.player.phase:
        case Phase.LEAD_IN:
            return begin_work(step, end)
        case Phase.COUNT_IN:
            return go_on(step, end)
        case _:
            return end_block(step, end, BlockOutcome.DONE)


def _begin(step: Transition, now: float) -> Transition:
    player = step.player
    began = RunResumed(now) if player.record else RunBegan(now)
    seconds = max(player.block.lead_in_ms, player.timeline.session.get_ready) / 1000
    return lead(step.then(began), player.index, now, seconds)


def _hold(step: Transition, now: float) -> Transition:
    return step.then(phase=Phase.PAUSED, position=now - step.player.origin)


def _unhold(step: Transition, now: float) -> Transition:
    return step.then(phase=Phase.LEAD_IN, origin=now - step.player.position)


def _stop(kind: InterruptionKind) -> Callable[[Transition, float], Transition]:
    def rule(step: Transition, now: float) -> Transition:
        return interrupt(step, now, kind).then(
            phase=Phase.STOPPED, position=step.player.work_position(now)
        )

    return rule


def _touch(step: Transition, now: float) -> Transition:
    if now - step.player.last_loss < SAME_LOSS_S:
        raise NotAllowedError("the same loss of balance")
    step = interrupt(step, now, InterruptionKind.TOUCH)
    row = step.player.record[-1]
    return step.then(InterruptionEnded(now, row.attempt, row.interruptions[-1].number))


def _resume(step: Transition, now: float) -> Transition:
    player = step.player
    if player.block.exercise.after_stop == "restart":
        return _restart(step, now)
    settle = player.timeline.session.settle / 1000
    step = step.then(phase=Phase.COUNT_IN, origin=now, length=settle)
    return step if settle > 0 else go_on(step, now)


def _resume_unless_balance_lost(step: Transition, now: float) -> Transition:
    if step.player.open_interruption is InterruptionKind.WOBBLE:
        raise NotAllowedError("it is stopped already")
    return _resume(step, now)


def _back_to_the_stop(step: Transition, now: float) -> Transition:  # noqa: ARG001 - every rule takes the moment
    return step.then(phase=Phase.STOPPED)


def _restart(step: Transition, now: float) -> Transition:
    """Begin the block again, as a new attempt, after the count-in."""
    step = close_row(step, now, BlockOutcome.RESTARTED)
    return lead(step, step.player.index, now, step.player.timeline.session.settle / 1000)


def _sooner(step: Transition, now: float) -> Transition:
    """Cut the lead-in down to the count-in."""
    player = step.player
    held = player.phase is Phase.PAUSED
    position = player.position if held else now - player.origin
    settle = player.timeline.session.settle / 1000
    length = min(player.length or 0.0, position + settle)
    step = step.then(phase=Phase.LEAD_IN, origin=now - position, length=length, position=0.0)
    return step if length > position else begin_work(step, now)


def _finish_waiting_block(step: Transition, now: float) -> Transition:
    if step.player.block.work_ms is not None:
        raise NotAllowedError("this block ends by the clock")
    return end_block(step, now, BlockOutcome.DONE)


def _cut(step: Transition, now: float) -> Transition:
    return end_block(step, now, BlockOutcome.CUT)


def _skip(step: Transition, now: float) -> Transition:
    player = step.player
    return end_block(
        step.then(BlockSkipped(now, len(player.record) + 1, player.block)),
        now,
        BlockOutcome.SKIPPED,
    )


def _previous(step: Transition, now: float) -> Transition:
    return lead(step, max(0, step.player.index - 1), now, _unhurried(step, -1))


def _begin_of_block(step: Transition, now: float) -> Transition:
    step = close_row(step, now, BlockOutcome.CUT)
    return lead(step, step.player.index, now, _unhurried(step, 0))


def _unhurried(step: Transition, by: int) -> float:
    """The lead-in of a block reached by a key: never shorter than the count-in."""
    player = step.player
    block = player.timeline.blocks[max(0, player.index + by)]
    return max(block.lead_in_ms, player.timeline.session.settle) / 1000


def _more_rest(step: Transition, now: float) -> Transition:  # noqa: ARG001 - every rule takes the moment
    return step.then(length=(step.player.length or 0.0) + MORE_REST_S)


def _undo(step: Transition, now: float) -> Transition:
    row = step.player.current_attempt
    if row is None or row.last_pressed is None or row.count < 1:
        raise NotAllowedError("there is no count to undo")
    return step.then(Undone(now, row.attempt, row.last_pressed.number), last_loss=float("-inf"))


def _correct(delta: int) -> Callable[[Transition, float], Transition]:
    def rule(step: Transition, now: float) -> Transition:
        row = step.player.current_attempt
        if row is None or row.count + delta < 0:
            raise NotAllowedError("there is no count to correct")
        return step.then(Corrected(now, row.attempt, delta))

    return rule


def _leave(step: Transition, now: float) -> Transition:
    if step.player.phase is Phase.WAITING:
        return step.then(phase=Phase.LEFT)
    step = close_row(step, now, BlockOutcome.CUT)
    return step.then(RunEnded(now, RunOutcome.LEFT), phase=Phase.LEFT, position=0.0)


_LEAD_INS = (Phase.LEAD_IN, Phase.PAUSED)
_IN_BLOCK = (Phase.WORKING, Phase.STOPPED, Phase.COUNT_IN)

_RULES: dict[tuple[Action, Phase], Callable[[Transition, float], Transition]] = {
    (Action.BIG_KEY, Phase.WAITING): _begin,
    (Action.BIG_KEY, Phase.LEAD_IN): _hold,
    (Action.BIG_KEY, Phase.PAUSED): _unhold,
    (Action.BIG_KEY, Phase.WORKING): _stop(InterruptionKind.WOBBLE),
    (Action.BIG_KEY, Phase.STOPPED): _resume,
    (Action.BIG_KEY, Phase.COUNT_IN): _back_to_the_stop,
    (Action.TOUCH, Phase.WORKING): _touch,
    (Action.PAUSE, Phase.LEAD_IN): _hold,
    (Action.PAUSE, Phase.PAUSED): _unhold,
    (Action.PAUSE, Phase.WORKING): _stop(InterruptionKind.BREAK),
    (Action.PAUSE, Phase.STOPPED): _resume_unless_balance_lost,
    (Action.PAUSE, Phase.COUNT_IN): _back_to_the_stop,
    (Action.ENTER, Phase.WAITING): _begin,
    **{(Action.ENTER, phase): _sooner for phase in _LEAD_INS},
    (Action.ENTER, Phase.WORKING): _finish_waiting_block,
    **{(Action.NEXT, phase): _skip for phase in _LEAD_INS},
    **{(Action.NEXT, phase): _cut for phase in _IN_BLOCK},
    **{(Action.BACK, phase): _previous for phase in _LEAD_INS},
    **{(Action.BACK, phase): _begin_of_block for phase in _IN_BLOCK},
    **{(Action.RESTART, phase): _restart for phase in _IN_BLOCK},
    **{(Action.MORE_REST, phase): _more_rest for phase in _LEAD_INS},
    **{(Action.UNDO, phase): _undo for phase in (*_LEAD_INS, *_IN_BLOCK, Phase.DONE)},
    **{(Action.PLUS, phase): _correct(+1) for phase in (*_LEAD_INS, Phase.DONE)},
    **{(Action.MINUS, phase): _correct(-1) for phase in (*_LEAD_INS, Phase.DONE)},
    (Action.SLEPT, Phase.LEAD_IN): _hold,
    (Action.SLEPT, Phase.WORKING): _stop(InterruptionKind.SLEEP),
    (Action.SLEPT, Phase.COUNT_IN): _back_to_the_stop,
    **{(Action.LEAVE, phase): _leave for phase in (Phase.WAITING, *_LEAD_INS, *_IN_BLOCK)},
}
