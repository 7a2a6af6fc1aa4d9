"""Whole runs, from the rows of the log to the records of the history."""

# ruff: noqa: S608 - statements are built from this module's own parts alone

import sqlite3
from collections import defaultdict

from follow_along.adapters.log.ratings import ratings
from follow_along.adapters.log.timestamps import utc_ms
from follow_along.core.enums import (
    BlockOutcome,
    ExerciseKind,
    InterruptionKind,
    RunOutcome,
    Side,
    Version,
)
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.rating import Rating
from follow_along.core.wall_time import WallTime

LEFT_OUT = "runs.id IN (SELECT run FROM left_out WHERE block IS NULL)"
"""The SQL condition of an excluded run."""

_RUNS = f"SELECT *, {LEFT_OUT} AS left_out FROM runs WHERE {{which}} ORDER BY began_utc, id"

_BLOCKS = """
    SELECT blocks.*,
           (SELECT coalesce(sum(delta), 0) FROM corrections
            WHERE corrections.block = blocks.id AND interruption IS NULL) AS correction
    FROM runs CROSS JOIN blocks ON blocks.run = runs.id
    WHERE {which} ORDER BY run, row"""

_STOPS = """
    SELECT interruptions.*, corrections.id IS NOT NULL AS undone,
           left_out.block IS NOT NULL AS left_out
    FROM runs
    CROSS JOIN blocks ON blocks.run = runs.id
    CROSS JOIN interruptions ON interruptions.block = blocks.id
    LEFT JOIN corrections ON corrections.block = interruptions.block
        AND corrections.interruption = interruptions.number
    LEFT JOIN left_out ON left_out.block = interruptions.block
        AND left_out.interruption = interruptions.number
    WHERE {which} ORDER BY interruptions.block, interruptions.number"""


def whole_runs(
    connection: sqlite3.Connection, which: str, parameters: tuple[str, ...] = ()
) -> tuple[LoggedRun, ...]:
    """The runs for which the SQL condition `which` holds."""
    stops: defaultdict[int, list[LoggedInterruption]] = defaultdict(list)
    for row in connection.execute(_STOPS.format(which=which), parameters):
        stops[row["block"]].append(_stop(row))
    blocks: defaultdict[int, list[LoggedBlock]] = defaultdict(list)
    for row in connection.execute(_BLOCKS.format(which=which), parameters):
        blocks[row["run"]].append(_block(row, tuple(stops[row["id"]])))
    rows = connection.execute(_RUNS.format(which=which), parameters)
    rated = ratings(connection, which, parameters)
    return tuple(_run(row, tuple(blocks[row["id"]]), rated.get(row["uuid"])) for row in rows)


def _run(row: sqlite3.Row, blocks: tuple[LoggedBlock, ...], rating: Rating | None) -> LoggedRun:
    return LoggedRun(
        run_id=row["uuid"],
        session=row["session"],
        title=row["title"],
        programme=row["programme"],
        week=row["week"],
        first_side=Side(row["first_side"]),
        began=began(row),
        ended=_ended(row),
        outcome=RunOutcome(row["outcome"]) if row["outcome"] else None,
        blocks=blocks,
        excluded=bool(row["left_out"]),
        entries=row["entries"],
        rating=rating,
    )


def _block(row: sqlite3.Row, stops: tuple[LoggedInterruption, ...]) -> LoggedBlock:
    return LoggedBlock(
        attempt=row["row"],
        block_index=row["place"],
        exercise=row["exercise"],
        name=row["name"],
        kind=ExerciseKind(row["kind"]),
        side=Side(row["side"]),
        set_number=row["set_number"],
        round_number=row["round"],
        version=Version(row["version"]),
        reps=row["reps"],
        reps_done=row["reps_done"],
        planned_ms=row["planned_ms"],
        steady_ms=row["steady_ms"],
        outcome=BlockOutcome(row["outcome"]) if row["outcome"] else None,
        began=began(row),
        ended=_ended(row),
        interruptions=stops,
        correction=row["correction"],
    )


def _stop(row: sqlite3.Row) -> LoggedInterruption:
    return LoggedInterruption(
        number=row["number"],
        kind=InterruptionKind(row["kind"]),
        offset_ms=row["offset_ms"],
        counted=bool(row["counted"]),
        undone=bool(row["undone"]),
        began=began(row),
        ended=_ended(row),
        lasted_ms=row["lasted_ms"],
        excluded=bool(row["left_out"]),
    )


def began(row: sqlite3.Row) -> WallTime:
    """When the run, block or stop of a row began."""
    return WallTime(utc_ms(row["began_utc"]), row["began_offset_min"])


def _ended(row: sqlite3.Row) -> WallTime | None:
    if row["ended_utc"] is None:
        return None
    return WallTime(utc_ms(row["ended_utc"]), row["ended_offset_min"])
