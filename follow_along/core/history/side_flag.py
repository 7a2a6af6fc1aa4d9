"""Whether one side had more stops lately, beyond what chance does with counts this small.

In healthy people left and right are alike, so that each stop is a toss of a coin between them. A
side is flagged when a split as uneven would come by chance once in ten times, on either side, and
the same side was the higher in at least two of the three runs.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.totals import RECENT_RUNS, RunTotals

LEAST_RUNS_HIGHER = 2
LATELY_WEEKS = 4
"""Back from the last run: what lies further back is not lately."""

_ALIKE = 0.9
"""Sides are compared where the one with less steady work had at least this part of the other's."""

Work = dict[str, dict[Side, tuple[int, int]]]
"""Of one run: by exercise and side, the count and the steady milliseconds."""


@dataclass(frozen=True, slots=True)
class SideFlag:
    """One side had more stops lately."""

    side: Side
    more: int
    fewer: int

    @property
    def sentence(self) -> str:
        """What is to be said of it, in a sentence."""
        return f"More stops on the {self.side} lately ({self.more} to {self.fewer})."


def side_flag(runs: Sequence[RunTotals]) -> SideFlag | None:
    """The side to flag, by the last three runs of the same balance exercises; None for neither.

    The exercises are those of the last run that were worked alike on both sides, and the three
    runs the last ones in which all of these were. Fewer than three say nothing.
    """
    works = [work for work in map(_both_sides, _runs(runs)) if work]
    if not works:
        return None
    same = [work for work in works if works[-1].keys() <= work.keys()]
    splits = [_split(work, works[-1].keys()) for work in same[-RECENT_RUNS:]]
    if len(splits) < RECENT_RUNS:
        return None
    left, right = (sum(split[place] for split in splits) for place in (0, 1))
    if not beyond_chance(left, right):
        return None
    side = Side.LEFT if left > right else Side.RIGHT
    higher = sum((a > b) if side is Side.LEFT else (b > a) for a, b in splits)
    if higher < LEAST_RUNS_HIGHER:
        return None
    return SideFlag(side, max(left, right), min(left, right))


def beyond_chance(one: int, other: int) -> bool:
    """Whether a split so uneven, or more so, comes by chance at most once in ten times."""
    stops = one + other
    tail = sum(comb(stops, fewer) for fewer in range(min(one, other) + 1))
    # Twice the tail of 2^n equally likely splits; whole numbers, so that no rounding decides.
    return one != other and tail * 20 <= 2**stops


def _runs(runs: Iterable[RunTotals]) -> list[Work]:
    """The balance work of each run, oldest first."""
    by_run: defaultdict[str, Work] = defaultdict(dict)
    for run in sorted(runs, key=lambda run: (run.began.utc_ms, run.run_id)):
        if run.done.kind is ExerciseKind.BALANCE:
            sides = by_run[run.run_id].setdefault(run.done.exercise, {})
            count, steady_ms = sides.get(run.done.side, (0, 0))
            figures = run.done.totals
            sides[run.done.side] = (count + figures.count, steady_ms + figures.steady_ms)
    return list(by_run.values())


def _both_sides(work: Work) -> Work:
    """The exercises worked alike on both sides."""
    return {exercise: sides for exercise, sides in work.items() if _alike(sides)}


def _alike(sides: dict[Side, tuple[int, int]]) -> bool:
    if not {Side.LEFT, Side.RIGHT} <= sides.keys():
        return False
    less, more = sorted((sides[Side.LEFT][1], sides[Side.RIGHT][1]))
    return more > 0 and less >= _ALIKE * more


def _split(work: Work, exercises: Iterable[str]) -> tuple[int, int]:
    left = sum(work[exercise][Side.LEFT][0] for exercise in exercises)
    right = sum(work[exercise][Side.RIGHT][0] for exercise in exercises)
    return left, right
