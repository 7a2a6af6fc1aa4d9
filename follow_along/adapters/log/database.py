"""The SQLite file of the log: checked, opened and migrated.

A file that is damaged, foreign or newer than this program is only read, never changed.
Its version is `PRAGMA user_version`, the number of the last migration, set in the transaction of
that migration.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from itertools import count
from pathlib import Path

from follow_along.adapters.log.errors import DAMAGED, NO_SHARED_MEMORY, LogError
from follow_along.adapters.log.log_file import (
    has_content,
    in_rollback_mode,
    leftover,
    make_private,
    shares_memory,
)
from follow_along.core.text import visible

APPLICATION_ID = 0x464F4C41
"""Identifies a SQLite file as a log ("FOLA")."""

WAIT_S = 0.1
"""How long a statement waits for another program's lock."""

_LONGEST = 255
"""Characters of a text that are shown; no title and no file name has more."""

_LONGEST_VALUE_BYTES = 1024 * 1024
"""Of a copy that is not trusted; longer than any statement of its tables."""

_STEPS_IN_A_PIECE = 1_000_000
_MOST_PIECES = 5_000
"""The steps of SQLite in reading a copy, in pieces: ten times those of the largest log, and about a
minute."""

_CREATE = re.compile("^CREATE (TABLE|VIEW) ", re.MULTILINE)
_DROP = re.compile("^DROP TABLE ", re.MULTILINE)
_ADD_COLUMN = re.compile(r"^ALTER TABLE (\w+) ADD COLUMN (\w+) .*DEFAULT (\S+)", re.MULTILINE)


def migrations() -> list[str]:
    """The migrations as SQL scripts, in order; the first brings a log to version 1."""
    folder = Path(__file__).parent / "migrations"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [script.read_text(encoding="utf-8") for script in scripts]


def open_for_writing(path: Path, report: Callable[[str], object] = str) -> sqlite3.Connection:
    """Open the log at `path`; create it and its folder where needed. Commits are flushed to disk.

    A clause on how the log is written, if that is unusual, is passed to `report`. Raises LogError,
    sqlite3.Error or OSError when the log cannot be used; the file is then unchanged.
    """
    write_ahead = leftover(path)
    exists = has_content(path)
    if write_ahead and not exists:
        # SQLite would delete it.
        raise LogError(
            f"is empty, but {write_ahead} beside it is not (move both to another place and a new"
            " log will be created)"
        )
    make_private(path)
    # In write-ahead mode a commit is one flush, and readers never wait.
    journal = "WAL" if shares_memory(path) else "DELETE"
    if journal == "DELETE" and not (exists and in_rollback_mode(path)):
        report(NO_SHARED_MEMORY)
    if exists:
        _check_file(path)
    connection = _connect(path, "rwc")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection | None:
    """Open the log read-only; None when there is none yet.

    A log that only a writer can make readable, such as one that a crash left in the middle of a
    change, is opened for writing first. Raises LogError, sqlite3.Error or OSError when it cannot be
    read.
    """
    if not has_content(path):
        return None
    try:
        return _open_for_reading(path)
    except sqlite3.OperationalError as error:
        if not _needs_writer(error):
            raise
    _make_readable(path)
    return _open_for_reading(path)


def _open_for_reading(path: Path) -> sqlite3.Connection | None:
    connection = _connect(path, "ro")
    connection.text_factory = _safe_text
    try:
        version = _version(connection)
        if version == 0:
            connection.close()
            return None
        # Only a writer migrates an older log: it is read as if it had the newer tables, empty.
        for script in migrations()[version:]:
            _apply_temporarily(connection, script)
    except BaseException:
        connection.close()
        raise
    return connection


def _apply_temporarily(connection: sqlite3.Connection, script: str) -> None:
    """Apply a migration for this connection alone: new tables are empty, columns have defaults."""
    added: defaultdict[str, list[str]] = defaultdict(list)
    for statement in _statements(script):
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


