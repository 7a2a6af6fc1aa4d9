"""Writing the log as things happen, whatever goes wrong."""

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import WRITING_ERRORS, clause, reason
from follow_along.adapters.log.run_lock import RunLocks
from follow_along.adapters.log.spool import Spool, write_waiting
from follow_along.adapters.log.statements import EntryBuilder, LogEntry, write_entries
from follow_along.adapters.log.totals_query import store_week_totals
from follow_along.core.text import visible
from follow_along.ports import RunHeader, Stamped


class LogWriter:
    """The log of runs at `path`; implements `ports.RunLog`.

    What has been written is on the disk. When the log cannot be written, entries go to a file
    beside it (or in the folder `elsewhere`, by default the system's temporary one); writing is
    tried again at each call and at `close`, and by the next program that opens the log. When the
    log is moved or replaced meanwhile, the new one gets the run from its beginning. Not
    thread-safe; no call waits longer than about a fifth of a second for a lock.
    """

    def __init__(self, path: Path, *, elsewhere: Path | None = None) -> None:
        self._path = path
        self._spool = Spool(path, elsewhere or _temporary_folder(path))
        self._locks = RunLocks(path)
        self._connection: sqlite3.Connection | None = None
        self._file: database.FileId | None = None
        """The file that was last written to, or None before that."""
        self._builder: EntryBuilder | None = None
        self._pending: list[LogEntry] = []
        self._spooled = 0
        """How many of the pending entries are in a file already."""
        self._storage = ""
        """Where the pending entries are, in words."""
        self._reported: list[str] = []
        self._notices: list[str] = []

    def begin(self, header: RunHeader) -> None:
        """Set the run to which the next events belong. Nothing is written yet."""
        self._builder = EntryBuilder(header)

    def write(self, stamped: Sequence[Stamped]) -> None:
        """Store events of the run, all or none, before this returns.

        Raises RuntimeError before `begin`.
        """
        if self._builder is None:
            raise RuntimeError("begin must be called before write")
        if stamped:
            self._locks.hold(self._builder.run_id)
            self._pending += self._builder.build(stamped)
            self._try_to_write()

    def import_spool(self) -> None:
        """Write what earlier programs could not write, if there is any. Call it at the start."""
        if self._spool.waiting():
            self._try_to_write()

    def can_resume(self, run_id: str) -> bool:
        """Whether this program may resume a run of the log.

        Not while another program plays it, nor while some of its events are in spool files.
        """
        pending = any(entry.run_id == run_id for entry in self._pending)
        return not pending and not self._spool.holds(run_id) and self._locks.hold(run_id)

    def notice(self) -> str | None:
        """The next sentence on what could not be written, each once; None without news."""
        return self._notices.pop(0) if self._notices else None

    def close(self) -> None:
        """Try once more to write what is pending, and close the file."""
        if self._pending:
            # Reported again, because the screen may have shortened the sentence.
            self._reported.clear()
            self._try_to_write()
        if self._connection is not None and not self._is_replaced():
            store_week_totals(self._connection)
        self._disconnect()
        self._locks.release()

    def _try_to_write(self) -> None:
        """Write all that is pending; if that fails, keep it in a file."""
        try:
            self._write_pending()
            if self._is_replaced():
                # The entries went to a file that is no longer the log.
                self._write_pending()
        except WRITING_ERRORS as error:
            self._keep_pending(error)
        else:
            self._pending.clear()
            self._spooled = 0

    def _write_pending(self) -> None:
        connection = self._connect()
        with database.transaction(connection):
            write_entries(connection, self._pending)

    def _connect(self) -> sqlite3.Connection:
        if self._is_replaced():
            self._start_over()
        if self._connection is None:
            self._connection = database.open_for_writing(self._path)
            self._file = database.file_id(self._path)
            write_waiting(self._connection, self._spool, self._report_refused)
        return self._connection

    def _is_replaced(self) -> bool:
        """Whether the path no longer leads to the file that was written to."""
        return self._file is not None and database.file_id(self._path) != self._file

    def _start_over(self) -> None:
        """Close a file that is no longer the log, and make the whole run pending."""
        database.close_replaced(self._connection)
        self._connection = self._file = None
        self._pending, self._spooled = self._whole_run(), 0
        self._report(
            f"The log {self._path} was deleted, moved or replaced while it was in use:"
            " this session is written from its beginning to the file there now."
        )

    def _whole_run(self) -> list[LogEntry]:
        """All entries of the run, after what is pending of earlier runs."""
        if self._builder is None:
            return self._pending
        earlier = [entry for entry in self._pending if entry.run_id != self._builder.run_id]
        return earlier + self._builder.built

    def _keep_pending(self, error: Exception) -> None:
        # Reopening for the next try checks the file again, and writes waiting spool files.
        self._disconnect()
        problem = f"The log {self._path} {clause(error)}"
        if not self._spooled:
            # The user may put the log away, and a new one lacks the events of this one.
            self._pending = self._whole_run()
        if self._spooled < len(self._pending):
            try:
                path = self._spool.add(self._pending[self._spooled :])
            except OSError:
                self._storage = "only in memory until there is space on the disk"
            else:
                self._spooled = len(self._pending)
                self._storage = f"in {path} until it can be written again"
        self._report(
            f"{problem}: stops are kept {self._storage}." if self._pending else f"{problem}."
        )

    def _report_refused(self, path: Path, error: Exception) -> None:
        self._report(f"The log {self._path} cannot import {path}: {reason(error)}.")

    def _report(self, sentence: str) -> None:
        if sentence not in self._reported:
            self._reported.append(sentence)
            if visible(sentence) not in self._notices:
                self._notices.append(visible(sentence))

    def _disconnect(self) -> None:
        database.close(self._connection)
        self._connection = None


def _temporary_folder(log: Path) -> Path:
    """The system's temporary folder; the folder of the log when there is none that is writable."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return log.parent
