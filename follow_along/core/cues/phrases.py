"""The spoken phrases, and the position in its interval at which each is due (seconds).

A phrase is one or more sentences, one a line. Each is recorded or rendered by itself, so that the
sentences that many phrases share are there once.
"""

from collections.abc import Iterable, Iterator

from follow_along.core.cues.scheduled_cue import sentences
from follow_along.core.cues.spoken_words import ENGLISH, SpokenWords, spoken_words
from follow_along.core.enums import Side, Version
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.form_cue import TimedCue
from follow_along.core.sessions.timeline import Block, IntervalKind, Timeline

HALF_WAY_FROM_S = 30
"""Blocks at least this long have a half-way cue."""
TEN_FROM_S = 40
"""Blocks at least this long have a cue ten seconds before their end."""

_AFTER_CUE_S = 1.0
"""When a cue of normal length has ended."""
_SIDE_S = 0.2
"""A change can be as short as five seconds, and its `switch` cue began a second before it."""
_SHORT_LEAD_IN_S = 8.0
"""In a shorter lead-in every second counts: the announcement does not wait for the cue to end."""
_SETUP_S = 4.5
"""After most announcements; a longer one is waited for."""
_FIRST_FORM_CUE_S = 1.5
_AFTER_GO_S = 0.5
_AFTER_LANDMARK_S = 0.6
"""When the cues of half way and ten have ended: the voice is softer while they sound."""
_APART_S = 2.0
"""Phrases closer than this would overlap."""
_UNTIMED_CUE_S = 10.0

_MOST_SPOKEN_SECONDS = 119
"""Longer times are spoken in minutes and seconds."""


def side_words(side: Side) -> str:
    """Return a side in words for the screen: `Left foot`."""
    return {Side.LEFT: "Left foot", Side.RIGHT: "Right foot", Side.BOTH: "Both feet"}[side]


def announcement(block: Block, words: SpokenWords) -> tuple[str, ...]:
    """Return what is said before a block in its forms, the longest first and the side alone last.

    The longest names round and exercise, how much there is to do, and the side.
    """
    side = _side(block, words)
    forms: list[tuple[str, ...]]
    if block.begins_exercise:
        forms = list(_exercise(block, words))
    elif block.lead_in is IntervalKind.CHANGE:
        amount = _amount(block, words) if _sides_differ(block) else ""
        forms = [(words.switch, side, amount), (words.switch, side), (side,)]
    else:
        rest = words.rest_then_set.format(n=block.set_number)
        said_side = "" if _together(block) else side
        forms = [(rest, said_side), (said_side,)]
    said = tuple(dict.fromkeys(filter(None, ("\n".join(filter(None, form)) for form in forms))))
    # The last form is spoken in any case, and the only one shall be too.
    return said * 2 if len(said) == 1 else said


def _exercise(block: Block, words: SpokenWords) -> Iterator[tuple[str, ...]]:
    """Yield the forms of the announcement of an exercise, each as its sentences."""
    name = words.next.format(name=block.exercise.name)
    rest = words.rest if block.lead_in is IntervalKind.REST else ""
    side = _side(block, words)
    long = (rest, _round(block, words), name, _amount(block, words))
    if _together(block):
        yield long
        yield (name,)
    else:
        yield *long, _side(block, words, first=block.exercise.sides == "each")
        yield name, side
    yield (side or name,)


def _together(block: Block) -> bool:
    """Whether nothing needs to be said of the sides: they stay together, and have no own name."""
    return block.side is Side.BOTH and not block.side_name


def _side(block: Block, words: SpokenWords, *, first: bool = False) -> str:
    """Return the sentence of a block's side, or that it goes first; empty if it has none."""
    if block.side_name:
        name = block.side_name[0].upper() + block.side_name[1:]
        return (words.side_first if first else words.side).format(side=name)
    if block.side_name == "":
        return ""
    if first:
        return words.left_first if block.side is Side.LEFT else words.right_first
    return {Side.LEFT: words.left, Side.RIGHT: words.right, Side.BOTH: words.both}[block.side]


def _round(block: Block, words: SpokenWords) -> str:
    """Return which round begins; empty if none does."""
    if not block.begins_round:
        return ""
    if block.round_number == block.rounds:
        return words.last_round
    return words.round_of.format(n=block.round_number, total=block.rounds)


def _sides_differ(block: Block) -> bool:
    return len({block.exercise.work_ms(side) for side in block.exercise.sides_of_a_set}) > 1


def _amount(block: Block, words: SpokenWords) -> str:
    """Return how much a block asks for: repetitions or a time, and `Enter when done`."""
    reps = block.exercise.reps
    if block.exercise.is_open:
        said = words.as_long_as_you_can
    else:
        amount = (
            _time(block.work_ms or 0, words)
            if reps is None
            else counted(reps, words.one_rep, words.reps)
        )
        each_side = block.exercise.sides == "each" and not _sides_differ(block)
        said = (words.amount_each_side if each_side else words.amount).format(amount=amount)
    return f"{said}\n{words.enter_when_done}".strip() if block.work_ms is None else said


def counted(n: int, one: str, other: str) -> str:
    """Return a number of things: in each language that is spoken, one has a form of its own."""
    return one if n == 1 else other.format(n=n)


