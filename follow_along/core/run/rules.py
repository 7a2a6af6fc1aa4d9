"""The rules of a run: what each action does in each phase, and what happens as time passes.

Every function takes `now` in monotonic seconds; none reads a clock. docs/rules.md shows the table
below with the meaning of each transition.
"""

from collections.abc import Callable

from follow_along.core.enums import BlockOutcome
from follow_along.core.run.player import Action, NotAllowedError, Phase, Player, Transition
from follow_along.core.run.transitions import (
    begin,
    begin_work,
    count_down,
    count_up,
    cut,
    easier,
    end_block,
    fall_asleep,
    finish,
    go_back,
    harder,
    hurry,
    leave,
    lose_balance,
    more_rest,
    pause,
    restart,
    resume,
    resume_break,
    resume_work,
    skip,
    start_over,
    stop_again,
    take_break,
    touch,
    undo,
    unpause,
)

Handler = Callable[[Transition, float], Transition]

PHASES = (
    Phase.WAITING,
    Phase.LEAD_IN,
    Phase.PAUSED,
    Phase.WORKING,
    Phase.STOPPED,
    Phase.COUNT_IN,
    Phase.DONE,
)
"""The columns of the table. In `Phase.LEFT` no action is allowed."""

no = None

# fmt: off
RULES: dict[Action, tuple[Handler | None, ...]] = {
    #                  waiting lead-in     paused      working       stopped       count-in    done
    Action.BIG_KEY:   (begin,  pause,      unpause,    lose_balance, resume,       stop_again, no),
    Action.TOUCH:     (no,     no,         no,         touch,        no,           no,         no),
    Action.PAUSE:     (no,     pause,      unpause,    take_break,   resume_break, stop_again, no),
    Action.ENTER:     (begin,  hurry,      hurry,      finish,       no,           no,         no),
    Action.NEXT:      (no,     skip,       skip,       cut,          cut,          cut,        no),
    Action.BACK:      (no,     go_back,    go_back,    start_over,   start_over,   start_over, no),
    Action.RESTART:   (no,     no,         no,         restart,      restart,      restart,    no),
    Action.MORE_REST: (no,     more_rest,  more_rest,  no,           no,           no,         no),
    Action.UNDO:      (no,     undo,       undo,       undo,         undo,         undo,     undo),
    Action.PLUS:      (no,     count_up,   count_up,   no,           no,         no,     count_up),
    Action.MINUS:     (no,     count_down, count_down, no,           no,         no,   count_down),
    Action.EASIER:    (easier, easier,     easier,     easier,       easier,       easier,     no),
    Action.HARDER:    (harder, harder,     harder,     harder,       harder,       harder,     no),
    Action.SLEPT:     (no,     pause,      no,         fall_asleep,  no,           stop_again, no),
    Action.LEAVE:     (leave,  leave,      leave,      leave,        leave,        leave,      no),
}
"""By action, the transition in each of `PHASES`; `no` where the action is not allowed."""
# fmt: on

_BY_PHASE = {
    (action, phase): handler
    for action, row in RULES.items()
    for phase, handler in zip(PHASES, row, strict=True)
}


def advance(player: Player, now: float) -> Transition:
    """Let time pass until `now`, through every stretch that ends by then."""
    so_far = Transition(player)
    while so_far.player.running and so_far.player.length is not None:
        end = so_far.player.origin + so_far.player.length
        if now < end:
            break
        so_far = _end_stretch(so_far, end)
    return so_far


def act(player: Player, action: Action, now: float) -> Transition:
    """Let time pass until `now`, then act. Raises NotAllowedError when a rule forbids it."""
    so_far = advance(player, now)
    handler = _BY_PHASE.get((action, so_far.player.phase))
    if handler is None:
        raise NotAllowedError("not now")
    return handler(so_far, now)


def _end_stretch(so_far: Transition, end: float) -> Transition:
    match so_far.player.phase:
        case Phase.LEAD_IN:
            return begin_work(so_far, end)
        case Phase.COUNT_IN:
            return resume_work(so_far, end)
        case _:
            return end_block(so_far, end, BlockOutcome.DONE)
