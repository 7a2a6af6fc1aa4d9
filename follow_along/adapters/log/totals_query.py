"""The totals of weeks and of runs, added up in SQL: few rows for many years.

The rules are those of `LoggedBlock.count` and `LoggedBlock.longest_ms`, over work that was finished
and is not excluded. Totals of whole weeks are kept in the log (see
`0003_week_totals.sql`).
"""

# ruff: noqa: S608 - statements are built from this module's own parts alone

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from follow_along.adapters.log.ratings import SINCE_WEEK, ratings
from follow_along.adapters.log.timestamps import utc_ms
from follow_along.adapters.log.transaction import transaction
from follow_along.core.enums import ExerciseKind, Side, Version
from follow_along.core.wall_time import WallTime

if TYPE_CHECKING:
    from follow_along.core.history.totals import ExerciseTotals, RunTotals

_EVERY_WEEK = -1_000_000
"""Before any week that a date can fall in."""

LATEST_WEEK = 1_000_000
"""After any week that a date can fall in."""

# A week is NULL where another program wrote an impossible date: kept, so that it is reported.
_SELECTED_RUNS = """
    (:programme IS NULL OR runs.programme = :programme)
    AND coalesce(run_weeks.week BETWEEN :first_week AND :last_week, 1)
    AND runs.id NOT IN (SELECT run FROM left_out WHERE block IS NULL)"""

# Finished or cut short, but begun and ended.
_WORKED = """
    blocks.steady_ms IS NOT NULL AND blocks.outcome <> 'skipped'
    AND (:exercise IS NULL OR blocks.exercise = :exercise)"""

_LAST_WEEK = f"""
    SELECT run_weeks.week FROM runs JOIN run_weeks ON run_weeks.run = runs.id
    WHERE {_SELECTED_RUNS}
        AND EXISTS (SELECT 1 FROM blocks WHERE blocks.run = runs.id AND {_WORKED})
    ORDER BY began_utc DESC LIMIT 1"""

# CROSS JOIN keeps SQLite to the order written; a LIMIT keeps it from computing the week of a run
# again for each of its blocks.
_TOTALS = f"""
    WITH selected AS (
        SELECT runs.id, uuid, session, programme, runs.week AS programme_week, began_utc,
               began_offset_min, run_weeks.week
        FROM runs JOIN run_weeks ON run_weeks.run = runs.id
        WHERE {_SELECTED_RUNS} {{also}} LIMIT -1
    ),
    uncounted AS (
        SELECT block, interruption FROM corrections WHERE interruption IS NOT NULL
        UNION SELECT block, interruption FROM left_out WHERE block IS NOT NULL
    ),
    breaks AS (
        SELECT i.block, offset_ms, counted AS counts,
               CASE WHEN i.kind IN ('wobble', 'touch')
                    THEN coalesce(lasted_ms, 0) ELSE 0 END AS off_ms,
               offset_ms - lag(offset_ms, 1, 0) OVER (PARTITION BY i.block ORDER BY number)
                   AS stretch_ms
        FROM selected CROSS JOIN blocks ON blocks.run = selected.id
        CROSS JOIN interruptions AS i ON i.block = blocks.id
        LEFT JOIN uncounted ON uncounted.block = i.block AND uncounted.interruption = i.number
        WHERE {_WORKED} AND uncounted.block IS NULL AND (i.kind <> 'touch' OR counted)
    ),
    broken AS (
        SELECT block, sum(counts) AS count, sum(off_ms) AS off_ms,
               max(stretch_ms) AS longest_ms, max(offset_ms) AS last_ms
        FROM breaks GROUP BY block
    ),
    corrected AS (
        SELECT block, sum(delta) AS by FROM corrections
        WHERE interruption IS NULL GROUP BY block
    )
    SELECT selected.week, programme, programme_week, exercise, max(name), kind, side, planned_ms,
           sum(max(0, coalesce(count, 0) + coalesce(by, 0))), sum(steady_ms),
           sum(coalesce(off_ms, 0)),
           max(max(coalesce(longest_ms, 0), steady_ms - coalesce(last_ms, 0))),
           min(place) AS place, version {{columns}}
    FROM selected CROSS JOIN blocks ON blocks.run = selected.id
    LEFT JOIN broken ON broken.block = blocks.id
    LEFT JOIN corrected ON corrected.block = blocks.id
    WHERE {_WORKED}
    GROUP BY {{by}}, exercise, kind, side, planned_ms, version"""

# As `core.history.repetitions` has it.
_REPS_DONE = "sum(coalesce(blocks.reps_done, CASE outcome WHEN 'done' THEN blocks.reps END))"

_RUN_TOTALS = f"""{
    _TOTALS.format(
        also="",
        columns=f", uuid, session, selected.began_utc, selected.began_offset_min, {_REPS_DONE}",
        by="selected.id",
    )
} ORDER BY selected.began_utc, selected.id, min(place), side, version"""