def _time(ms: int, words: SpokenWords) -> str:
    """Return a length of time, in whole seconds or in minutes and seconds."""
    minutes, seconds = divmod(max(1, round(ms / 1000)), 60)
    if seconds and 60 * minutes + seconds <= _MOST_SPOKEN_SECONDS:
        minutes, seconds = 0, 60 * minutes + seconds
    parts = [counted(minutes, words.one_minute, words.minutes)] if minutes else []
    parts += [counted(seconds, words.one_second, words.seconds)] if seconds else []
    return " ".join(parts)


def version_phrase(exercise: Exercise, version: Version, words: SpokenWords) -> str:
    """Return what is said of a version: which it is, and how it is done."""
    which = {Version.EASIER: words.easier, Version.HARDER: words.harder}
    said = (which.get(version, words.as_written), exercise.version_text(version))
    return "\n".join(filter(None, said))


def lead_in(
    block: Block, words: SpokenWords, version: Version = Version.WRITTEN
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield the phrases of the lead-in to a block with their positions, each in its forms."""
    at_once = block.lead_in is IntervalKind.CHANGE or block.lead_in_s < _SHORT_LEAD_IN_S
    begins = _SIDE_S if at_once else _AFTER_CUE_S
    if forms := announcement(block, words):
        yield begins, forms
    for note in block.notes:
        yield max(begins, note.at_ms / 1000), (note.text,)
    if block.begins_exercise and block.exercise.setup:
        yield _SETUP_S, (block.exercise.setup,)
    if block.begins_exercise and version is not Version.WRITTEN:
        yield _SETUP_S, (version_phrase(block.exercise, version, words),)


def form_cue_positions(block: Block) -> list[tuple[float, str]]:
    """Return the form cues with the positions from which each is shown, in order.

    Of those without a moment of their own the first is shown at once. The others divide the work
    evenly, with at least two places, so that none is at half way, which has a phrase of its own. In
    a block without a time limit a new one is shown every ten seconds.
    """
    cues = [cue for cue in block.exercise.cues if isinstance(cue, str)]
    return sorted([*_spread(cues, block.work_s), *_timed(block)], key=lambda each: each[0])


def _spread(cues: list[str], work_s: float | None) -> list[tuple[float, str]]:
    if work_s is None:
        return [(_UNTIMED_CUE_S * i, cue) for i, cue in enumerate(cues)]
    later = max(2, len(cues) - 1)
    return [
        (0.0 if i == 0 else work_s * (2 * i - 1) / (2 * later), cue) for i, cue in enumerate(cues)
    ]


def _timed(block: Block) -> list[tuple[float, str]]:
    """Return the form cues with a moment of their own."""
    cues = (cue for cue in block.exercise.cues if isinstance(cue, TimedCue))
    return [(cue.position_s(block.work_s or 0.0), cue.say) for cue in cues]


def during_work(block: Block, words: SpokenWords) -> Iterator[tuple[float, str]]:
    """Yield the phrases during the work, with their positions: half way, ten, and the form cues.

    Of two phrases less than two seconds apart one alone is spoken: a form cue that has its own
    moment before half way and ten, and these before the other form cues.
    """
    timed = _timed(block)
    for position, cue in timed:
        landmark = any(position == at for at, _ in landmarks(block, words))
        yield max(position + _AFTER_LANDMARK_S * landmark, _AFTER_GO_S), cue
    passed = [each for each in landmarks(block, words) if _apart(each[0], timed)]
    for position, landmark_words in passed:
        yield position + _AFTER_LANDMARK_S, landmark_words
    others = [cue for cue in block.exercise.cues if isinstance(cue, str)]
    for i, (position, cue) in enumerate(_spread(others, block.work_s)):
        due = _FIRST_FORM_CUE_S if i == 0 else position
        if _apart(due, timed) and _apart(due, passed, _AFTER_LANDMARK_S):
            yield due, cue


def _apart(position: float, others: Iterable[tuple[float, str]], later: float = 0.0) -> bool:
    """Whether a position is at least two seconds from each of the others, `later` added to them."""
    return all(abs(position - other - later) >= _APART_S for other, _ in others)


def landmarks(block: Block, words: SpokenWords = ENGLISH) -> Iterator[tuple[float, str]]:
    """Yield half way and ten with the positions of their cues."""
    if block.work_s is None:
        return
    if block.work_s >= HALF_WAY_FROM_S:
        yield block.work_s / 2, words.half_way
    if block.work_s >= TEN_FROM_S:
        yield block.work_s - 10, words.ten


def all_phrases(timeline: Timeline) -> list[str]:
    """Return every sentence that a run may speak, each once, in the order of first use."""
    words = spoken_words(timeline.session.language)
    phrases = [words.take_your_time]
    for block in timeline.blocks:
        phrases += [form for _, forms in lead_in(block, words) for form in forms]
        phrases += [phrase for _, phrase in during_work(block, words)]
        versions = block.exercise.versions
        if len(versions) > 1:
            phrases += [version_phrase(block.exercise, each, words) for each in versions]
    phrases.append(words.finished)
    parts = (sentence for phrase in phrases for sentence in sentences(phrase) if sentence)
    return list(dict.fromkeys(parts))
