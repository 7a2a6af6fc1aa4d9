"""What every way to an ear has in common."""

from typing import Protocol


class NoOutputError(Exception):
    """There is no way to an ear now; the message is a sentence that says what to do."""


class Output(Protocol):
    """A way to an ear. Any call but `stalled` may hang with the sound server."""

    name: str
    """What it is, for the person: `miniaudio (PulseAudio)`."""
    latency: float
    """Seconds from the making of a sample to its hearing."""

    def open(self) -> None:
        """Begin to play. Raises NoOutputError."""

    def settle(self) -> None:
        """Correct `latency` by measurement, where that is possible; asked every few seconds."""

    def stalled(self, now: float) -> bool:
        """Whether at `now` (monotonic seconds) nothing has been played for half a second."""

    def close(self) -> None:
        """Stop playing, and let go of the device."""
