"""A cache of validated files, so that a start imports neither pydantic nor PyYAML.

An entry is a JSON file. Its name is a hash of the text it was made of, the kind of record, and the
code that validated it; its first line is a hash of its content. An entry that is stale, damaged or
of another name is never used: the text is validated again, and the entry replaced.
"""

import hashlib
import json
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
        self._read: dict[Path, FileRecord] = {}

    def get(self, text: str, record: type[R]) -> R | None:
        """Return what the text was validated as before; None if it was not, or the entry is bad."""
        path = self._path(text, record)
        if path not in self._read and (kept := self._from_file(path, record)):
            self._read[path] = kept
        known = self._read.get(path)
        return known if isinstance(known, record) else None

    def _from_file(self, path: Path, record: type[R]) -> R | None:
        try:
            digest, _, content = read_bytes(path, _MAX_BYTES, follow_links=False).partition(b"\n")
            intact = digest == _digest(path.name, content)
            return from_json(record, json.loads(content)) if intact else None
        except (UnreadableFileError, NotTextError, ValueError, RecursionError):
            return None

    def put(self, text: str, record: FileRecord) -> None:
        """Keep a record that the text was validated as; nothing is kept where nothing can be."""
        path = self._path(text, type(record))
        content = json.dumps(to_json(record)).encode()
        with suppress(OSError, CannotReplaceError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with atomic_write(path, replace=True, mode=OWNER_ONLY) as part:
                part.write_bytes(_digest(path.name, content) + b"\n" + content)
            self._drop_the_oldest()

    def _path(self, text: str, record: type[FileRecord]) -> Path:
        key = "\0".join((_code_version(), record.__name__, text))
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()}.json"

    def _drop_the_oldest(self) -> None:
        entries = sorted(self._folder.iterdir(), key=lambda path: path.lstat().st_mtime)
        for path in entries[:-MOST_ENTRIES]:
            path.unlink()


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + content).hexdigest().encode()


@cache
def _code_version() -> str:
    """Return what changes with the program: its version, and its source files as Python does.

    Like Python's own cache of compiled code, it goes by the size and time of each file.
    """
    package = Path(follow_along.__file__).parent
    files = (path for name in _VALIDATING for path in sorted((package / name).glob("*.py")))
    stats = ((path.name, path.stat()) for path in files)
    return repr((follow_along.__version__, [(name, s.st_size, s.st_mtime_ns) for name, s in stats]))
