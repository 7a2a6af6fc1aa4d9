"""Files beside the log that hold events while the log cannot be written.

Each is JSON Lines: a line that says which log it belongs to, then one entry a line. They are only
appended to; once the log has committed the entries of a file, it is renamed to end in `.taken`.
"""

import contextlib
import json
import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, groupby
from pathlib import Path

from follow_along.adapters.deadline import DeadlineThread
from follow_along.adapters.log.errors import ENTRY_ERRORS, LogError
from follow_along.adapters.log.statements import STATEMENTS, LogEntry, write_entries
from follow_along.adapters.log.transaction import transaction

VERSION = 1
"""The version of the format."""

WAIT_S = 0.5
"""How long a call waits for each folder."""

LARGEST_BYTES = 64 * 1024 * 1024
"""A run of an hour with a stop every second needs 1 MB."""

_STEM = "log-unwritten-"
"""How the name of a file begins; the id of its run follows."""

_SAFE_FLAGS = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
"""The folder may be shared: follow no link, wait for no pipe. Windows has only O_BINARY."""


class Spool:
    """Stores entries of the log at `log` in files beside it, or in the folder `elsewhere`."""

    def __init__(self, log: Path, elsewhere: Path) -> None:
        self._log = log
        self._folders = tuple(dict.fromkeys((log.parent, elsewhere)))
        self._threads = {folder: DeadlineThread(WAIT_S) for folder in self._folders}
        self._files: dict[str, Path] = {}

    def add(self, entries: Sequence[LogEntry]) -> Path:
        """Append entries to the files of their runs, flushed to disk. Returns the last file.

        Raises OSError when no folder can be written in time; entries may then be in two files.
        """
        path = self._log
        for run_id, group in groupby(entries, key=lambda entry: entry.run_id):
            path = self._add(run_id, list(group))
        return path

    def waiting(self) -> list[Path]:
        """The files not yet in the log, of any program; in `elsewhere` only those the user owns."""
        beside, *elsewhere = (sorted(folder.glob(f"{_STEM}*.jsonl")) for folder in self._folders)
        return beside + [path for folder in elsewhere for path in folder if _is_own(path)]

    def holds(self, run_id: str) -> bool:
        """Whether a waiting file is one of this run. Files of other runs and logs do not matter."""
        name = f"{_STEM}{run_id}"
        return any(path.name.startswith(name) for path in self.waiting())

    def read(self, path: Path) -> tuple[list[LogEntry], int]:
        """The entries of a file, in order, and its size in bytes; none for the file of another log.

        An incomplete last line was never acknowledged, so it is dropped. Raises LogError when the
        file is damaged, OSError when it cannot be read.
        """
        text = _read_own(path)
        lines = text.split(b"\n")[:-1]
        entries: list[LogEntry] = []
        for number, line in enumerate(lines, start=1):
            try:
                values = json.loads(line)
                if number > 1:
                    entries.append(_entry(values))
                elif values["version"] != VERSION:
                    raise LogError("it is from a newer follow-along; update follow-along")
                elif path.parent != self._log.parent and values["log"] != str(self._log.absolute()):
                    return [], len(text)
            except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
                raise LogError(f"line {number} is damaged") from error
        # Earlier events are appended last when the log was replaced meanwhile.
        return sorted(entries, key=lambda entry: entry.number), len(text)

    def _add(self, run_id: str, entries: Iterable[LogEntry]) -> Path:
        lines = b"".join(_line(entry._asdict()) for entry in entries)
        # A file is not appended to after an error: it may end in half a line, or be in the log.
        known = self._files.pop(run_id, None)
        if known is not None:
            with contextlib.suppress(OSError):
                self._threads[known.parent].call(_append, known, lines, os.O_APPEND)
                self._files[run_id] = known
                return known
        head = _line({"log": str(self._log.absolute()), "version": VERSION})
        *folders, last = self._folders
        for folder in folders:
            with contextlib.suppress(OSError):
                return self._begin(folder, run_id, head + lines)
        return self._begin(last, run_id, head + lines)

    def _begin(self, folder: Path, run_id: str, lines: bytes) -> Path:
        self._files[run_id] = path = self._threads[folder].call(_begin, folder, run_id, lines)
        return path


