"""When a stream's samples are heard: its clock, followed on ours."""

from collections import deque

from follow_along.adapters.sound.samples import RATE

WINDOW_S = 2.0
"""How far back to look for the most punctual request."""
GAP_S = 0.2
"""A stream that asked for nothing this long has run dry: what was known of it is void."""
LATELY_S = 0.3
SHIFT_S = 0.005
"""A stream all of whose requests were later than this lately has run dry for a moment."""


class StreamClock:
    """Follows a stream by the moments at which it asks for samples.

    A request may come late and never early, so the least of (moment - samples so far) over the
    last two seconds is the stream's true beginning. The exception is the filling of an empty
    buffer, request upon request; it is believed only until the stream flows. The two clocks drift
    by parts in a million, and a stream that ran dry is shifted for good, so the beginning is never
    fixed once.
    """

    def __init__(self, latency: float) -> None:
        self.latency = latency
        """Seconds from a punctual request to the hearing of its first sample."""
        self.frames = 0
        """How many samples have been asked for."""
        self._last = float("-inf")
        self._last_frames = 0
        self._filling = True
        self._beginnings: deque[tuple[float, float]] = deque()

    def request(self, now: float, frames: int) -> float:
        """Take note of a request for `frames` and return the moment its first sample is heard."""
        since = now - self._last
        if since > GAP_S:
            self._filling = True
        if self._filling:
            self._beginnings.clear()
            self._filling = not self._last_frames / RATE / 2 < since < GAP_S
        self._beginnings.append((now, now - self.frames / RATE))
        self._last, self._last_frames = now, frames
        at = self._beginning(now) + self.frames / RATE + self.latency
        self.frames += frames
        return at

    def _beginning(self, now: float) -> float:
        """Return the moment (seconds) of the stream's sample 0."""
        while self._beginnings[0][0] < now - WINDOW_S:
            self._beginnings.popleft()
        lately = [value for moment, value in self._beginnings if moment > now - LATELY_S]
        start = min(value for _, value in self._beginnings)
        if len(lately) < len(self._beginnings) and min(lately) - start > SHIFT_S:
            while len(self._beginnings) > len(lately):
                self._beginnings.popleft()
            return min(lately)
        return start
