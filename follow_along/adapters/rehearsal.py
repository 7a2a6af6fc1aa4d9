"""A rehearsal: a session run many times as fast, of which nothing is kept."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from follow_along.adapters.clock import SystemClock
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.settings import Settings
from follow_along.ports import Clock, RunHeader, Sound, Stamped


class RehearsalClock(SystemClock):
    """A clock on which the session runs `speed` times as fast as the person lives."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._begin = super().now()

    def now(self) -> float:
        """Seconds of the session's time, from the same start as the machine's."""
        return self._begin + (super().now() - self._begin) * self.speed

    def pressed(self) -> float:
        """The person's own seconds, for fingers are no faster in a rehearsal."""
        return super().now()

    def real(self, at: float) -> float:
        """The moment of the machine's clock at which the session's clock shows `at`."""
        return self._begin + (at - self._begin) / self.speed


class RehearsalSound:
    """Another sound, handed its cues at the moments of the machine's clock. Nothing is spoken.

    A rehearsed phrase would take longer than the interval it belongs to, and the tones of a tempo
    would run together.
    """

    def __init__(self, sound: Sound, clock: Clock) -> None:
        self._sound = sound
        self._clock = clock

    def prepare(self, phrases: Collection[str]) -> None:
        """Prepare nothing."""

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Plan the cue sounds alone, without the tones of a tempo."""
        heard = [each for each in due if each.cue and not each.keeps_tempo]
        cues = [replace(each, at=self._clock.real(each.at)) for each in heard]
        self._sound.plan(cues, hush=hush)

    def tune(self, settings: Settings) -> None:
        """Tune the other."""
        self._sound.tune(settings)

    @property
    def audible(self) -> bool:
        """Whether the other is heard."""
        return self._sound.audible

    def notice(self) -> str | None:
        """What the other has to say."""
        return self._sound.notice()

    def close(self) -> None:
        """Close the other."""
        self._sound.close()


class NoLog:
    """A log that keeps nothing."""

    def begin(self, header: RunHeader) -> None:
        """Forget the run."""

    def write(self, entries: Sequence[Stamped]) -> None:
        """Forget what happened."""

    def notice(self) -> str | None:
        """Nothing is the matter with keeping nothing."""
        return None

    def close(self) -> None:
        """Nothing to let go of."""
