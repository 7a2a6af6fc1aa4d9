"""Writing the log as things happen, whatever is the matter with it."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from follow_along.core.text import visible
from follow_along.edges.log import entries, store
from follow_along.edges.log.entries import Entry, EntryMaker
from follow_along.edges.log.faults import (
    ENTRY_FAULTS,
    WRITING_FAULTS,
    LogError,
    clause,
    reason,
)
from follow_along.edges.log.unwritten import Unwritten, mark_taken
from follow_along.ports import RunHeader, Stamped


class LogWriter:
    """The log of runs at `path`; implements `ports.RunLog`.

    What has been written is on the disk. When the log cannot be written, entries are kept in a file
    beside it (or in the folder `elsewhere`, the system's temporary one unless given), tried again
    at each write and at `close`, and taken in by the next program that opens the log. One call
    at a time; none waits longer than about a fifth of a second for whatever holds the log.
    """

    def __init__(self, path: Path, *, elsewhere: Path | None = None) -> None:
        self._path = path
        self._unwritten = Unwritten(path, elsewhere or Path(tempfile.gettempdir()))
        self._connection: sqlite3.Connection | None = None
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
            self._pending += self._maker.entries(stamped)
            self._try()

    def take_in(self) -> None:
        """Take in what earlier programs could not write, if there is any. Call it at the start."""
        if self._unwritten.waiting():
            self._try()

    def notice(self) -> str | None:
        """One sentence on what could not be kept, once; None when there is nothing new to say."""
        return self._unsaid.pop(0) if self._unsaid else None

    def close(self) -> None:
        """Try once more what is not written, and let go of the file."""
        if self._pending:
            self._try()
        self._let_go()

    def _try(self) -> None:
        """Write all that is pending, or see that it is kept."""
        try:
            connection = self._open()
            with store.transaction(connection):
                entries.take_in(connection, self._pending)
        except WRITING_FAULTS as error:
            self._put_aside(error)
        else:
            self._pending.clear()
            self._kept = 0

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = store.open_for_writing(self._path)
            self._take_in_files(self._connection)
        return self._connection

    def _take_in_files(self, connection: sqlite3.Connection) -> None:
        """Take in the files that wait, each as a whole; one that cannot be is named and left."""
        found: list[tuple[int, Path, list[Entry], int]] = []
        for path in self._unwritten.waiting():
            try:
                read, size = self._unwritten.read(path)
            except (LogError, OSError) as error:
                self._say(f"The log {self._path} cannot take in {path}: {reason(error)}.")
            else:
                if read:
                    found.append((read[0].number, path, read, size))
        # A run's later entries may be in another file than its first ones.
        for _, path, read, size in sorted(found, key=lambda file: file[0]):
            try:
                with store.transaction(connection):
                    entries.take_in(connection, read)
                # One that grew meanwhile is taken in again; what the log holds is passed over.
                if path.stat().st_size == size:
                    mark_taken(path)
            except ENTRY_FAULTS as error:
                self._say(f"The log {self._path} cannot take in {path}: {reason(error)}.")

    def _put_aside(self, error: Exception) -> None:
        # Opened anew for the next try, it is looked at again, and files that wait are taken in.
        self._let_go()
        matter = f"The log {self._path} {clause(error)}"
        if self._kept < len(self._pending):
            try:
                path = self._unwritten.keep(self._pending[self._kept :])
            except OSError:
                self._where = "in memory alone until there is room on the disk"
            else:
                self._kept = len(self._pending)
                self._where = f"in {path} until it can be written again"
        self._say(f"{matter}: stops are kept {self._where}." if self._pending else f"{matter}.")

    def _say(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.append(sentence)
            self._unsaid.append(visible(sentence))

    def _let_go(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
