"""Makes sentences equally loud, whoever speaks them."""

import math
from operator import mul

from follow_along.adapters.sound.samples import RATE, Samples, scaled

LEVEL_DB = -19.0
"""The level of every sentence, in decibels below full scale."""
PEAK_DB = -1.5
"""No sample is louder."""
QUIET_DB = 25.0
"""A frame that much below the loudest one is a pause, and does not count."""
FRAME_S = 0.02
_FULL_SCALE = 32_768
_MOST_GAIN_DB = 20.0
"""A text without words is not made loud."""


def level_db(sound: Samples) -> float:
    """Return how loud speech is: the RMS of its frames without pauses, in dB below full scale."""
    size = round(FRAME_S * RATE)
    frames = (sound[i : i + size] for i in range(0, max(1, len(sound) - size + 1), size))
    powers = [sum(map(mul, frame, frame)) / max(1, len(frame)) for frame in frames]
    least = max(powers) * 10 ** (-QUIET_DB / 10)
    loud = [power for power in powers if power >= least]
    return 10 * math.log10(max(1.0, sum(loud) / len(loud)) / _FULL_SCALE**2)


def evened(sound: Samples) -> Samples:
    """Return a sentence at the level of all others, or as near to it as its peaks allow."""
    peak = max(map(abs, sound), default=0) / _FULL_SCALE
    if not peak:
        return sound
    room = PEAK_DB - 20 * math.log10(peak)
    return scaled(sound, 10 ** (min(LEVEL_DB - level_db(sound), room, _MOST_GAIN_DB) / 20))
