"""Small text files, read without trusting what lies at a path."""

import errno
import os
import stat
from pathlib import Path

_SENTENCES = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "the file may not be read: its permissions forbid it",
    errno.EPERM: "the file may not be read: its permissions forbid it",
    errno.ELOOP: "the file is a link that leads in a circle",
    errno.ENAMETOOLONG: "the name is too long for a file",
    errno.ENXIO: "this is not a file that can be read",
}

_KINDS = {
    stat.S_IFDIR: "this is a folder, not a file",
    stat.S_IFIFO: "this is a pipe, not a file",
    stat.S_IFSOCK: "this is a socket, not a file",
    stat.S_IFCHR: "this is a device, not a file",
    stat.S_IFBLK: "this is a device, not a file",
}


class NoFileError(Exception):
    """There is no file that can be read; the text is one sentence."""


class NoTextError(Exception):
    """The file holds no text; the message is one sentence, the place counts from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def read_text_file(path: Path, largest: int) -> str:
    """Read a text in UTF-8 of at most `largest` bytes.

    Raises NoFileError for what is not a file or may not be read, and NoTextError for a file that
    is too large or in another encoding. Never waits, whatever lies at the path.
    """
    raw = _read(path, largest + 1)
    if len(raw) > largest:
        raise NoTextError(f"the file is larger than {largest // 1024} KiB, which is the most")
    return _decoded(raw)


def _read(path: Path, most: int) -> bytes:
    # A pipe without a writer would keep a plain `open` waiting for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
        try:
            kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
            if kind != stat.S_IFREG:
                raise NoFileError(_KINDS.get(kind, "this is not a file that can be read"))
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(most)
        finally:
            os.close(descriptor)
    except ValueError:
        # A path with a NUL in it.
        raise NoFileError("there is no such file") from None
    except OSError as error:
        said = _SENTENCES.get(error.errno or 0, f"the file cannot be read ({error.strerror})")
        raise NoFileError(said) from None


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoTextError("the file is in UTF-16: save it as UTF-8")
    if b"\0" in raw:
        line, column = _place(raw, raw.index(b"\0"))
        raise NoTextError("the file has a NUL byte here: it is no text in UTF-8", line, column)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(raw, error.start)
        said = "this is not UTF-8: save the file as UTF-8"
        raise NoTextError(said, line, column) from None


def _place(raw: bytes, position: int) -> tuple[int, int]:
    before = raw[:position].decode("utf-8-sig", "replace").split("\n")
    return len(before), len(before[-1]) + 1
