"""Which runs are being played: a lock for each, beside the log, that goes with its program."""

import contextlib
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout


class RunLocks:
    """Holds the run that this program plays, so that no other program goes on with it.

    A lock that cannot be made, because nothing can be written beside the log, stops nobody.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        self._held: tuple[str, BaseFileLock] | None = None

    def hold(self, run_id: str) -> bool:
        """Hold a run in place of the one held before. False when another program plays it."""
        if self._held and self._held[0] == run_id:
            return True
        self.let_go()
        self._sweep()
        try:
            self._held = (run_id, _lock(self._path(run_id)))
        except Timeout:
            return False
        except OSError:
            return True
        return True

    def let_go(self) -> None:
        """Hold nothing."""
        if self._held is None:
            return
        run_id, lock = self._held
        self._held = None
        _end(self._path(run_id), lock)

    def _sweep(self) -> None:
        """Remove what programs that went down have left."""
        for path in self._log.parent.glob(self._path("*").name):
            with contextlib.suppress(Timeout, OSError):
                _end(path, _lock(path))

    def _path(self, run_id: str) -> Path:
        return self._log.with_name(f"{self._log.stem}-playing-{run_id}.lock")


def _lock(path: Path) -> BaseFileLock:
    """Take a lock now. Timeout when another program has it, OSError when none can be made."""
    lock = FileLock(path)
    lock.acquire(timeout=0)
    return lock


def _end(path: Path, lock: BaseFileLock) -> None:
    # While it is held: nobody can take a file that goes. Windows removes it at the release.
    with contextlib.suppress(OSError):
        path.unlink()
    with contextlib.suppress(OSError):
        lock.release()
