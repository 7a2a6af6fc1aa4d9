"""The trend over the weeks: getting steadier, less steady lately, no clear change, or too early.

The rule is a test for a trend in counts. With counts c, week numbers w and minutes of steady work
e, wbar = sum(e w) / sum(e), V = sum(e (w - wbar)^2) / sum(e), and N the sum of the counts,

    z = (sum(w c) - N wbar) / sqrt(N V)

measures how far the stops lie towards the later weeks, beyond what the work in those weeks
explains.

For several exercises and sides, numerators and variances (N V) are added up. So each is compared
only with itself, in one version, and a harder exercise that joins later looks like no change.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from follow_along.core.enums import ExerciseKind
from follow_along.core.history.totals import ANCHORS, ExerciseTotals, Totals, sum_totals
from follow_along.core.text import plural

CLEAR_Z = 1.64
"""By chance alone, z is above this in 5 % of cases, and below its negative in 5 %."""

LEAST_STOPS = 5
LEAST_WEEKS = 3


class Trend(StrEnum):
    """What the rule says."""

    STEADIER = "steadier"
    LESS_STEADY = "less steady"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_EARLY = "too early"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The trend, and the sentence that tells it."""

    trend: Trend
    sentence: str
    z: float | None = None
    """The z of the rule; None when it is too early to say."""


class WeekCount(NamedTuple):
    """The stops of a week, and its minutes of steady work."""

    week: int
    stops: int
    minutes: float


def trend(week_totals: Iterable[ExerciseTotals]) -> Verdict:
    """Return the trend of the anchors, or without anchors of all balance exercises.

    Each exercise, side, planned length and version is a stratum: compared with itself, and only
    when it was done in at least three weeks.
    """
    strata = _strata(compared(week_totals))
    if not strata:
        return _too_early("No balance exercise yet.")
    long = [stratum for stratum in strata if len(stratum) >= LEAST_WEEKS]
    if not long:
        missing = LEAST_WEEKS - max(map(len, strata))
        weeks = "1 more week" if missing == 1 else f"{missing} more weeks"
        needed = "is needed" if missing == 1 else "are needed"
        return _too_early(f"Too early to say: {weeks} with the same balance exercises {needed}.")
    stops = sum(week.stops for stratum in long for week in stratum)
    z = z_score(long)
    if stops < LEAST_STOPS or z is None:
        return _too_few(stops)
    return _judged(z, stops, len({week.week for stratum in long for week in stratum}))


def compared(week_totals: Iterable[ExerciseTotals]) -> list[ExerciseTotals]:
    """Return the totals of the anchors or, without anchors, those of all balance exercises."""
    balance = [totals for totals in week_totals if totals.kind is ExerciseKind.BALANCE]
    return [totals for totals in balance if totals.exercise in ANCHORS] or balance


def z_score(strata: Iterable[Sequence[WeekCount]]) -> float | None:
    """Return the z of the rule; None without stops, or with a single week.

    Each stratum is compared only with itself.
    """
    score = variance = 0.0
    for stratum in strata:
        minutes = sum(week.minutes for week in stratum)
        if not minutes:
            continue
        mean = sum(week.minutes * week.week for week in stratum) / minutes
        spread = sum(week.minutes * (week.week - mean) ** 2 for week in stratum) / minutes
        score += sum(week.stops * (week.week - mean) for week in stratum)
        variance += spread * sum(week.stops for week in stratum)
    return score / sqrt(variance) if variance else None


def _strata(week_totals: Iterable[ExerciseTotals]) -> list[list[WeekCount]]:
    """The weeks of each exercise, side, length and version that have steady work."""
    strata: defaultdict[object, defaultdict[int, list[Totals]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for each in week_totals:
        if each.totals.steady_ms:
            stratum = strata[each.exercise, each.side, each.planned_ms, each.version]
            stratum[each.week].append(each.totals)
    return [
        [_week_count(week, sum_totals(parts)) for week, parts in weeks.items()]
        for weeks in strata.values()
    ]


def _week_count(week: int, totals: Totals) -> WeekCount:
    return WeekCount(week, totals.count, totals.steady_ms / 60_000)


def _too_early(sentence: str) -> Verdict:
    return Verdict(Trend.TOO_EARLY, sentence)


def _too_few(stops: int) -> Verdict:
    if not stops:
        sentence = "No stops so far: there is nothing to compare, and nothing to improve."
    else:
        sentence = (
            f"Too early to say: {plural(stops, 'stop')} so far,"
            f" and at least {LEAST_STOPS} are needed."
        )
    return _too_early(sentence)


def _judged(z: float, stops: int, weeks: int) -> Verdict:
    basis = f"{plural(stops, 'stop')} in {weeks} weeks"
    if z <= -CLEAR_Z:
        return Verdict(Trend.STEADIER, f"Getting steadier ({basis}).", z)
    if z >= CLEAR_Z:
        return Verdict(Trend.LESS_STEADY, f"Less steady lately ({basis}).", z)
    return Verdict(Trend.NO_CLEAR_CHANGE, f"No clear change yet ({basis}).", z)
