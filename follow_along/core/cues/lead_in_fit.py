"""What of a lead-in is shortened or left out, because it would not end before the ticks."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from follow_along.core.cues.phrases import lead_in
from follow_along.core.cues.plan import TICKS_S
from follow_along.core.cues.spoken_words import spoken_words
from follow_along.core.sessions.timeline import Timeline

LengthOf = Callable[[str], float]
"""Returns how long a phrase takes to speak, in seconds."""


class Shortened(NamedTuple):
    """A phrase that does not end in time."""

    phrase: str
    length_s: float
    room_s: float
    """The time that it has."""
    spoken: str
    """The form that is spoken in its place; empty if there is none."""


def shortened(timeline: Timeline, length_of: LengthOf) -> Iterator[Shortened]:
    """Yield the phrases of all lead-ins that are shortened or left out, each once."""
    words = spoken_words(timeline.session.language)
    found: dict[Shortened, None] = {}
    for block in timeline.blocks:
        said = list(lead_in(block, words))
        end, free_from = block.lead_in_s - TICKS_S, 0.0
        if _surely_fit([forms[0] for _, forms in said], end):
            continue
        for position, forms in said:
            begins = max(position, free_from)
            fitting = (form for form in forms if begins + length_of(form) <= end)
            spoken = next(fitting, forms[-1] if len(forms) > 1 else "")
            if spoken:
                free_from = begins + length_of(spoken)
            if spoken != forms[0]:
                length, room = length_of(forms[0]), max(0.0, end - begins)
                found[Shortened(forms[0], round(length, 1), round(room, 1), spoken)] = None
    yield from found


def _surely_fit(phrases: Sequence[str], end: float) -> bool:
    """Whether phrases are over by `end` if they take twice as long as any voice needs for them.

    Nothing needs to be rendered to find that out.
    """
    return sum(1.0 + 0.15 * len(phrase) for phrase in phrases) < end
