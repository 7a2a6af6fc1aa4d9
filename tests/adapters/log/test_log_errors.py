"""Errors of SQLite and of the system as clauses for the user."""

import sqlite3

import pytest

from follow_along.adapters.log.errors import LogError, clause


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "is in use by another program"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "cannot be written"),
        (sqlite3.SQLITE_CANTOPEN_FULLPATH, "cannot be opened"),
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "is damaged"),
        (sqlite3.SQLITE_NOTADB, "is damaged"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "the disk is full"),
        (sqlite3.SQLITE_IOERR_FSYNC, "cannot be read or written (its disk may be failing)"),
        (sqlite3.SQLITE_MISMATCH, "cannot be used (strange)"),
    ],
)
def test_every_variant_of_an_error_is_known(code: int, expected: str) -> None:
    """All variants of an SQLite error have the same clause."""
    error = sqlite3.OperationalError("strange")
    error.sqlite_errorcode = code
    assert expected in clause(error)


def test_errors_of_the_system_and_of_the_log_are_plain_clauses() -> None:
    """A clause has no error number and no class name."""
    denied = PermissionError(13, "Permission denied", "/somewhere/log.db")
    assert clause(denied) == "cannot be used (Permission denied)"
    assert clause(LogError("is odd")) == "is odd"
    assert clause(ValueError("year 0 is out of range")) == "cannot be used (year 0 is out of range)"
