"""Exporting the log to a JSON Lines file.

The first line names the format and its version. Then comes a line for each row of the log, without
the ids of its file: a run is named by its uuid, a block by its row in the run, a stop by its number
in the block. The last line says how many lines are between, by which an incomplete file is known.
docs/history.md describes the lines.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from follow_along.adapters.atomic_write import OWNER_ONLY, CannotReplaceError, atomic_write
from follow_along.adapters.log.reader import reading
from follow_along.adapters.log.rows import KIND_KEY, ROW_KINDS, read_run, run_ids
from follow_along.core.text import visible

FORMAT = "follow-along log"
VERSION = 3
"""2 has the round and the version of each block, 3 its repetitions and the ratings of runs."""

END = "end"
"""The kind of the last line."""

Line = dict[str, str | int | None]


class ExportError(Exception):
    """An export cannot be written. The message is one sentence."""


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


def write_export(log: Path, target: Path, *, force: bool = False) -> None:
    """Write the export of `log` to the file `target`, completely or not at all.

    With `force` an existing file is replaced; a symlink itself, never its target. Raises
    ExportError when it cannot be written, LogError when the log cannot be read.
    """
    if force and is_log(target, log):
        raise ExportError(_sentence(target, "is the log itself, and was not changed"))
    try:
        with (
            atomic_write(target, replace=force, mode=OWNER_ONLY) as unfinished,
            unfinished.open("wb") as file,
        ):
            file.writelines(export_lines(log))
    except CannotReplaceError as error:
        hint = "" if force else " (name another file, or replace it with --force)"
        raise ExportError(_sentence(target, f"{error}{hint}")) from None
    except OSError as error:
        raise ExportError(
            _sentence(target, f"cannot be written ({error.strerror or error})")
        ) from error


def is_log(target: Path, log: Path) -> bool:
    """Whether `target` is the log itself, or a file that SQLite keeps beside it."""
    return any(_same_file(target, Path(f"{log}{end}")) for end in ("", "-wal", "-shm"))


def _same_file(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return one.samefile(other)
    return False


def _encoded(line: Line) -> bytes:
    return json.dumps(line).encode("ascii") + b"\n"


def _sentence(path: Path, clause: str) -> str:
    return visible(f"The file {path} {clause}.")
