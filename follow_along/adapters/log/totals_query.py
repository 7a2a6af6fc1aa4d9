"""The totals of weeks and of runs, added up in SQL: few rows for many years.

The rules are those of `LoggedBlock.count` and `LoggedBlock.longest_ms`, over work that was finished
and is not excluded. Totals of whole weeks are kept in the log (see `0003_week_totals.sql`).
"""

# ruff: noqa: S608 - statements are built from this module's own parts alone

import sqlite3
from contextlib import suppress
from typing import Any, NamedTuple

from follow_along.adapters.log.transaction import transaction
from follow_along.core.enums import ExerciseKind

_EVERY_WEEK = -1_000_000
"""Before any week that a date can fall in."""

Parameters = dict[str, str | int | None]
"""The named parameters of a query."""

END_OF_TIME = "9999-12-31T23:59:59.999Z"
"""No run that begins then or before is in the future."""

# A week is NULL where another program wrote an impossible date: kept, so that it is reported.
SELECTED_RUNS = """
    (:programme IS NULL OR runs.programme = :programme)
    AND (run_weeks.week IS NULL OR (run_weeks.week >= :first_week AND runs.began_utc <= :until))
    AND runs.id NOT IN (SELECT run FROM left_out WHERE block IS NULL)"""

# Finished or cut short, but begun and ended.
_WORKED = """
    blocks.steady_ms IS NOT NULL AND blocks.outcome <> 'skipped'
    AND (:exercise IS NULL OR blocks.exercise = :exercise)
    AND (:kind IS NULL OR blocks.kind = :kind)"""

_LAST_WEEK = f"""
    SELECT run_weeks.week FROM runs JOIN run_weeks ON run_weeks.run = runs.id
    WHERE {SELECTED_RUNS}
        AND EXISTS (SELECT 1 FROM blocks WHERE blocks.run = runs.id AND {_WORKED})
    ORDER BY began_utc DESC LIMIT 1"""

# CROSS JOIN keeps SQLite to the order written; a LIMIT keeps it from computing the week of a run
# again for each of its blocks.
_TOTALS = f"""
    WITH selected AS (
        SELECT runs.id, uuid, session, programme, runs.week AS programme_week, began_utc,
               began_offset_min, run_weeks.week
        FROM runs JOIN run_weeks ON run_weeks.run = runs.id
        WHERE {SELECTED_RUNS} {{also}} LIMIT -1
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

RUN_TOTALS = f"""{
    _TOTALS.format(
        also="",
        columns=f", uuid, session, selected.began_utc, selected.began_offset_min, {_REPS_DONE}",
        by="selected.id",
    )
} ORDER BY selected.began_utc, selected.id, min(place), side, version"""

# The stored totals of a week are those of all its runs, also of any that is dated in the future.
_SUMMED = """
    SELECT week FROM summed_weeks EXCEPT
    SELECT run_weeks.week FROM runs JOIN run_weeks ON run_weeks.run = runs.id
    WHERE runs.began_utc > :until"""

_UNSUMMED = _TOTALS.format(
    also=f"AND coalesce(run_weeks.week NOT IN ({_SUMMED}), 1)",
    columns="",
    by="selected.week, programme, programme_week",
)

_IN_ORDER = "ORDER BY week, programme, programme_week, place, side, version"

STORED_WEEK_TOTALS = f"""
    SELECT * FROM week_totals WHERE week >= :first_week AND week IN ({_SUMMED})
        AND (:programme IS NULL OR programme = :programme)
        AND (:exercise IS NULL OR exercise = :exercise)
        AND (:kind IS NULL OR kind = :kind)
    {_IN_ORDER}"""

OTHER_WEEK_TOTALS = f"SELECT * FROM ({_UNSUMMED}) {_IN_ORDER}"
"""Those of weeks that have no stored ones, added up from the runs."""


class TotalsFilter(NamedTuple):
    """Which work to add up."""

    weeks: int | None = None
    """Counted back from the last one in which such work was done; None: all."""
    exercise: str | None = None
    programme: str | None = None
    kind: ExerciseKind | None = None


def first_week(connection: sqlite3.Connection, wanted: TotalsFilter, until: str) -> int:
    """The first of the weeks asked for; before any date where that is all of them."""
    if wanted.weeks is None:
        return _EVERY_WEEK
    last = connection.execute(_LAST_WEEK, parameters(wanted, until, _EVERY_WEEK)).fetchone()
    return _EVERY_WEEK if last is None or last[0] is None else last[0] - wanted.weeks + 1


def parameters(wanted: TotalsFilter, until: str, first: int) -> Parameters:
    """The parameters of a query that selects runs by `SELECTED_RUNS`, from the week `first` on.

    Runs that began after `until`, in UTC as the log writes it, are in the future.
    """
    return {**wanted._asdict(), "until": until, "first_week": first}


def fetch_rows(
    connection: sqlite3.Connection, query: str, selected: Parameters
) -> list[tuple[Any, ...]]:
    """The rows that a query finds, as tuples."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(query, selected).fetchall()


def store_week_totals(connection: sqlite3.Connection) -> None:
    """Keep the totals of every week in the log, for weeks that were changed since they were kept.

    Weeks are not kept when the log cannot be written, or is written by another program meanwhile:
    reading adds them up.
    """
    with suppress(sqlite3.Error), transaction(connection, "DEFERRED"):
        # Added up before the lock to write is taken: another program may be playing a session.
        everything = parameters(TotalsFilter(), END_OF_TIME, _EVERY_WEEK)
        unsummed = fetch_rows(connection, _UNSUMMED, everything)
        connection.execute("DELETE FROM week_totals WHERE week NOT IN summed_weeks")
        connection.executemany(f"INSERT INTO week_totals VALUES (?{', ?' * 13})", unsummed)
        connection.execute(
            "INSERT OR IGNORE INTO summed_weeks SELECT week FROM run_weeks WHERE week IS NOT NULL"
        )
