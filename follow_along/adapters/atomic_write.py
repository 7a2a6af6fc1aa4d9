"""Writing a file whole or not at all, and over nothing that is not meant to be replaced."""

import os
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE = 0o600
"""The mode of a file for its owner alone."""


class InTheWayError(Exception):
    """Something stands at the path and is left as it is; the message is a clause about it."""


@contextmanager
def new_file(target: Path, *, replace: bool, mode: int = 0o666) -> Iterator[Path]:
    """A new file to be written beside `target`, which takes its name once all went well.

    With `replace` a file that stands there gives way, and a link as the link it is: what it leads
    to is left alone. Otherwise nothing gives way, not even what comes there meanwhile. `mode` is
    that of a new file, less the umask. InTheWayError for what does not give way, OSError for what
    cannot be written; nothing is then left beside.
    """
    _look_at(target, replace=replace)
    beside = target.absolute().parent / f".{uuid.uuid4().hex}.part"
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    try:
        yield beside
        _on_the_disk(beside)
        if not replace:
            _take_name(target)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _look_at(target: Path, *, replace: bool) -> None:
    """Refuse early what would be refused at the end."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if not replace:
        raise InTheWayError("is there already")
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise InTheWayError("is not a file, and is left alone")


def _take_name(target: Path) -> None:
    """Take the name for this program; fails where another has it by now."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    except FileExistsError:
        raise InTheWayError("is there already") from None


def _on_the_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
