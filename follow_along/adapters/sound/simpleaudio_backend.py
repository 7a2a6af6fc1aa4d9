"""The simpleaudio backend: each sound is started at its moment.

It is less exact than an open stream and ducks nothing. The original simpleaudio crashes Python 3.12
and later: that ends the sound process alone, which is started again.
"""

import threading
from typing import Any

from follow_along.adapters.sound.backend import NoBackendError, import_library
from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.engine import SoundEngine
from follow_along.adapters.sound.samples import RATE, scaled, to_bytes

CHECK_S = 0.005
STALLED_S = 0.5


class SimpleaudioBackend:
    """A thread that checks every few milliseconds whether a sound is due, and starts it."""

    def __init__(self, engine: SoundEngine) -> None:
        self._simpleaudio = import_library(
            "simpleaudio",
            "Run: pip install 'follow-along[simpleaudio]' "
            "(on Linux this needs gcc and libasound2-dev).",
        )
        self._engine = engine
        self._playing: list[Any] = []
        self._checked_at = float("-inf")
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._failed = False
        self.name = "simpleaudio"
        self.latency = 0.0

    def open(self) -> None:
        """Start the thread. Raises NoBackendError when the last sound failed and fails again.

        The first time no sound is tried: where the library crashes after one, it costs a process.
        """
        self._closing.clear()
        if self._failed:
            self._play(bytes(2 * RATE // 100))
            self._failed = False
        self._checked_at = read_clock()
        self._thread = threading.Thread(target=self._run, name="simpleaudio", daemon=True)
        self._thread.start()

    def _play(self, data: bytes) -> None:
        """Start a sound. Raises NoBackendError."""
        try:
            self._playing.append(self._simpleaudio.play_buffer(data, 1, 2, RATE))
        except Exception as error:
            # The library's own error type cannot be imported where the library is not built.
            raise NoBackendError(
                "No sound device for simpleaudio: using the screen and the bell. "
                "Plug one in or start the sound server."
            ) from error

    def _run(self) -> None:
        """Start what is due until `close` is called or a sound fails."""
        hush_count = self._engine.hush_count
        while not self._closing.wait(CHECK_S):
            now = self._checked_at = read_clock()
            if self._engine.hush_count != hush_count:
                hush_count = self._engine.hush_count
                self._stop_all()
            self._playing = [sound for sound in self._playing if sound.is_playing()]
            for onset in self._engine.pop_onsets(now, now + CHECK_S):
                gain = self._engine.gain
                if gain == 0.0:
                    continue
                try:
                    self._play(to_bytes(scaled(onset.samples, gain)))
                except NoBackendError:
                    self._failed = True
                    return

    def _stop_all(self) -> None:
        """Stop what sounds."""
        for sound in self._playing:
            sound.stop()
        self._playing.clear()

    def measure_latency(self) -> None:
        """Measure nothing: the library cannot be asked."""

    def find_silence(self) -> str:
        """Return an empty text: the library cannot be asked, and has no stream between sounds."""
        return ""

    def stalled(self, now: float) -> bool:
        """Return whether a sound failed, or a call to the library hangs."""
        return self._failed or now - self._checked_at > STALLED_S

    def close(self) -> None:
        """Stop the thread and what sounds."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
        self._stop_all()
