"""One session of the list of sessions to choose from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from follow_along.core.sessions.session import Session
from follow_along.core.validation.problem import Problem

if TYPE_CHECKING:
    from follow_along.core.history.due import Due

Origin = Literal["yours", "shipped", "path"]

PAIN_ADVICE = "Stop if it hurts, and ask a clinician if it stays."
"""Pain is recorded, and not interpreted beyond this."""


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
    """It is the one to do next."""
    missing: str = ""
    """What keeps the following session from being the next one, in sentences; empty if nothing."""
    hurt: bool = False
    """It is the next one of its programme, again and easier: there was pain in its last run."""
    due: "Due | None" = None
    """When it is due; None unless it is the next one of its programme, and that has a plan."""
    uneven: str = ""
    """How its plan differs from that of its programme, as a clause; empty if it does not."""

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
    def pain_words(self) -> str:
        """What to do after pain, in sentences; empty if there was none."""
        return f"It hurt last time: this one again, easier. {PAIN_ADVICE}" if self.hurt else ""

    @property
    def problem(self) -> str:
        """The first mistake with its position; empty if there is none."""
        return str(self.problems[0]) if self.problems else ""


class Listing(NamedTuple):
    """The sessions that were read so far, in the order to show them."""

    sessions: tuple[ListedSession, ...]
    complete: bool = True
    """Whether no more follow."""
