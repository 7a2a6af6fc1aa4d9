"""The run that began last before this program started: it may be resumed, or have hurt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from follow_along.adapters import timed_log
from follow_along.adapters.deadline import DeadlineThread, LateError
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.writer import LogWriter
from follow_along.adapters.paths import Paths
from follow_along.adapters.sessions.played_paths import PlayedPaths
from follow_along.adapters.sessions.session_file import Figures
from follow_along.adapters.timed_log import TimedLog
from follow_along.conductor import Conductor
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.listed_session import ListedSession
from follow_along.core.rating import Question, asks_this_morning
from follow_along.core.run.resuming import ResumableRun, interrupted_lately, resumable_run
from follow_along.core.sessions.session import Session
from follow_along.core.settings import Settings
from follow_along.core.text import visible
from follow_along.core.wall_time import WallTime
from follow_along.wiring import in_language, library


@dataclass
class LastRun:
    """The run that began last, as it was when this program started."""

    paths: Paths
    settings: Settings
    past: TimedLog
    log: LogWriter
    now: Callable[[], WallTime]
    report: Callable[[str], None]
    """Takes a sentence to print after the screen has closed."""

    def resumable(self, instead: Conductor | None = None) -> ResumableRun | None:
        """Return the run if it can be resumed; with `instead`, only in place of that new run.

        None while another program plays it.
        """
        now = self.now()
        try:
            run = self._run
            if run is None or not interrupted_lately(run, now):
                return None
            versions = self.past.versions()
        except LogError as error:
            self.report(f"No interrupted run can be offered: {error}")
            return None
        session = self._session(run, instead)
        resumable = resumable_run(run, session, now, versions) if session else None
        path = None if instead else self._played_paths.path(run.run_id)
        if path and not resumable:
            why = "the file is gone or has changed"
            self.report(visible(f"The interrupted run of {path} cannot be resumed: {why}."))
        return resumable if resumable and self.log.can_resume(run.run_id) else None

    def figures(self) -> Figures:
        """Return the figures of its session; none where that is not found."""
        return library(self.paths).figures(self._listed) if self._listed else {}

    def hurt(self) -> LoggedRun | None:
        """Return the run if it hurt and the pain of the morning after is to be asked for now."""
        try:
            run = self._run
            if run is None or run.excluded:
                return None
            if not asks_this_morning(run.began, run.rating, self.now()):
                return None
            asked = self.past.is_answered(run.run_id, Question.MORNING_PAIN)
        except LogError:
            # Said where a run could be resumed.
            return None
        return None if asked else run

    @cached_property
    def _run(self) -> LoggedRun | None:
        """Raises LogError."""
        return self.past.latest()

    @property
    def _played_paths(self) -> PlayedPaths:
        return PlayedPaths(self.paths.played_paths)

    def _session(self, run: LoggedRun, instead: Conductor | None) -> Session | None:
        if instead:
            return (
                instead.player.timeline.session if instead.header.session == run.session else None
            )
        found = self._listed.session if self._listed else None
        return in_language(found, self.settings) if found else None

    @cached_property
    def _listed(self) -> ListedSession | None:
        """Its session: the file that this machine played, or the one of its name."""
        if (run := self._run) is None:
            return None
        path = self._played_paths.path(run.run_id)
        if path is None:
            return library(self.paths).load_known(run.session)
        try:
            # It may be on a network that is gone.
            return DeadlineThread(timed_log.READING_WAIT_S).call(
                library(self.paths).load_path, path
            )
        except LateError:
            return None
