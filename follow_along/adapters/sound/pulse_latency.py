"""How long PulseAudio takes from our samples to the ear: its own word, through its command.

The library that plays has no way to ask, and a Bluetooth sink may take a fifth of a second.
"""

import json
import os
import shutil
import subprocess
import threading
from statistics import mean

LOOKS = 8
APART_S = 0.037
"""No multiple of a period, so that the looks fall on all of its phases."""
ANSWER_S = 1.0
LONGEST_S = 1.0
STEADY_S = 0.1
"""Looks further apart than this were taken while the server was still arranging itself."""


def latency_of(listing: str, pid: int) -> float | None:
    """Return the seconds of sound ahead of the ear for a process, by `pactl`'s list of streams.

    None if the process plays nothing, or the server does not know (PipeWire says 0).
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
    """Return the mean of several looks at this process's stream, in seconds.

    None if it is not known, or is not steady yet.
    Takes about half a second, and several if the server hangs.
    """
    pactl = shutil.which("pactl")
    if pactl is None:
        return None
    looks: list[float] = []
    for _ in range(LOOKS):
        try:
            listing = subprocess.run(  # noqa: S603 - a fixed command
                [pactl, "--format=json", "list", "sink-inputs"],
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
        threading.Event().wait(APART_S)
    return mean(looks) if max(looks) - min(looks) < STEADY_S else None
