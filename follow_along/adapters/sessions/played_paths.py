"""Which session files were played by path, so that the run of one can be offered for resuming.

They are in a file of this machine and not in the log, so that no path of an import or of another
machine is ever opened.
"""

import json
from contextlib import suppress
from pathlib import Path

from follow_along.adapters.atomic_write import OWNER_ONLY, CannotReplaceError, atomic_write
from follow_along.adapters.safe_read import NotTextError, UnreadableFileError, read_bytes

_MOST_RUNS = 20
"""The latest run alone is offered for resuming; others may be on in other windows."""

_MAX_BYTES = 256 * 1024


class PlayedPaths:
    """The absolute paths of session files by the ids of their runs, in the file `stored`."""

    def __init__(self, stored: Path) -> None:
        self._stored = stored

    def path(self, run_id: str) -> Path | None:
        """Return the path of a run; None if it was not played by path, or is not known any more."""
        path = self._read().get(run_id)
        return Path(path) if path else None

    def add(self, run_id: str, path: Path) -> None:
        """Keep the path of a run; nothing is kept where nothing can be written."""
        latest = list({**self._read(), run_id: str(path.absolute())}.items())[-_MOST_RUNS:]
        self._write(dict(latest))

    def remove(self, run_id: str) -> None:
        """Forget the path of a run, if it is known."""
        paths = self._read()
        if paths.pop(run_id, None):
            self._write(paths)

    def _read(self) -> dict[str, str]:
        with suppress(UnreadableFileError, NotTextError, ValueError, RecursionError):
            paths = json.loads(read_bytes(self._stored, _MAX_BYTES, follow_links=False))
            if isinstance(paths, dict):
                return {run: path for run, path in paths.items() if isinstance(path, str)}
        return {}

    def _write(self, paths: dict[str, str]) -> None:
        with suppress(OSError, CannotReplaceError):
            self._stored.parent.mkdir(parents=True, exist_ok=True)
            with atomic_write(self._stored, replace=True, mode=OWNER_ONLY) as part:
                part.write_text(json.dumps(paths), encoding="ascii")
