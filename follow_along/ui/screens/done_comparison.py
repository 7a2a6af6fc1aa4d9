"""What the done screen compares a run with: earlier runs, and the session suggested next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from follow_along.core.enums import RunOutcome, Side
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.history.run_comparison import recent_levels
from follow_along.core.history.suggestion import ready_for_next
from follow_along.core.history.totals import Totals
from follow_along.core.session_list import ListedSession
from follow_along.ports import HistoryError
from follow_along.ui.services import AppServices

_WEEKS = 12
"""Weeks of runs that are read; earlier ones are no recent level."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is known of earlier runs when a run has ended."""

    levels: Mapping[tuple[str, Side], Totals] = field(default_factory=dict)
    """Each balance exercise (by id) and side over the last three runs it was done in."""
    suggestion: str = ""
    """What to play next, in one sentence; empty where there is nothing to suggest."""


def compare_run(services: AppServices, run_id: str) -> Comparison:
    """Read what to compare a run with that has just ended; empty when the log cannot be read."""
    try:
        this_run = services.history.run(run_id)
        runs = services.history.run_totals(_WEEKS)
    except HistoryError:
        # The log writer has said what is the matter; the run's own figures stand without a past.
        return Comparison()
    return Comparison(
        levels=recent_levels(runs, before=run_id),
        suggestion=suggestion(this_run, services.listed_sessions()) if this_run else "",
    )


def suggestion(run: LoggedRun, listed_sessions: Sequence[ListedSession]) -> str:
    """What to play after `run`, by the readiness rule. A suggestion, never a lock."""
    suggested = next((listed for listed in listed_sessions if listed.suggested), None)
    if run.outcome is not RunOutcome.DONE or not run.programme or suggested is None:
        return ""
    if suggested.name != run.session:
        title = suggested.session.title if suggested.session else suggested.name
        return f"Suggested next: {title}."
    if ready_for_next(run):
        return "That was the last session of the programme, and steady: play it as you like."
    return (
        "Suggested next: this session once more, until no balance block has more than 2 stops"
        " in 30 s."
    )
