"""Opening a file without trusting what lies at its path."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

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

# A pipe without a writer would keep a plain `open` waiting for ever.
_NEVER_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NoFileError(Exception):
    """There is no file that can be read; the text is one sentence."""


def open_plain_file(path: Path, *, links: bool = True) -> BinaryIO:
    """Open a file to be read, at the end of a link only if `links` may be.

    Raises NoFileError for what is not a file or may not be read. Never waits, whatever lies there.
    """
    try:
        descriptor = os.open(path, _NEVER_WAITING | (0 if links else getattr(os, "O_NOFOLLOW", 0)))
    except ValueError:
        # A path with a NUL in it.
        raise NoFileError("there is no such file") from None
    except OSError as error:
        if error.errno == errno.ELOOP and not links:
            raise NoFileError("this is a link, which is not followed from here") from None
        said = _SENTENCES.get(error.errno or 0, f"the file cannot be read ({error.strerror})")
        raise NoFileError(said) from None
    kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
    if kind == stat.S_IFREG:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise NoFileError(_KINDS.get(kind, "this is not a file that can be read"))
