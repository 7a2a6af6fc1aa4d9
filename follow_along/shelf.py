"""The shelf: where the interface finds sessions, and what it begins a run with; and past runs."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from follow_along.conductor import Conductor
from follow_along.core.enums import RunOutcome
from follow_along.core.history.logged_run import LoggedRun, WallTime
from follow_along.core.history.totals import ExerciseTotals, RunTotals
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.session_list import ListedSession


class HistoryError(Exception):
    """The past cannot be read or marked. The message is one sentence for the person."""


class RunHead(NamedTuple):
    """A run in a line of a list."""

    run_id: str
    title: str
    began: WallTime
    outcome: RunOutcome | None
    """None: it was never closed, because the program or the machine went down."""
    left_out: bool
    """Marked as not to be counted."""


class History(Protocol):
    """What is known of past runs. Every call may read a file, so none belongs on the screen's way.

    Each raises HistoryError when the log cannot be used. `weeks` counts back from the last week in
    which something was done; None is all of them.
    """

    def week_totals(self, weeks: int | None) -> Sequence[ExerciseTotals]:
        """What was done in the weeks, summed up by week, step, exercise and side."""

    def runs(self, exercise: str | None, weeks: int | None) -> Sequence[RunTotals]:
        """What was done in each run, oldest first: of one exercise, or of all of them."""

    def heads(self, weeks: int | None) -> Sequence[RunHead]:
        """Every run begun in the weeks, oldest first: those left out of the figures too."""

    def run(self, run_id: str) -> LoggedRun | None:
        """One run in full; None when the log does not have it."""

    def mark(self, run_id: str, stop: tuple[int, int] | None, *, counts: bool) -> None:
        """Leave a run, or one stop of it, out of every figure, or count it again.

        `stop` is the block's row and the stop's number in it; None is the run as a whole.
        """


class Shelf(Protocol):
    """Where the interface finds sessions, and what it begins a run with."""

    @property
    def history(self) -> History:
        """The past runs."""

    def listed_sessions(self) -> Sequence[ListedSession]:
        """Every session there is, in the order to show them, as files and log stand now."""

    def open(self, listed: ListedSession) -> Conductor:
        """A run of a session, not yet begun. Only a choice without a problem can be opened."""

    def resumable_run(self, instead: Conductor | None = None) -> ResumableRun | None:
        """The last run, if it can be gone on with; where `instead` is given, in place of that."""

    def resume(self, resumable_run: ResumableRun) -> Conductor:
        """The run that was broken off, waiting to go on."""
