"""The side flag: one side had clearly more stops lately.

Without a difference between the sides, each stop is equally likely on either. A side is flagged
when chance would give a split at least as uneven, in either direction, in at most 10 % of cases
(binomial test), and when it had more stops in at least two of the last three runs. The thresholds
are this program's own; docs/history.md explains them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.run_comparison import RECENT_RUNS
from follow_along.core.history.totals import RunTotals

LEAST_RUNS_HIGHER = 2
LATELY_WEEKS = 4
"""Only runs of this many weeks, counted back from the last balance exercise, are recent."""

_ALIKE = 0.9
"""Sides are comparable when the shorter steady work is at least this share of the longer."""

Work = dict[str, dict[Side, tuple[int, int]]]
"""The count and the steady milliseconds in one run, by exercise with its version, and side."""


@dataclass(frozen=True, slots=True)
class SideFlag:
    """The side with more stops, and the stops on both sides."""

    side: Side
    more: int
    fewer: int

    @property
    def sentence(self) -> str:
        """The flag as a sentence."""
        return f"More stops on the {self.side} lately ({self.more} to {self.fewer})."


def side_flag(runs: Sequence[RunTotals]) -> SideFlag | None:
    """Return the side to flag, or None.

    Compared are the balance exercises that the last run has on both sides, over the last three
    runs that have all of them on both sides, within the last four weeks. With fewer than three such
    runs no side is flagged.
    """
    balance = [run for run in runs if run.done.kind is ExerciseKind.BALANCE]
    last_week = max((run.done.week for run in balance), default=0)
    lately = (run for run in balance if run.done.week > last_week - LATELY_WEEKS)
    works = [work for work in map(_comparable, _works(lately)) if work]
    if not works:
        return None
    exercises = works[-1].keys()
    splits = [_split(work, exercises) for work in works if exercises <= work.keys()][-RECENT_RUNS:]
    if len(splits) < RECENT_RUNS:
        return None
    left = sum(split[0] for split in splits)
    right = sum(split[1] for split in splits)
    if not beyond_chance(left, right):
        return None
    side = Side.LEFT if left > right else Side.RIGHT
    higher = sum((a > b) if side is Side.LEFT else (b > a) for a, b in splits)
    if higher < LEAST_RUNS_HIGHER:
        return None
    return SideFlag(side, max(left, right), min(left, right))


def beyond_chance(one: int, other: int) -> bool:
    """Whether chance gives a split at least this uneven in at most 10 % of cases."""
    stops = one + other
    tail = sum(comb(stops, fewer) for fewer in range(min(one, other) + 1))
    # Both tails of 2^n equally likely outcomes, in integers, so that rounding decides nothing.
    return one != other and tail * 20 <= 2**stops


def _works(runs: Iterable[RunTotals]) -> list[Work]:
    """The work of each run, oldest first."""
    by_run: defaultdict[str, Work] = defaultdict(dict)
    for run in sorted(runs, key=lambda run: run.order):
        same = f"{run.done.exercise} {run.done.version}"
        sides = by_run[run.run_id].setdefault(same, {})
        count, steady_ms = sides.get(run.done.side, (0, 0))
        totals = run.done.totals
        sides[run.done.side] = (count + totals.count, steady_ms + totals.steady_ms)
    return list(by_run.values())


def _comparable(work: Work) -> Work:
    """The exercises done about equally long on both sides."""
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
