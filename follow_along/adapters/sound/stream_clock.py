"""The clock of an audio stream: when each of its samples is heard, in monotonic seconds."""

from collections import deque

from follow_along.adapters.sound.samples import RATE

WINDOW_S = 2.0
"""How far back to look for the most punctual request."""
GAP_S = 0.2
"""A stream that requested nothing for this long has run dry: its clock starts again."""
RECENT_S = 0.3
SHIFT_S = 0.005
"""A stream whose recent requests were all later than this has run dry for a moment."""


class StreamClock:
    """Follows a stream by the moments at which it requests samples.

    A request may come late but never early, so the least of (moment - samples so far) over the
    last two seconds is the stream's start. An exception is the filling of an empty buffer, in a
    burst of requests; it is believed only until the stream flows. The start is never fixed: the
    two clocks drift by parts in a million, and an underrun shifts the stream for good.
    """

    def __init__(self, latency: float) -> None:
        self.latency = latency
        """Seconds from a punctual request until its first sample is heard."""
        self.frames = 0
        """The number of samples requested so far."""
        self._last_at = float("-inf")
        self._last_frames = 0
        self._filling = True
        self._starts: deque[tuple[float, float]] = deque()
        """The moment of each recent request, and the start of the stream by that request."""

    def request(self, now: float, frames: int) -> float:
        """Record a request for `frames` at `now`; return when its first sample is heard."""
        since = now - self._last_at
        if since > GAP_S:
            self._filling = True
        if self._filling:
            self._starts.clear()
            self._filling = not self._last_frames / RATE / 2 < since < GAP_S
        self._starts.append((now, now - self.frames / RATE))
        self._last_at, self._last_frames = now, frames
        at = self._start(now) + self.frames / RATE + self.latency
        self.frames += frames
        return at

    def _start(self, now: float) -> float:
        """Return the moment of the stream's first sample."""
        while self._starts[0][0] < now - WINDOW_S:
            self._starts.popleft()
        recent = [start for moment, start in self._starts if moment > now - RECENT_S]
        earliest = min(start for _, start in self._starts)
        if len(recent) < len(self._starts) and min(recent) - earliest > SHIFT_S:
            while len(self._starts) > len(recent):
                self._starts.popleft()
            return min(recent)
        return earliest
