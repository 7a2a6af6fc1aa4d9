"""What the screens ask of the rest of the program. `wiring.Services` implements it."""

from collections.abc import Sequence
from typing import Protocol

from follow_along.conductor import Conductor
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.session_list import ListedSession
from follow_along.ports import History


class AppServices(Protocol):
    """The sessions to choose from, new and resumed runs, and past runs."""

    @property
    def history(self) -> History:
        """The past runs."""

    def listed_sessions(self) -> Sequence[ListedSession]:
        """Every session, in the order of the list, as files and log are now."""

    def open(self, listed: ListedSession) -> Conductor:
        """A new run of a session, not yet begun. Raises ValueError for a session with mistakes."""

    def resumable_run(self, instead: Conductor | None = None) -> ResumableRun | None:
        """The last run, if it can be resumed; with `instead`, only in place of that new run."""

    def resume(self, resumable_run: ResumableRun) -> Conductor:
        """The interrupted run, waiting to be resumed."""
