"""The list of sessions to choose from, each with its past, in the order to show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from follow_along.core.history.due import programmes_due
from follow_along.core.history.logged_run import SessionPast
from follow_along.core.history.suggestion import ProgrammeSession, Suggestion, suggest
from follow_along.core.listed_session import ListedSession
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.wall_time import WallTime


def with_past(
    listed: Sequence[ListedSession], past: Mapping[str, SessionPast], now: WallTime
) -> tuple[ListedSession, ...]:
    """Sort sessions by programme and week, and mark the one to do next; mistakes come last."""
    ordered = sorted(listed, key=_order)
    sessions = programme_sessions(ordered)
    suggested = suggest(sessions, past, now.local_date)
    every = programmes_due(sessions, past, now.local_date)
    due = {each.suggestion.name: each.due for each in every}
    next_ones = [*(each.suggestion for each in every), *([suggested] if suggested else [])]
    hurt = {each.name for each in next_ones if each.hurt}
    return tuple(
        replace(
            each,
            times_done=past[each.name].times_done if each.name in past else 0,
            last_done=_last_done(past.get(each.name), now),
            suggested=suggested is not None and each.name == suggested.name,
            missing=_missing(suggested, each.session, each.name) if each.session else "",
            hurt=each.name in hurt,
            due=due.get(each.name),
            uneven=_uneven(each, ordered),
        )
        for each in ordered
    )


def programme_sessions(listed: Iterable[ListedSession]) -> list[ProgrammeSession]:
    """Return the sessions that have no mistakes, as the history suggests one of them."""
    return [
        ProgrammeSession(each.name, each.programme, each.session.week, each.session.weekly_plan)
        for each in listed
        if each.session
    ]


def weekly_plans(listed: Iterable[ListedSession]) -> dict[str, WeeklyPlan]:
    """Return how often each programme is meant to be done, by its id; that of its first session."""
    plans: dict[str, WeeklyPlan] = {}
    for each in sorted(listed, key=_order):
        if each.programme and each.session and each.session.weekly_plan:
            plans.setdefault(each.programme, each.session.weekly_plan)
    return plans


def due_words(listed: ListedSession, *, short: bool = False) -> str:
    """Return what is due of a programme: `Week 1, 2 of 3 this week; next from Thursday`.

    After pain it is `Week 1 again, easier, ...`. If `short`, without `this week`, and after pain
    without the number. Empty if the session is not the next one of a programme.
    """
    if listed.due is None or listed.session is None:
        return ""
    week = listed.session.week
    name = listed.session.title if week is None else f"Week {week}"
    if listed.hurt:
        name = f"{name} again, easier"
        if short:
            return f"{name}; {listed.due.next_words}"
    return f"{name}, {listed.due.words('') if short else listed.due.words()}"


def _missing(suggestion: Suggestion | None, session: Session, name: str) -> str:
    """Return in sentences what a session lacks before the next one is suggested."""
    if suggestion is None or suggestion.name != name:
        return ""
    sentences = []
    if suggestion.lacks_runs:
        sentences.append(f"It was done {suggestion.times_done} of {session.per_week} times.")
    if suggestion.lacks_steadiness:
        sentences.append(
            "In its last run a balance block was not finished, or had more than 2 stops in 30 s."
        )
    return " ".join(sentences)


def _uneven(listed: ListedSession, others: Sequence[ListedSession]) -> str:
    """Return a clause where the plan of a session is not that of the first of its programme."""
    if listed.session is None or not listed.programme:
        return ""
    first = next(
        each.session for each in others if each.session and each.programme == listed.programme
    )
    if listed.session.weekly_plan == first.weekly_plan:
        return ""
    return f"its `per_week` and `days_apart` are not those of {first.title}"


def days_ago(then: WallTime, now: WallTime) -> str:
    """Return how many nights lie between two moments, each by its own local calendar, in words."""
    days = (now.local_date - then.local_date).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 14 else f"{days // 7} weeks ago"


def _last_done(past: SessionPast | None, now: WallTime) -> str:
    return days_ago(past.last_done.began, now) if past and past.last_done else ""


def _order(listed: ListedSession) -> tuple[bool, bool, str, int, str]:
    session = listed.session
    if session is None:
        return (True, True, "", 0, listed.name)
    return (False, not session.programme, session.programme, session.week or 0, session.title)
