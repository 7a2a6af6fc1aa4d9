"""What the person is told, for whatever SQLite or the system says."""

import sqlite3

import pytest

from follow_along.adapters.log.errors import LogError, clause


@pytest.mark.parametrize(
    ("code", "said"),
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
def test_every_variant_of_a_fault_is_known(code: int, said: str) -> None:
    """SQLite tells many variants apart; the person needs the plain matter."""
    error = sqlite3.OperationalError("strange")
    error.sqlite_errorcode = code
    assert said in clause(error)


def test_the_system_and_the_log_itself_speak_plainly() -> None:
    """No number, no class name."""
    denied = PermissionError(13, "Permission denied", "/somewhere/log.db")
    assert clause(denied) == "cannot be used (Permission denied)"
    assert clause(LogError("is odd")) == "is odd"
    assert clause(ValueError("year 0 is out of range")) == "cannot be used (year 0 is out of range)"
