"""The interface of an audio backend."""

import importlib
from typing import Any, Protocol


class NoBackendError(Exception):
    """No audio can be played now; the message is a sentence that says what to do."""


def import_library(library: str, advice: str) -> Any:
    """Return the sound library of that name.

    Raises NoBackendError, with `advice` as its message if the library is not installed.
    """
    try:
        return importlib.import_module(library)
    except (ImportError, OSError) as error:
        raise NoBackendError(advice) from error
    except Exception as error:
        raise NoBackendError(
            f"{library} fails as it is loaded ({repr(error)[:80]}): "
            "using another library; reinstall it."
        ) from error


class Backend(Protocol):
    """An audio backend. Every call except `stalled` may hang with the sound server."""

    name: str
    """The library and the system it plays through, as in `miniaudio (PulseAudio)`."""
    latency: float
    """Seconds from the rendering of a sample until it is heard."""

    def open(self) -> None:
        """Open the device and begin to play. Raises NoBackendError if there is none."""

    def measure_latency(self) -> None:
        """Correct `latency` by measurement where the system allows it."""

    def stalled(self, now: float) -> bool:
        """Whether at `now` (monotonic seconds) nothing has been played for half a second."""

    def close(self) -> None:
        """Stop playing and release the device."""
