"""The view: what the play screen shows of a run at one moment, without any widget."""

import math
from dataclasses import dataclass

from follow_along.core.cues import phrases
from follow_along.core.durations import clock_text
from follow_along.core.enums import InterruptionKind, Side
from follow_along.core.run.player import Phase, Player
from follow_along.core.sessions.beat import beat_at, cycle_ms
from follow_along.core.sessions.timeline import Block, IntervalKind

URGENT_S = 10.0
"""The digits change colour in the last ten seconds of a block."""


@dataclass(frozen=True, slots=True)
class View:
    """What the play screen shows. Times are text; `progress` is from 0 to 1."""

    phase: Phase
    interval: IntervalKind
    resumed: bool
    """The run waits to be resumed."""
    interruption: InterruptionKind | None
    exercise: str
    position: str
    """The position in the session: exercise and set."""
    side: Side
    digits: str
    urgent: bool
    count: int
    """Losses of balance in the block at work, or in the last one."""
    count_is_of_last_block: bool
    instruction: str
    """The setup before the work, a form cue during it."""
    tempo: str
    """The tempo step, and its second."""
    repetition: str
    """The repetition, such as `3 of 7`."""
    easier: str
    """How to make the exercise easier; only before the work."""
    waits_for_key: bool
    """The block at work has no time limit."""
    stretch_left: str | None
    """Time left of the work or the lead-in; None without a time limit."""
    upcoming: str
    progress: float
    session_left: str
    """Time left of the session."""
    next_change_s: float | None
    """Seconds until time changes this view; None while the clock is stopped."""


def view(player: Player, now: float) -> View:
    """Return the view of a run that was advanced to `now`."""
    block = player.block
    attempt = player.current_attempt
    beat = beat_at(block, player.work_position(now)) if player.in_block else None
    left_s = _left(player, now)
    done_ms = _done_ms(player, now)
    total_ms = player.timeline.total_ms
    return View(
        phase=player.phase,
        interval=IntervalKind.WORK if player.in_block else block.lead_in,
        resumed=player.phase is Phase.WAITING and bool(player.record),
        interruption=player.open_interruption,
        exercise=block.exercise.name,
        position=_position_text(player),
        side=block.side,
        digits=_digits(player, left_s, now),
        urgent=_urgent(player, left_s),
        count=attempt.count if attempt else 0,
        count_is_of_last_block=attempt is not None and not player.in_block,
        instruction=_instruction(player, now),
        tempo=beat.words if beat else "",
        repetition=beat.repetition_words(cycle_ms(block)) if beat else "",
        easier=_easier(player),
        waits_for_key=player.in_block and block.work_ms is None,
        stretch_left=_stretch_left(player, now),
        upcoming=_upcoming(player),
        progress=min(1.0, done_ms / total_ms) if total_ms else 0.0,
        session_left=clock_text(math.ceil(max(0.0, total_ms - done_ms) / 1000 - EPSILON) * 1000),
        next_change_s=_next_change_s(player, left_s, now),
    )


def digits(seconds: int) -> str:
    """Return whole seconds as digits: 9, 42, 1:05, 1:00:00."""
    return clock_text(seconds * 1000) if seconds >= 60 else str(seconds)


def duration_words(seconds: int) -> str:
    """Return whole seconds with their unit: 9 s, 1:05 min."""
    return f"{digits(seconds)} min" if seconds >= 60 else f"{seconds} s"


EPSILON = 1e-6
"""Rounding up must not turn 30.0000000001 s, a rounding error, into 31."""


def _position(player: Player, now: float) -> float:
    return now - player.origin if player.running else player.position


def _left(player: Player, now: float) -> float | None:
    """The seconds that the digits count down; None when they count up."""
    match player.phase:
        case Phase.STOPPED:
            work_s = player.block.work_s
            return None if work_s is None else work_s - player.position
        case Phase.WAITING:
            return (player.timeline.total_ms - _done_ms(player, now)) / 1000
        case Phase.DONE | Phase.LEFT:
            return 0.0
        case _:
            position = _position(player, now)
            return None if player.length is None else max(0.0, player.length - position)


def _urgent(player: Player, left_s: float | None) -> bool:
    working = player.phase is Phase.WORKING
    return working and left_s is not None and left_s <= URGENT_S + EPSILON


