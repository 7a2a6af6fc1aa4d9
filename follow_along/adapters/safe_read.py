"""Reading a file without trusting its path: it may be a device, a pipe, a link or too large."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "the file may not be read: its permissions forbid it",
    errno.EPERM: "the file may not be read: its permissions forbid it",
    errno.ELOOP: "the file is a link that leads in a circle",
    errno.ENAMETOOLONG: "the name is too long for a file",
    errno.ENXIO: "this is not a file that can be read",
}

_OTHER_KINDS = {
    stat.S_IFDIR: "this is a folder, not a file",
    stat.S_IFIFO: "this is a pipe, not a file",
    stat.S_IFSOCK: "this is a socket, not a file",
    stat.S_IFCHR: "this is a device, not a file",
    stat.S_IFBLK: "this is a device, not a file",
}

# Without O_NONBLOCK, opening a pipe that has no writer blocks for ever.
_NONBLOCKING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnreadableFileError(Exception):
    """There is no file that can be read. The message is one clause."""


class NotTextError(Exception):
    """The file is too large or not UTF-8. The message is a clause; line and column start at 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def open_regular_file(path: Path, *, follow_links: bool = True) -> BinaryIO:
    """Open a regular file for reading. Never blocks, whatever lies at the path.

    Raises UnreadableFileError for anything else, and for a link unless `follow_links`.
    """
    no_links = 0 if follow_links else getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, _NONBLOCKING | no_links)
    except ValueError:
        # The path contains a NUL.
        raise UnreadableFileError("there is no such file") from None
    except OSError as error:
        if error.errno == errno.ELOOP and not follow_links:
            raise UnreadableFileError("this is a link, which is not followed from here") from None
        if error.errno == errno.ENOENT and path.is_symlink():
            raise UnreadableFileError("this is a link to a file that does not exist") from None
        reason = _REASONS.get(error.errno or 0, f"the file cannot be read ({error.strerror})")
        raise UnreadableFileError(reason) from None
    kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
    if kind == stat.S_IFREG:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise UnreadableFileError(_OTHER_KINDS.get(kind, "this is not a file that can be read"))


def read_text_file(path: Path, max_bytes: int, *, follow_links: bool = True) -> str:
    """Read a UTF-8 text file of at most `max_bytes` bytes. Never blocks.

    Raises UnreadableFileError as `open_regular_file` does, and NotTextError for a file that is too
    large or in another encoding.
    """
    return decode_text(read_bytes(path, max_bytes, follow_links=follow_links))


def read_bytes(path: Path, max_bytes: int, *, follow_links: bool = True) -> bytes:
    """Read a regular file of at most `max_bytes` bytes. Raises as `read_text_file` does."""
    try:
        with open_regular_file(path, follow_links=follow_links) as file:
            return read_limited(file, max_bytes)
    except OSError as error:
        raise UnreadableFileError(f"the file cannot be read ({error.strerror})") from None


def read_limited(file: BinaryIO, max_bytes: int) -> bytes:
    """Read an open file to its end. Raises NotTextError for more than `max_bytes` bytes."""
    raw = file.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise NotTextError(f"the file is larger than {max_bytes // 1024} KiB, which is the most")
    return raw


def decode_text(raw: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark. Raises NotTextError for anything else."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotTextError("the file is in UTF-16: save it as UTF-8")
    if b"\0" in raw:
        line, column = _line_and_column(raw, raw.index(b"\0"))
        raise NotTextError("the file has a NUL byte here: it is no text in UTF-8", line, column)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(raw, error.start)
        message = "this is not UTF-8: save the file as UTF-8"
        raise NotTextError(message, line, column) from None


def _line_and_column(raw: bytes, position: int) -> tuple[int, int]:
    lines = raw[:position].decode("utf-8-sig", "replace").split("\n")
    return len(lines), len(lines[-1]) + 1
