"""Asks PulseAudio for the latency of this process's stream.

miniaudio has no call for it, and a Bluetooth sink may add a fifth of a second.
"""

import os
import threading
from typing import Any

from follow_along.adapters.sound.pactl import list_objects, stream_of

LOOKS = 8
LOOK_APART_S = 0.037
"""No multiple of a period, so that the looks fall on all of its phases."""
LONGEST_S = 1.0
STEADY_S = 0.1
"""Looks that differ by more were taken while the server was still arranging the stream."""


def latency_of(streams: list[dict[str, Any]], pid: int) -> float | None:
    """Return the latency in seconds of the stream of a process.

    None if the process has no stream, or if the server does not know (PipeWire reports 0).
    """
    stream = stream_of(streams, pid)
    try:
        microseconds = stream["buffer_latency_usec"] + stream["sink_latency_usec"]  # type: ignore[index]
        return microseconds / 1e6 if 0 < microseconds < LONGEST_S * 1e6 else None
    except (KeyError, TypeError):
        return None


def measure() -> float | None:
    """Return the mean of several looks at the latency of this process's stream, in seconds.

    None if it is unknown or not steady. Takes half a second, and one more if the server hangs.
    """
    looks: list[float] = []
    for _ in range(LOOKS):
        look = latency_of(list_objects("sink-inputs"), os.getpid())
        if look is None:
            return None
        looks.append(look)
        threading.Event().wait(LOOK_APART_S)
    return sum(looks) / LOOKS if max(looks) - min(looks) < STEADY_S else None
