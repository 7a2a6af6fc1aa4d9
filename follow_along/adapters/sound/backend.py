"""What every way to an ear has in common."""

import importlib
from typing import Any, Protocol


class NoBackendError(Exception):
    """There is no way to an ear now; the message is a sentence that says what to do."""


def load(library: str, advice: str) -> Any:
    """The sound library of that name. NoBackendError: with `advice` if it is not there."""
    try:
        return importlib.import_module(library)
    except (ImportError, OSError) as why:
        raise NoBackendError(advice) from why
    except Exception as why:
        raise NoBackendError(
            f"{library} fails as it is loaded ({repr(why)[:80]}), so the next best stands in; "
            "install it anew."
        ) from why


class Backend(Protocol):
    """A way to an ear. Any call but `stalled` may hang with the sound server."""

    name: str
    """What it is, for the person: `miniaudio (PulseAudio)`."""
    latency: float
    """Seconds from the making of a sample to its hearing."""

    def open(self) -> None:
        """Begin to play. Raises NoBackendError."""

    def settle(self) -> None:
        """Correct `latency` by measurement, where that is possible; asked every few seconds."""

    def stalled(self, now: float) -> bool:
        """Whether at `now` (monotonic seconds) nothing has been played for half a second."""

    def close(self) -> None:
        """Stop playing, and let go of the device."""
