"""Measure how often the trend rule is right: `python benchmarks/trend_rule.py`.

Simulates weeks of stops with a fixed seed. Prints, beside the goals, how often the rule reports a
change though nothing changed, and how often it detects a true halving over five weeks.
"""

import random  # noqa: TID251 - seeded
import sys
from collections.abc import Callable, Sequence
from math import exp, log
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TOP)]

from follow_along.core.history.trend import (  # noqa: E402 - the path comes first
    CLEAR_Z,
    LEAST_STOPS,
    WeekCount,
    z_score,
)

TRIALS = 10_000
WEEKS = 5
MINUTES = 3.0
"""Steady work on an anchor in a week: 30 s on each side, three times."""

Strata = Sequence[Sequence[WeekCount]]


def poisson(mean: float, chance: random.Random) -> int:
    """Return a Poisson-distributed count (Knuth's method)."""
    limit, count = exp(-mean), 0
    product = chance.random()
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def halving(a_week: float, week: int) -> float:
    """Return the mean of a week, which falls exponentially to half in the last week."""
    return a_week * exp(-log(2) * week / (WEEKS - 1))


def shares(make: Callable[[random.Random], Strata], seed: int) -> tuple[float, float]:
    """Return the shares of trials in which the rule says steadier and less steady."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    steadier = less = 0
    for _ in range(TRIALS):
        strata = make(chance)
        z = z_score(strata)
        if z is not None and sum(week.stops for weeks in strata for week in weeks) >= LEAST_STOPS:
            steadier += z <= -CLEAR_Z
            less += z >= CLEAR_Z
    return steadier / TRIALS, less / TRIALS


def one(mean: Callable[[int], float]) -> Callable[[random.Random], Strata]:
    """Return a generator of one anchor over five weeks."""
    return lambda chance: [
        [WeekCount(week, poisson(mean(week), chance), MINUTES) for week in range(WEEKS)]
    ]


def joined(*, apart: bool) -> Callable[[random.Random], Strata]:
    """Return a generator without change, but with a harder second anchor from week three."""

    def make(chance: random.Random) -> Strata:
        first = [WeekCount(week, poisson(6, chance), MINUTES) for week in range(WEEKS)]
        second = [WeekCount(week, poisson(18, chance), MINUTES) for week in range(2, WEEKS)]
        return [first, second] if apart else [first + second]

    return make


def main() -> None:
    """Print the shares and their goals."""
    print(f"{TRIALS} trials each, {WEEKS} weeks\n")
    print("nothing changes         steadier  less steady      goal")
    for a_week in (6, 12, 24):
        steadier, less = shares(one(lambda _, mean=a_week: mean), seed=a_week)
        print(f"{a_week:>4} stops a week      {steadier:>9.1%}{less:>13.1%}   5% each")
    print("\na true halving          steadier  less steady      goal")
    for a_week, goal in ((6, 30), (12, 49), (24, 74)):
        steadier, less = shares(one(lambda week, mean=a_week: halving(mean, week)), seed=a_week)
        print(f"{a_week:>4} stops a week      {steadier:>9.1%}{less:>13.1%}{goal:>9}%")
    print("\na harder anchor joins   steadier  less steady      goal")
    for words, apart in (("each with itself", True), ("not stratified", False)):
        steadier, less = shares(joined(apart=apart), seed=7)
        print(
            f"{words:<20}  {steadier:>9.1%}{less:>13.1%}   {'5% each' if apart else '(not used)'}"
        )


if __name__ == "__main__":
    main()
