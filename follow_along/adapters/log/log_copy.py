"""Reading a copy of a log, such as a conflict copy of a synchronised folder, as an export is read.

It may be damaged or hostile, so that it is copied to a folder of its own, and migrated there.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.export import Line, rows_of
from follow_along.adapters.safe_read import UnreadableFileError, open_regular_file

BEGINNING = b"SQLite format 3\0"
"""How the file of every log begins."""

LARGEST_BYTES = 256 * 1024 * 1024
"""Ten years of daily runs with fifty stops each are about 70 MB in an export, and less in a log."""

_PIECE_BYTES = 1024 * 1024

_WRITTEN = "is being written (end the program that plays, and import it again)"


def copied_rows(first: bytes, file: BinaryIO, source: Path | None) -> Iterator[Line]:
    """Every row of the log in `file`, of which `first` was read, run by run, as in an export.

    The write-ahead log beside `source` is read too. Raises LogError with a clause, sqlite3.Error
    or OSError when it cannot be read, or is larger than `LARGEST_BYTES`.
    """
    with tempfile.TemporaryDirectory(prefix="follow-along-") as folder:
        copy = Path(folder) / "log.db"
        before = _versions(source)
        copied = _copy(first, file, copy, LARGEST_BYTES)
        if source is not None:
            _copy_beside(source, copy, LARGEST_BYTES - copied)
        if _versions(source) != before:
            raise LogError(_WRITTEN)
        with closing(database.open_copy(copy)) as connection:
            yield from rows_of(connection)


def _copy(first: bytes, file: BinaryIO, target: Path, largest_bytes: int) -> int:
    """Copy a file; return the number of its bytes. Raises LogError when they are too many."""
    with target.open("wb") as copy:
        copy.write(first)
        while copy.tell() <= largest_bytes and (piece := file.read(_PIECE_BYTES)):
            copy.write(piece)
        if copy.tell() > largest_bytes:
            raise LogError(f"is larger than {LARGEST_BYTES // 1024**2} MiB, the most that is read")
        return copy.tell()


def _copy_beside(source: Path, copy: Path, largest_bytes: int) -> None:
    """Copy the write-ahead log of `source`, if there is one. A journal is refused.

    SQLite deletes a file that a journal names.
    """
    journal, write_ahead = _beside(source, "-journal"), _beside(source, "-wal")
    if os.path.lexists(journal) and journal.lstat().st_size:
        raise LogError(_WRITTEN)
    if os.path.lexists(write_ahead):
        try:
            with open_regular_file(write_ahead, follow_links=False) as file:
                _copy(b"", file, _beside(copy, "-wal"), largest_bytes)
        except UnreadableFileError as error:
            raise LogError(f"has {write_ahead.name} beside it ({error})") from None


def _versions(source: Path | None) -> list[tuple[int, int]]:
    """What changes when the log at `source` is written."""
    files = [source, _beside(source, "-wal")] if source else []
    states = [file.stat() for file in files if file.exists()]
    return [(state.st_size, state.st_mtime_ns) for state in states]


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")
