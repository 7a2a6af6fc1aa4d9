"""Cues due at known moments: what sounds and is spoken, and when."""

from dataclasses import dataclass

from follow_along.core.words import CueName


@dataclass(frozen=True, slots=True)
class Due:
    """A cue sound, or a phrase to be spoken, due at a moment (monotonic seconds).

    Exactly one of `cue` and `words` is given. A phrase that would still be speaking at `until` is
    left out.
    """

    at: float
    cue: CueName | None = None
    words: str | None = None
    until: float | None = None
