"""What a start reads of the log, in time: a log on a disk that hangs is not waited for."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from follow_along.adapters.deadline import DeadlineThread, LateError
from follow_along.adapters.log.errors import LogError, clause
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.sessions.file_names import composed
from follow_along.core.enums import Version
from follow_along.core.history.logged_run import LoggedRun, SessionPast
from follow_along.core.rating import Question
from follow_along.ports import Clock

READING_WAIT_S = 3.0
"""How long the start waits for the log to be read; then it goes on without the past."""

Read = TypeVar("Read")


class TimedLog:
    """Reads the log at `path`; each call waits for at most three seconds.

    Raises LogError with one sentence when the log cannot be read, or not in time.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._reader = LogReader(path, clock)
        self._thread = DeadlineThread(READING_WAIT_S)

    def latest(self) -> LoggedRun | None:
        """The run that began last; None without any."""
        return self._in_time(self._reader.latest)

    def sessions(self) -> Mapping[str, SessionPast]:
        """What was done of each session, by its name in composed form."""
        return {composed(name): each for name, each in self._in_time(self._reader.sessions).items()}

    def versions(self) -> Mapping[str, Version]:
        """The version in which each exercise (by id) was done last."""
        return self._in_time(self._reader.versions)

    def is_answered(self, run_id: str, question: Question) -> bool:
        """Whether a question on a run was asked before, and answered or skipped."""
        return self._in_time(partial(self._reader.is_answered, run_id, question))

    def _in_time(self, read: Callable[[], Read]) -> Read:
        try:
            return self._thread.call(read)
        except LateError as error:
            raise LogError(f"The log {self._path} {clause(error)}.") from error
