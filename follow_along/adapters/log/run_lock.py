"""Locks on the runs being played: a file for each beside the log, freed when its program ends."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.log_file import make_folder

if TYPE_CHECKING:
    from filelock import BaseFileLock


class RunLocks:
    """Holds a lock on the run that this program plays, so that no other program resumes it.

    When no lock can be made, because the folder of the log cannot be written, every run is free.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        self._held: tuple[str, BaseFileLock] | None = None

    def hold(self, run_id: str) -> bool:
        """Lock a run and release the one held before. False when another program plays it."""
        if self._held and self._held[0] == run_id:
            return True
        self.release()
        self._sweep()
        try:
            make_folder(self._log)
            self._held = (run_id, _lock(self._path(run_id)))
        except TimeoutError:
            return False
        except (OSError, LogError, NotImplementedError):
            # filelock before 4 raises NotImplementedError on a file system without locks.
            return True
        return True

    def release(self) -> None:
        """Release the run that is held, if any."""
        if self._held is None:
            return
        run_id, lock = self._held
        self._held = None
        _remove(self._path(run_id), lock)

    def _sweep(self) -> None:
        """Remove the files that crashed programs left."""
        for path in self._log.parent.glob(self._path("*").name):
            with contextlib.suppress(OSError, NotImplementedError):
                _remove(path, _lock(path))

    def _path(self, run_id: str) -> Path:
        return self._log.with_name(f"{self._log.stem}-playing-{run_id}.lock")


def _lock(path: Path) -> "BaseFileLock":
    """Take a lock without waiting. Raises TimeoutError when it is taken, OSError otherwise."""
    # Needed when a run begins, not for the first screen.
    from filelock import FileLock  # noqa: PLC0415

    lock = FileLock(path)
    lock.acquire(timeout=0)
    return lock


def _remove(path: Path, lock: "BaseFileLock") -> None:
    # Removed while held, so that no other program can lock it. Windows removes it at the release.
    with contextlib.suppress(OSError):
        path.unlink()
    with contextlib.suppress(OSError):
        lock.release()
