"""The cue plan: every sound and phrase of a run with the moment at which it is due.

A plan reaches to the end of the run, or to the next block without a time limit. It changes only
when a person acts, so it is handed to the sound process once, ahead of time: a busy screen cannot
make a cue late.
"""

from collections.abc import Iterator, Sequence

from follow_along.core.cues import phrases
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.cues.spoken_words import SpokenWords, spoken_words
from follow_along.core.enums import CueName, InterruptionKind
from follow_along.core.run.player import Action, Phase, Player
from follow_along.core.sessions.beat import tempo_tones
from follow_along.core.sessions.timeline import Block, IntervalKind

EPSILON_S = 1e-6
"""Rounding errors smaller than this must not drop a cue."""

TICKS_S = 3
"""The ticks before work begins and before it ends: no phrase may sound with them."""

_TAKE_YOUR_TIME_DELAY_S = 0.8
_VERSION_DELAY_S = 0.3
_FINISHED_DELAY_S = 2.0

_APART_S = 0.25
"""Two cues closer than this are heard as one."""

_TONE_APART_S = 0.5
"""A tempo tone closer than this to a cue is dropped: it is softer, and most cues last as long."""

_TONES_AHEAD_S = 6 * 3600.0
"""Tempo tones are planned this far ahead: a block may last a day, and plans must stay short."""

_ANSWERED_BY_A_TICK = {
    Action.TOUCH,
    Action.UNDO,
    Action.PLUS,
    Action.MINUS,
    Action.MORE_REST,
    Action.EASIER,
    Action.HARDER,
}


def plan(player: Player, since: float) -> tuple[ScheduledCue, ...]:
    """Return everything due from the moment `since` on, oldest first; nothing when stopped."""
    due = sorted(_all_due(player), key=lambda each: each.at)
    return tuple(each for each in due if each.at >= since - EPSILON_S and each.in_time)


def answer(before: Player, action: Action, after: Player, now: float) -> tuple[ScheduledCue, ...]:
    """Return the cues that answer an action at once, so that the person hears that it worked."""
    if action in _ANSWERED_BY_A_TICK:
        return ScheduledCue(now, CueName.TICK), *_version_said(action, after, now)
    if after.phase in {Phase.STOPPED, Phase.PAUSED}:
        stop = ScheduledCue(now, CueName.STOP)
        if after.open_interruption is not InterruptionKind.WOBBLE:
            return (stop,)
        return stop, *_said(now + _TAKE_YOUR_TIME_DELAY_S, _words(after).take_your_time)
    if after.phase is Phase.DONE and before.phase is not Phase.DONE:
        return ScheduledCue(now, CueName.FINISH), *_finished(after, now)
    if _leads_to_another_block(before, action, after):
        return (ScheduledCue(now, change_cue(after.block)),)
    return ()


def _version_said(action: Action, after: Player, now: float) -> Iterator[ScheduledCue]:
    if action in {Action.EASIER, Action.HARDER}:
        exercise = after.block.exercise
        said = phrases.version_phrase(exercise, after.version, _words(after))
        yield from _said(now + _VERSION_DELAY_S, said)


def _leads_to_another_block(before: Player, action: Action, after: Player) -> bool:
    """Whether an action leads to a block whose change is announced by a cue.

    The ticks of the lead-in are enough after a restart, and after going back within an exercise.
    """
    if after.phase is not Phase.LEAD_IN:
        return False
    if action is Action.BACK:
        return after.block.lead_in is IntervalKind.READY
    return action is Action.NEXT or (action is Action.ENTER and before.phase is Phase.WORKING)


def change_cue(following: Block | None) -> CueName:
    """Return the cue at the end of a block, which says what follows."""
    if following is None:
        return CueName.FINISH
    return CueName.SWITCH if following.lead_in is IntervalKind.CHANGE else CueName.REST


def _all_due(player: Player) -> Iterator[ScheduledCue]:
    length = player.length or 0.0
    end = player.origin + length
    match player.phase:
        case Phase.LEAD_IN:
            yield from _lead_in(player, player.block, player.origin, length)
            yield from _from_work_on(player, end)
        case Phase.WORKING:
            yield from _from_work_on(player, player.origin, player.resumed_from)
        case Phase.COUNT_IN:
            yield from _count_in(player.origin, end)
            yield from _from_work_on(player, end - player.position, player.position)


