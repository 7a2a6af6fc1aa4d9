"""Decides when a frame may be sent, so that frames do not pile up on a slow link.

The buffers between the program and the screen (of the kernel, of SSH, of the network) hold seconds
of a slow link. So the terminal is asked for its status after each frame: when it answers, it has
read the frame. Until then only a frame that a key caused is sent. A frame held back is merged into
the next one.
"""

import math

LOST_S = 5.0
"""Seconds after which an answer is no longer expected."""

_MOST_IN_VAIN = 3
"""Times that an answer was awaited in vain after which the terminal is not asked any more."""

SLOW_S = 0.5
"""Seconds more than the quickest answer from which an answer tells of a slow link."""

SLOW_FOR_S = 5.0
"""Seconds for which a link then counts as slow."""


class FramePacer:
    """What the terminal was asked and has answered. All times are monotonic seconds."""

    def __init__(self) -> None:
        self._unanswered = 0
        self._waiting_since = 0.0
        """When the first unanswered question was asked, or the last answer came."""
        self._is_answering = False
        """Whether the terminal answers at all, and in time."""
        self._in_vain = 0
        self._quickest_s = math.inf
        self._slow_until = -math.inf
        self._key_unshown = False

    def key_read(self) -> None:
        """Note that the next frame may show what a key did."""
        self._key_unshown = True

    def may_send(self, now: float) -> bool:
        """Whether a frame may be sent now. If so, it is taken to be sent."""
        if self._unanswered and now - self._waiting_since >= LOST_S:
            self._unanswered = 0
            self._is_answering = False
            self._in_vain += 1
        if self._unanswered and self._is_answering and not self._key_unshown:
            return False
        self._key_unshown = False
        return True

    def ask(self, now: float) -> bool:
        """Whether to ask for the status now, after a frame. If so, an answer is expected."""
        if self._in_vain >= _MOST_IN_VAIN:
            return False
        if not self._unanswered:
            self._waiting_since = now
        self._unanswered += 1
        return True

    def answered(self, now: float) -> bool:
        """Note an answer. Return whether a frame may be sent again."""
        took_s = now - self._waiting_since
        self._quickest_s = min(self._quickest_s, took_s)
        if took_s - self._quickest_s > SLOW_S:
            self._slow_until = now + SLOW_FOR_S
        self._is_answering = True
        self._in_vain = 0
        self._waiting_since = now
        self._unanswered = max(0, self._unanswered - 1)
        return self._unanswered == 0

    def is_slow(self, now: float) -> bool:
        """Whether a frame has lately taken long, so that what can be done without is left out."""
        return now < self._slow_until
