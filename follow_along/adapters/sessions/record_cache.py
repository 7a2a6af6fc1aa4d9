"""A cache of validated files, so that a start imports neither pydantic nor PyYAML.

An entry is a JSON file. It holds its key: the text it was made of, the kind of record, and the code
that validated it. Its name is a checksum of the key, its first line one of its content. An entry
that is stale, damaged or of another key is never used: the text is validated again, and the entry
replaced. `hashlib` would load OpenSSL at every start.
"""

import json
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

import follow_along
from follow_along.adapters.atomic_write import OWNER_ONLY, CannotReplaceError, atomic_write
from follow_along.adapters.safe_read import NotTextError, UnreadableFileError, read_bytes
from follow_along.adapters.sessions.record_json import from_json, to_json
from follow_along.core.validation.file_record import FileRecord

MOST_ENTRIES = 500
"""Twice as many as the files that are listed, with every shipped figure."""

_MAX_BYTES = 1024 * 1024
_VALIDATING = ("core", "core/validation", "core/sessions", "core/figures", "adapters/sessions")
"""The packages whose code decides what a file means."""

R = TypeVar("R", bound=FileRecord)


class RecordCache:
    """Validated records by the text of their files, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, FileRecord] = {}

    def get(self, text: str, record: type[R]) -> R | None:
        """Return what the text was validated as before; None if it was not, or the entry is bad."""
        key = _key(text, record)
        if key not in self._read and (kept := self._from_file(key, record)):
            self._read[key] = kept
        known = self._read.get(key)
        return known if isinstance(known, record) else None

    def _from_file(self, key: str, record: type[R]) -> R | None:
        try:
            path = self._path(key)
            checksum, _, content = read_bytes(path, _MAX_BYTES, follow_links=False).partition(b"\n")
            if checksum != _checksum(content):
                return None
            kept_key, kept = json.loads(content)
            return from_json(record, kept) if kept_key == key else None
        except (UnreadableFileError, NotTextError, ValueError, RecursionError):
            return None

    def put(self, text: str, record: FileRecord) -> None:
        """Keep a record that the text was validated as; nothing is kept where nothing can be."""
        key = _key(text, type(record))
        content = json.dumps((key, to_json(record))).encode()
        with suppress(OSError, CannotReplaceError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with atomic_write(self._path(key), replace=True, mode=OWNER_ONLY) as part:
                part.write_bytes(_checksum(content) + b"\n" + content)
            self._drop_the_oldest()

    def _path(self, key: str) -> Path:
        return self._folder / f"{zlib.crc32(key.encode()):08x}.json"

    def _drop_the_oldest(self) -> None:
        entries = sorted(self._folder.iterdir(), key=lambda path: path.lstat().st_mtime)
        for path in entries[:-MOST_ENTRIES]:
            path.unlink()


def _key(text: str, record: type[FileRecord]) -> str:
    return "\0".join((_code_version(), record.__name__, text))


def _checksum(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)


@cache
def _code_version() -> str:
    """Return what changes with the program: its version, and its source files as Python does.

    Like Python's own cache of compiled code, it goes by the size and time of each file.
    """
    package = Path(follow_along.__file__).parent
    files = (path for name in _VALIDATING for path in sorted((package / name).glob("*.py")))
    stats = ((path.name, path.stat()) for path in files)
    return repr((follow_along.__version__, [(name, s.st_size, s.st_mtime_ns) for name, s in stats]))