def _digits(player: Player, left_s: float | None, now: float) -> str:
    if left_s is None:
        return digits(math.floor(player.work_position(now) + EPSILON))
    return digits(math.ceil(left_s - EPSILON))


def _done_ms(player: Player, now: float) -> float:
    """The planned milliseconds that are over. A block adds at most its planned length."""
    blocks = player.timeline.blocks
    if player.phase is Phase.DONE:
        return player.timeline.total_ms
    over_ms = sum(block.lead_in_ms + (block.work_ms or 0) for block in blocks[: player.index])
    block = player.block
    if player.in_block:
        within = player.work_position(now) * 1000
        return over_ms + block.lead_in_ms + min(within, block.work_ms or 0)
    if player.phase is Phase.WAITING:
        return over_ms
    left_ms = ((player.length or 0.0) - _position(player, now)) * 1000
    return over_ms + max(0.0, block.lead_in_ms - left_ms)


def _position_text(player: Player) -> str:
    block = player.block
    last = player.timeline.blocks[-1].exercise_number
    if player.phase is Phase.WAITING and not player.record:
        return f"{last} exercise{'' if last == 1 else 's'}"
    text = f"Exercise {block.exercise_number} of {last}"
    if block.exercise.sets > 1:
        text += f" · set {block.set_number} of {block.exercise.sets}"
    return text


def _instruction(player: Player, now: float) -> str:
    block = player.block
    if not player.in_block:
        return block.exercise.setup
    shown = ""
    for position, cue in phrases.form_cue_positions(block):
        if position <= player.work_position(now) + EPSILON:
            shown = cue
    return shown


def _easier(player: Player) -> str:
    easier = player.block.exercise.easier
    return f"Easier: {easier}" if easier and not player.in_block else ""


def _stretch_left(player: Player, now: float) -> str | None:
    if player.in_block:
        length, position = player.block.work_s, player.work_position(now)
    else:
        length, position = player.length, _position(player, now)
    if length is None or player.phase in {Phase.DONE, Phase.LEFT}:
        return None
    return duration_words(math.ceil(max(0.0, length - position) - EPSILON))


def _upcoming(player: Player) -> str:
    if player.phase is Phase.WAITING:
        word = "Next" if player.record else "First"
        return f"{word}: {player.block.exercise.name}, {_side(player.block)}"
    following = player.next_block
    if following is None:
        return "Next: the end"
    if following.exercise_number != player.block.exercise_number:
        return f"Next: {following.exercise.name}, {_side(following)}"
    new_set = following.set_number != player.block.set_number
    set_words = f"set {following.set_number}, " if new_set else ""
    return f"Next: {set_words}{_side(following)}; then {_next_exercise(player)}"


def _next_exercise(player: Player) -> str:
    """The name of the next exercise, or `the end`."""
    later = (
        block.exercise.name
        for block in player.timeline.blocks[player.index :]
        if block.exercise_number > player.block.exercise_number
    )
    return next(later, "the end")


def _side(block: Block) -> str:
    return phrases.side_words(block.side).lower()


def _next_change_s(player: Player, left_s: float | None, now: float) -> float | None:
    """Seconds until the digits, the instruction or the tempo change: at least 1 ms."""
    if not player.running:
        return None
    position = _position(player, now)
    session_left_s = (player.timeline.total_ms - _done_ms(player, now)) / 1000
    changes = [_until_next(position), _until_less(session_left_s)]
    if left_s is not None:
        changes.append(min(left_s, _until_less(left_s)))
    if player.phase is Phase.WORKING:
        cues = phrases.form_cue_positions(player.block)
        changes += [due - position for due, _ in cues if due > position + EPSILON]
        beat = beat_at(player.block, position)
        changes += [beat.changes_in] if beat else []
    return max(0.001, min(changes))


def _until_next(position: float) -> float:
    """Seconds until a time that counts up, rounded down, shows the next second."""
    return 1.0 - (position + EPSILON) % 1.0


def _until_less(left_s: float) -> float:
    """Seconds until a time that counts down, rounded up, shows one second less."""
    return left_s - (math.ceil(left_s - EPSILON) - 1)
