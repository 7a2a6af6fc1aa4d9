"""Whether the weeks say anything: getting steadier, less steady lately, or too early to tell.

The rule is a test for a trend in counts. With counts c, week numbers w and minutes of steady work
e, wbar = sum(e w) / sum(e), V = sum(e (w - wbar)^2) / sum(e), and N the sum of the counts,

    z = (sum(w c) - N wbar) / sqrt(N V)

says how far the stops lie towards the later weeks, beyond what the work done in them explains. At
1.64 either way, one in twenty would lie there by chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from follow_along.core.measures import Tally

CLEAR_Z = 1.64
LEAST_STOPS = 5
LEAST_WEEKS = 3


class Trend(StrEnum):
    """What can be said."""

    STEADIER = "steadier"
    LESS_STEADY = "less steady"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_EARLY = "too early"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the trend rule says, in a word and in a sentence."""

    trend: Trend
    sentence: str
    stops: int
    """The stops it rests on."""
    z: float | None
    """None where it is too early."""


def trend(tallies: Sequence[Tally]) -> Verdict:
    """Judge the balance exercises that are comparable over the weeks."""
    raise NotImplementedError
