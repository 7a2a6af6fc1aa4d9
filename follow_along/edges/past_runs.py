"""The past runs, as the interface asks for them: the log, read and marked. See `shelf.History`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from follow_along.core.history import LoggedRun
from follow_along.core.measures import RunTally, Tally
from follow_along.edges.log import LogError, LogMarker, LogReader, Wanted
from follow_along.ports import Clock
from follow_along.shelf import HistoryError, RunHead


class PastRuns:
    """The runs in the log at `log`; marks are dated by `clock`. Implements `shelf.History`."""

    def __init__(self, log: Path, clock: Clock) -> None:
        self._reader = LogReader(log)
        self._marker = LogMarker(log)
        self._clock = clock

    def tallies(self, weeks: int | None) -> Sequence[Tally]:
        """What was done in the weeks. HistoryError when the log cannot be read."""
        with _told():
            return self._reader.tallies(Wanted(weeks))

    def runs(self, exercise: str | None, weeks: int | None) -> Sequence[RunTally]:
        """What was done in each run, oldest first. HistoryError when the log cannot be read."""
        with _told():
            return self._reader.run_tallies(Wanted(weeks, exercise))

    def heads(self, weeks: int | None) -> Sequence[RunHead]:
        """Every run begun in the weeks. HistoryError when the log cannot be read."""
        with _told():
            return self._reader.heads(weeks)

    def run(self, run_id: str) -> LoggedRun | None:
        """One run in full. HistoryError when the log cannot be read."""
        with _told():
            return self._reader.run(run_id)

    def mark(self, run_id: str, stop: tuple[int, int] | None, *, counts: bool) -> None:
        """Mark a run or a stop of it. HistoryError when the log cannot take it."""
        with _told():
            self._marker.mark(run_id, stop, counts=counts, at=self._clock.wall(self._clock.now()))


@contextmanager
def _told() -> Iterator[None]:
    """Say what is the matter with the log in the interface's own terms."""
    try:
        yield
    except LogError as error:
        raise HistoryError(str(error)) from error
