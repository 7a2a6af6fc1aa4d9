"""What the past says at the end of a run: each exercise's recent level, and what to do next."""

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
"""What lies further back is no recent level."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """What is known of the runs before this one."""

    levels: Mapping[tuple[str, Side], Totals] = field(default_factory=dict)
    """Each balance exercise (by id) and side over the last three runs it was done in."""
    suggestion: str = ""
    """What to play next, in one sentence; empty where there is nothing to suggest."""


def look_back(services: AppServices, run_id: str) -> LookBack:
    """Read the past of a run that has just ended; nothing of it when the log cannot be read."""
    try:
        this_run = services.history.run(run_id)
        runs = services.history.run_totals(_WEEKS)
    except HistoryError:
        # The log writer has said what is the matter; the run's own figures stand without a past.
        return LookBack()
    return LookBack(
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
