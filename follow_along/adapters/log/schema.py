"""The tables of the log: their version, and the migrations that lead to it.

The version is `PRAGMA user_version`, the number of the last migration, set in the transaction of
that migration.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.transaction import transaction

APPLICATION_ID = 0x464F4C41
"""Identifies a SQLite file as a log ("FOLA")."""

_CREATE = re.compile("^CREATE (TABLE|VIEW) ", re.MULTILINE)
_DROP = re.compile("^DROP TABLE ", re.MULTILINE)
_ADD_COLUMN = re.compile(r"^ALTER TABLE (\w+) ADD COLUMN (\w+) .*DEFAULT (\S+)", re.MULTILINE)


@cache
def migrations() -> tuple[str, ...]:
    """The migrations as SQL scripts, in order; the first brings a log to version 1."""
    folder = Path(__file__).parent / "migrations"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(script.read_text(encoding="utf-8") for script in scripts)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the log; 0 when it is empty. Raises LogError when it is foreign or newer."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application_id != APPLICATION_ID and (application_id or version or tables):
        raise LogError("belongs to another program (move it to another place)")
    known = len(migrations())
    if version > known:
        raise LogError(
            f"is from a newer follow-along (its version is {version}, the last one known here"
            f" {known}: update follow-along)"
        )
    return version


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the newest version, all or none. Raises LogError as `version_of` does."""
    scripts = migrations()
    if version_of(connection) == len(scripts):
        return
    with transaction(connection):
        # Another program may have migrated it before the lock was taken.
        version = version_of(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for number, script in enumerate(scripts[version:], start=version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def read_as_newest(connection: sqlite3.Connection, version: int) -> None:
    """Let an older log be read as if it had the newer tables, empty, and columns with defaults.

    The file is not changed: what is added belongs to this connection alone.
    """
    added: defaultdict[str, list[str]] = defaultdict(list)
    for statement in chain.from_iterable(map(_statements, migrations()[version:])):
        temporary = _DROP.sub("DROP TABLE IF EXISTS temp.", statement)
        temporary = _CREATE.sub(r"CREATE TEMP \1 ", temporary)
        if temporary != statement:
            connection.execute(temporary)
        elif column := _ADD_COLUMN.search(statement):
            table, name, default = column.groups()
            added[table].append(f"{default} AS {name}")
    for table, columns in added.items():
        view = f"SELECT *, {', '.join(columns)} FROM main.{table}"  # noqa: S608 - of migrations
        connection.execute(f"CREATE TEMP VIEW {table} AS {view}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit on its own."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
