"""The lines of the plain player: what is new in a run, in the words of the play screen.

A line is made from two states of a run, so that none is missing however rarely the clock is read.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from follow_along.core.cues import phrases
from follow_along.core.cues.spoken_words import ENGLISH
from follow_along.core.durations import duration_text, minutes_text
from follow_along.core.enums import BlockOutcome, InterruptionKind
from follow_along.core.keyboard import key_label
from follow_along.core.place_words import side_name, with_side
from follow_along.core.run.player import Phase, Player
from follow_along.core.run.record import BlockRecord, Interruption, Record
from follow_along.core.run.summary import ExerciseSummary, summarise
from follow_along.core.sessions.timeline import Block, IntervalKind
from follow_along.core.text import plural
from follow_along.core.view import View, duration_words, view
from follow_along.ui.keys import DEFAULT_KEY_MAP, Hint, Key, KeyMap
from follow_along.ui.screens.play_content import PlayContent, block_left, play_content

_SPOKEN = {
    "?": "Question mark",
    "+": "Plus",
    "-": "Minus",
    "+ -": "Plus, Minus",
    ".": "Period",
    ",": "Comma",
    **dict(zip("↑↓←→", ("Up", "Down", "Left", "Right"), strict=True)),
}
"""The names of keys that a screen reader would not read out."""

_OUTCOMES = {BlockOutcome.CUT: ", cut short", BlockOutcome.RESTARTED: ", restarted"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A run at one reading of the clock (monotonic seconds)."""

    player: Player
    now: float
    key_map: KeyMap = DEFAULT_KEY_MAP

    @property
    def view(self) -> View:
        """What the play screen would show."""
        return view(self.player, self.now)

    @property
    def content(self) -> PlayContent:
        """The words of the play screen."""
        return play_content(self.view, self.player.timeline.session, self.key_map)


def news(before: Moment, after: Moment) -> Iterator[str]:
    """Yield a line for each event between two moments of a run, in their order."""
    yield from _ended_attempts(before.player.record, after.player.record)
    corrected = _corrected(before.player.record, after.player.record)
    yield from _touches(before.player.record, after.player.record)
    if _is_new_phase(before.player, after.player):
        yield from _phase_lines(before, after)
    elif after.player.phase is Phase.WORKING:
        yield from _during_work(before, after)
    if before.player.versions != after.player.versions:
        yield from sentences(after.view.version or "As written")
    if corrected:
        which = "This block" if after.player.in_block else "Last block"
        yield f"{which}: {plural(corrected.count, 'stop')}."


def title_lines(moment: Moment) -> Iterator[str]:
    """Yield the lines of a run that has not begun, or that waits to be resumed."""
    shown = moment.view
    content = moment.content
    yield _joined(f"{content.heading}.", f"{_spoken_text(shown.position)}, {shown.session_left}.")
    yield from sentences(content.detail, content.message, shown.upcoming)
    yield hint_line(content.hints)


def summary_lines(record: Record) -> Iterator[str]:
    """Yield a line with the counts for each exercise and side of a run."""
    sides = {(each.block.exercise.id, each.block.side): side_name(each.block) for each in record}
    for summary in summarise(record).exercises:
        yield _summary_line(summary, sides[summary.exercise_id, summary.side])


def key_lines(key_map: KeyMap, page: tuple[Key, ...]) -> Iterator[str]:
    """Yield a line for each key of a page and what it does."""
    for label, does in key_map.help_lines(page, lambda key: spoken(key_label(key))):
        yield _spoken_text(f"{label}: {does}")


def hint_line(hints: Iterable[Hint]) -> str:
    """Return what keys do as one line: `Space: begin. Q: leave.`."""
    return " ".join(f"{spoken(key)}: {effect}." for key, effect in hints)


def spoken(label: str) -> str:
    """Return the label of a key as a word."""
    return _SPOKEN.get(label, label)


def _spoken_text(text: str) -> str:
    for arrow in "↑↓←→":
        text = text.replace(arrow, _SPOKEN[arrow])
    return text.replace(" · ", ", ")


def _is_new_phase(before: Player, after: Player) -> bool:
    """Whether a stretch or a wait began, or its length changed."""
    return any(
        getattr(before, name) != getattr(after, name)
        for name in ("phase", "index", "origin", "length")
    )


def _phase_lines(before: Moment, after: Moment) -> Iterator[str]:
    match after.player.phase:
        case Phase.LEAD_IN:
            yield from _lead_in(before, after)
        case Phase.WORKING:
            reps = f"{after.view.reps} reps" if after.view.reps else ""
            limit = "Enter when done." if after.view.waits_for_key else ""
            yield _joined(f"Go: {_listed(block_left(after.view), reps)}.", limit)
            if before.view.instruction != after.view.instruction:
                yield from sentences(after.view.instruction)
        case Phase.STOPPED:
            yield from _stopped(before, after)
        case Phase.PAUSED | Phase.COUNT_IN:
            yield from _waiting(after)
        case Phase.DONE:
            yield ENGLISH.finished


