"""Sound that is left to others: the terminal's bell, or nobody."""

from collections.abc import Collection, Sequence

from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.settings import Settings


class SilentSound:
    """The port `Sound` without any. `audible` False lets the screen ring the terminal's bell."""

    def __init__(self, *, audible: bool = False) -> None:
        self._audible = audible

    def prepare(self, phrases: Collection[str]) -> None:
        """Nothing is spoken."""

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Nothing is played."""

    def tune(self, settings: Settings) -> None:
        """Nothing sounds."""

    @property
    def audible(self) -> bool:
        """False if the bell is to stand in, True if silence was asked for."""
        return self._audible

    def notice(self) -> str | None:
        """Nothing is amiss."""
        return None

    def close(self) -> None:
        """Nothing is open."""
