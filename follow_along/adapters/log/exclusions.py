"""Marking runs and stops as not to be counted, and bringing them back. Nothing is erased."""

import sqlite3
from contextlib import closing
from pathlib import Path

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import WRITING_FAULTS, LogError, clause
from follow_along.adapters.log.timestamps import utc_ms, utc_text
from follow_along.core.history.logged_run import WallTime
from follow_along.core.text import visible

_TARGET = """
    SELECT runs.id, blocks.id, interruptions.number FROM runs
    LEFT JOIN blocks ON blocks.run = runs.id AND blocks.row = :row
    LEFT JOIN interruptions ON interruptions.block = blocks.id AND interruptions.number = :number
    WHERE runs.uuid = :run_id"""

_LAST = """
    SELECT counted, at_utc FROM marks
    WHERE run = ? AND block IS ? AND interruption IS ? ORDER BY at_utc DESC, counted DESC LIMIT 1"""

_MARK = """
    INSERT INTO marks (run, block, interruption, counted, at_utc, at_offset_min)
    VALUES (?, ?, ?, ?, ?, ?)"""


class ExclusionWriter:
    """Marks what is in the log at `path`. Every call opens it anew and waits for no one long."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def mark(
        self, run_id: str, stop: tuple[int, int] | None, *, counts: bool, at: WallTime
    ) -> None:
        """Leave a run or a stop of it out of every figure, or count it again.

        `stop` is the block's row and the stop's number in it; None is the run as a whole. Marking
        what is so already changes nothing. LogError with one sentence when it cannot be written.
        """
        try:
            if not self._path.exists():
                raise LogError("is not there")
            with (
                closing(database.open_for_writing(self._path)) as connection,
                database.transaction(connection),
            ):
                _mark(connection, _find(connection, run_id, stop), counts, at)
        except WRITING_FAULTS as error:
            raise LogError(
                visible(f"The mark was not kept: the log {self._path} {clause(error)}.")
            ) from error


Target = tuple[int, int | None, int | None]
"""The ids of a run and, for a stop, of its block, and its number."""


def _find(connection: sqlite3.Connection, run_id: str, stop: tuple[int, int] | None) -> Target:
    row, number = stop or (None, None)
    wanted = {"run_id": run_id, "row": row, "number": number}
    found = connection.execute(_TARGET, wanted).fetchone()
    if found is None or (stop and found[2] is None):
        raise LogError("does not have what was marked")
    run, block, number = found
    return run, block, number


def _mark(connection: sqlite3.Connection, target: Target, counts: bool, at: WallTime) -> None:
    held = connection.execute(_LAST, target).fetchone()
    if bool(held[0] if held else 1) == counts:
        return
    # The mark made last holds, though the wall clock may have been put back meanwhile.
    moment = max(at.utc_ms, utc_ms(held[1]) + 1) if held else at.utc_ms
    connection.execute(_MARK, (*target, counts, utc_text(moment), at.offset_minutes))
