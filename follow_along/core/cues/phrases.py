"""What is said: short phrases and, for each, how far into its interval it is due (seconds)."""

from collections.abc import Iterator

from follow_along.core.enums import Side
from follow_along.core.sessions.timeline import Block, IntervalKind, Timeline

TAKE_YOUR_TIME = "Take your time."
FINISHED = "That's it. Session done."
HALF_WAY = "Half way."
TEN = "Ten."

_AFTER_THE_CUE = 1.0
_AT_ONCE = 0.2
"""The `switch` cue began a second before, and a change of five seconds leaves the side no more."""

_AFTER_THE_NAME = 4.5
_FIRST_FORM_CUE = 1.5


def side_words(side: Side) -> str:
    """A side as it is said."""
    return {Side.LEFT: "Left foot", Side.RIGHT: "Right foot", Side.BOTH: "Both feet"}[side]


def lead_in(block: Block) -> Iterator[tuple[float, str]]:
    """What is said in the lead-in to a block."""
    side = side_words(block.side)
    match block.lead_in:
        case IntervalKind.CHANGE:
            yield _AT_ONCE, f"Switch. {side}."
        case IntervalKind.REST:
            yield _AFTER_THE_CUE, f"Rest. Then set {block.set_number}. {side}."
        case _:
            yield _AFTER_THE_CUE, f"Next: {block.exercise.name}. {side}."
            if block.exercise.setup:
                yield _AFTER_THE_NAME, block.exercise.setup


def form_cue_positions(block: Block) -> list[tuple[float, str]]:
    """When each form cue is shown: the first at once, the others spread over the work.

    Two more cues come at a quarter and at three quarters; one more at a quarter, for half way has
    words of its own. A block that waits for a key shows the next one every ten seconds.
    """
    cues = block.exercise.cues
    if block.work_ms is None:
        return [(10.0 * i, cue) for i, cue in enumerate(cues)]
    length = block.work_ms / 1000
    later = max(2, len(cues) - 1)
    return [
        (0.0 if i == 0 else length * (2 * i - 1) / (2 * later), cue) for i, cue in enumerate(cues)
    ]


def form_cues(block: Block) -> Iterator[tuple[float, str]]:
    """What is said during the work: the form cues, half way, ten.

    Half way and ten come before a form cue that would be said within two seconds of them.
    """
    fixed = list(_landmarks(block))
    yield from fixed
    for i, (position, cue) in enumerate(form_cue_positions(block)):
        due = _FIRST_FORM_CUE if i == 0 else position
        if all(abs(due - landmark) >= 2 for landmark, _ in fixed):
            yield due, cue


def _landmarks(block: Block) -> Iterator[tuple[float, str]]:
    if block.work_ms is None:
        return
    length = block.work_ms / 1000
    if length >= 30:
        yield length / 2 + 0.4, HALF_WAY
    if length >= 40:
        yield length - 10 + 0.4, TEN


def all_of(timeline: Timeline) -> list[str]:
    """Every phrase a run may say, each once, in the order of first need."""
    said = [TAKE_YOUR_TIME]
    for block in timeline.blocks:
        said += [words for _, words in lead_in(block)]
        said += [words for _, words in form_cues(block)]
    said.append(FINISHED)
    return list(dict.fromkeys(said))
