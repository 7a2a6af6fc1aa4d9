"""Frames of a moving figure: what to draw now, and when to draw the next frame."""

import math
from collections.abc import Callable

from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import Motion, motion
from follow_along.core.run.player import Player

FRAME_S = 0.2
"""Seconds from one frame to the next: enough for slow movements, and easy on batteries and slow
connections."""

_EPSILON_S = 1e-6


def current_frame(
    player: Player, now: float, figure: Figure, real_s: Callable[[float], float]
) -> tuple[Motion | None, float | None]:
    """Return the motion in the latest frame, and the real seconds until the next frame.

    Both are None when the run is over; the seconds are None while time alone changes nothing.
    `real_s` converts session seconds from `now` on into real seconds. Frames are counted from the
    start of the interval: each repetition shows the same frames, so that they can be cached, and
    every fifth frame coincides with a new second.
    """
    start = player.origin if player.running else 0.0
    since_frame = (now - start + _EPSILON_S) % FRAME_S
    current = motion(player, now - since_frame, figure)
    if current is None or current.changes_in is None:
        return current, None
    if not current.moving:
        return current, real_s(current.changes_in - since_frame)
    wait, frame = real_s(FRAME_S - since_frame), real_s(FRAME_S)
    # A rehearsal skips frames.
    return current, wait + max(0, math.ceil((FRAME_S / 2 - wait) / frame)) * frame
