"""A cue sound or a spoken phrase that is due at a moment."""

from typing import NamedTuple

from follow_along.core.enums import TEMPO_TONES, CueName


class ScheduledCue(NamedTuple):
    """A cue sound or a spoken phrase, due at a moment (monotonic seconds).

    Exactly one of `cue` and `phrase` is given. A phrase that would last beyond `until` is not
    spoken.
    """

    at: float
    cue: CueName | None = None
    phrase: str | None = None
    until: float | None = None

    @property
    def is_tempo_tone(self) -> bool:
        """Whether it is the soft tone at the beginning of a tempo step."""
        return self.cue in TEMPO_TONES

    @property
    def in_time(self) -> bool:
        """Whether it is due before `until`."""
        return self.until is None or self.at < self.until
