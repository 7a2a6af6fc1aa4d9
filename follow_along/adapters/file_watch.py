"""Waiting for a file to change, by looking at it a few times a second."""

import threading
from collections.abc import Iterator
from pathlib import Path

POLL_S = 0.3
"""Seconds between two looks. Notifications of the system miss files of a network."""


def changes(path: Path) -> Iterator[None]:
    """Yield each time that the file is changed, replaced, gone or back, from this call on."""
    return _changes(path, _state(path))


def _changes(path: Path, before: tuple[int, ...]) -> Iterator[None]:
    while True:
        threading.Event().wait(POLL_S)
        if (now := _state(path)) != before:
            before = now
            yield


def _state(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
