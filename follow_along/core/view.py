"""The view: what the play screen shows of a run at one moment, without any widget."""

import math
from dataclasses import dataclass

from follow_along.core.cues import phrases
from follow_along.core.durations import clock_text, length_text
from follow_along.core.enums import InterruptionKind, Side
from follow_along.core.place_words import position_text, side_name, upcoming
from follow_along.core.run.player import Phase, Player
from follow_along.core.sessions.beat import beat_at, cycle_ms
from follow_along.core.sessions.dose import dose_words
from follow_along.core.sessions.timeline import IntervalKind

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
    side_name: str
    """The side in words, such as `left foot`; empty where the exercise has none."""
    dose: str
    """How much of the exercise is done, such as `2 sets of 7`; only before it begins."""
    digits: str
    urgent: bool
    count: int
    """Losses of balance in the block at work, or in the last one."""
    count_is_of_last_block: bool
    instruction: str
    """The setup before the work, a form cue during it."""
    tempo: str
    """The tempo step."""
    repetition: str
    """The repetition, such as `Rep 3 of 7`."""
    version: str
    """The version of the exercise and how it is done; empty for the one that is written."""
    easier: str
    """How the next easier version is done, `as written` included; only before the work."""
    harder: str
    """How the next harder version is done; only before the work."""
    waits_for_key: bool
    """The block at work has no time limit."""
    ends_with_balance: bool
    """The block is a hold that lasts as long as one can."""
    will_restart: bool
    """The block is stopped, and will restart."""
    reps: int | None
    """The repetitions to do in a block without a time limit; None in any other."""
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
    left_ms = math.ceil(max(0.0, total_ms - done_ms) / 1000 - EPSILON) * 1000
    return View(
        phase=player.phase,
        interval=IntervalKind.WORK if player.in_block else block.lead_in,
        resumed=player.phase is Phase.WAITING and bool(player.record),
        interruption=player.open_interruption,
        exercise=block.exercise.name,
        position=position_text(player),
        side=block.side,
        side_name=side_name(block),
        dose=_dose(player),
        digits=_digits(player, left_s, now),
        urgent=_urgent(player, left_s),
        count=attempt.count if attempt else 0,
        count_is_of_last_block=attempt is not None and not player.in_block,
        instruction=_instruction(player, now),
        tempo=beat.step.word if beat else "",
        repetition=beat.repetition_words(cycle_ms(block)) if beat else "",
        version=_version(player),
        easier=_next_version(player, -1),
        harder=_next_version(player, +1),
        waits_for_key=player.in_block and block.work_ms is None,
        ends_with_balance=block.exercise.is_open,
        will_restart=player.will_restart,
        reps=block.exercise.reps if block.work_ms is None else None,
        stretch_left=_stretch_left(player, now),
        upcoming=upcoming(player),
        progress=min(1.0, done_ms / total_ms) if total_ms else 0.0,
        session_left=length_text(left_ms, waits=_waits_from_here(player)),
        next_change_s=_next_change_s(player, left_s, now),
    )


def _waits_from_here(player: Player) -> bool:
    """Whether this block or a later one has no time limit."""
    return any(block.work_ms is None for block in player.timeline.blocks[player.index :])


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
    over_ms = sum(block.planned_ms for block in blocks[: player.index])
    block = player.block
    if player.in_block:
        within = player.work_position(now) * 1000
        return over_ms + block.lead_in_ms + min(within, block.work_ms or 0)
    if player.phase is Phase.WAITING:
        return over_ms
    left_ms = ((player.length or 0.0) - _position(player, now)) * 1000
    return over_ms + max(0.0, block.lead_in_ms - left_ms)


def _instruction(player: Player, now: float) -> str:
    block = player.block
    if not player.in_block:
        return _note(player, now) or block.exercise.setup
    shown = ""
    for position, cue in phrases.form_cue_positions(block):
        if position <= player.work_position(now) + EPSILON:
            shown = cue
    return shown


def _note(player: Player, now: float) -> str:
    """The note of the session that is shown in this lead-in; empty where the setup is.

    The setup is shown for the time to get ready before the work, or in the second half of a lead-in
    that is shorter than twice that time.
    """
    until = _notes_until(player)
    position = _position(player, now)
    shown = [note for note in player.block.notes if note.at_ms / 1000 <= position + EPSILON]
    return shown[-1].text if shown and position + EPSILON < until else ""


def _notes_until(player: Player) -> float:
    """The position in the lead-in from which its setup is shown in place of a note."""
    length = player.length or 0.0
    return max(length - player.block.get_ready_ms / 1000, length / 2)


def _dose(player: Player) -> str:
    block = player.block
    begins = block.begins_exercise and not player.in_block
    return dose_words(block.exercise, player.timeline.first_side) if begins else ""


def _version(player: Player) -> str:
    text = player.block.exercise.version_text(player.version)
    return f"{player.version.capitalize()}: {text}" if text else ""


def _next_version(player: Player, step: int) -> str:
    exercise = player.block.exercise
    index = exercise.versions.index(player.version) + step
    if player.in_block or not 0 <= index < len(exercise.versions):
        return ""
    return exercise.version_text(exercise.versions[index]) or "as written"


def _stretch_left(player: Player, now: float) -> str | None:
    if player.in_block:
        length, position = player.block.work_s, player.work_position(now)
    else:
        length, position = player.length, _position(player, now)
    if length is None or player.phase in {Phase.DONE, Phase.LEFT}:
        return None
    return duration_words(math.ceil(max(0.0, length - position) - EPSILON))


def _next_change_s(player: Player, left_s: float | None, now: float) -> float | None:
    """Seconds until the digits, the instruction or the tempo change: at least 1 ms."""
    if not player.running:
        return None
    position = _position(player, now)
    session_left_s = (player.timeline.total_ms - _done_ms(player, now)) / 1000
    changes = [_until_next(position), _until_less(session_left_s)]
    if not player.in_block and player.block.notes:
        moments = [_notes_until(player), *(note.at_ms / 1000 for note in player.block.notes)]
        changes += [moment - position for moment in moments if moment > position + EPSILON]
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
