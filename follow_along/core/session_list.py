"""The sessions a person can choose from, each with its past, in the order to show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from follow_along.core.history.logged_run import SessionPast
from follow_along.core.history.suggestion import ProgrammeSession, suggest
from follow_along.core.sessions.session import Session
from follow_along.core.wall_time import WallTime


@dataclass(frozen=True, slots=True)
class Offer:
    """A session file that was found: a session, or the first thing that is wrong with the file."""

    name: str
    yours: bool
    """From the person's own folder, not shipped."""
    shadows: bool
    """The person's own file stands before a shipped one of the same name."""
    session: Session | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session to choose, and what is known of it."""

    offer: Offer
    times_done: int
    last_done: str
    """How long ago, in words; empty when it was never done."""
    suggested: bool

    @property
    def programme(self) -> str:
        """The programme it belongs to; empty when it belongs to none."""
        return self.offer.session.programme if self.offer.session else ""


def listed_sessions(
    offers: Sequence[Offer], past: Mapping[str, SessionPast], now: WallTime
) -> tuple[ListedSession, ...]:
    """Sort sessions by programme and week, and mark the one to do next; mistakes come last."""
    ordered = sorted(offers, key=_order)
    suggested = suggest(
        [
            ProgrammeSession(offer.name, offer.session.programme, offer.session.week)
            for offer in ordered
            if offer.session
        ],
        past,
    )
    return tuple(
        ListedSession(
            offer=offer,
            times_done=past[offer.name].times_done if offer.name in past else 0,
            last_done=_last_done(past.get(offer.name), now),
            suggested=offer.name == suggested,
        )
        for offer in ordered
    )


def days_ago(then: WallTime, now: WallTime) -> str:
    """How many nights lie between two moments, each by its own local calendar, in words."""
    days = (now.local_date - then.local_date).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 14 else f"{days // 7} weeks ago"


def _last_done(past: SessionPast | None, now: WallTime) -> str:
    return days_ago(past.last_done.began, now) if past and past.last_done else ""


def _order(offer: Offer) -> tuple[bool, bool, str, int, str]:
    session = offer.session
    if session is None:
        return (True, True, "", 0, offer.name)
    return (False, not session.programme, session.programme, session.week or 0, session.title)
