"""The log as one program writes it. Every call may block, so that all are made in one thread."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import WRITING_ERRORS, LogError, reason
from follow_along.adapters.log.log_file import FileId, log_ids
from follow_along.adapters.log.run_lock import RunLocks
from follow_along.adapters.log.spool import Spool, write_waiting
from follow_along.adapters.log.statements import LogEntry, write_entries
from follow_along.adapters.log.totals_query import store_week_totals
from follow_along.adapters.log.transaction import transaction


class ReplacedError(LogError):
    """The file that was written to is no longer the log."""

    def __init__(self) -> None:
        super().__init__("was deleted, moved or replaced while it was in use")


class OpenLog:
    """The log at `path`, opened when something is written; sentences go to `report`."""

    def __init__(self, path: Path, spool: Spool, report: Callable[[str], None]) -> None:
        self._path = path
        self._spool = spool
        self._report = report
        self._locks = RunLocks(path)
        self._connection: sqlite3.Connection | None = None
        self._files: tuple[FileId | None, FileId | None] | None = None
        """The log that was last written to and its write-ahead log, or None before that."""
        self.remarks: list[str] = []
        """Sentences that are said when the log is closed: they disturb no session."""
        self.reopens = False
        """Whether the next write opens the log anew, and so writes what waits in spool files."""

    def write(self, run_id: str | None, entries: Sequence[LogEntry]) -> None:
        """Write entries, all or none, while `run_id` is played.

        Raises ReplacedError when the log was replaced: the file there now lacks earlier entries.
        Raises one of WRITING_ERRORS when it cannot be written.
        """
        if run_id is not None:
            self._locks.hold(run_id)
        if self.reopens:
            self._disconnect()
        try:
            self._check_place()
            with transaction(self._connect()) as connection:
                write_entries(connection, entries)
            # The entries may have gone to a file that is no longer the log.
            self._check_place()
        except WRITING_ERRORS:
            # Opening it again for the next try checks the file.
            self._disconnect()
            raise

    def import_spool(self) -> None:
        """Write what earlier programs could not write, if there is any. Raises as `write`."""
        if self._spool.waiting():
            self.write(None, ())

    def can_resume(self, run_id: str) -> bool:
        """Whether no other program plays a run, and no file holds events of it."""
        return not self._spool.holds(run_id) and self._locks.hold(run_id)

    def close(self) -> None:
        """Store the totals of the weeks, and close the file."""
        if self._connection is not None and not self._is_replaced():
            store_week_totals(self._connection)
        self._disconnect()
        self._locks.release()

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = database.open_for_writing(self._path, self._report_mode)
            self._files = log_ids(self._path)
            self.reopens = False
            write_waiting(self._connection, self._spool, self._report_refused)
        return self._connection

    def _check_place(self) -> None:
        """Close a file that is no longer the log. Raises ReplacedError."""
        if self._is_replaced():
            database.close_replaced(self._connection)
            self._connection = self._files = None
            raise ReplacedError

    def _is_replaced(self) -> bool:
        if self._files is None:
            return False
        # SQLite deletes the write-ahead log when the last program closes the log.
        matters = 2 if self._connection else 1
        return log_ids(self._path)[:matters] != self._files[:matters]

    def _disconnect(self) -> None:
        database.close(self._connection)
        self._connection = None

    def _report_mode(self, how: str) -> None:
        self.remarks.append(f"The log {self._path} {how}.")

    def _report_refused(self, path: Path, error: Exception) -> None:
        self._report(f"The log {self._path} cannot import {path}: {reason(error)}.")
