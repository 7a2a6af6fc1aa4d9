"""Measure how often the sentence on felt and counted is right.

`python benchmarks/felt_and_counted.py` simulates three runs a week with a fixed seed and prints
the table of docs/history.md: how often the sentence is said though nothing goes together, also
where both change over the weeks, and how often it is said where both have good and bad days.
"""

import random  # noqa: TID251 - seeded
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import exp, log, sqrt
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TOP)]

from benchmarks.trend_rule import poisson  # noqa: E402 - the path comes first
from follow_along.core.history.felt_and_counted import (  # noqa: E402
    FELT_WEEKS,
    MOST_CHANCE,
    Agreement,
    FeltRun,
    agreement,
)
from follow_along.core.history.trend import CLEAR_Z, LEAST_WEEKS  # noqa: E402

TRIALS = 2000
A_WEEK = 3
WEEKS = 8
STOPS = 4.0
"""Stops of a run on average, in the same steady time."""


class Levels(NamedTuple):
    """Of each run: the logarithm of the factor of its stops, and how much worse it feels."""

    stops: Sequence[float]
    felt: Sequence[float]
    noise: float = 1.0
    """The standard deviation of what else decides the score."""


Make = Callable[[random.Random, int], Levels]


def nothing(_: random.Random, runs: int) -> Levels:
    """Scores and counts by chance."""
    return Levels([0.0] * runs, [0.0] * runs)


def both_improve(factor: float, scores: float) -> Make:
    """Stops become fewer by a factor and scores better by so many, evenly over the weeks."""

    def make(_: random.Random, runs: int) -> Levels:
        left = [0.5 - run / (runs - 1) for run in range(runs)]
        return Levels([log(factor) * each for each in left], [scores * each for each in left])

    return make


def drifting(chance: random.Random, runs: int) -> Levels:
    """Each has better and worse times of its own: an autocorrelation of 0.7 from run to run."""

    def drift() -> Iterator[float]:
        level = chance.gauss(0, 1)
        for _ in range(runs):
            yield level
            level = 0.7 * level + sqrt(1 - 0.7**2) * chance.gauss(0, 1)

    return Levels([0.4 * each for each in drift()], list(drift()))


def harder_weeks(chance: random.Random, runs: int) -> Levels:
    """Some weeks have a harder session, with more stops, that feels less steady."""
    weeks = [chance.gauss(0, 0.5) for _ in range(-(-runs // A_WEEK))]
    levels = [weeks[run // A_WEEK] for run in range(runs)]
    return Levels(levels, [1.5 * each for each in levels])


def good_days(size: float) -> Make:
    """Good and bad days are felt as well as counted; `size` is that of the stops."""

    def make(chance: random.Random, runs: int) -> Levels:
        days = [chance.gauss(0, 1) for _ in range(runs)]
        return Levels([size * each for each in days], days, noise=0.7)

    return make


def simulate(make: Make, chance: random.Random, weeks: int) -> list[FeltRun]:
    """Return the runs of so many weeks."""
    levels = make(chance, weeks * A_WEEK)
    return [
        FeltRun(
            min(5, max(1, round(2.5 + felt + chance.gauss(0, levels.noise)))),
            float(poisson(STOPS * exp(stops), chance)),
        )
        for stops, felt in zip(levels.stops, levels.felt, strict=True)
    ]


def by_week(runs: Sequence[FeltRun]) -> list[Sequence[FeltRun]]:
    """Return the runs of each week."""
    return [runs[first : first + A_WEEK] for first in range(0, len(runs), A_WEEK)]


def is_said(found: Agreement | None) -> bool:
    """Whether the result is clear enough to be said."""
    return found is not None and found.chance <= MOST_CHANCE


class Shares(NamedTuple):
    """The shares of trials in which the sentence is said."""

    said: float
    opposite: float
    unguarded: float
    """Said if all runs were compared with each other, in whatever weeks."""


def shares(make: Make, weeks: int) -> Shares:
    """Return how often it is said of so many weeks."""
    chance = random.Random(weeks)  # noqa: S311 - no secret
    said = opposite = unguarded = 0
    for _ in range(TRIALS):
        runs = simulate(make, chance, weeks)
        unguarded += kendall_z(runs) >= CLEAR_Z
        found = agreement(by_week(runs))
        if found is not None and is_said(found):
            said += found.gamma > 0
            opposite += found.gamma < 0
    return Shares(said / TRIALS, opposite / TRIALS, unguarded / TRIALS)


def kendall_z(runs: Sequence[FeltRun]) -> float:
    """Return Kendall's S of all runs, divided by its standard deviation with ties."""

    def sums(field: int) -> tuple[float, float, float]:
        ties = Counter(run[field] for run in runs).values()
        return (
            sum(t * (t - 1) * (2 * t + 5) for t in ties),
            sum(t * (t - 1) * (t - 2) for t in ties),
            sum(t * (t - 1) for t in ties),
        )

    n = len(runs)
    felt, counted = sums(0), sums(1)
    variance = (n * (n - 1) * (2 * n + 5) - felt[0] - counted[0]) / 18
    variance += felt[1] * counted[1] / (9 * n * (n - 1) * (n - 2))
    variance += felt[2] * counted[2] / (2 * n * (n - 1))
    s = sum(
        (a.felt > b.felt) * (a.per_minute > b.per_minute)
        - (a.felt > b.felt) * (a.per_minute < b.per_minute)
        for a in runs
        for b in runs
    )
    return s / sqrt(variance) if variance else 0.0


def ever(weeks: int) -> float:
    """Return the share of trials in which anything is said after any of the runs, by chance."""
    chance = random.Random(weeks)  # noqa: S311 - no secret
    said = 0
    for _ in range(TRIALS):
        runs = simulate(nothing, chance, weeks)
        said += any(
            is_said(agreement(by_week(runs[:end])))
            for end in range(LEAST_WEEKS * A_WEEK - 1, len(runs) + 1)
        )
    return said / TRIALS


ROWS: Sequence[tuple[str, Make, int]] = (
    ("nothing goes together", nothing, WEEKS),
    ("both improve: stops to a half, scores by 2", both_improve(2, 2), WEEKS),
    ("both improve: stops to an eighth, scores by 3", both_improve(8, 3), WEEKS),
    ("each has better and worse times of its own", drifting, WEEKS),
    ("some weeks have a harder session", harder_weeks, WEEKS),
    ("nothing goes together", nothing, FELT_WEEKS),
    ("good and bad days, small", good_days(0.4), WEEKS),
    ("good and bad days, large", good_days(0.7), WEEKS),
    ("good and bad days, small", good_days(0.4), FELT_WEEKS),
    ("good and bad days, large", good_days(0.7), FELT_WEEKS),
)


def table() -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| Simulated | Weeks | Said | Opposite said | Said if all runs were compared |"
    yield "|---|---|---|---|---|"
    for words, make, weeks in ROWS:
        each = shares(make, weeks)
        cells = f"{each.said:.1%} | {each.opposite:.1%} | {each.unguarded:.1%}"
        yield f"| {words} | {weeks} | {cells} |"


def main() -> None:
    """Print the table, and how often chance says something to somebody who looks every time."""
    print(f"{TRIALS} trials each, {A_WEEK} runs a week, {STOPS:g} stops a run\n")
    print("\n".join(table()))
    print(f"\nSaid at least once in {WEEKS} weeks by chance: {ever(WEEKS):.0%}")


if __name__ == "__main__":
    main()
