"""The longest stretch of steady work in a block. Records and logged runs share this rule."""

from collections.abc import Iterable
from itertools import pairwise

from follow_along.core.enums import InterruptionKind


def breaks_the_stretch(kind: InterruptionKind, *, counted: bool, taken_back: bool) -> bool:
    """Return whether an interruption divides the steady work.

    It does when the clock stopped, or when balance was lost; not when the person took it back.
    """
    return not taken_back and (kind is not InterruptionKind.TOUCH or counted)


def longest_stretch(steady_ms: int, breaks: Iterable[int]) -> int:
    """Return the longest stretch between breaks, in milliseconds.

    `breaks` are offsets into the steady work, in ascending order.
    """
    offsets = [0, *breaks]
    return max(b - a for a, b in pairwise([*offsets, max(steady_ms, *offsets)]))
