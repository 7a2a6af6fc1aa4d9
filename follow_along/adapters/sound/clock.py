"""The monotonic clock, which all processes of a machine share."""

import time


def now() -> float:
    """Return monotonic seconds, on the same clock as the player's moments."""
    return time.monotonic()  # noqa: TID251 - cues are placed by the device's real time
