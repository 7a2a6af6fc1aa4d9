"""How often the sessions of a programme are meant to be done, and how far apart."""

from typing import NamedTuple

_DAYS = 7


class WeeklyPlan(NamedTuple):
    """A number of runs a week, with free days between them."""

    per_week: int
    """Runs of the programme in one week, at most one a day."""
    days_apart: int = 0
    """Free days between two runs: with 1, Monday is followed by Wednesday."""

    @property
    def fits(self) -> bool:
        """Whether so many runs so far apart have room from a Monday to its Sunday."""
        return (self.per_week - 1) * (self.days_apart + 1) < _DAYS
