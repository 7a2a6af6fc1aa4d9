"""The one clock of the sound side: the same for every process of the machine."""

import time


def now() -> float:
    """Return monotonic seconds, as the player's moments are given."""
    return time.monotonic()  # noqa: TID251 - sound must read the clock beside the device
