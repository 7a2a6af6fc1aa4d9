"""simpleaudio: each sound played at its moment, for those who ask for it.

It is less exact than an open stream, ducks nothing, and its original crashes the interpreter of
Python 3.12 and later: here that ends the sound process alone, which is started again.
"""

import threading
from typing import Any

from follow_along.adapters.sound.backend import NoBackendError, load
from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.engine import SoundEngine
from follow_along.adapters.sound.samples import RATE, scaled, to_bytes

LOOK_S = 0.005
STALLED_S = 0.5


class SimpleaudioBackend:
    """Looks every few milliseconds whether a sound is due, and plays it."""

    def __init__(self, desk: SoundEngine) -> None:
        self._simpleaudio = load(
            "simpleaudio",
            "simpleaudio is not installed, so the next best stands in; "
            "run: pip install 'follow-along[simpleaudio]' "
            "(on Linux it is built, with gcc and libasound2-dev).",
        )
        self._desk = desk
        self._playing: list[Any] = []
        self._looked_at = float("-inf")
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._failed = False
        self.name = "simpleaudio"
        self.latency = 0.0

    def open(self) -> None:
        """Begin to look for what is due. Raises NoBackendError if a sound failed, and fails again.

        The first time nothing is tried: where the library crashes after a sound, each costs a
        process.
        """
        self._ending.clear()
        if self._failed:
            self._play(bytes(2 * RATE // 100))
            self._failed = False
        self._looked_at = read_clock()
        self._thread = threading.Thread(target=self._look, name="simpleaudio", daemon=True)
        self._thread.start()

    def _play(self, data: bytes) -> None:
        """Start a sound. Raises NoBackendError."""
        try:
            self._playing.append(self._simpleaudio.play_buffer(data, 1, 2, RATE))
        except Exception as why:
            # Its one kind of error is not to be had where it is not built.
            raise NoBackendError(
                "No sound device was found by simpleaudio, so the screen and the bell stand in; "
                "plug one in or start the sound server, and the cues come back by themselves."
            ) from why

    def _look(self) -> None:
        """Play what is due until the end, or until it fails."""
        hushed = self._desk.hushed
        while not self._ending.wait(LOOK_S):
            now = self._looked_at = read_clock()
            if self._desk.hushed != hushed:
                hushed = self._desk.hushed
                self._stop()
            self._playing = [one for one in self._playing if one.is_playing()]
            for begin in self._desk.take(now, now + LOOK_S):
                gain = self._desk.gain
                if gain == 0.0:
                    continue
                try:
                    self._play(to_bytes(scaled(begin.samples, gain)))
                except NoBackendError:
                    self._failed = True
                    return

    def _stop(self) -> None:
        """Cut off what sounds."""
        for one in self._playing:
            one.stop()
        self._playing.clear()

    def settle(self) -> None:
        """Nothing can be measured here, and next to nothing is to be."""

    def stalled(self, now: float) -> bool:
        """Whether it failed, or hangs in a call to the library."""
        return self._failed or now - self._looked_at > STALLED_S

    def close(self) -> None:
        """Stop looking, and cut off what sounds."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
        self._stop()
