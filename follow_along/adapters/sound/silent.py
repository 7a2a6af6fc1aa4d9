"""The sound of a run that plays none: with the terminal's bell, or without."""

from collections.abc import Collection, Sequence

from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.settings import Settings


class SilentSound:
    """A `Sound` that plays nothing. `audible=False` has the screen ring the terminal's bell."""

    def __init__(self, *, audible: bool = False) -> None:
        self._audible = audible

    def prepare(self, phrases: Collection[str], language: str) -> None:
        """Do nothing."""

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Do nothing."""

    def tune(self, settings: Settings) -> None:
        """Do nothing."""

    @property
    def audible(self) -> bool:
        """False if the bell is to ring, True if the user asked for silence."""
        return self._audible

    def notice(self) -> str | None:
        """Return None."""
        return None

    def close(self) -> None:
        """Do nothing."""
