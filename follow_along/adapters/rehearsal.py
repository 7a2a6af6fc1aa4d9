"""A rehearsal: a session played faster than real time and not logged."""

from collections.abc import Collection, Sequence

from follow_along.adapters.clock import SystemClock
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.settings import Settings
from follow_along.ports import Clock, RunHeader, Sound, Stamped


class RehearsalClock(SystemClock):
    """A clock on which the session runs at `speed` times real time."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._begin = super().now()

    def now(self) -> float:
        """Session seconds, equal to the machine's monotonic seconds at the start."""
        return self.session(super().now())

    def pressed(self) -> float:
        """Real monotonic seconds: key presses are no faster in a rehearsal."""
        return super().now()

    def real(self, at: float) -> float:
        """The machine's monotonic seconds at the session time `at`."""
        return self._begin + (at - self._begin) / self.speed

    def session(self, real: float) -> float:
        """The session time at the machine's monotonic seconds `real`."""
        return self._begin + (real - self._begin) * self.speed


class RehearsalSound:
    """Plays cues at their real times through another `Sound`; phrases and tempo tones are left out.

    A phrase would last longer than its interval, and tempo tones would run together.
    """

    def __init__(self, sound: Sound, clock: Clock) -> None:
        self._sound = sound
        self._clock = clock

    def prepare(self, phrases: Collection[str], language: str) -> None:
        """Do nothing: a rehearsal speaks no phrases."""

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Plan the cue sounds, without phrases and tempo tones."""
        cues = [
            each._replace(at=self._clock.real(each.at))
            for each in due
            if each.cue and not each.is_tempo_tone
        ]
        self._sound.plan(cues, hush=hush)

    def tune(self, settings: Settings) -> None:
        """Apply changed settings."""
        self._sound.tune(settings)

    @property
    def audible(self) -> bool:
        """Whether cues reach an audio device."""
        return self._sound.audible

    def notice(self) -> str | None:
        """One new sentence about a problem, or None."""
        return self._sound.notice()

    def close(self) -> None:
        """Close the other sound."""
        self._sound.close()


class NoLog:
    """A log that stores nothing. Implements `ports.RunLog`."""

    keeps = False
    disk_full = False

    def begin(self, header: RunHeader) -> None:
        """Ignore the run."""

    def write(self, entries: Sequence[Stamped]) -> None:
        """Ignore the events."""

    def unsaved(self) -> Sequence[str]:
        """No run: a rehearsal has nothing to save."""
        return ()

    def notice(self) -> str | None:
        """None: there is never a problem."""
        return None

    def close(self) -> None:
        """Do nothing."""
