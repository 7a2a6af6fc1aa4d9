"""What was done, summed up by the database: few rows for many years.

The measures themselves are in `core/history/totals.py`. Here stands only what a tally holds, in SQL: the
same rule as `LoggedBlock.count` and `LoggedBlock.longest_ms`, over work that was finished and is
not left out.
"""

# ruff: noqa: S608 - statements are put together from this module's own parts alone

import sqlite3
from typing import Any, NamedTuple

from follow_along.adapters.log.timestamps import utc_ms, utc_text
from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.totals import ExerciseTotals, RunTotals, Totals
from follow_along.core.wall_time import DAY_MS, WallTime
from follow_along.core.weeks import monday_ms, week_of

_CHOSEN = """
    runs.id NOT IN (SELECT run FROM left_out WHERE block IS NULL)
    AND (:programme IS NULL OR programme = :programme)
    AND runs.began_utc >= :since"""

# What was worked: finished or left early, but begun and ended.
_WORKED = """
    blocks.steady_ms IS NOT NULL AND blocks.outcome <> 'skipped'
    AND (:exercise IS NULL OR blocks.exercise = :exercise)"""

_LAST = f"""
    SELECT began_utc, began_offset_min FROM runs
    WHERE {_CHOSEN} AND EXISTS (SELECT 1 FROM blocks WHERE blocks.run = runs.id AND {_WORKED})
    ORDER BY began_utc DESC LIMIT 1"""

# CROSS JOIN keeps SQLite to the order written; a LIMIT keeps it from working out a run's week
# again for each of its blocks.
_TALLIES = f"""
    WITH chosen AS (
        SELECT *, runs.week AS step, week_of(began_utc, began_offset_min) AS iso_week
        FROM runs WHERE {_CHOSEN} LIMIT -1
    ),
    uncounted AS (
        SELECT block, interruption FROM corrections WHERE interruption IS NOT NULL
        UNION SELECT block, interruption FROM left_out WHERE block IS NOT NULL
    ),
    stops AS (
        SELECT i.block, offset_ms, uncounted.block IS NULL AND counted AS counts,
               CASE WHEN uncounted.block IS NULL AND i.kind IN ('wobble', 'touch')
                    THEN coalesce(lasted_ms, 0) ELSE 0 END AS off_ms,
               offset_ms - lag(offset_ms, 1, 0) OVER (PARTITION BY i.block ORDER BY number)
                   AS stretch_ms
        FROM runs CROSS JOIN blocks ON blocks.run = runs.id
        CROSS JOIN interruptions AS i ON i.block = blocks.id
        LEFT JOIN uncounted ON uncounted.block = i.block AND uncounted.interruption = i.number
        WHERE {_CHOSEN} AND {_WORKED}
            AND (i.kind <> 'touch' OR (counted AND uncounted.block IS NULL))
    ),
    stopped AS (
        SELECT block, sum(counts) AS count, sum(off_ms) AS off_ms,
               max(stretch_ms) AS longest_ms, max(offset_ms) AS last_ms
        FROM stops GROUP BY block
    ),
    corrected AS (
        SELECT block, sum(delta) AS by FROM corrections
        WHERE interruption IS NULL GROUP BY block
    )
    SELECT iso_week, programme, step, exercise, max(name), kind, side, planned_ms,
           sum(max(0, coalesce(count, 0) + coalesce(by, 0))), sum(steady_ms),
           sum(coalesce(off_ms, 0)),
           max(max(coalesce(longest_ms, 0), steady_ms - coalesce(last_ms, 0))),
           uuid, session, chosen.began_utc, chosen.began_offset_min
    FROM chosen CROSS JOIN blocks ON blocks.run = chosen.id
    LEFT JOIN stopped ON stopped.block = blocks.id
    LEFT JOIN corrected ON corrected.block = blocks.id
    WHERE {_WORKED}
    GROUP BY {{by}}, exercise, kind, side, planned_ms
    ORDER BY {{order}}, min(place), side"""

_KINDS = {str(kind): kind for kind in ExerciseKind}
_SIDES = {str(side): side for side in Side}

_BY_WEEK = _TALLIES.format(by="iso_week, programme, step", order="iso_week, programme, step")
_BY_RUN = _TALLIES.format(by="chosen.id", order="chosen.began_utc, chosen.id")


class TotalsFilter(NamedTuple):
    """Which work is asked for."""

    weeks: int | None = None
    """Counted back from the last one in which such work was done; None: all."""
    exercise: str | None = None
    programme: str | None = None


def week_totals(connection: sqlite3.Connection, wanted: TotalsFilter) -> tuple[ExerciseTotals, ...]:
    """What was done in each week, in the order of weeks and of the sessions."""
    return tuple(_exercise_totals(row) for row in _rows(connection, _BY_WEEK, wanted))


def run_totals(connection: sqlite3.Connection, wanted: TotalsFilter) -> tuple[RunTotals, ...]:
    """What was done in each run, oldest first."""
    return tuple(
        RunTotals(
            run_id=row[12],
            session=row[13],
            began=WallTime(utc_ms(row[14]), row[15]),
            done=_exercise_totals(row),
        )
        for row in _rows(connection, _BY_RUN, wanted)
    )


def first_week(connection: sqlite3.Connection, wanted: TotalsFilter) -> int | None:
    """The first of the weeks asked for; None where that is all of them, or nothing was done."""
    if wanted.weeks is None:
        return None
    last = connection.execute(_LAST, _parameters(wanted, "")).fetchone()
    return None if last is None else week_of_text(last[0], last[1]) - wanted.weeks + 1


def week_of_text(began_utc: str, offset_minutes: int) -> int:
    """The week of a moment as the log writes it."""
    return week_of(WallTime(utc_ms(began_utc), offset_minutes))


def begins(first: int | None) -> str:
    """No run of the week `first` or later began before this moment; empty for None."""
    # A day early: the local Monday begins up to that much before the Monday of UTC.
    return "" if first is None else utc_text(monday_ms(first) - DAY_MS)


def _rows(
    connection: sqlite3.Connection, query: str, wanted: TotalsFilter
) -> list[tuple[Any, ...]]:
    connection.create_function("week_of", 2, week_of_text, deterministic=True)
    cursor = connection.cursor()
    cursor.row_factory = None
    first = first_week(connection, wanted)
    found = cursor.execute(query, _parameters(wanted, begins(first))).fetchall()
    return found if first is None else [row for row in found if row[0] >= first]


def _parameters(wanted: TotalsFilter, since: str) -> dict[str, str | None]:
    return {"exercise": wanted.exercise, "programme": wanted.programme, "since": since}


def _exercise_totals(row: tuple[Any, ...]) -> ExerciseTotals:
    return ExerciseTotals(
        week=row[0],
        programme=row[1],
        programme_week=row[2],
        exercise=row[3],
        name=row[4],
        kind=_KINDS[row[5]],
        side=_SIDES[row[6]],
        planned_ms=row[7],
        totals=Totals(row[8], row[9], row[10], row[11]),
    )
