"""The file of the log on its file system: whether it is there, whose it is, what can be done."""

import mmap
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from follow_along.adapters.log.errors import LogError

FileId = tuple[int, int]

BESIDE = ("", "-wal", "-shm", "-journal")
"""The endings of the names of the log and of what SQLite keeps beside it."""

_WAL_FORMAT = 2
"""The bytes 18 and 19 of a SQLite file in write-ahead mode."""


def file_id(path: Path) -> FileId | None:
    """Identifies the file at `path`, to notice when it is replaced; None when there is none."""
    with suppress(OSError, ValueError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def log_ids(path: Path) -> tuple[FileId | None, FileId | None]:
    """Identify the log and its write-ahead log, which holds the latest rows."""
    return file_id(path), file_id(path.with_name(f"{path.name}-wal"))


def is_log(path: Path, log: Path) -> bool:
    """Whether `path` is the log itself, or a file that SQLite keeps beside it."""
    found = file_id(path)
    return found is not None and found in {file_id(Path(f"{log}{ending}")) for ending in BESIDE}


def has_content(path: Path) -> bool:
    """Whether there is a log; an empty file is none.

    Raises LogError when it is not a file, or behind a link that leads nowhere.
    """
    if not path.exists():
        _check_links(path)
        return False
    if not path.is_file():
        raise LogError("is not a file (move it to another place and a new log will be created)")
    return path.stat().st_size > 0


def leftover(path: Path) -> str:
    """The name of the write-ahead log, if it has content.

    Call it before looking at the log: a program that creates a new log fills the log first.
    """
    write_ahead = path.with_name(f"{path.name}-wal")
    with suppress(OSError):
        return write_ahead.name if write_ahead.stat().st_size else ""
    return ""


def make_folder(path: Path) -> None:
    """Create the folder of the log where needed, readable by its owner alone.

    Raises LogError or OSError when it cannot be created, or is behind a link that leads nowhere.
    """
    _check_links(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise LogError("cannot be created (there is a file in place of its folder)") from error


def make_private(path: Path) -> None:
    """Create the log's folder and an empty log where needed, readable by their owner alone.

    What exists loses the permissions of others, where that can be changed. Raises as `make_folder`.
    """
    make_folder(path)
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    for private in (path.parent, *(Path(f"{path}{ending}") for ending in BESIDE)):
        with suppress(OSError):
            mode = private.stat().st_mode
            if mode & 0o077:
                private.chmod(mode & 0o7700)


def _check_links(path: Path) -> None:
    """Raise LogError when a link on the way to the log leads nowhere: its disk may be detached."""
    for place in (path, *path.parents):
        if place.is_symlink() and not place.exists():
            what = f"is a link to {place.readlink()}," if place == path else f"is behind {place},"
            raise LogError(f"{what} which leads nowhere (attach its disk, or remove the link)")


def shares_memory(path: Path) -> bool:
    """Whether programs can share memory beside the log, which write-ahead mode needs.

    Network file systems and some of FUSE cannot. True where it cannot be tried.
    """
    try:
        with tempfile.TemporaryFile(dir=path.resolve().parent) as file:
            file.truncate(mmap.PAGESIZE)
            try:
                mmap.mmap(file.fileno(), mmap.PAGESIZE).close()
            except OSError:
                return False
    except OSError:
        pass
    return True


def in_rollback_mode(path: Path) -> bool:
    """Whether the log at `path` is not in write-ahead mode. Raises OSError."""
    with path.open("rb") as file:
        return _WAL_FORMAT not in file.read(20)[18:20]
