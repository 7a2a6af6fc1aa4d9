"""The protocol by which screens use the rest of the program. `services.Services` implements it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from follow_along.conductor import Conductor
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.listed_session import ListedSession, Listing
from follow_along.core.run.resuming import ResumableRun
from follow_along.ports import History


class Edited(NamedTuple):
    """What came of editing a session."""

    path: str
    """The file that was edited, or would have been."""
    problem: str = ""
    """Why it could not be edited, as one sentence."""


class AppServices(Protocol):
    """Lists sessions, opens and resumes runs, and gives access to the history."""

    @property
    def history(self) -> History:
        """The past runs."""

    def listed_sessions(self) -> Sequence[ListedSession]:
        """Return every session in list order, read anew from the files and the log."""

    def listings(self) -> Iterator[Listing]:
        """Yield the same as it is read, at least once; the last is complete."""

    def open(self, listed: ListedSession) -> Conductor:
        """Return a new run of a session. Raises ValueError for a session with mistakes."""

    def edit(
        self, listed: ListedSession, suspended: Callable[[], AbstractContextManager[None]]
    ) -> Edited:
        """Open a session in the user's editor until it is closed; of a shipped one her own copy.

        The editor has the terminal while a context of `suspended` is open.
        """

    def resumable_run(self, instead: Conductor | None = None) -> ResumableRun | None:
        """Return the last run if it can be resumed; with `instead`, only if of the same session."""

    def morning_run(self) -> LoggedRun | None:
        """Return the last run if the pain of this morning is to be asked for, else None."""

    def resume(self, resumable_run: ResumableRun) -> Conductor:
        """Return the interrupted run, waiting for the key that resumes it."""
