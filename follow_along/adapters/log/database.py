"""The SQLite file of the log: checked, opened and migrated.

A file that is damaged, foreign or newer than this program is only read, never changed.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
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
from follow_along.adapters.log.schema import migrate, read_as_newest, version_of
from follow_along.core.text import visible

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
        migrate(connection)
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
        version = version_of(connection)
        if version == 0:
            connection.close()
            return None
        # Only a writer migrates an older log.
        read_as_newest(connection, version)
    except BaseException:
        connection.close()
        raise
    return connection


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
        migrate(connection)
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
    migrate(connection)
    return connection


# Cached, because SQLite calls it for each cell, and few of the texts differ.
@lru_cache(maxsize=1024)
def _safe_text(raw: bytes) -> str:
    """Text of the log made safe to show, because another program may have written it."""
    text = visible(raw.decode("utf-8", "replace"))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


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
    version_of(connection)
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
        version_of(connection)


def _leave_write_ahead_mode(path: Path) -> None:
    """Change to a rollback journal, unless the log is damaged, foreign or newer."""
    with closing(_connect(path, "rw")) as connection:
        # One program alone needs no shared memory.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _check(connection)
        connection.execute("PRAGMA journal_mode = DELETE")
