"""When a stream's samples are heard: its clock, followed on ours."""

from collections import deque

from follow_along.edges.sound.samples import RATE

WINDOW_S = 1.0
"""How far back to look for the best moment. Longer hides a shift for longer, shorter wavers."""
GAP_S = 0.2
"""A stream that was silent this long has run dry: what was known of its clock is void."""


class StreamClock:
    """Follows a stream by the moments at which it asks for samples.

    A request may come late and never early, so the least of (moment - samples so far) over the
    last second is the stream's true beginning. The two clocks drift by parts in a million, and a
    stream that runs dry is shifted for good, so the beginning is never fixed once.
    """

    def __init__(self, latency: float) -> None:
        self.latency = latency
        """Seconds from a punctual request to the hearing of its first sample."""
        self._frames = 0
        self._last = float("-inf")
        self._beginnings: deque[tuple[float, float]] = deque()

    @property
    def beginning(self) -> float | None:
        """The moment (seconds) of the stream's sample 0, or None before the first request."""
        return min((value for _, value in self._beginnings), default=None)

    @property
    def frames(self) -> int:
        """How many samples have been asked for."""
        return self._frames

    def request(self, now: float, frames: int) -> float:
        """Take note of a request for `frames` and return the moment its first sample is heard."""
        if now - self._last > GAP_S:
            self._beginnings.clear()
        self._last = now
        self._beginnings.append((now, now - self._frames / RATE))
        while self._beginnings[0][0] < now - WINDOW_S:
            self._beginnings.popleft()
        start = self.beginning
        assert start is not None  # noqa: S101 - one was appended above
        at = start + self._frames / RATE + self.latency
        self._frames += frames
        return at