def open_copy(path: Path) -> sqlite3.Connection:
    """Open a copy of a log that is not trusted, and migrate the copy.

    Raises LogError or sqlite3.Error when it is damaged, foreign, newer, or takes too long to read.
    """
    connection = _connect(path, "rw")
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE_BYTES)
        pieces = count()
        # What its triggers and views do is unknown. Between the pieces Ctrl+C is obeyed.
        connection.set_progress_handler(lambda: next(pieces) > _MOST_PIECES, _STEPS_IN_A_PIECE)
        _check(connection)
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def close(connection: sqlite3.Connection | None) -> None:
    """Close a log, if it is open. Raises nothing."""
    if connection is not None:
        with suppress(sqlite3.Error):
            connection.close()


def close_replaced(connection: sqlite3.Connection | None) -> None:
    """Close a log, if it is open, whose file was moved or replaced.

    SQLite finds the write-ahead log by its name: what is left in it would be written to the file
    that replaced this one, and damage it.
    """
    if connection is not None:
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    close(connection)


def open_scratch() -> sqlite3.Connection:
    """An empty log in memory, with the same tables and constraints."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    _migrate(connection)
    return connection


# Cached, because SQLite calls it for each cell, and few of the texts differ.
@lru_cache(maxsize=1024)
def _safe_text(raw: bytes) -> str:
    """Text of the log made safe to show, because another program may have written it."""
    text = visible(raw.decode("utf-8", "replace"))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@contextmanager
def transaction(
    connection: sqlite3.Connection, lock: str = "IMMEDIATE"
) -> Iterator[sqlite3.Connection]:
    """Everything within, or nothing of it. `lock` says when the lock to write is taken.

    `IMMEDIATE`: at the start. `DEFERRED`: by the first statement that writes, which raises
    sqlite3.OperationalError if another program has written since the first that read.
    """
    connection.execute(f"BEGIN {lock}")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_S, isolation_level=None
    )


def _check_file(path: Path) -> None:
    """Check the whole file without changing it. Raises LogError or sqlite3.Error if not usable.

    Where it must leave write-ahead mode, because no memory can be shared, it does so.
    """
    if not (in_rollback_mode(path) or shares_memory(path)):
        _leave_write_ahead_mode(path)
    with closing(_connect(path, "ro")) as connection:
        try:
            _check(connection)
        except sqlite3.OperationalError as error:
            # Only a writable connection can recover from a journal that a crash left.
            if not _needs_writer(error):
                raise


def _check(connection: sqlite3.Connection) -> None:
    _version(connection)
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise LogError(DAMAGED)


def _needs_writer(error: sqlite3.OperationalError) -> bool:
    """Whether a log that cannot be read may be readable once a writer has opened it."""
    code = error.sqlite_errorcode
    return code & 0xFF == sqlite3.SQLITE_READONLY or code == sqlite3.SQLITE_IOERR_SHMMAP


def _make_readable(path: Path) -> None:
    """Let SQLite finish what a crash left. Raises LogError or sqlite3.Error."""
    if not (in_rollback_mode(path) or shares_memory(path)):
        _leave_write_ahead_mode(path)
    with closing(_connect(path, "rw")) as connection:
        _version(connection)


def _leave_write_ahead_mode(path: Path) -> None:
    """Change to a rollback journal, unless the log is damaged, foreign or newer."""
    with closing(_connect(path, "rw")) as connection:
        # One program alone needs no shared memory.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _check(connection)
        connection.execute("PRAGMA journal_mode = DELETE")


def _version(connection: sqlite3.Connection) -> int:
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


def _migrate(connection: sqlite3.Connection) -> None:
    scripts = migrations()
    if _version(connection) == len(scripts):
        return
    with transaction(connection):
        # Another program may have migrated it before the lock was taken.
        version = _version(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for number, script in enumerate(scripts[version:], start=version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit on its own."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
