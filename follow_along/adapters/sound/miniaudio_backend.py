"""One open stream of miniaudio, which is silent between cues so that no sink goes to sleep."""

import os
from collections.abc import Callable, Generator
from typing import Any

from follow_along.adapters.sound import pulse_latency
from follow_along.adapters.sound.backend import NoBackendError, load
from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.samples import RATE, Samples
from follow_along.adapters.sound.stream_clock import StreamClock

PERIOD_MS = 25
PERIODS = 4
"""In all 100 ms ahead: enough to outlast a busy machine, and a stop is silent soon enough."""
RECKONED_LATENCY_S = PERIOD_MS * (PERIODS - 1) / 1000
"""A period is asked for when one of the buffer's has been played."""
STALLED_S = 0.5
UNSURE_S = 0.015
"""Measured and reckoned latency may differ by this much: no reason to shift the cues."""
WAKING_S = 3.0

Render = Callable[[int, float], Samples]


class MiniaudioBackend:
    """A stream that asks `render(frames, at)` for its samples, in a thread of miniaudio's."""

    def __init__(self, render: Render) -> None:
        # It has no wheel for every machine.
        self._miniaudio = load(
            "miniaudio",
            "miniaudio is not installed, so the next best stands in; "
            "install a C compiler and run: pip install miniaudio.",
        )
        self._render = render
        self._device: Any = None
        self._clock = StreamClock(0.0)
        self._asked_at = float("-inf")
        self.name = "miniaudio"
        self.latency = RECKONED_LATENCY_S
        # Without this wish PulseAudio may hold seconds of sound, which no stop could take back.
        os.environ.setdefault("PULSE_LATENCY_MSEC", str(PERIOD_MS * PERIODS))

    def open(self) -> None:
        """Open the system's default device. Raises NoBackendError."""
        audio = self._miniaudio
        silent = {audio.Backend.NULL, audio.Backend.CUSTOM}
        self.latency = RECKONED_LATENCY_S
        self._clock = StreamClock(self.latency)
        self._asked_at = read_clock()
        # Made before it is opened, so that a failed opening leaves no context behind.
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
            source = self._source()
            next(source)
            self._device.start(source)
        except audio.MiniaudioError as why:
            self.close()
            raise NoBackendError(
                "No sound device was found: the screen and the bell stand in until there is one."
            ) from why

    def _source(self) -> Generator[bytes | Samples, int, None]:
        """Answer each request for frames with what is heard then."""
        frames = yield b""
        while True:
            self._asked_at = read_clock()
            at = self._clock.request(self._asked_at, frames)
            frames = yield self._render(frames, at)

    def settle(self) -> None:
        """Measure how long the device really takes, and reckon with it if it is far off."""
        if not self.name.endswith("(PulseAudio)"):
            return
        # A look falls anywhere between two requests, so that half a period too much is seen; and
        # half a period, more or less, lies unseen in the library's own buffer.
        measured = pulse_latency.measure()
        if measured is not None and abs(measured - self.latency) > UNSURE_S:
            self.latency = self._clock.latency = measured

    def stalled(self, now: float) -> bool:
        """Whether the device has not asked for half a second: its server may be gone.

        A sink that wakes up fills its buffer and then takes its time.
        """
        flowing = self._clock.frames > 2 * PERIODS * PERIOD_MS * RATE // 1000
        return now - self._asked_at > (STALLED_S if flowing else WAKING_S)

    def close(self) -> None:
        """Close the device and its context; an open one would hang the end of the process."""
        device, self._device = self._device, None
        if device is not None:
            context = getattr(device, "_context", None)
            device.close()
            if context is not None:
                self._miniaudio.lib.ma_context_uninit(context)
