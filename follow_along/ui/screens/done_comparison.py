"""Compares a finished run with earlier ones, and suggests the next session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from follow_along.core.enums import ExerciseKind, RunOutcome, Side
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.history.run_comparison import recent_levels
from follow_along.core.history.totals import Totals
from follow_along.core.listed_session import PAIN_ADVICE, ListedSession
from follow_along.ports import HistoryError
from follow_along.ui.services import AppServices

_WEEKS = 12
"""Weeks of runs to read. Older runs do not count as recent."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The recent level of each exercise, and the suggestion."""

    levels: Mapping[tuple[str, Side], Totals] = field(default_factory=dict)
    """Totals of each balance exercise (by id) and side over the last three runs with it."""
    suggestion: str = ""
    """One sentence on what to play next, or an empty string."""


def compare_run(services: AppServices, run_id: str) -> Comparison:
    """Compare a run that has just ended. The result is empty when the log cannot be read."""
    try:
        this_run = services.history.run(run_id)
        runs = services.history.run_totals(_WEEKS, kind=ExerciseKind.BALANCE)
    except HistoryError:
        # The log writer has reported the error already; the run's own totals do not need the log.
        return Comparison()
    return Comparison(
        levels=recent_levels(runs, before=run_id),
        suggestion=suggestion(this_run, services.listed_sessions()) if this_run else "",
    )


def suggestion(run: LoggedRun, listed_sessions: Sequence[ListedSession]) -> str:
    """Return what to play after `run`, and what the session after it waits for; or ""."""
    suggested = next((listed for listed in listed_sessions if listed.suggested), None)
    if run.outcome is not RunOutcome.DONE or not run.programme or suggested is None:
        return ""
    later = suggested.due is not None and suggested.due.day > suggested.due.today
    when = f", {suggested.due.next_words}" if suggested.due and later else ""
    if suggested.name != run.session:
        title = suggested.session.title if suggested.session else suggested.name
        return f"Suggested next: {title}{when}."
    if suggested.hurt:
        words = f"Suggested next: this session again, easier{when}. {PAIN_ADVICE}"
        return f"{words} {suggested.missing}".rstrip()
    if suggested.missing:
        return f"Suggested next: this session again{when}. {suggested.missing}"
    return (
        "That was the last session of the programme, and it was steady."
        " Repeat any session you like."
    )
