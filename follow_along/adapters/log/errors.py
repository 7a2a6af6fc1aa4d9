"""Errors of the log, each a clause after "The log PATH": damaged, locked, the disk full ..."""

import errno
import sqlite3

from follow_along.adapters.deadline import LateError
from follow_along.ports import HistoryError

DAMAGED = "is damaged (move it to another place and a new log will be created)"

DISK_FULL = "cannot grow because the disk is full"

NO_SHARED_MEMORY = (
    "is on a file system that cannot share memory between programs, such as that of a network:"
    " it is written in another way (journal_mode DELETE), which is as safe and a little slower"
)

NO_LOCKS = "cannot be locked (its file system knows no locks: move it to another disk)"

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}

_CLAUSES = {
    sqlite3.SQLITE_BUSY: "is in use by another program",
    sqlite3.SQLITE_LOCKED: "is in use by another program",
    sqlite3.SQLITE_READONLY: "cannot be written (the file, its folder or its disk is read-only)",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened (check its folder and the permissions)",
    sqlite3.SQLITE_FULL: DISK_FULL,
    # The only variant of an I/O error that means a full disk.
    sqlite3.SQLITE_IOERR_SHMSIZE: DISK_FULL,
    sqlite3.SQLITE_IOERR_LOCK: NO_LOCKS,
    sqlite3.SQLITE_IOERR_RDLOCK: NO_LOCKS,
    sqlite3.SQLITE_IOERR_SHMLOCK: NO_LOCKS,
    sqlite3.SQLITE_PROTOCOL: "is in use by another program, or log.db-wal beside it is damaged",
    sqlite3.SQLITE_INTERRUPT: "takes too long to read",
    sqlite3.SQLITE_IOERR: "cannot be read or written (its disk may be failing)",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


class LogError(HistoryError):
    """The log, or a file for it, cannot be used; the message says why."""


WRITING_ERRORS = (sqlite3.Error, OSError, ValueError, OverflowError, LogError)
"""What writing can raise: the database, the file system, and values no table can hold."""

READING_ERRORS = (*WRITING_ERRORS, LookupError, TypeError)
"""What reading can raise: the same, and what values of another program cause."""

ENTRY_ERRORS = (
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    OSError,
    ValueError,
    OverflowError,
    LogError,
)
"""What writing the entries of one file can raise because of that file alone."""


def clause(error: Exception) -> str:
    """The clause for an error of writing, to follow "The log PATH"."""
    if isinstance(error, LogError):
        return str(error)
    if isinstance(error, LateError):
        return "does not answer (its disk or its network may hang)"
    if isinstance(error, UnicodeDecodeError):
        return DAMAGED
    code: int = getattr(error, "sqlite_errorcode", 0)
    # The bits above SQLite's basic code are its variants.
    return _CLAUSES.get(code) or _CLAUSES.get(code & 0xFF) or f"cannot be used ({reason(error)})"


def is_disk_full(error: Exception) -> bool:
    """Whether room on a disk would let what failed succeed."""
    return clause(error) == DISK_FULL or getattr(error, "errno", None) in _NO_ROOM


def reading_clause(error: Exception) -> str:
    """The clause for an error of reading: damage, unless the error is more specific."""
    specific = isinstance(error, (LogError, OSError)) or hasattr(error, "sqlite_errorcode")
    return clause(error) if specific else DAMAGED


def reason(error: Exception) -> str:
    """The message of an error without its number and file."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)
