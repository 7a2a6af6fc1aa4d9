"""The spoken phrases, and the position in its interval at which each is due (seconds)."""

from collections.abc import Iterator

from follow_along.core.enums import Side
from follow_along.core.sessions.timeline import Block, IntervalKind, Timeline

TAKE_YOUR_TIME = "Take your time."
FINISHED = "That's it. Session done."
HALF_WAY = "Half way."
TEN = "Ten."

HALF_WAY_FROM_S = 30
"""Blocks at least this long have a half-way cue."""
TEN_FROM_S = 40
"""Blocks at least this long have a cue ten seconds before their end."""

_AFTER_CUE_S = 1.0
"""When a cue of normal length has ended."""
_SIDE_S = 0.2
"""A change can be as short as five seconds, and its `switch` cue began a second before it."""
_SETUP_S = 4.5
"""After the name of the exercise has been spoken."""
_FIRST_FORM_CUE_S = 1.5
_AFTER_LANDMARK_S = 0.4
_APART_S = 2.0
"""Phrases closer than this would overlap."""
_UNTIMED_CUE_S = 10.0


def side_words(side: Side) -> str:
    """Return a side in words: `Left foot`."""
    return {Side.LEFT: "Left foot", Side.RIGHT: "Right foot", Side.BOTH: "Both feet"}[side]


def lead_in(block: Block) -> Iterator[tuple[float, str]]:
    """Yield the phrases of the lead-in to a block, with their positions."""
    side = side_words(block.side)
    match block.lead_in:
        case IntervalKind.CHANGE:
            yield _SIDE_S, f"Switch. {side}."
        case IntervalKind.REST:
            yield _AFTER_CUE_S, f"Rest. Then set {block.set_number}. {side}."
        case _:
            yield _AFTER_CUE_S, f"Next: {block.exercise.name}. {side}."
            if block.exercise.setup:
                yield _SETUP_S, block.exercise.setup


def form_cue_positions(block: Block) -> list[tuple[float, str]]:
    """Return the form cues with the positions from which each is shown.

    The first is shown at once. The others divide the work evenly, with at least two places, so
    that none is at half way, which has a phrase of its own. In a block without a time limit a new
    one is shown every ten seconds.
    """
    cues = block.exercise.cues
    if block.work_s is None:
        return [(_UNTIMED_CUE_S * i, cue) for i, cue in enumerate(cues)]
    later = max(2, len(cues) - 1)
    return [
        (0.0 if i == 0 else block.work_s * (2 * i - 1) / (2 * later), cue)
        for i, cue in enumerate(cues)
    ]


def during_work(block: Block) -> Iterator[tuple[float, str]]:
    """Yield the phrases during the work, with their positions: half way, ten, and the form cues.

    A form cue within two seconds of half way or ten is not spoken.
    """
    passed = list(landmarks(block))
    yield from passed
    for i, (position, cue) in enumerate(form_cue_positions(block)):
        due = _FIRST_FORM_CUE_S if i == 0 else position
        if all(abs(due - landmark) >= _APART_S for landmark, _ in passed):
            yield due, cue


def landmarks(block: Block) -> Iterator[tuple[float, str]]:
    """Yield the phrases half way and ten seconds before the end, with their positions."""
    if block.work_s is None:
        return
    if block.work_s >= HALF_WAY_FROM_S:
        yield block.work_s / 2 + _AFTER_LANDMARK_S, HALF_WAY
    if block.work_s >= TEN_FROM_S:
        yield block.work_s - 10 + _AFTER_LANDMARK_S, TEN


def all_phrases(timeline: Timeline) -> list[str]:
    """Return every phrase that a run may speak, each once, in the order of first use."""
    phrases = [TAKE_YOUR_TIME]
    for block in timeline.blocks:
        phrases += [phrase for _, phrase in lead_in(block)]
        phrases += [phrase for _, phrase in during_work(block)]
    phrases.append(FINISHED)
    return list(dict.fromkeys(phrases))
