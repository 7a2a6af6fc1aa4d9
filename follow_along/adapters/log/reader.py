"""Reading the log, read-only."""

# ruff: noqa: S608 - statements are built from this module's own parts alone

import json
import sqlite3
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from follow_along.adapters.log import database, done
from follow_along.adapters.log.errors import READING_ERRORS, LogError, reading_clause
from follow_along.adapters.log.ratings import SINCE_WEEK, ratings
from follow_along.adapters.log.timestamps import utc_text
from follow_along.adapters.log.totals_query import END_OF_TIME, TotalsFilter, first_week
from follow_along.adapters.log.whole_runs import LEFT_OUT, began, whole_runs
from follow_along.core.enums import ExerciseKind, RunOutcome, Version
from follow_along.core.history.logged_run import LoggedRun, SessionPast
from follow_along.core.rating import Question, Rating
from follow_along.core.text import visible
from follow_along.core.wall_time import DAY_MS, WallTime
from follow_along.ports import Clock, RunHead

if TYPE_CHECKING:
    from follow_along.core.history.totals import ExerciseTotals, RunTotals
    from follow_along.core.history.week_ratings import WeekRatings
    from follow_along.core.history.week_runs import DoneRuns

_LAST_BEGUN = (
    "runs.id = (SELECT id FROM runs WHERE began_utc <= ? ORDER BY began_utc DESC, id DESC LIMIT 1)"
)

_ANSWERED = """
    SELECT 1 FROM ratings JOIN runs ON runs.id = ratings.run WHERE uuid = ? AND question = ?"""

_HEADS = f"""
    SELECT uuid, title, began_utc, began_offset_min, outcome, {LEFT_OUT} AS left_out
    FROM runs JOIN run_weeks ON run_weeks.run = runs.id
    WHERE coalesce(run_weeks.week >= ?, 1) ORDER BY began_utc, id"""

_LAST_VERSIONS = """
    WITH recent AS (
        SELECT id, began_utc FROM runs WHERE began_utc <= ? ORDER BY began_utc DESC, id DESC LIMIT ?
    )
    SELECT exercise, version, max(recent.began_utc || printf('%09d', row))
    FROM recent CROSS JOIN blocks ON blocks.run = recent.id
    WHERE outcome IS NULL OR outcome <> 'skipped' GROUP BY exercise"""

_RECENT_RUNS = 200
"""An exercise that is in none of so many runs begins as written again."""


_AMONG = "runs.id IN (SELECT value FROM json_each(?))"

_IDS = "SELECT id FROM runs ORDER BY began_utc, id"

_AT_ONCE = 200
"""How many runs are read at once."""


