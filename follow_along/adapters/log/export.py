"""The lines of an export of the log, which is a JSON Lines file.

The first line names the format and its version. Then comes a line for each row of the log, without
the ids of its file: a run is named by its uuid, a block by its row in the run, a stop by its number
in the block. The last line says how many lines are between, by which an incomplete file is known.
docs/history.md describes the lines.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from follow_along.adapters.log.reader import reading
from follow_along.adapters.log.rows import KIND_KEY, ROW_KINDS, read_run, run_ids

FORMAT = "follow-along log"
VERSION = 3
"""2 has the round and the version of each block, 3 its repetitions and the ratings of runs."""

END = "end"
"""The kind of the last line."""

Line = dict[str, str | int | None]


def exported_rows(log: Path) -> Iterator[Line]:
    """Every row of the log at `log`, run by run, the oldest run first.

    Raises LogError with one sentence when it cannot be read.
    """
    with reading(log) as connection:
        if connection is not None:
            yield from rows_of(connection)


def rows_of(connection: sqlite3.Connection) -> Iterator[Line]:
    """Every row of an open log, run by run, the oldest run first."""
    for run_id in run_ids(connection):
        for kind, rows in read_run(connection, run_id).items():
            for row in rows:
                yield {KIND_KEY: kind, **dict(zip(ROW_KINDS[kind].columns, row, strict=True))}


def export_lines(log: Path) -> Iterator[bytes]:
    """The lines of the export of a log. Raises LogError when it cannot be read."""
    yield _encoded({"format": FORMAT, "version": VERSION})
    count = 0
    for count, row in enumerate(exported_rows(log), start=1):  # noqa: B007 - for the last line
        yield _encoded(row)
    yield _encoded({KIND_KEY: END, "lines": count})


def _encoded(line: Line) -> bytes:
    return json.dumps(line).encode("ascii") + b"\n"
