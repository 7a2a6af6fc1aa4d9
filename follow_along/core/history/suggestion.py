"""Which session is suggested next. A suggestion is never a lock: every session can be played."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from follow_along.core.history.logged_run import SessionPast, ready_for_next


@dataclass(frozen=True, slots=True)
class ProgrammeSession:
    """A session that can be suggested: its name, its programme and its week in it."""

    name: str
    programme: str
    """Empty when it belongs to none; such a session is never suggested."""
    week: int | None


def suggest(sessions: Sequence[ProgrammeSession], past: Mapping[str, SessionPast]) -> str | None:
    """The name of the session to do next; None when no session belongs to a programme.

    The programme is that of the latest run, finished or not; before any run, that of the first
    session given. In it, the session finished last is suggested again until `ready_for_next`, and
    then the one of the following week; after the last week, that one again. Where none was
    finished yet, it is the first week. Weeks are in order of their number, sessions of the same
    week and those without one (these last) in the order given.
    """
    candidates = [session for session in sessions if session.programme]
    if not candidates:
        return None
    runs = [(past[s.name].last_run.began.utc_ms, s) for s in candidates if s.name in past]
    latest = max(runs, key=lambda run: run[0])[1] if runs else candidates[0]
    weeks = sorted(
        (session for session in candidates if session.programme == latest.programme),
        key=lambda session: (session.week is None, session.week or 0),
    )
    return _next_of([session.name for session in weeks], past)


def _next_of(names: Sequence[str], past: Mapping[str, SessionPast]) -> str:
    finished = [
        (run.began.utc_ms, place, run)
        for place, name in enumerate(names)
        if name in past and (run := past[name].last_done) is not None
    ]
    if not finished:
        return names[0]
    _, place, run = max(finished, key=lambda finish: finish[:2])
    return names[min(place + ready_for_next(run), len(names) - 1)]
