"""A cue sound or a spoken phrase that is due at a moment."""

from typing import NamedTuple

from follow_along.core.enums import TEMPO_TONES, CueName

PATIENCE_S = 1.5
"""A phrase later than this no longer fits what happens."""


class ScheduledCue(NamedTuple):
    """A cue sound or a spoken phrase, due at a moment (monotonic seconds).

    Exactly one of `cue` and `phrase` is given. A phrase is one or more sentences, one a line.
    """

    at: float
    cue: CueName | None = None
    phrase: str | None = None
    until: float | None = None
    """When a phrase must have ended; one that would not is not spoken."""
    shorter: tuple[str, ...] = ()
    """Shorter forms of the phrase, of which the first that ends in time is spoken in its place, and
    the last even if it does not."""
    patience: float = PATIENCE_S
    """How long a phrase may wait for the one before it to end, or for its own rendering (s)."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of the phrase, the longest first; none of a cue sound."""
        return () if self.phrase is None else (self.phrase, *self.shorter)

    @property
    def is_tempo_tone(self) -> bool:
        """Whether it is the soft tone at the beginning of a tempo step."""
        return self.cue in TEMPO_TONES

    @property
    def in_time(self) -> bool:
        """Whether it is due before `until`, or spoken in any case."""
        return self.until is None or self.at < self.until or bool(self.shorter)


def sentences(phrase: str) -> list[str]:
    """Return the sentences of a phrase."""
    return phrase.split("\n")
