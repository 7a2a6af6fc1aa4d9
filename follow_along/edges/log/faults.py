"""What can be the matter with a log, each in a clause that follows "the log PATH"."""

import sqlite3

DAMAGED = "is damaged (move it to another place and a new one will be begun)"

_CLAUSES = {
    sqlite3.SQLITE_BUSY: "is in use by another program",
    sqlite3.SQLITE_LOCKED: "is in use by another program",
    sqlite3.SQLITE_READONLY: "may not be written to (it, its folder or its disk is read-only)",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened (look at its folder, and at who may write there)",
    sqlite3.SQLITE_FULL: "cannot grow because the disk is full",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


class LogError(ValueError):
    """The log, or a file for it, cannot be used as it is; the message says why."""


WRITING_FAULTS = (sqlite3.Error, OSError, ValueError, OverflowError)
"""What writing can meet: the database, the file system, and values no table can hold."""

ENTRY_FAULTS = (
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    OSError,
    ValueError,
    OverflowError,
)
"""What taking in one file of entries can meet through the fault of that file alone."""


def clause(error: Exception) -> str:
    """What `error` says of the log, to follow "the log PATH"."""
    if isinstance(error, LogError):
        return str(error)
    return _CLAUSES.get(_code(error)) or f"cannot be used ({reason(error)})"


def reason(error: Exception) -> str:
    """The bare reason in `error`."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


def _code(error: Exception) -> int:
    """SQLite's plain code; the bits above tell variants apart that need no telling here."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF
