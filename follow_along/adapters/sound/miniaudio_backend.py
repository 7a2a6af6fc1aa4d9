"""The miniaudio backend: one stream that stays open between cues, so that no sink sleeps."""

import os
from collections.abc import Callable, Generator
from typing import Any

from follow_along.adapters.sound import pulse_latency, pulse_volume
from follow_along.adapters.sound.backend import NoBackendError, import_library
from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.samples import RATE, Samples
from follow_along.adapters.sound.stream_clock import StreamClock

PERIOD_MS = 25
PERIODS = 4
"""A buffer of 100 ms: it outlasts short delays of the process, and a stop is soon silent."""
EXPECTED_LATENCY_S = PERIOD_MS * (PERIODS - 1) / 1000
"""A period is requested when one of the buffer's has been played."""
STALLED_S = 0.5
TOLERANCE_S = 0.015
"""A measured latency this close to the present one is no reason to shift the cues."""
WAKING_S = 3.0

Render = Callable[[int, float], Samples]


class MiniaudioBackend:
    """A stream that takes its samples from `render(frames, at)`, in a thread of miniaudio's."""

    def __init__(self, render: Render) -> None:
        self._miniaudio = import_library(
            "miniaudio", "Install a C compiler and run: pip install miniaudio."
        )
        self._render = render
        self._device: Any = None
        self._clock = StreamClock(0.0)
        self._requested_at = float("-inf")
        self.name = "miniaudio"
        self.latency = EXPECTED_LATENCY_S
        # Otherwise PulseAudio may buffer seconds of sound, which no stop could take back.
        os.environ.setdefault("PULSE_LATENCY_MSEC", str(PERIOD_MS * PERIODS))

    def open(self) -> None:
        """Open the system's default device. Raises NoBackendError if there is none."""
        audio = self._miniaudio
        silent = {audio.Backend.NULL, audio.Backend.CUSTOM}
        self.latency = EXPECTED_LATENCY_S
        self._clock = StreamClock(self.latency)
        self._requested_at = read_clock()
        # Created apart from its opening, so that `close` can release what a failed opening leaves.
        self._device = audio.PlaybackDevice.__new__(audio.PlaybackDevice)
        try:
            self._device.__init__(
                output_format=audio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                backends=[backend for backend in audio.Backend if backend not in silent],
                app_name="follow-along",
            )
            self.name = f"miniaudio ({self._device.backend})"
            blocks = self._blocks()
            next(blocks)
            self._device.start(blocks)
        except audio.MiniaudioError as error:
            self.close()
            raise NoBackendError("No sound device: using the screen and the bell.") from error

    def _blocks(self) -> Generator[bytes | Samples, int, None]:
        """Answer each request for frames with the samples that are heard then."""
        frames = yield b""
        while True:
            self._requested_at = read_clock()
            at = self._clock.request(self._requested_at, frames)
            frames = yield self._render(frames, at)

    def measure_latency(self) -> None:
        """Ask PulseAudio for the latency, and use it if it differs by more than 15 ms.

        Less than expected is measured only on a busy machine, which is late to fill the buffer.
        """
        if not self._through_pulseaudio:
            return
        measured = pulse_latency.measure()
        if measured is None:
            return
        measured = max(measured, EXPECTED_LATENCY_S)
        if abs(measured - self.latency) > TOLERANCE_S:
            self.latency = self._clock.latency = measured

    @property
    def _through_pulseaudio(self) -> bool:
        return self.name.endswith("(PulseAudio)")

    def find_silence(self) -> str:
        """Return why PulseAudio lets nothing be heard, as a sentence; empty if it may be heard."""
        return pulse_volume.find_silence() if self._through_pulseaudio else ""

    def stalled(self, now: float) -> bool:
        """Return whether the device has requested nothing for half a second.

        A sink that wakes up fills its buffer first and may then request nothing for seconds.
        """
        flowing = self._clock.frames > 2 * PERIODS * PERIOD_MS * RATE // 1000
        return now - self._requested_at > (STALLED_S if flowing else WAKING_S)

    def close(self) -> None:
        """Close the device, and its context, which would keep the process from ending."""
        device, self._device = self._device, None
        if device is not None:
            context = getattr(device, "_context", None)
            device.close()
            if context is not None:
                self._miniaudio.lib.ma_context_uninit(context)
