"""The past runs, as the interface asks for them: the log, read and marked. See `ports.History`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from follow_along.adapters.log import ExclusionWriter, LogError, LogReader, TotalsFilter
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.history.totals import ExerciseTotals, RunTotals
from follow_along.ports import Clock, HistoryError, RunHead


class PastRuns:
    """The runs in the log at `log`; marks are dated by `clock`. Implements `ports.History`."""

    def __init__(self, log: Path, clock: Clock) -> None:
        self._reader = LogReader(log)
        self._marker = ExclusionWriter(log)
        self._clock = clock

    def week_totals(self, weeks: int | None) -> Sequence[ExerciseTotals]:
        """What was done in the weeks. HistoryError when the log cannot be read."""
        with _told():
            return self._reader.week_totals(TotalsFilter(weeks))

    def runs(self, exercise: str | None, weeks: int | None) -> Sequence[RunTotals]:
        """What was done in each run, oldest first. HistoryError when the log cannot be read."""
        with _told():
            return self._reader.run_totals(TotalsFilter(weeks, exercise))

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
