"""The list of sessions to choose from, each with its past, in the order to show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from follow_along.core.history.logged_run import SessionPast
from follow_along.core.history.suggestion import ProgrammeSession, suggest
from follow_along.core.sessions.session import Session
from follow_along.core.validation.problem import Problem
from follow_along.core.wall_time import WallTime

Origin = Literal["yours", "shipped", "path"]


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session file: where it is, then what it says, then what the log knows of it."""

    name: str
    """The file's name without its ending, safe to show."""
    path: str
    origin: Origin
    """Whether it is in the user's own folder, shipped, or named by its path."""
    shadows: bool = False
    """The user's own file takes precedence over a shipped one of the same name."""
    session: Session | None = None
    """None until the file is read, and if it has mistakes."""
    problems: tuple[Problem, ...] = ()
    """The mistakes in the file."""
    warnings: tuple[Problem, ...] = ()
    """What can be played, but is hardly what was meant."""
    unreadable: bool = False
    """There is no file to read, so that nothing is known of its content."""
    times_done: int = 0
    last_done: str = ""
    """How long ago, in words; empty if it was never done."""
    suggested: bool = False

    @property
    def programme(self) -> str:
        """The programme it belongs to; empty if it belongs to none."""
        return self.session.programme if self.session else ""

    @property
    def programme_title(self) -> str:
        """What the programme is called; empty if it belongs to none."""
        if self.session and self.session.programme_title:
            return self.session.programme_title
        return self.programme.replace("-", " ").capitalize()

    def require_session(self) -> Session:
        """Return the session. Raises ValueError with the first mistake if there is none."""
        if self.session is None:
            raise ValueError(self.problem)
        return self.session

    @property
    def problem(self) -> str:
        """The first mistake with its position; empty if there is none."""
        return str(self.problems[0]) if self.problems else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The sessions that were read so far, in the order to show them."""

    sessions: tuple[ListedSession, ...]
    complete: bool = True
    """Whether no more follow."""


def with_past(
    listed: Sequence[ListedSession], past: Mapping[str, SessionPast], now: WallTime
) -> tuple[ListedSession, ...]:
    """Sort sessions by programme and week, and mark the one to do next; mistakes come last."""
    ordered = sorted(listed, key=_order)
    suggested = suggest(
        [
            ProgrammeSession(each.name, each.session.programme, each.session.week)
            for each in ordered
            if each.session
        ],
        past,
    )
    return tuple(
        replace(
            each,
            times_done=past[each.name].times_done if each.name in past else 0,
            last_done=_last_done(past.get(each.name), now),
            suggested=each.name == suggested,
        )
        for each in ordered
    )


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
