"""The rows of a run without the ids of one file, read from the tables and written to them."""

# ruff: noqa: S608 - statements are built from this module's own parts alone

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Row = tuple[str | int | None, ...]

RunRows = dict[str, tuple[Row, ...]]
"""All rows of a run, by kind, each kind in the order of `in_order`."""

KIND_KEY = "line"
"""The key of a line of an export that names its kind of row."""


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of row: its columns, and the statements that read those of a run and write one."""

    columns: tuple[str, ...]
    read: str
    write: str


_RUN_ID = "(SELECT id FROM runs WHERE uuid = :run)"
_BLOCK_ID = f"(SELECT id FROM blocks WHERE run = {_RUN_ID} AND row = :row)"


def _row_kind(table: str, ids: Mapping[str, str], columns: str, joins: str) -> RowKind:
    """The kind of the rows of a table.

    `ids` maps each column that holds an id to the SQL that finds it when a row is written;
    `columns` are those of an export, as `name=column` where the table has another name.
    """
    named = [name.partition("=") for name in columns.split()]
    pairs = [(line, column or line) for line, _, column in named]
    own = [(line, column) for line, column in pairs if "." not in column]
    into = [*ids, *(column for _, column in own)]
    values = [*ids.values(), *(f":{line}" for line, _ in own)]
    selected = ", ".join(column if "." in column else f"{table}.{column}" for _, column in pairs)
    return RowKind(
        columns=tuple(line for line, _ in pairs),
        read=f"SELECT {selected} FROM {table} {joins} WHERE runs.uuid = ?",
        write=f"INSERT INTO {table} ({', '.join(into)}) VALUES ({', '.join(values)})",
    )


_SPAN = "began_utc began_offset_min ended_utc ended_offset_min"
_IN_BLOCK = "JOIN blocks ON blocks.id = {0}.block JOIN runs ON runs.id = blocks.run"

ROW_KINDS = {
    "run": _row_kind(
        "runs",
        {},
        f"run=uuid session title programme week first_side {_SPAN} outcome entries",
        "",
    ),
    "block": _row_kind(
        "blocks",
        {"run": _RUN_ID},
        "run=runs.uuid row place exercise name kind side set_number planned_ms"
        f" {_SPAN} steady_ms outcome round version reps reps_done",
        "JOIN runs ON runs.id = blocks.run",
    ),
    "stop": _row_kind(
        "interruptions",
        {"block": _BLOCK_ID},
        f"run=runs.uuid row=blocks.row stop=number kind offset_ms counted {_SPAN} lasted_ms",
        _IN_BLOCK.format("interruptions"),
    ),
    "correction": _row_kind(
        "corrections",
        {"block": _BLOCK_ID},
        "run=runs.uuid row=blocks.row stop=interruption delta at_utc at_offset_min",
        _IN_BLOCK.format("corrections"),
    ),
    "mark": _row_kind(
        "marks",
        {"run": _RUN_ID, "block": _BLOCK_ID},
        "run=runs.uuid row=blocks.row stop=interruption counted at_utc at_offset_min",
        "JOIN runs ON runs.id = marks.run LEFT JOIN blocks ON blocks.id = marks.block",
    ),
    "rating": _row_kind(
        "ratings",
        {"run": _RUN_ID},
        "run=runs.uuid question revision score note at_utc at_offset_min",
        "JOIN runs ON runs.id = ratings.run",
    ),
}
"""Every kind of row, in an order in which they can be written."""

_DELETE = (
    f"DELETE FROM ratings WHERE run = {_RUN_ID}",
    f"DELETE FROM marks WHERE run = {_RUN_ID}",
    f"DELETE FROM corrections WHERE block IN (SELECT id FROM blocks WHERE run = {_RUN_ID})",
    f"DELETE FROM interruptions WHERE block IN (SELECT id FROM blocks WHERE run = {_RUN_ID})",
    f"DELETE FROM blocks WHERE run = {_RUN_ID}",
    f"DELETE FROM runs WHERE id = {_RUN_ID}",
)


def run_ids(connection: sqlite3.Connection) -> list[str]:
    """The ids of all runs, oldest first."""
    return [row[0] for row in connection.execute("SELECT uuid FROM runs ORDER BY began_utc, uuid")]


def read_run(connection: sqlite3.Connection, run_id: str) -> RunRows:
    """All rows of a run; no rows of any kind when the log does not have it."""
    return {
        name: in_order(map(tuple, connection.execute(kind.read, (run_id,))))
        for name, kind in ROW_KINDS.items()
    }


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows sorted by content, so that equal runs have equal rows. NULL sorts first."""
    return tuple(sorted(rows, key=_order))


def write_run(connection: sqlite3.Connection, rows: RunRows) -> None:
    """Write a run that the log does not have, within the caller's transaction."""
    for kind, of_kind in rows.items():
        for row in of_kind:
            write_row(connection, kind, row)


def write_row(connection: sqlite3.Connection, kind: str, row: Row) -> None:
    """Write one row.

    Raises sqlite3.IntegrityError when it exists, or its run, block or stop does not.
    """
    values = dict(zip(ROW_KINDS[kind].columns, row, strict=True))
    connection.execute(ROW_KINDS[kind].write, values)


def replace_run(connection: sqlite3.Connection, rows: RunRows) -> None:
    """Replace the run of the same uuid, within the caller's transaction."""
    run_id = rows["run"][0][0]
    for statement in _DELETE:
        connection.execute(statement, {"run": run_id})
    write_run(connection, rows)


def _order(row: Row) -> list[tuple[bool, str | int]]:
    return [(value is not None, "" if value is None else value) for value in row]
