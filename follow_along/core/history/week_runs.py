"""How many runs were done in each week, of how many that the programme asks for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from follow_along.core.sessions.weekly_plan import WeeklyPlan

TRAILING_WEEKS = 4
"""After so many weeks without a run, the history ends with the last one that has any."""


class DoneRuns(NamedTuple):
    """Runs of one programme in one week that were finished and are not excluded."""

    programme: str
    """Empty when their sessions belonged to no programme."""
    week: int
    number: int
    last_began_ms: int
    """When the last of them began, in milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class WeekRuns:
    """Finished runs by week."""

    this_week: int
    """The week of today."""
    done: Mapping[int, int]
    """By week; a week without runs is missing."""
    planned: int | None
    """Runs a week that the programme asks for; None where it does not say."""

    def text(self, week: int, most: int | None = None) -> str:
        """Return the runs of a week: `2 of 3`, or `2` where no number is planned.

        Where that has more than `most` characters, it is `13/3`.
        """
        done = str(self.done.get(week, 0))
        text = done if self.planned is None else f"{done} of {self.planned}"
        return text if most is None or len(text) <= most else f"{done}/{self.planned}"

    def end(self, last: int) -> int:
        """Return the week with which a history ends whose last week with work is `last`.

        It is this week, unless nothing was done for long.
        """
        return self.this_week if 0 <= self.this_week - last <= TRAILING_WEEKS else last


def week_runs(
    done: Iterable[DoneRuns], plans: Mapping[str, WeeklyPlan], this_week: int
) -> WeekRuns:
    """Count the runs of the programme that was done last, or all runs if none has a plan.

    Only programmes with a plan are asked which one was done last.
    """
    done = list(done)
    planned = [runs for runs in done if runs.programme in plans]
    if not planned:
        return WeekRuns(this_week, _by_week(done), None)
    latest = max(planned, key=lambda runs: runs.last_began_ms).programme
    of_latest = _by_week(runs for runs in planned if runs.programme == latest)
    return WeekRuns(this_week, of_latest, plans[latest].per_week)


def _by_week(done: Iterable[DoneRuns]) -> Counter[int]:
    weeks: Counter[int] = Counter()
    for runs in done:
        weeks[runs.week] += runs.number
    return weeks