class LogReader:
    """Reads the log at `path`; a missing log is an empty one.

    Every call opens the file, and raises LogError with one sentence when it cannot be read. Runs
    dated more than a day after the time of `clock` are not the latest ones, and in no totals: a
    clock was ahead. Without a clock no run is in the future.
    """

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self._path = path
        self._clock = clock

    @property
    def _until(self) -> str:
        """The moment after which runs are dated in the future, as the log has it."""
        if self._clock is None:
            return END_OF_TIME
        return utc_text(self._clock.wall(self._clock.now()).utc_ms + DAY_MS)

    def runs(self, since: WallTime | None = None) -> tuple[LoggedRun, ...]:
        """The runs that began at `since` or later, oldest first; all runs by default."""
        began = utc_text(since.utc_ms) if since else ""
        with reading(self._path) as connection:
            return whole_runs(connection, "runs.began_utc >= ?", (began,)) if connection else ()

    def each_run(self) -> Generator[LoggedRun, None, None]:
        """All runs, oldest first, a few at a time: a long log needs no memory. To be closed."""
        with reading(self._path) as connection:
            if connection is None:
                return
            rows = connection.execute(_IDS).fetchall()
            for first in range(0, len(rows), _AT_ONCE):
                ids = json.dumps([row["id"] for row in rows[first : first + _AT_ONCE]])
                yield from whole_runs(connection, _AMONG, (ids,))

    def run(self, run_id: str) -> LoggedRun | None:
        """One run in full; None when the log does not hold it."""
        with reading(self._path) as connection:
            runs = whole_runs(connection, "runs.uuid = ?", (run_id,)) if connection else ()
            return runs[0] if runs else None

    def latest(self) -> LoggedRun | None:
        """The run that began last; None without any."""
        with reading(self._path) as connection:
            runs = whole_runs(connection, _LAST_BEGUN, (self._until,)) if connection else ()
            return runs[0] if runs else None

    def is_answered(self, run_id: str, question: Question) -> bool:
        """Whether a question on a run was asked before, and answered or skipped."""
        with reading(self._path) as connection:
            found = connection and connection.execute(_ANSWERED, (run_id, question)).fetchone()
            return bool(found)

    def versions(self) -> Mapping[str, Version]:
        """The version in which each exercise (by id) was done last, within the last 200 runs."""
        with reading(self._path) as connection:
            limits = (self._until, _RECENT_RUNS)
            rows = connection.execute(_LAST_VERSIONS, limits) if connection else ()
            return {exercise: Version(version) for exercise, version, _ in rows}

    def heads(self, weeks: int | None = None) -> tuple[RunHead, ...]:
        """The runs of the last `weeks`, oldest first, excluded runs too."""
        with reading(self._path) as connection:
            if connection is None:
                return ()
            until = self._until
            first = first_week(connection, TotalsFilter(weeks), until)
            rated = ratings(connection, SINCE_WEEK, (first,))
            rows = connection.execute(_HEADS, (first,))
            return tuple(_head(row, until, rated.get(row["uuid"])) for row in rows)

    def week_totals(
        self,
        weeks: int | None = None,
        exercise: str | None = None,
        programme: str | None = None,
        kind: ExerciseKind | None = None,
    ) -> "tuple[ExerciseTotals, ...]":
        """Totals of each week, by programme week, exercise, side and planned length.

        `weeks` counts back from the last one with such work; None is all.
        """
        from follow_along.adapters.log import read_totals  # noqa: PLC0415 - not at the start of a run

        with reading(self._path) as connection:
            wanted = TotalsFilter(weeks, exercise, programme, kind)
            return read_totals.week_totals(connection, wanted, self._until) if connection else ()

    def run_totals(
        self,
        weeks: int | None = None,
        exercise: str | None = None,
        programme: str | None = None,
        kind: ExerciseKind | None = None,
    ) -> "tuple[RunTotals, ...]":
        """The same for each run, oldest first."""
        from follow_along.adapters.log import read_totals  # noqa: PLC0415 - not at the start of a run

        with reading(self._path) as connection:
            wanted = TotalsFilter(weeks, exercise, programme, kind)
            return read_totals.run_totals(connection, wanted, self._until) if connection else ()

    def week_ratings(self, weeks: int | None = None) -> "WeekRatings":
        """The scores of the runs of the last `weeks`, without excluded runs."""
        from follow_along.adapters.log import read_totals  # noqa: PLC0415 - not at the start of a run
        from follow_along.core.history.week_ratings import WeekRatings  # noqa: PLC0415

        with reading(self._path) as connection:
            if connection is None:
                return WeekRatings({})
            return read_totals.week_ratings(connection, TotalsFilter(weeks), self._until)

    def done_runs(self) -> "tuple[DoneRuns, ...]":
        """The finished runs that are not excluded, by programme and week."""
        with reading(self._path) as connection:
            return done.done_runs(connection, self._until) if connection else ()

    def sessions(self) -> Mapping[str, SessionPast]:
        """What was done of each session, by its name, without excluded runs."""
        with reading(self._path) as connection:
            return done.sessions(connection, self._until) if connection else {}


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Open a snapshot of the log at `path` for reading; None when there is none yet.

    Raises LogError with one sentence when it cannot be read.
    """
    try:
        connection = database.open_for_reading(path)
        if connection is None:
            yield None
            return
        with closing(connection):
            connection.row_factory = sqlite3.Row
            # All queries see the same snapshot, whatever is written meanwhile.
            connection.execute("BEGIN")
            yield connection
    except READING_ERRORS as error:
        raise LogError(visible(f"The log {path} {reading_clause(error)}.")) from error


def _head(row: sqlite3.Row, until: str, rating: Rating | None) -> RunHead:
    return RunHead(
        run_id=row["uuid"],
        title=row["title"],
        began=began(row),
        outcome=RunOutcome(row["outcome"]) if row["outcome"] else None,
        excluded=bool(row["left_out"]),
        in_future=row["began_utc"] > until,
        rating=rating,
    )
