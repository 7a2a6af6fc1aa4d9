"""What of a lead-in is shortened or left out, because it would not end before the ticks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from typing import NamedTuple

from follow_along.core.cues.phrases import lead_in
from follow_along.core.cues.plan import TICKS_S
from follow_along.core.cues.spoken_words import SpokenWords, spoken_words
from follow_along.core.sessions.timeline import Block, IntervalKind, Timeline

LengthOf = Callable[[str], float]
"""Returns how long a phrase takes to speak, in seconds."""

_KEYS = {
    IntervalKind.READY: "get_ready",
    IntervalKind.CHANGE: "change",
    IntervalKind.REST: "rest",
}


class Shortened(NamedTuple):
    """A phrase that does not end in time."""

    phrase: str
    length_s: float
    room_s: float
    """The time that it has."""
    spoken: str
    """The form that is spoken in its place; empty if there is none."""
    key: str
    """The key of a session file that says how long the lead-in is."""
    more_s: int
    """By how much it must be longer for every phrase of the lead-in, in whole seconds."""


def shortened(timeline: Timeline, length_of: LengthOf) -> Iterator[Shortened]:
    """Yield the phrases of all lead-ins that are shortened or left out, each once."""
    words, length_of = spoken_words(timeline.session.language), cache(length_of)
    found: dict[Shortened, None] = {}
    for block in timeline.blocks:
        if too_long := list(_too_long(block, words, length_of)):
            key = _KEYS[block.lead_in] if block.period_ms is None else "every"
            more_s = _more_s(block, words, length_of)
            found |= dict.fromkeys(Shortened(*each, key, more_s) for each in too_long)
    yield from found


def _too_long(
    block: Block, words: SpokenWords, length_of: LengthOf
) -> Iterator[tuple[str, float, float, str]]:
    """Yield the phrases of a lead-in that do not end in time, as the fields of Shortened."""
    said = list(lead_in(block, words))
    end, free_from = block.lead_in_s - TICKS_S, 0.0
    if _surely_fit([forms[0] for _, forms in said], end):
        return
    for position, forms in said:
        begins = max(position, free_from)
        fitting = (form for form in forms if begins + length_of(form) <= end)
        spoken = next(fitting, forms[-1] if len(forms) > 1 else "")
        if spoken:
            free_from = begins + length_of(spoken)
        if spoken != forms[0]:
            length, room = length_of(forms[0]), max(0.0, end - begins)
            yield forms[0], round(length, 1), round(room, 1), spoken


def _more_s(block: Block, words: SpokenWords, length_of: LengthOf) -> int:
    """Return by how many seconds a lead-in must be longer for nothing to be shortened."""
    for more_s in count(1):
        longer = replace(block, lead_in_ms=block.lead_in_ms + more_s * 1000)
        if not any(_too_long(longer, words, length_of)):
            break
    return more_s


def _surely_fit(phrases: Sequence[str], end: float) -> bool:
    """Whether phrases are over by `end` if they take twice as long as any voice needs for them.

    Nothing needs to be rendered to find that out.
    """
    return sum(1.0 + 0.15 * len(phrase) for phrase in phrases) < end
