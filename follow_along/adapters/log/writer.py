"""Writing the log as things happen, whatever is the matter with it."""

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from follow_along.adapters.log import database, statements
from follow_along.adapters.log.catching_up import catch_up
from follow_along.adapters.log.errors import (
    WRITING_ERRORS,
    clause,
    reason,
)
from follow_along.adapters.log.run_lock import RunLocks
from follow_along.adapters.log.spool import Spool
from follow_along.adapters.log.statements import Entry, EntryMaker
from follow_along.adapters.log.totals_query import store_week_totals
from follow_along.core.text import visible
from follow_along.ports import RunHeader, Stamped


class LogWriter:
    """The log of runs at `path`; implements `ports.RunLog`.

    What has been written is on the disk. When the log cannot be written, entries are kept in a file
    beside it (or in the folder `elsewhere`, the system's temporary one unless given), tried again
    at each write and at `close`, and taken in by the next program that opens the log. A log that
    is moved or replaced under the program's hands gets the run from its beginning. One call at a
    time; none waits longer than about a fifth of a second for whatever holds the log.
    """

    def __init__(self, path: Path, *, elsewhere: Path | None = None) -> None:
        self._path = path
        self._unwritten = Spool(path, elsewhere or _temporary_folder(path))
        self._playing = RunLocks(path)
        self._connection: sqlite3.Connection | None = None
        self._file: database.FileId | None = None
        """The file that was last written to, or None before that."""
        self._maker: EntryMaker | None = None
        self._pending: list[Entry] = []
        self._kept = 0
        """How many of the pending entries are in a file already."""
        self._where = ""
        """Where the pending entries are, in words."""
        self._said: list[str] = []
        self._unsaid: list[str] = []

    def begin(self, header: RunHeader) -> None:
        """Name the run that the entries after this belong to. Nothing is written yet."""
        self._maker = EntryMaker(header)

    def write(self, stamped: Sequence[Stamped]) -> None:
        """Keep events of the run, all or none, before this returns. RuntimeError before `begin`."""
        if self._maker is None:
            raise RuntimeError("a run is begun before it is written")
        if stamped:
            self._playing.hold(self._maker.run_id)
            self._pending += self._maker.entries(stamped)
            self._try()

    def take_in(self) -> None:
        """Take in what earlier programs could not write, if there is any. Call it at the start."""
        if self._unwritten.waiting():
            self._try()

    def may_go_on(self, run_id: str) -> bool:
        """Whether a run that is in the log can be gone on with, by this program alone.

        Not while another program plays it, nor while some of it may wait to be taken in.
        """
        waiting = self._pending or self._unwritten.waiting()
        return not waiting and self._playing.hold(run_id)

    def notice(self) -> str | None:
        """One sentence on what could not be kept, once; None when there is nothing new to say."""
        return self._unsaid.pop(0) if self._unsaid else None

    def close(self) -> None:
        """Try once more what is not written, and let go of the file."""
        if self._pending:
            # Once more, where there is room for all of it: the screen may have cut it short.
            self._said.clear()
            self._try()
        if self._connection is not None and not self._is_astray():
            store_week_totals(self._connection)
        self._let_go()
        self._playing.let_go()

    def _try(self) -> None:
        """Write all that is pending, or see that it is kept."""
        try:
            self._write_pending()
            if self._is_astray():
                # What was written now went into a file that is the log no longer.
                self._write_pending()
        except WRITING_ERRORS as error:
            self._put_aside(error)
        else:
            self._pending.clear()
            self._kept = 0

    def _write_pending(self) -> None:
        connection = self._open()
        with database.transaction(connection):
            statements.take_in(connection, self._pending)

    def _open(self) -> sqlite3.Connection:
        if self._is_astray():
            self._come_back()
        if self._connection is None:
            self._connection = database.open_for_writing(self._path)
            self._file = database.file_id(self._path)
            catch_up(self._connection, self._unwritten, self._refused)
        return self._connection

    def _is_astray(self) -> bool:
        """Whether another file, or none, stands where the one that was written to was."""
        return self._file is not None and database.file_id(self._path) != self._file

    def _come_back(self) -> None:
        """Let go of a file that is the log no longer, and have the whole run written anew."""
        database.leave(self._connection)
        self._connection = self._file = None
        self._pending, self._kept = self._whole(), 0
        self._say(
            f"The log {self._path} was deleted, moved or replaced while it was in use:"
            " this session is written anew, to what stands there now."
        )

    def _whole(self) -> list[Entry]:
        """What is pending and, before it, all that went before in the run."""
        if self._maker is None:
            return self._pending
        earlier = [entry for entry in self._pending if entry.run_id != self._maker.run_id]
        return earlier + self._maker.made

    def _put_aside(self, error: Exception) -> None:
        # Opened anew for the next try, it is looked at again, and files that wait are taken in.
        self._let_go()
        matter = f"The log {self._path} {clause(error)}"
        if not self._kept:
            # The person may put the log away, and the next one begun lacks what this one holds.
            self._pending = self._whole()
        if self._kept < len(self._pending):
            try:
                path = self._unwritten.keep(self._pending[self._kept :])
            except OSError:
                self._where = "in memory alone until there is room on the disk"
            else:
                self._kept = len(self._pending)
                self._where = f"in {path} until it can be written again"
        self._say(f"{matter}: stops are kept {self._where}." if self._pending else f"{matter}.")

    def _refused(self, path: Path, error: Exception) -> None:
        self._say(f"The log {self._path} cannot take in {path}: {reason(error)}.")

    def _say(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.append(sentence)
            if visible(sentence) not in self._unsaid:
                self._unsaid.append(visible(sentence))

    def _let_go(self) -> None:
        database.close(self._connection)
        self._connection = None


def _temporary_folder(log: Path) -> Path:
    """The system's temporary folder; the log's own where there is none that can be written to."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return log.parent
