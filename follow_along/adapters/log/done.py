"""What was done: the latest runs of each session, and how many of each programme in each week.

Runs that began after `until`, in UTC as the log writes it, are left out: a clock was ahead.
"""

# ruff: noqa: S608 - statements are built from this package's own parts alone

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from follow_along.adapters.log.timestamps import utc_ms
from follow_along.adapters.log.whole_runs import LEFT_OUT, began, whole_runs
from follow_along.core.history.logged_run import SessionPast
from follow_along.core.wall_time import WallTime

if TYPE_CHECKING:
    from follow_along.core.history.week_runs import DoneRuns

_LATEST = """runs.id IN (
    SELECT (SELECT id FROM runs AS latest WHERE latest.session = names.session {also}
                AND began_utc <= ?
                AND id NOT IN (SELECT run FROM left_out WHERE block IS NULL)
            ORDER BY began_utc DESC, id DESC LIMIT 1)
    FROM (SELECT DISTINCT session FROM runs) AS names)"""
"""Without what is dated in the future: it would be the latest run for ever."""

_IS_DONE = """outcome = 'done'
    AND EXISTS (SELECT 1 FROM blocks WHERE blocks.run = {runs}.id AND blocks.steady_ms > 0)"""
"""The SQL condition of a run of the table `runs` that was done: not every block was skipped."""

_DONE = _IS_DONE.format(runs="runs")

_TOLD = """EXISTS (SELECT 1 FROM answers WHERE answers.run = latest.id
    AND question IN ('pain', 'morning_pain') AND score IS NOT NULL)"""

_TIMES_DONE = f"""
    SELECT session, count(*) FROM runs WHERE {_DONE} AND NOT {LEFT_OUT} AND began_utc <= ?
    GROUP BY session"""

_LATEST_DONE = f"""
    SELECT session, began_utc, began_offset_min FROM runs
    WHERE {_DONE} AND NOT {LEFT_OUT} AND began_utc <= ?
    ORDER BY began_utc DESC, id DESC LIMIT 400"""
"""More than anyone does in the weeks by which the next session is suggested."""

_DONE_RUNS = f"""
    SELECT programme, run_weeks.week, count(*), max(began_utc)
    FROM runs JOIN run_weeks ON run_weeks.run = runs.id
    WHERE {_DONE} AND NOT {LEFT_OUT} AND began_utc <= ? GROUP BY programme, run_weeks.week"""


def sessions(connection: sqlite3.Connection, until: str) -> Mapping[str, SessionPast]:
    """What was done of each session, by its name, without excluded runs."""
    times_done: dict[str, int] = dict(connection.execute(_TIMES_DONE, (until,)).fetchall())
    when_done: defaultdict[str, list[WallTime]] = defaultdict(list)
    for row in connection.execute(_LATEST_DONE, (until,)):
        when_done[row["session"]].append(began(row))
    last = whole_runs(connection, _LATEST.format(also=""), (until,))
    latest_done = _LATEST.format(also=f"AND {_IS_DONE.format(runs='latest')}")
    last_done = {run.session: run for run in whole_runs(connection, latest_done, (until,))}
    told = _LATEST.format(also=f"AND {_TOLD}")
    last_told = {run.session: run for run in whole_runs(connection, told, (until,))}
    return {
        run.session: SessionPast(
            times_done.get(run.session, 0),
            run,
            last_done.get(run.session),
            tuple(when_done[run.session]),
            last_told.get(run.session),
        )
        for run in last
    }


def done_runs(connection: sqlite3.Connection, until: str) -> "tuple[DoneRuns, ...]":
    """The finished runs that are not excluded, by programme and week."""
    from follow_along.core.history.week_runs import DoneRuns  # noqa: PLC0415 - not at the start of a run

    rows = connection.execute(_DONE_RUNS, (until,))
    return tuple(
        DoneRuns(programme, week, number, utc_ms(last)) for programme, week, number, last in rows
    )
