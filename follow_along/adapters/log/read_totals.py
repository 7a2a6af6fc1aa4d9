"""Reads the totals and ratings of weeks and of runs as the records of the history.

The start of a run needs none of them, so that this module is imported where they are read.
"""

# ruff: noqa: S608 - statements are built from this package's own parts alone

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from follow_along.adapters.log.ratings import SINCE_WEEK, ratings
from follow_along.adapters.log.timestamps import utc_ms
from follow_along.adapters.log.totals_query import (
    OTHER_WEEK_TOTALS,
    RUN_TOTALS,
    SELECTED_RUNS,
    STORED_WEEK_TOTALS,
    TotalsFilter,
    fetch_rows,
    first_week,
    parameters,
)
from follow_along.core.enums import ExerciseKind, Side, Version
from follow_along.core.history.totals import ExerciseTotals, RunTotals, Totals
from follow_along.core.history.week_ratings import WeekRatings, WeekScore
from follow_along.core.rating import Question, Rating
from follow_along.core.wall_time import WallTime

# CROSS JOIN keeps SQLite to the order of the runs, for which there is an index.
_SCORES = f"""
    WITH selected AS (
        SELECT runs.id, run_weeks.week FROM runs JOIN run_weeks ON run_weeks.run = runs.id
        WHERE {SELECTED_RUNS} ORDER BY began_utc, runs.id LIMIT -1
    )
    SELECT week, question, score FROM selected CROSS JOIN answers ON answers.run = selected.id
    WHERE score IS NOT NULL AND week IS NOT NULL"""

# Looked up twice as fast as they are made from their values, for thousands of rows.
_KINDS = {str(kind): kind for kind in ExerciseKind}
_SIDES = {str(side): side for side in Side}
_QUESTIONS = {str(question): question for question in Question}
_VERSIONS = {str(version): version for version in Version}


def week_totals(
    connection: sqlite3.Connection, wanted: TotalsFilter, until: str
) -> tuple[ExerciseTotals, ...]:
    """The totals of each week, in the order of weeks and of the sessions."""
    selected = parameters(wanted, until, first_week(connection, wanted, until))
    stored = fetch_rows(connection, STORED_WEEK_TOTALS, selected)
    other = fetch_rows(connection, OTHER_WEEK_TOTALS, selected)
    if other and other[0][0] is None:
        raise ValueError("the log holds a date that is not in the calendar")
    # A week is in one of them as a whole. One query for both would take a fifth longer.
    return tuple(map(_exercise_totals, sorted(stored + other, key=itemgetter(0))))


def run_totals(
    connection: sqlite3.Connection, wanted: TotalsFilter, until: str
) -> tuple[RunTotals, ...]:
    """The totals of each run, oldest first."""
    first = first_week(connection, wanted, until)
    rated = ratings(connection, SINCE_WEEK, (first,))
    rows = fetch_rows(connection, RUN_TOTALS, parameters(wanted, until, first))
    return tuple(_of_runs(rows, rated))


def week_ratings(connection: sqlite3.Connection, wanted: TotalsFilter, until: str) -> WeekRatings:
    """The scores of the runs of each week."""
    first = first_week(connection, wanted, until)
    rows = fetch_rows(connection, _SCORES, parameters(wanted, until, first))
    return WeekRatings.of_scores(
        WeekScore(week, _QUESTIONS[question], score) for week, question, score in rows
    )


def _of_runs(rows: list[tuple[Any, ...]], rated: Mapping[str, Rating]) -> Iterator[RunTotals]:
    for (run_id, session, began_utc, began_offset_min), of_run in groupby(
        rows, itemgetter(14, 15, 16, 17)
    ):
        began = WallTime(utc_ms(began_utc), began_offset_min)
        rating = rated.get(run_id)
        for row in of_run:
            yield RunTotals(run_id, session, began, _exercise_totals(row), rating, row[18])


def _exercise_totals(row: tuple[Any, ...]) -> ExerciseTotals:
    week, programme, programme_week, exercise, name, kind, side, planned_ms = row[:8]
    count, steady_ms, off_ms, longest_ms, _, version = row[8:14]
    return ExerciseTotals(
        week,
        programme,
        programme_week,
        exercise,
        name,
        _KINDS[kind],
        _SIDES[side],
        planned_ms,
        Totals(count, steady_ms, off_ms, longest_ms),
        _VERSIONS[version],
    )
