"""How a run ended."""

from typing import NamedTuple

from follow_along.conductor import Conductor
from follow_along.core.run.player import Phase
from follow_along.core.run.record import Record


class Outcome(NamedTuple):
    """How the last run ended. `record` is empty for a run that did not begin."""

    finished: bool
    record: Record


def outcome_of(run: Conductor) -> Outcome:
    """Return how a run ended."""
    return Outcome(run.player.phase is Phase.DONE, run.player.record)
