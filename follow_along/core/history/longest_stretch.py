"""The longest unbroken stretch of steady work in a block: the one rule of the run and the log."""

from collections.abc import Iterable
from itertools import pairwise

from follow_along.core.enums import InterruptionKind


def breaks_the_stretch(kind: InterruptionKind, *, counts: bool) -> bool:
    """Whether steady work was broken by a stop: the clock stopped, or balance was lost."""
    return kind is not InterruptionKind.TOUCH or counts


def longest_stretch(steady_ms: int, breaks: Iterable[int]) -> int:
    """The longest stretch of a block, in milliseconds.

    `breaks` are the moments, in milliseconds of steady work and in order, at which it was broken.
    """
    edges = list(breaks)
    marks = [0, *edges, max([steady_ms, *edges])]
    return max(b - a for a, b in pairwise(marks))
