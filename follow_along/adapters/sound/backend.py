"""The interface of an audio backend."""

import importlib
from typing import Any, Protocol

LONGEST_ERROR = 80
"""Characters of a library's error that are shown."""


class NoBackendError(Exception):
    """No audio can be played now; the message is a sentence that says what to do."""


class NoLibraryError(Exception):
    """A sound library cannot be used; the message is a clause, and `advice` a sentence."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def import_library(library: str, advice: str) -> Any:
    """Return the sound library of that name.

    Raises NoLibraryError, with `advice` if the library is not installed.
    """
    try:
        return importlib.import_module(library)
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and error.name == library:
            raise NoLibraryError(f"{library} is not installed", advice) from error
        reason = repr(error)[:LONGEST_ERROR]
        raise NoLibraryError(
            f"{library} cannot be loaded ({reason})", "Reinstalling it may help."
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

    def find_silence(self) -> str:
        """Return why the system lets nothing be heard, as a sentence; empty if it is not known to.

        The device may be muted, for example.
        """

    def stalled(self, now: float) -> bool:
        """Whether at `now` (monotonic seconds) nothing has been played for half a second."""

    def close(self) -> None:
        """Stop playing and release the device."""
