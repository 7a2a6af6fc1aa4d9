"""Whether what was felt and what was counted go together: a rank correlation from run to run.

Two comparable runs that differ in both, in how steady they felt and in their stops per minute of
balance work, agree (the one that felt less steady had more stops) or are opposed. The difference
between the numbers of such pairs is Kendall's S; pairs that are tied in either are in none.

Only runs of one session in one week, with the same balance exercises in the same versions, are
comparable. What changes over the weeks, such as practice, or a harder session that feels less
steady and has more stops, is alike in both runs of a pair, so it does not look like agreement.

Without a connection, each order of the scores within such a stratum is equally likely. The test
is exact: it counts the orders, ties included, that give so large an S or a larger one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from typing import NamedTuple

from follow_along.core.enums import ExerciseKind
from follow_along.core.history.totals import RunTotals, sum_totals
from follow_along.core.history.trend import LEAST_WEEKS
from follow_along.core.weeks import week_of

FELT_WEEKS = 26
"""Runs of the last half year are compared."""

MOST_CHANCE = 0.05
"""Chance alone reports an agreement in at most 5 % of cases, and the opposite in as many."""

_MOST_TOGETHER = 5
"""Runs of a stratum that are compared with each other: they have 120 orders."""


class FeltRun(NamedTuple):
    """How steady a run felt, and what was counted."""

    felt: int
    """1 (steady) to 5 (lost balance often)."""
    per_minute: float
    """Stops per minute of steady work."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The pairs of comparable runs that differ in both, felt and counted."""

    agreeing: int
    """Pairs in which the run that felt less steady had more stops."""
    opposed: int
    """Pairs in which it had fewer."""
    chance: float
    """The share of cases in which chance gives this result or a clearer one, in its direction."""

    @property
    def pairs(self) -> int:
        """All these pairs."""
        return self.agreeing + self.opposed

    @property
    def gamma(self) -> float:
        """Goodman and Kruskal's rank correlation, from -1 to 1."""
        return (self.agreeing - self.opposed) / self.pairs

    @property
    def sentence(self) -> str:
        """The result as a sentence."""
        felt = "less steady" if self.agreeing >= self.opposed else "steadier"
        more = max(self.agreeing, self.opposed)
        chance = "under 1 %" if self.chance < 0.01 else f"{self.chance * 100:.0f} %"
        return (
            f"It felt {felt} when there were more stops"
            f" ({more} of {self.pairs} pairs of runs, by chance in {chance})."
        )


def felt_and_counted(runs: Iterable[RunTotals]) -> Agreement | None:
    """Return how what was felt goes with what was counted; None while that is not clear.

    Clear is what chance alone gives in at most 5 % of cases, from pairs of at least three weeks.
    """
    strata = _strata(runs)
    weeks = {week for week, stratum in strata if agreement([stratum])}
    found = agreement(stratum for _, stratum in strata)
    clear = found is not None and found.chance <= MOST_CHANCE and len(weeks) >= LEAST_WEEKS
    return found if clear else None


def agreement(strata: Iterable[Sequence[FeltRun]]) -> Agreement | None:
    """Compare the runs of each stratum; None without a pair that differs in both.

    Of a stratum of more than five runs, each is compared with those of its five, in order.
    """
    signs: Counter[int] = Counter()
    orders: Mapping[int, int] = {0: 1}
    for stratum in strata:
        for first in range(0, len(stratum), _MOST_TOGETHER):
            runs = stratum[first : first + _MOST_TOGETHER]
            signs.update(_signs(runs))
            orders = _added(orders, _orders(_ranks(runs, 0), _ranks(runs, 1)))
    if not signs[1] + signs[-1]:
        return None
    size = abs(signs[1] - signs[-1])
    # With ties in both, S is not distributed symmetrically, so each direction is counted by itself.
    direction = 1 if signs[1] >= signs[-1] else -1
    as_clear = sum(number for s, number in orders.items() if s * direction >= size)
    return Agreement(signs[1], signs[-1], as_clear / sum(orders.values()))


def _strata(runs: Iterable[RunTotals]) -> list[tuple[int, list[FeltRun]]]:
    """The groups of comparable runs, in order, each with its week."""
    balance: defaultdict[str, list[RunTotals]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: run.order):
        if run.done.kind is ExerciseKind.BALANCE and run.done.totals.steady_ms:
            balance[run.run_id].append(run)
    strata: defaultdict[tuple[int, str, frozenset[object]], list[FeltRun]] = defaultdict(list)
    for parts in balance.values():
        began, session, rating = parts[0].began, parts[0].session, parts[0].rating
        rate = sum_totals(part.done.totals for part in parts).per_minute
        if rating is not None and rating.felt_steady is not None and rate is not None:
            work = (part.done for part in parts)
            alike = frozenset((d.exercise, d.side, d.planned_ms, d.version) for d in work)
            strata[week_of(began), session, alike].append(FeltRun(rating.felt_steady, rate))
    return [(week, stratum) for (week, _, _), stratum in strata.items()]


def _signs(runs: Sequence[FeltRun]) -> list[int]:
    """For each pair of runs: 1 if they agree, -1 if they are opposed, 0 if they are tied."""
    return [
        _sign(a.felt - b.felt) * _sign(a.per_minute - b.per_minute)
        for a, b in combinations(runs, 2)
    ]


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)


def _ranks(runs: Sequence[FeltRun], field: int) -> tuple[int, ...]:
    """The rank of each run in a field, tied ones alike."""
    values = sorted({run[field] for run in runs})
    return tuple(values.index(run[field]) for run in runs)


@lru_cache(maxsize=1024)
def _orders(felt: tuple[int, ...], counted: tuple[int, ...]) -> Mapping[int, int]:
    """How many orders of the scores give each S."""
    return Counter(
        sum(_signs([FeltRun(*pair) for pair in zip(order, counted, strict=True)]))
        for order in permutations(felt)
    )


def _added(one: Mapping[int, int], other: Mapping[int, int]) -> Mapping[int, int]:
    """How many orders of both together give each sum of their S."""
    both: Counter[int] = Counter()
    for a, ways in one.items():
        for b, more in other.items():
            both[a + b] += ways * more
    return both
