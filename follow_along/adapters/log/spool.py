"""Files beside the log that keep what the log could not take, until it can.

Each is JSON Lines: a line that says which log it belongs to, then one entry a line. They are only
ever added to; once the log has committed what one holds, it is renamed to end in `.taken`.
"""

import contextlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import count, groupby
from pathlib import Path

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.statements import TAKING_IN, Entry

VERSION = 1
"""Of these files' form."""

LARGEST_BYTES = 64 * 1024 * 1024
"""A run of an hour with a stop every second comes to 1 MB; what is larger was not written here."""

_PATTERN = "log-unwritten-*.jsonl"

_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""The folder may be shared: no link is followed, no pipe waited for. Windows has but the last."""


class Spool:
    """Keeps entries for the log at `log`: beside it, or in the folder `elsewhere`."""

    def __init__(self, log: Path, elsewhere: Path) -> None:
        self._log = log
        self._folders = tuple(dict.fromkeys((log.parent, elsewhere)))
        self._files: dict[str, Path] = {}

    def keep(self, entries: Sequence[Entry]) -> Path:
        """Add entries to their runs' files, on the disk before this returns; the last file.

        OSError when no folder takes them; those that were added before it are no harm.
        """
        path = self._log
        for run_id, group in groupby(entries, key=lambda entry: entry.run_id):
            path = self._keep(run_id, list(group))
        return path

    def waiting(self) -> list[Path]:
        """The files that wait to be taken in, from whatever program; elsewhere the user's alone."""
        beside, *elsewhere = (sorted(folder.glob(_PATTERN)) for folder in self._folders)
        return beside + [path for folder in elsewhere for path in folder if _is_own(path)]

    def read(self, path: Path) -> tuple[list[Entry], int]:
        """The entries of a file, in order, and its size in bytes; none when it is another log's.

        A last line that was cut off was never acknowledged, and is left out. LogError for a file
        that cannot be understood, OSError for one that cannot be read.
        """
        text = _read_own(path)
        lines = text.split(b"\n")[:-1]
        entries: list[Entry] = []
        for number, line in enumerate(lines, start=1):
            try:
                said = json.loads(line)
                if number > 1:
                    entries.append(_entry(said))
                elif said["version"] != VERSION:
                    raise LogError("it is from a newer follow-along; update follow-along")
                elif path.parent != self._log.parent and said["log"] != str(self._log.absolute()):
                    return [], len(text)
            except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
                raise LogError(f"line {number} is damaged") from error
        # What came first may have been added last: the log that held it was replaced meanwhile.
        return sorted(entries, key=lambda entry: entry.number), len(text)

    def _keep(self, run_id: str, entries: Iterable[Entry]) -> Path:
        lines = b"".join(_line(asdict(entry)) for entry in entries)
        # One that fails is not added to again: its end may be half a line, or it was taken in.
        known = self._files.pop(run_id, None)
        if known is not None:
            with contextlib.suppress(OSError):
                _append(known, lines, os.O_APPEND)
                self._files[run_id] = known
                return known
        head = _line({"log": str(self._log.absolute()), "version": VERSION})
        for folder in self._folders[:-1]:
            with contextlib.suppress(OSError):
                return self._begin(folder, run_id, head + lines)
        return self._begin(self._folders[-1], run_id, head + lines)

    def _begin(self, folder: Path, run_id: str, lines: bytes) -> Path:
        for path in _names(folder, f"log-unwritten-{run_id}", ".jsonl"):
            try:
                _append(path, lines, os.O_CREAT | os.O_EXCL)
            except FileExistsError:
                continue
            except OSError:
                # Made just now, and good for nothing: what it was to hold is still in memory.
                path.unlink(missing_ok=True)
                raise
            self._files[run_id] = path
            return path
        raise AssertionError("names never run out")


def mark_taken(path: Path) -> None:
    """Rename a file whose entries are in the log, over no other file. OSError if it cannot be."""
    for target in _names(path.parent, path.name, ".taken"):
        if not target.exists():
            path.rename(target)
            return


def _names(folder: Path, stem: str, ending: str) -> Iterator[Path]:
    yield folder / f"{stem}{ending}"
    for number in count(2):
        yield folder / f"{stem}-{number}{ending}"


def _line(said: dict[str, object]) -> bytes:
    return json.dumps(said).encode("ascii") + b"\n"


def _append(path: Path, lines: bytes, how: int) -> None:
    """Add lines to a file, on the disk before this returns. OSError leaves half of them."""
    descriptor = os.open(path, os.O_WRONLY | _SAFELY | how, 0o600)
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


def _owned(facts: os.stat_result) -> bool:
    """Whether it belongs to this user. Windows has no such owners, and a folder for each user."""
    return facts.st_uid == getattr(os, "getuid", lambda: 0)()


def _read_own(path: Path) -> bytes:
    """The content of a plain file that belongs to this user: a shared folder may hold others'."""
    descriptor = os.open(path, os.O_RDONLY | _SAFELY)
    with os.fdopen(descriptor, "rb") as file:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or not _owned(facts):
            raise LogError("it is not a file of yours")
        if facts.st_size > LARGEST_BYTES:
            raise LogError(f"it is larger than {LARGEST_BYTES} bytes")
        return file.read(LARGEST_BYTES)


def _entry(said: dict[str, object]) -> Entry:
    """An entry from a line. KeyError or TypeError when it is not one."""
    entry = Entry(**said)  # type: ignore[arg-type]
    numbers = (entry.number, entry.utc_ms, entry.offset_minutes)
    texts = (entry.run_id, entry.what)
    if not all(type(number) is int for number in numbers) or not all(
        type(text) is str for text in texts
    ):
        raise TypeError(said)
    if entry.what not in TAKING_IN or not isinstance(entry.values, dict):
        raise TypeError(said)
    return entry
