"""The tables of the log without the ids of one file: rows of a run, read and written."""

# ruff: noqa: S608 - statements are put together from this module's own parts alone

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Row = tuple[str | int | None, ...]

RunRows = dict[str, tuple[Row, ...]]
"""All there is of a run, by form; the rows of each in an order that their content alone decides."""

LINE = "line"
"""The name under which a line says its form."""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of row: its columns, how those of a run are read, how one is written."""

    columns: tuple[str, ...]
    read: str
    write: str


_RUN_ID = "(SELECT id FROM runs WHERE uuid = :run)"
_BLOCK_ID = f"(SELECT id FROM blocks WHERE run = {_RUN_ID} AND row = :row)"


def _form(table: str, ids: Mapping[str, str], columns: str, joins: str) -> Form:
    """A form of a table.

    `ids` says, for each column of the table that holds an id, what stands for it when it is
    written; `columns` are those of the lines, `there=here` where the table calls one otherwise.
    """
    named = [name.partition("=") for name in columns.split()]
    pairs = [(line, column or line) for line, _, column in named]
    own = [(line, column) for line, column in pairs if "." not in column]
    into = [*ids, *(column for _, column in own)]
    values = [*ids.values(), *(f":{line}" for line, _ in own)]
    selected = ", ".join(column if "." in column else f"{table}.{column}" for _, column in pairs)
    return Form(
        columns=tuple(line for line, _ in pairs),
        read=f"SELECT {selected} FROM {table} {joins} WHERE runs.uuid = ?",
        write=f"INSERT INTO {table} ({', '.join(into)}) VALUES ({', '.join(values)})",
    )


_SPAN = "began_utc began_offset_min ended_utc ended_offset_min"
_IN_BLOCK = "JOIN blocks ON blocks.id = {0}.block JOIN runs ON runs.id = blocks.run"

FORMS = {
    "run": _form(
        "runs",
        {},
        f"run=uuid session title programme week first_side {_SPAN} outcome entries",
        "",
    ),
    "block": _form(
        "blocks",
        {"run": _RUN_ID},
        "run=runs.uuid row place exercise name kind side set_number planned_ms"
        f" {_SPAN} steady_ms outcome",
        "JOIN runs ON runs.id = blocks.run",
    ),
    "stop": _form(
        "interruptions",
        {"block": _BLOCK_ID},
        f"run=runs.uuid row=blocks.row stop=number kind offset_ms counted {_SPAN} lasted_ms",
        _IN_BLOCK.format("interruptions"),
    ),
    "correction": _form(
        "corrections",
        {"block": _BLOCK_ID},
        "run=runs.uuid row=blocks.row stop=interruption delta at_utc at_offset_min",
        _IN_BLOCK.format("corrections"),
    ),
    "mark": _form(
        "marks",
        {"run": _RUN_ID, "block": _BLOCK_ID},
        "run=runs.uuid row=blocks.row stop=interruption counted at_utc at_offset_min",
        "JOIN runs ON runs.id = marks.run LEFT JOIN blocks ON blocks.id = marks.block",
    ),
}
"""Every kind of row, in the order in which they can be written."""

_DELETE = (
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
    """All there is of a run; no rows of any form where it is not there."""
    return {
        name: in_order(map(tuple, connection.execute(form.read, (run_id,))))
        for name, form in FORMS.items()
    }


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of a form in an order that their content alone decides."""
    return tuple(sorted(rows, key=_order))


def write_run(connection: sqlite3.Connection, rows: RunRows) -> None:
    """Write a run that is not there, within the caller's transaction."""
    for form, of_form in rows.items():
        for row in of_form:
            write_row(connection, form, row)


def write_row(connection: sqlite3.Connection, form: str, row: Row) -> None:
    """Write one row. sqlite3.IntegrityError when what it belongs to is missing, or it is there."""
    values = dict(zip(FORMS[form].columns, row, strict=True))
    connection.execute(FORMS[form].write, values)


def replace_run(connection: sqlite3.Connection, rows: RunRows) -> None:
    """Put a run in the place of the one of the same id, within the caller's transaction."""
    run_id = rows["run"][0][0]
    for statement in _DELETE:
        connection.execute(statement, {"run": run_id})
    write_run(connection, rows)


def _order(row: Row) -> list[tuple[bool, str | int]]:
    """Rows in the order of their values; what is empty comes first."""
    return [(value is not None, "" if value is None else value) for value in row]
