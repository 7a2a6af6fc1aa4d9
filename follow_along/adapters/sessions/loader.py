"""Reads a session, figure or settings file: from the cache, or validated with every mistake named.

PyYAML and pydantic are imported only for a text that is not in the cache.
"""

from pathlib import Path
from typing import BinaryIO, TypeVar

from follow_along.adapters.safe_read import (
    NotTextError,
    UnreadableFileError,
    decode_text,
    read_limited,
    read_text_file,
)
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.core.validation.file_record import FileRecord
from follow_along.core.validation.problem import Problem

MAX_BYTES = 256 * 1024
"""Size limit of a session or settings file. Two hundred full exercises need half of it."""

R = TypeVar("R", bound=FileRecord)


def read_record(path: Path, record: type[R], *, cache: RecordCache | None = None) -> R:
    """Read a file that holds a `record`.

    Raises SessionFileError with every mistake in it, in the order of lines.
    """
    return load_record(read_text(path), path, record, cache)


def load_record(text: str, path: Path, record: type[R], cache: RecordCache | None) -> R:
    """Return the record that the text of a file describes. Raises as `read_record` does."""
    if cache and (kept := cache.get(text, record)):
        return kept
    from follow_along.adapters.sessions.parsing import parse_record  # noqa: PLC0415 - 0.1 s

    made = parse_record(text, str(path), record)
    if cache:
        cache.put(text, made)
    return made


def read_text(
    path: Path,
    max_bytes: int = MAX_BYTES,
    *,
    follow_links: bool = True,
    stream: BinaryIO | None = None,
) -> str:
    """Read the text of a file of at most `max_bytes` bytes, or of a `stream` that is open already.

    Raises SessionFileError for what is not such a file, and for a link unless `follow_links`.
    """
    try:
        if stream:
            return decode_text(read_limited(stream, max_bytes))
        return read_text_file(path, max_bytes, follow_links=follow_links)
    except UnreadableFileError as error:
        raise SessionFileError([Problem(1, 1, str(error), str(path))], unreadable=True) from None
    except NotTextError as error:
        problem = Problem(error.line, error.column, str(error), str(path))
        raise SessionFileError([problem]) from None
