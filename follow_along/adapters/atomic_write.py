"""Writing a file completely or not at all, without replacing anything by accident."""

import os
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ONLY = 0o600
"""File mode: readable and writable by its owner alone."""


class CannotReplaceError(Exception):
    """Something at the path must not be replaced. The message is a clause that follows the path."""


@contextmanager
def atomic_write(target: Path, *, replace: bool, mode: int = 0o666) -> Iterator[Path]:
    """Yield the path of a temporary file, which is renamed to `target` when the block succeeds.

    With `replace`, an existing file is replaced; a symlink itself, never its target. Without, an
    existing file stays, even one that appears meanwhile. `mode` is that of a new file, before the
    umask. Raises CannotReplaceError, and OSError when the file cannot be written; no temporary file
    is left behind.
    """
    _check_target(target, replace=replace)
    temporary = target.absolute().parent / f".{uuid.uuid4().hex}.part"
    try:
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        yield temporary
        _sync(temporary)
        if not replace:
            _reserve(target)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _check_target(target: Path, *, replace: bool) -> None:
    """Fail before anything is written, where the rename would fail at the end."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if not replace:
        raise CannotReplaceError("already exists")
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise CannotReplaceError("is not a file and is not replaced")


def _reserve(target: Path) -> None:
    """Create the target, empty; fails where another program has created it by now."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    except FileExistsError:
        raise CannotReplaceError("already exists") from None


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