def _lead_in(before: Moment, after: Moment) -> Iterator[str]:
    shown, block = after.view, after.player.block
    heading = after.content.heading
    length = shown.stretch_left or ""
    if _continues(before.player, after.player):
        yield f"{heading}. {length}."
        return
    where = _joined(*sentences(_begun(shown.side_name), _spoken_text(shown.position)))
    yield f"{heading}. {where} {length}, then {_work(block)}."
    if block.lead_in is IntervalKind.READY:
        easier = f"Easier: {shown.easier}" if shown.easier else ""
        harder = f"Harder: {shown.harder}" if shown.harder else ""
        yield from sentences(shown.instruction, shown.dose, shown.version, easier, harder)


def _continues(before: Player, after: Player) -> bool:
    """Whether it is the lead-in of before: prolonged, shortened or no longer paused."""
    same = before.index == after.index and before.phase in {Phase.LEAD_IN, Phase.PAUSED}
    return same and (before.phase is Phase.PAUSED or before.origin == after.origin)


def _work(block: Block) -> str:
    """Return the length of a block, and its tempo if it has one."""
    length = "no time limit" if block.work_s is None else duration_words(math.ceil(block.work_s))
    steps = ", ".join(f"{step.word} {duration_text(step.ms)}" for step in block.exercise.tempo)
    return f"{length} ({steps})" if steps else length


def _stopped(before: Moment, after: Moment) -> Iterator[str]:
    content = after.content
    stop = after.player.record[-1].interruptions[-1]
    if before.player.phase is Phase.COUNT_IN:
        yield f"{content.message} {content.detail}."
    elif stop.kind is InterruptionKind.WOBBLE:
        count = plural(after.view.count, "stop")
        yield f"Stop at {_offset(stop)}: {count}. {content.message} {content.detail}."
    else:
        yield f"{content.message} At {_offset(stop)}. {content.detail}."
    yield hint_line(content.hints)


def _waiting(after: Moment) -> Iterator[str]:
    content = after.content
    if after.player.phase is Phase.PAUSED:
        yield _joined(*sentences(content.message, content.detail))
        yield hint_line(content.hints)
    else:
        yield f"{content.message} {after.view.digits}."


def _during_work(before: Moment, after: Moment) -> Iterator[str]:
    earlier, later = (each.player.work_position(each.now) for each in (before, after))
    for position, phrase in phrases.landmarks(after.player.block):
        if earlier < position <= later:
            yield phrase
    if before.view.instruction != after.view.instruction:
        yield from sentences(after.view.instruction)


def _ended_attempts(before: Record, after: Record) -> Iterator[str]:
    for each in after[max(0, len(before) - 1) :]:
        if each.attempt <= len(before) and before[each.attempt - 1].outcome:
            continue
        if each.outcome is BlockOutcome.SKIPPED:
            yield f"{with_side(each.block)}: skipped."
        elif each.outcome:
            steady = minutes_text(each.steady_ms)
            outcome = _OUTCOMES.get(each.outcome, "")
            yield f"{with_side(each.block)}: {plural(each.count, 'stop')} in {steady}{outcome}."


def _touches(before: Record, after: Record) -> Iterator[str]:
    known = {each.attempt: len(each.interruptions) for each in before}
    for attempt in after[max(0, len(before) - 1) :]:
        for stop in attempt.interruptions[known.get(attempt.attempt, 0) :]:
            if stop.kind is InterruptionKind.TOUCH:
                yield f"Touch at {_offset(stop)}: {plural(attempt.count, 'stop')}."


def _corrected(before: Record, after: Record) -> BlockRecord | None:
    """Return the attempt whose count a key corrected or undid."""
    for old, new in zip(before, after, strict=False):
        if len(old.interruptions) == len(new.interruptions) and old.count != new.count:
            return new
    return None


def _summary_line(summary: ExerciseSummary, side: str) -> str:
    where = _listed(summary.exercise, side)
    if not summary.steady_ms:
        return f"{where}: not done."
    stops = f"{plural(summary.count, 'stop')} in {minutes_text(summary.steady_ms)}"
    cut = ", cut short" if summary.unfinished else ""
    reps = f"{summary.reps} reps, " if summary.reps else ""
    return f"{where}: {reps}{stops}{cut}; longest stretch {minutes_text(summary.longest_ms)}."


def _offset(stop: Interruption) -> str:
    return f"{stop.offset_ms / 1000:.1f} s"


def sentences(*texts: str) -> Iterator[str]:
    """Yield the texts that are not empty, each with a full stop."""
    for text in texts:
        if text:
            yield text if text[-1] in ".!?…" else f"{text}."


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _listed(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
