"""Writing the log as things happen, whatever goes wrong."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from follow_along.adapters.deadline import DeadlineThread, LateError
from follow_along.adapters.log.errors import WRITING_ERRORS, clause, is_disk_full
from follow_along.adapters.log.open_log import OpenLog, ReplacedError
from follow_along.adapters.log.spool import Spool
from follow_along.adapters.log.statements import EntryBuilder, LogEntry
from follow_along.core.text import visible
from follow_along.ports import RunHeader, Stamped

WAIT_S = 1.0
"""How long a call waits for the log; then its events go to a file. Longer than a disk takes that is
merely slow, and no longer than a person who pressed a key believes in it."""


class LogWriter:
    """The log of runs at `path`; implements `ports.RunLog`.

    What has been written is on the disk. When the log cannot be written, or does not answer within
    `WAIT_S`, entries go to a file beside it (or in the folder `elsewhere`, by default the system's
    temporary one); writing is tried again at each call and at `close`, and by the next program that
    opens the log. When the log is moved or replaced meanwhile, the new one gets the run from its
    beginning. Not thread-safe.
    """

    keeps = True

    def __init__(self, path: Path, *, elsewhere: Path | None = None) -> None:
        self._path = path
        self._spool = Spool(path, elsewhere or _temporary_folder(path))
        self._open_log = OpenLog(path, self._spool, self._report)
        self._thread = DeadlineThread(WAIT_S)
        self._builder: EntryBuilder | None = None
        self._pending: list[LogEntry] = []
        self._spooled = 0
        """How many of the pending entries are in a file already."""
        self._storage = ""
        """Where the pending entries are, in words."""
        self.disk_full = False
        """Whether room on a disk would let more be stored."""
        self._late = False
        """Whether the last try was late."""
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
            self._pending += self._builder.build(stamped)
            self._try_to_write()

    def import_spool(self) -> None:
        """Write what earlier programs could not write, if there is any. Call it at the start."""
        self._try(self._open_log.import_spool)

    def can_resume(self, run_id: str) -> bool:
        """Whether this program may resume a run of the log.

        Not while another program plays it, nor while some of its events are in spool files.
        """
        if any(entry.run_id == run_id for entry in self._pending):
            return False
        try:
            return self._thread.call(self._open_log.can_resume, run_id)
        except LateError as error:
            self._report(f"The log {self._path} {clause(error)}.")
            return False

    def unsaved(self) -> frozenset[str]:
        """Try again to store what is only in memory; the ids of the runs that still have such."""
        if self._in_memory():
            self._try_to_write()
        return frozenset(entry.run_id for entry in self._in_memory())

    def _in_memory(self) -> list[LogEntry]:
        return self._pending[self._spooled :]

    def notice(self) -> str | None:
        """The next sentence on what could not be written, each once; None without news."""
        return self._notices.pop(0) if self._notices else None

    def close(self) -> None:
        """Try once more to write what is pending, and close the file."""
        if self._pending:
            # Reported again, because the screen may have shortened the sentence.
            self._reported.clear()
            self._try_to_write()
        while self._open_log.remarks:
            self._report(self._open_log.remarks.pop())
        try:
            self._thread.call(self._open_log.close)
        except LateError:
            # The end of the program closes the file, and nothing more is to be written.
            return

    def _try_to_write(self) -> None:
        """Write all that is pending; if that fails, keep it in a file."""
        run_id = self._builder.run_id if self._builder else None
        self._try(lambda: self._open_log.write(run_id, tuple(self._pending)))

    def _try(self, write: Callable[[], None]) -> None:
        try:
            try:
                self._thread.call(write)
            except ReplacedError as error:
                self._pending, self._spooled = self._whole_run(), 0
                self._report(
                    f"The log {self._path} {error}:"
                    " this session is written from its beginning to the file there now."
                )
                self._thread.call(write)
        except WRITING_ERRORS as error:
            self._keep_pending(error)
        else:
            self._pending.clear()
            self._spooled = 0
            self._late = False

    def _whole_run(self) -> list[LogEntry]:
        """All entries of the run, after what is pending of earlier runs."""
        if self._builder is None:
            return self._pending
        earlier = [entry for entry in self._pending if entry.run_id != self._builder.run_id]
        return earlier + self._builder.built

    def _keep_pending(self, error: Exception) -> None:
        again, self._late = self._late, isinstance(error, LateError)
        self.disk_full = is_disk_full(error)
        if self._late:
            # What is late may still succeed, but what it would say is not waited for.
            self._open_log.reopens = True
        if not self._spooled:
            # The user may put the log away, and a new one lacks the events of this one.
            self._pending = self._whole_run()
        if self._spooled < len(self._pending):
            try:
                path = self._spool.add(self._pending[self._spooled :])
            except OSError as spool_error:
                self.disk_full |= is_disk_full(spool_error)
                self._storage = "only in memory until they can be written"
            else:
                self._spooled = len(self._pending)
                self._storage = f"in {path} until it can be written again"
        if not self._late or again or self._in_memory():
            # A disk that was slow once is no news.
            kept = f": stops are kept {self._storage}" if self._pending else ""
            self._report(f"The log {self._path} {clause(error)}{kept}.")

    def _report(self, sentence: str) -> None:
        if sentence not in self._reported:
            self._reported.append(sentence)
            if visible(sentence) not in self._notices:
                self._notices.append(visible(sentence))


def _temporary_folder(log: Path) -> Path:
    """The system's temporary folder; the folder of the log when there is none that is writable."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return log.parent
