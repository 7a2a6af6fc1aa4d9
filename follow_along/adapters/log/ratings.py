"""The ratings of runs, read from the log, and answers added to it. No row is ever erased."""

import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from follow_along.adapters.log.changing import changing
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.statements import ADD_ANSWER, answer_values
from follow_along.adapters.log.timestamps import utc_text
from follow_along.adapters.log.transaction import transaction
from follow_along.core.rating import Answer, Question, Rating
from follow_along.core.wall_time import WallTime

_ANSWERS = """
    SELECT uuid, max(CASE question WHEN 'felt_steady' THEN score END),
        max(CASE question WHEN 'effort' THEN score END),
        max(CASE question WHEN 'pain' THEN score END),
        ifnull(max(note), ''),
        max(CASE question WHEN 'morning_pain' THEN score END)
    FROM runs CROSS JOIN answers ON answers.run = runs.id
    WHERE ({which}) AND (score IS NOT NULL OR note IS NOT NULL) GROUP BY runs.id"""

SINCE_WEEK = "runs.id IN (SELECT run FROM run_weeks WHERE coalesce(week >= ?, 1))"
"""The condition for runs of a week and of later ones."""


def ratings(
    connection: sqlite3.Connection, which: str = "1", parameters: tuple[str | int, ...] = ()
) -> dict[str, Rating]:
    """The ratings, by the run's uuid, of the runs for which the SQL condition `which` holds.

    A run without an answer has none.
    """
    rows = connection.execute(_ANSWERS.format(which=which), parameters)
    # Each is checked as it is made, and in many runs the answers are the same.
    rating = cache(Rating)
    return {uuid: rating(*answers) for uuid, *answers in rows}


def add_answers(path: Path, run_id: str, answers: Mapping[Question, Answer], at: WallTime) -> None:
    """Answer questions on a run in the log at `path`, all or none; None is no answer.

    Raises LogError with one sentence when it cannot be saved.
    """
    with changing(path, "rating") as connection, transaction(connection):
        run = connection.execute("SELECT id FROM runs WHERE uuid = ?", (run_id,)).fetchone()
        if run is None:
            raise LogError("has no such run")
        moment = {"utc": utc_text(at.utc_ms), "offset_min": at.offset_minutes}
        for question, answer in answers.items():
            values = answer_values(question, answer)
            connection.execute(ADD_ANSWER, {**values, **moment, "run": run[0]})