def write_waiting(
    connection: sqlite3.Connection, spool: Spool, report: Callable[[Path, Exception], None]
) -> None:
    """Write the waiting files of `spool` to the log, each completely or not at all.

    A file that cannot be written is passed to `report` and stays. Raises sqlite3.OperationalError
    and the like for an error of the log itself.
    """
    files: list[tuple[int, Path, list[LogEntry], int]] = []
    for path in spool.waiting():
        try:
            entries, size = spool.read(path)
        except (LogError, OSError) as error:
            report(path, error)
        else:
            if entries:
                files.append((entries[0].number, path, entries, size))
    # The later entries of a run may be in another file than its first ones.
    for _, path, entries, size in sorted(files, key=lambda file: file[0]):
        try:
            with transaction(connection):
                write_entries(connection, entries)
            # A file that grew meanwhile is read again; entries that are in the log are skipped.
            if path.stat().st_size == size:
                _mark_taken(path)
        except ENTRY_ERRORS as error:
            report(path, error)


def _mark_taken(path: Path) -> None:
    """Rename a file whose entries are in the log; no file is replaced. Raises OSError."""
    for target in _names(path.parent, path.name, ".taken"):
        if not target.exists():
            path.rename(target)
            return


def _names(folder: Path, stem: str, ending: str) -> Iterator[Path]:
    yield folder / f"{stem}{ending}"
    for number in count(2):
        yield folder / f"{stem}-{number}{ending}"


def _line(values: dict[str, object]) -> bytes:
    return json.dumps(values).encode("ascii") + b"\n"


def _begin(folder: Path, run_id: str, lines: bytes) -> Path:
    """Write lines to a new file of a run. Raises OSError."""
    for path in _names(folder, f"{_STEM}{run_id}", ".jsonl"):
        try:
            _append(path, lines, os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            continue
        except OSError:
            # The new file is useless: its entries are still in memory.
            path.unlink(missing_ok=True)
            raise
        return path
    raise AssertionError("names never run out")


def _append(path: Path, lines: bytes, how: int) -> None:
    """Append lines to a file and flush it to disk. OSError may leave half of them."""
    descriptor = os.open(path, os.O_WRONLY | _SAFE_FLAGS | how, 0o600)
    try:
        while lines:
            lines = lines[os.write(descriptor, lines) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_own(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return _owned(path.lstat())
    return False


def _owned(status: os.stat_result) -> bool:
    """Whether it belongs to this user. Windows has no owner ids, but a folder for each user."""
    return status.st_uid == getattr(os, "getuid", lambda: 0)()


def _read_own(path: Path) -> bytes:
    """The content of a regular file of this user: a shared folder may hold the files of others."""
    descriptor = os.open(path, os.O_RDONLY | _SAFE_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or not _owned(status):
            raise LogError("it does not belong to you")
        if status.st_size > LARGEST_BYTES:
            raise LogError(f"it is larger than {LARGEST_BYTES} bytes")
        return file.read(LARGEST_BYTES)


def _entry(values: dict[str, object]) -> LogEntry:
    """An entry from a line. Raises TypeError when it is not one."""
    entry = LogEntry(**values)  # type: ignore[arg-type]
    types = {
        int: (entry.number, entry.utc_ms, entry.offset_minutes),
        str: (entry.run_id, entry.what),
        dict: (entry.values,),
    }
    if any(type(value) is not kind for kind, each in types.items() for value in each):
        raise TypeError(values)
    if entry.what not in STATEMENTS:
        raise TypeError(entry.what)
    return entry
