"""A cue or a phrase that is due at a moment: all that the sound side needs to know of the rules."""

from dataclasses import dataclass

from follow_along.core.enums import TEMPO_TONES, CueName


@dataclass(frozen=True, slots=True)
class ScheduledCue:
    """A cue sound, or a phrase to be spoken, due at a moment (monotonic seconds).

    Exactly one of `cue` and `phrase` is given. A phrase that would still be speaking at `until` is
    left out.
    """

    at: float
    cue: CueName | None = None
    phrase: str | None = None
    until: float | None = None

    @property
    def is_tempo_tone(self) -> bool:
        """Whether it is one of the soft tones at the changes of a tempo's phases."""
        return self.cue in TEMPO_TONES

    @property
    def in_time(self) -> bool:
        """Whether it is due before the moment at which it would have to be over."""
        return self.until is None or self.at < self.until
