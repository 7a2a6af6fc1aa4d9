"""Cues due at known moments: what sounds and is spoken, and when.

A plan covers everything from a moment to the end of the run, or to the next wait for a key. It
changes only when a person acts: time alone runs through it. So it is handed over once, ahead of
time, and no late tick can make a cue late.
"""

from collections.abc import Iterator, Sequence

from follow_along.core.cues import phrases
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName, InterruptionKind
from follow_along.core.run.player import Action, Phase, Player
from follow_along.core.sessions import tempo
from follow_along.core.sessions.timeline import Block, IntervalKind

_FAREWELL_DELAY_S = 2.0

EPSILON_S = 1e-6
"""A cue due at a moment must not be lost to an error of the arithmetic in that moment."""

_APART_S = 0.25
"""Two cues closer than this are heard as one."""

_TONE_APART_S = 0.5
"""A tone of the tempo gives way to any cue this near: it is softer, and most cues ring as long."""

_TONES_AHEAD_S = 6 * 3600.0
"""How far from where the clock last started the tones of a tempo are planned.

A day of work, which a session may have, would make a plan too long to hand over at every key.
"""

_ANSWERED_BY_A_TICK = {
    Action.TOUCH,
    Action.UNDO,
    Action.PLUS,
    Action.MINUS,
    Action.MORE_REST,
}


def plan(player: Player, since: float) -> tuple[ScheduledCue, ...]:
    """Everything due from the moment `since` on, oldest first; empty while the clock stands."""
    due = sorted(_all_due(player), key=lambda each: each.at)
    return tuple(each for each in due if each.at >= since - EPSILON_S and each.in_time)


def answer(before: Player, action: Action, after: Player, now: float) -> tuple[ScheduledCue, ...]:
    """What answers an action at once, so that a key is heard to have been taken."""
    if action in _ANSWERED_BY_A_TICK:
        return (ScheduledCue(now, CueName.TICK),)
    if after.phase is Phase.STOPPED:
        stop = ScheduledCue(now, CueName.STOP)
        lost = after.open_interruption is InterruptionKind.WOBBLE
        return (stop, ScheduledCue(now + 0.8, phrase=phrases.TAKE_YOUR_TIME)) if lost else (stop,)
    if after.phase is Phase.PAUSED:
        return (ScheduledCue(now, CueName.STOP),)
    if after.phase is Phase.DONE and before.phase is not Phase.DONE:
        return _farewell(now)
    if _names_the_change(before, action, after):
        return (ScheduledCue(now, change_cue(after.block)),)
    return ()


def _names_the_change(before: Player, action: Action, after: Player) -> bool:
    """Whether a key led to another block. A restart, or a side again, is told by its ticks."""
    if after.phase is not Phase.LEAD_IN:
        return False
    if action is Action.BACK:
        return after.block.lead_in is IntervalKind.READY
    return action is Action.NEXT or (action is Action.ENTER and before.phase is Phase.WORKING)


def change_cue(following: Block | None) -> CueName:
    """The cue that ends a block, by what comes after it."""
    if following is None:
        return CueName.FINISH
    return CueName.SWITCH if following.lead_in is IntervalKind.CHANGE else CueName.REST


def _all_due(player: Player) -> Iterator[ScheduledCue]:
    match player.phase:
        case Phase.LEAD_IN:
            yield from _lead_in(player.block, player.origin, player.length or 0.0)
            yield from _from_work_on(player, player.origin + (player.length or 0.0))
        case Phase.WORKING:
            yield from _from_work_on(player, player.origin, player.resumed_from)
        case Phase.COUNT_IN:
            settled = player.origin + (player.length or 0.0)
            yield from _count_in(player.origin, settled)
            yield from _from_work_on(player, settled - player.position, player.position)


def _from_work_on(
    player: Player, origin: float, resumed_from: float = 0.0
) -> Iterator[ScheduledCue]:
    """The work at hand, begun at `origin`, and all blocks after it, up to a wait for a key."""
    blocks = player.timeline.blocks
    tones_end = origin + resumed_from + _TONES_AHEAD_S
    for block in blocks[player.index :]:
        if block is not player.block:
            lead_in = block.lead_in_ms / 1000
            yield from _lead_in(block, origin, lead_in)
            origin += lead_in
            resumed_from = 0.0
        yield ScheduledCue(origin + resumed_from, CueName.GO)
        yield from _form_cues(block, origin, resumed_from)
        if block.work_ms is None:
            return
        following = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        yield from _work(block, following, origin, resumed_from, tones_end)
        origin += block.work_ms / 1000


def _lead_in(block: Block, origin: float, length: float) -> Iterator[ScheduledCue]:
    end = origin + length
    # A phrase waits until the cue that opened the lead-in has rung out, and ends before the ticks.
    for delay, words in phrases.lead_in(block):
        yield ScheduledCue(origin + delay, phrase=words, until=end - 3)
    yield from _count_in(origin, end)


def _count_in(origin: float, end: float) -> Iterator[ScheduledCue]:
    """Ticks at three and two seconds; the `go` at the end belongs to the work."""
    for left in (3, 2):
        if end - left >= origin - EPSILON_S:
            yield ScheduledCue(end - left, CueName.TICK)


def _form_cues(block: Block, origin: float, resumed_from: float) -> Iterator[ScheduledCue]:
    """What is said within a block's work after the position at which its clock last started."""
    until = None if block.work_ms is None else origin + block.work_ms / 1000 - 3
    for position, words in phrases.form_cues(block):
        if position > resumed_from:
            yield ScheduledCue(origin + position, phrase=words, until=until)


def _work(
    block: Block, following: Block | None, origin: float, resumed_from: float, tones_end: float
) -> Iterator[ScheduledCue]:
    """What sounds within timed work after the position at which its clock last started."""
    length = (block.work_ms or 0) / 1000
    cues = list(_cues(length, following, resumed_from))
    tones = _tones(block, [resumed_from, *(position for position, _ in cues)], tones_end - origin)
    for position, cue in (*cues, *tones):
        yield ScheduledCue(origin + position, cue)
    if following is None:
        yield ScheduledCue(origin + length + _FAREWELL_DELAY_S, phrase=phrases.FINISHED)


def _cues(
    length: float, following: Block | None, resumed_from: float
) -> Iterator[tuple[float, CueName]]:
    """The cues of timed work with their positions; the last of them names the change."""
    for position, cue in _on_the_way(length):
        if position > resumed_from + EPSILON_S:
            yield position, cue
    # In place of the 1: to count down to 1 and name the change afterwards is too late. With hardly
    # more than that second left after a stop, `go` would drown it: it is heard when it comes.
    early = length - 1
    yield early if early >= resumed_from + _APART_S else length, change_cue(following)


def _tones(block: Block, taken: Sequence[float], end: float) -> Iterator[tuple[float, CueName]]:
    """The tones of a tempo from the first position taken by a cue to the last, or to `end`."""
    for position, tone in tempo.tones(block, taken[0], min(taken[-1], end)):
        if all(abs(position - other) >= _TONE_APART_S for other in taken):
            yield position, tone


def _farewell(at: float) -> tuple[ScheduledCue, ...]:
    return (
        ScheduledCue(at, CueName.FINISH),
        ScheduledCue(at + _FAREWELL_DELAY_S, phrase=phrases.FINISHED),
    )


def _on_the_way(length: float) -> Iterator[tuple[float, CueName]]:
    if length >= 30:
        yield length / 2, CueName.HALF
    if length >= 40:
        yield length - 10, CueName.TEN
    yield length - 3, CueName.TICK
    yield length - 2, CueName.TICK
