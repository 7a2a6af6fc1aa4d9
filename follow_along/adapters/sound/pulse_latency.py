"""Asks PulseAudio for the latency of this process's stream, through the command `pactl`.

miniaudio has no call for it, and a Bluetooth sink may add a fifth of a second.
"""

import json
import os
import subprocess
import threading

LOOKS = 8
LOOK_APART_S = 0.037
"""No multiple of a period, so that the looks fall on all of its phases."""
ANSWER_S = 1.0
LONGEST_S = 1.0
STEADY_S = 0.1
"""Looks that differ by more were taken while the server was still arranging the stream."""


def latency_of(listing: str, pid: int) -> float | None:
    """Return the latency in seconds of the stream of a process, from `pactl`'s list of streams.

    None if the process has no stream, or if the server does not know (PipeWire reports 0).
    """
    try:
        streams = json.loads(listing)
        for stream in streams:
            if stream["properties"].get("application.process.id") == str(pid):
                microseconds = stream["buffer_latency_usec"] + stream["sink_latency_usec"]
                return microseconds / 1e6 if 0 < microseconds < LONGEST_S * 1e6 else None
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def measure() -> float | None:
    """Return the mean of several looks at the latency of this process's stream, in seconds.

    None if it is unknown or not steady. Takes half a second, and several if the server hangs.
    """
    looks: list[float] = []
    for _ in range(LOOKS):
        try:
            listing = subprocess.run(
                ["pactl", "--format=json", "list", "sink-inputs"],  # noqa: S607 - as found
                capture_output=True,
                check=True,
                text=True,
                timeout=ANSWER_S,
                env=os.environ | {"LC_ALL": "C"},
            ).stdout
        except (OSError, subprocess.SubprocessError):
            return None
        look = latency_of(listing, os.getpid())
        if look is None:
            return None
        looks.append(look)
        threading.Event().wait(LOOK_APART_S)
    return sum(looks) / LOOKS if max(looks) - min(looks) < STEADY_S else None