def _from_work_on(
    player: Player, origin: float, resumed_from: float = 0.0
) -> Iterator[ScheduledCue]:
    """The work of the current block, with position 0 at `origin`, and all blocks after it."""
    blocks, words = player.timeline.blocks, _words(player)
    began = player.record[-1].began if player.in_block else origin
    tones_end = origin + resumed_from + _TONES_AHEAD_S
    for block in blocks[player.index :]:
        if block is not player.block:
            length = block.lead_in_after(began, origin)
            yield from _lead_in(player, block, origin, length)
            origin += length
            began, resumed_from = origin, 0.0
        yield ScheduledCue(origin + resumed_from, CueName.GO)
        yield from _phrases(block, origin, resumed_from, words)
        if block.work_s is None:
            return
        following = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        cues = list(_cues(block.work_s, following, resumed_from))
        taken = [resumed_from, *(position for position, _ in cues)]
        for position, cue in (*cues, *_tones(block, taken, tones_end - origin)):
            yield ScheduledCue(origin + position, cue)
        origin += block.work_s
    yield from _finished(player, origin)


def _lead_in(player: Player, block: Block, origin: float, length: float) -> Iterator[ScheduledCue]:
    end = origin + length
    version = player.version_of(block.exercise)
    for delay, (phrase, *shorter) in phrases.lead_in(block, _words(player), version):
        yield ScheduledCue(
            # A lead-in may be shorter than the delay of what is said in it.
            origin + min(delay, length),
            phrase=phrase,
            until=end - TICKS_S,
            shorter=tuple(shorter),
            patience=max(0.0, length - delay),
        )
    yield from _count_in(origin, end)


def _count_in(origin: float, end: float) -> Iterator[ScheduledCue]:
    """Ticks at three and two seconds; the `go` at the end belongs to the work."""
    for left in (3, 2):
        if end - left >= origin - EPSILON_S:
            yield ScheduledCue(end - left, CueName.TICK)


def _phrases(
    block: Block, origin: float, resumed_from: float, words: SpokenWords
) -> Iterator[ScheduledCue]:
    """The phrases of a block's work after the position at which its clock last started."""
    until = None if block.work_s is None else origin + block.work_s - TICKS_S
    for position, phrase in phrases.during_work(block, words):
        if phrase and position > resumed_from:
            yield ScheduledCue(origin + position, phrase=phrase, until=until)


def _cues(
    length: float, following: Block | None, resumed_from: float
) -> Iterator[tuple[float, CueName]]:
    """The cues of timed work with their positions; the last one announces what follows."""
    for position, cue in _fixed_cues(length):
        if position > resumed_from + EPSILON_S:
            yield position, cue
    # In place of the 1: after it would be too late to hear what follows. With little more than a
    # second left after a stop, `go` would drown it, so it comes at the end.
    early = length - 1
    yield early if early >= resumed_from + _APART_S else length, change_cue(following)


def _fixed_cues(length: float) -> Iterator[tuple[float, CueName]]:
    if length >= phrases.HALF_WAY_FROM_S:
        yield length / 2, CueName.HALF
    if length >= phrases.TEN_FROM_S:
        yield length - 10, CueName.TEN
    yield length - 3, CueName.TICK
    yield length - 2, CueName.TICK


def _tones(block: Block, taken: Sequence[float], end: float) -> Iterator[tuple[float, CueName]]:
    """The tempo tones between the first and the last position of a cue, or until `end`."""
    for position, tone in tempo_tones(block, taken[0], min(taken[-1], end)):
        if all(abs(position - other) >= _TONE_APART_S for other in taken):
            yield position, tone


def _finished(player: Player, at: float) -> Iterator[ScheduledCue]:
    yield from _said(at + _FINISHED_DELAY_S, _words(player).finished)


def _said(at: float, phrase: str) -> Iterator[ScheduledCue]:
    """Yield a phrase, unless the language has none."""
    if phrase:
        yield ScheduledCue(at, phrase=phrase)


def _words(player: Player) -> SpokenWords:
    return spoken_words(player.timeline.session.language)