_UNSUMMED = _TOTALS.format(
    also="AND NOT EXISTS (SELECT 1 FROM summed_weeks WHERE week = run_weeks.week)",
    columns="",
    by="selected.week, programme, programme_week",
)

_WEEK_TOTALS = f"""
    SELECT * FROM (
        SELECT week_totals.* FROM week_totals JOIN summed_weeks USING (week)
        WHERE week BETWEEN :first_week AND :last_week
            AND (:programme IS NULL OR programme = :programme)
            AND (:exercise IS NULL OR exercise = :exercise)
        UNION ALL SELECT * FROM ({_UNSUMMED})
    ) ORDER BY week, programme, programme_week, place, side, version"""

_KINDS = {str(kind): kind for kind in ExerciseKind}
_SIDES = {str(side): side for side in Side}


class TotalsFilter(NamedTuple):
    """Which work to add up."""

    weeks: int | None = None
    """Counted back from the last one in which such work was done; None: all."""
    exercise: str | None = None
    programme: str | None = None


_EVERYTHING = TotalsFilter()


def week_totals(
    connection: sqlite3.Connection, wanted: TotalsFilter, last_week: int = LATEST_WEEK
) -> "tuple[ExerciseTotals, ...]":
    """The totals of each week, in the order of weeks and of the sessions."""
    rows = _rows(connection, _WEEK_TOTALS, wanted, last_week)
    if rows and rows[0][0] is None:
        raise ValueError("the log holds a date that is not in the calendar")
    return tuple(map(_exercise_totals, rows))


def run_totals(
    connection: sqlite3.Connection, wanted: TotalsFilter, last_week: int = LATEST_WEEK
) -> "tuple[RunTotals, ...]":
    """The totals of each run, oldest first."""
    from follow_along.core.history.totals import RunTotals  # noqa: PLC0415 - not at the start of a run

    first = first_week(connection, wanted, last_week)
    rated = ratings(connection, SINCE_WEEK, (first,))
    return tuple(
        RunTotals(
            run_id=row[14],
            session=row[15],
            began=WallTime(utc_ms(row[16]), row[17]),
            done=_exercise_totals(row),
            rating=rated.get(row[14]),
            reps_done=row[18],
        )
        for row in _rows(connection, _RUN_TOTALS, wanted, last_week)
    )


def first_week(
    connection: sqlite3.Connection, wanted: TotalsFilter, last_week: int = LATEST_WEEK
) -> int:
    """The first of the weeks asked for; before any date where that is all of them."""
    if wanted.weeks is None:
        return _EVERY_WEEK
    last = connection.execute(_LAST_WEEK, _parameters(wanted, _EVERY_WEEK, last_week)).fetchone()
    return _EVERY_WEEK if last is None or last[0] is None else last[0] - wanted.weeks + 1


def store_week_totals(connection: sqlite3.Connection) -> None:
    """Keep the totals of every week in the log, for weeks that were changed since they were kept.

    Weeks are not kept when the log cannot be written, or is written by another program meanwhile:
    reading adds them up.
    """
    with suppress(sqlite3.Error), transaction(connection, "DEFERRED"):
        # Added up before the lock to write is taken: another program may be playing a session.
        rows = _rows(connection, _UNSUMMED, _EVERYTHING)
        connection.execute("DELETE FROM week_totals WHERE week NOT IN summed_weeks")
        connection.executemany(f"INSERT INTO week_totals VALUES (?{', ?' * 13})", rows)
        connection.execute(
            "INSERT OR IGNORE INTO summed_weeks SELECT week FROM run_weeks WHERE week IS NOT NULL"
        )


def _rows(
    connection: sqlite3.Connection, query: str, wanted: TotalsFilter, last: int = LATEST_WEEK
) -> list[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    first = first_week(connection, wanted, last)
    return cursor.execute(query, _parameters(wanted, first, last)).fetchall()


def _parameters(wanted: TotalsFilter, first: int, last: int) -> dict[str, str | int | None]:
    return {
        "exercise": wanted.exercise,
        "programme": wanted.programme,
        "first_week": first,
        "last_week": last,
    }


def _exercise_totals(row: tuple[Any, ...]) -> "ExerciseTotals":
    from follow_along.core.history.totals import ExerciseTotals, Totals  # noqa: PLC0415 - not at the start of a run

    return ExerciseTotals(
        week=row[0],
        programme=row[1],
        programme_week=row[2],
        exercise=row[3],
        name=row[4],
        kind=_KINDS[row[5]],
        side=_SIDES[row[6]],
        planned_ms=row[7],
        version=Version(row[13]),
        totals=Totals(row[8], row[9], row[10], row[11]),
    )
