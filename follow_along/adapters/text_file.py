"""Small text files, read without trusting what lies at a path."""

from pathlib import Path

from follow_along.adapters.safe_read import NoFileError, open_plain_file


class NoTextError(Exception):
    """The file holds no text; the message is one sentence, the place counts from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def read_text_file(path: Path, largest: int, *, links: bool = True) -> str:
    """Read a text in UTF-8 of at most `largest` bytes, at the end of a link only if `links` may be.

    Raises NoFileError for what is not a file or may not be read, and NoTextError for a file that
    is too large or in another encoding. Never waits, whatever lies at the path.
    """
    try:
        with open_plain_file(path, links=links) as file:
            raw = file.read(largest + 1)
    except OSError as error:
        raise NoFileError(f"the file cannot be read ({error.strerror})") from None
    if len(raw) > largest:
        raise NoTextError(f"the file is larger than {largest // 1024} KiB, which is the most")
    return _decoded(raw)


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
