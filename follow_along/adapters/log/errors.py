"""What can be the matter with a log, each in a clause that follows "the log PATH"."""

import sqlite3

from follow_along.ports import HistoryError

DAMAGED = "is damaged (move it to another place and a new one will be begun)"

FULL = "cannot grow because the disk is full"

_CLAUSES = {
    sqlite3.SQLITE_BUSY: "is in use by another program",
    sqlite3.SQLITE_LOCKED: "is in use by another program",
    sqlite3.SQLITE_READONLY: "may not be written to (it, its folder or its disk is read-only)",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened (look at its folder, and at who may write there)",
    sqlite3.SQLITE_FULL: FULL,
    # The one of its variants that is for want of room.
    sqlite3.SQLITE_IOERR_SHMSIZE: FULL,
    sqlite3.SQLITE_IOERR: "cannot be read or written (its disk may be failing)",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


class LogError(HistoryError):
    """The log, or a file for it, cannot be used as it is; the message says why."""


WRITING_ERRORS = (sqlite3.Error, OSError, ValueError, OverflowError, LogError)
"""What writing can meet: the database, the file system, and values no table can hold."""

READING_ERRORS = (*WRITING_ERRORS, LookupError, TypeError)
"""What reading can meet: the same, and values that no writer of ours has written."""

ENTRY_ERRORS = (
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    OSError,
    ValueError,
    OverflowError,
    LogError,
)
"""What taking in one file of entries can meet through the fault of that file alone."""


def clause(error: Exception) -> str:
    """What `error` says of the log, to follow "the log PATH"."""
    if isinstance(error, LogError):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return DAMAGED
    code: int = getattr(error, "sqlite_errorcode", 0)
    # The bits above SQLite's plain code tell variants apart, few of which need telling here.
    said = _CLAUSES.get(code) or _CLAUSES.get(code & 0xFF)
    return said or f"cannot be used ({reason(error)})"


def reading_clause(error: Exception) -> str:
    """What `error` says of a log that was read: damage, where it says nothing of its own."""
    speaks = isinstance(error, (LogError, OSError)) or hasattr(error, "sqlite_errorcode")
    return clause(error) if speaks else DAMAGED


def reason(error: Exception) -> str:
    """The bare reason in `error`."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)
