"""Excluding runs and stops from all totals, and including them again. No row is ever erased."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from follow_along.adapters.log.changing import changing
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.ratings import add_answers
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.timestamps import utc_ms, utc_text
from follow_along.adapters.log.totals_query import store_week_totals
from follow_along.adapters.log.transaction import transaction
from follow_along.core.history.week_runs import WeekRuns, week_runs
from follow_along.core.rating import Answer, Question
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of
from follow_along.ports import Clock

_TARGET = """
    SELECT runs.id, blocks.id, interruptions.number FROM runs
    LEFT JOIN blocks ON blocks.run = runs.id AND blocks.row = :row
    LEFT JOIN interruptions ON interruptions.block = blocks.id AND interruptions.number = :number
    WHERE runs.uuid = :run_id"""

_LATEST_MARK = """
    SELECT counted, at_utc FROM marks
    WHERE run = ? AND block IS ? AND interruption IS ? ORDER BY at_utc DESC, counted DESC LIMIT 1"""

_INSERT_MARK = """
    INSERT INTO marks (run, block, interruption, counted, at_utc, at_offset_min)
    VALUES (?, ?, ?, ?, ?, ?)"""

Target = tuple[int, int | None, int | None]
"""The id of a run; for a stop also the id of its block and its number, else None."""


class LogHistory(LogReader):
    """The log at `path` as the history screens read and change it; implements `ports.History`.

    Exclusions are dated by `clock`. `plans` reads how often each programme is meant to be done.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        plans: Callable[[], Mapping[str, WeeklyPlan]] = dict[str, WeeklyPlan],
    ) -> None:
        super().__init__(path, clock)
        self._dated_by = clock
        self._plans = plans

    def week_runs(self) -> WeekRuns:
        """How many runs were done in each week, of how many planned."""
        now = self._dated_by.wall(self._dated_by.now())
        return week_runs(self.done_runs(), self._plans(), week_of(now))

    def set_excluded(self, run_id: str, stop: tuple[int, int] | None, *, excluded: bool) -> None:
        """Exclude a run or a stop, or include it again. Raises LogError when it is not saved."""
        at = self._dated_by.wall(self._dated_by.now())
        set_excluded(self._path, run_id, stop, excluded=excluded, at=at)

    def rate(self, run_id: str, answers: Mapping[Question, Answer]) -> None:
        """Answer questions on a run, all or none. Raises LogError when it is not saved."""
        add_answers(self._path, run_id, answers, self._dated_by.wall(self._dated_by.now()))


def set_excluded(
    path: Path, run_id: str, stop: tuple[int, int] | None, *, excluded: bool, at: WallTime
) -> None:
    """Exclude a run or a stop in the log at `path` from all totals, or include it again.

    `stop` is the attempt's row and the number of the stop in it; None is the whole run. A call that
    changes nothing writes nothing. Raises LogError with one sentence when it cannot be saved.
    """
    with changing(path, "change") as connection:
        with transaction(connection):
            _add_mark(connection, _find(connection, run_id, stop), int(not excluded), at)
        store_week_totals(connection)


def _find(connection: sqlite3.Connection, run_id: str, stop: tuple[int, int] | None) -> Target:
    row, number = stop or (None, None)
    values = {"run_id": run_id, "row": row, "number": number}
    target = connection.execute(_TARGET, values).fetchone()
    if target is None or (stop and target[2] is None):
        raise LogError(f"has no such {'stop' if stop else 'run'}")
    run, block, number = target
    return run, block, number


def _add_mark(connection: sqlite3.Connection, target: Target, counted: int, at: WallTime) -> None:
    latest_counted, latest_utc = connection.execute(_LATEST_MARK, target).fetchone() or (1, None)
    if latest_counted == counted:
        return
    # The latest mark holds, so it must stay the latest when the wall clock was set back.
    at_ms = at.utc_ms if latest_utc is None else max(at.utc_ms, utc_ms(latest_utc) + 1)
    connection.execute(_INSERT_MARK, (*target, counted, utc_text(at_ms), at.offset_minutes))
