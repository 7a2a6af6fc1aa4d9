"""Crash reports: where in the code the program failed, and nothing personal."""

import os
import platform
import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from pathlib import Path

from follow_along import __version__
from follow_along.adapters.log.timestamps import utc_text
from follow_along.core.text import visible
from follow_along.core.wall_time import WallTime

MAX_REPORTS = 10
"""Older reports are deleted."""

_PATTERN = "crash-*.txt"
_MAX_FRAMES = 100
_MAX_LINE_LENGTH = 500
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


def report_crash(error: BaseException, when: WallTime, folder: Path, fallback: Path) -> Path | None:
    """Write a report to `folder`, or to `fallback`; return its path, None if both fail.

    The report holds versions, the system, the terminal's size and the traceback. The home folder is
    written as `~`, and no value of a variable is included. The ten latest reports in `folder` are
    kept.
    """
    text = _report_text(error, when)
    for target in (folder, fallback):
        with suppress(OSError):
            target.mkdir(parents=True, exist_ok=True)
            path = _write(target, f"crash-{_stamp(when)}", text)
            if target == folder:
                _delete_old_reports(folder)
            return path
    return None


def _report_text(error: BaseException, when: WallTime) -> str:
    columns, rows = shutil.get_terminal_size()
    lines = [
        f"follow-along {__version__} failed at {utc_text(when.utc_ms)}",
        f"Python {sys.version.split()[0]}, Textual {_version_of('textual')}",
        f"{platform.platform()}, terminal {os.environ.get('TERM', 'unknown')} {columns}x{rows}",
        "",
        *_traceback_lines(error),
    ]
    return "".join(f"{visible(line[:_MAX_LINE_LENGTH])}\n" for line in lines)


def _traceback_lines(error: BaseException) -> Iterator[str]:
    text = "".join(traceback.format_exception(error, limit=-_MAX_FRAMES))
    with suppress(RuntimeError):
        text = text.replace(str(Path.home()), "~")
    yield from text.splitlines()


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _stamp(when: WallTime) -> str:
    return utc_text(when.utc_ms)[:19].replace("-", "").replace(":", "") + "Z"


def _write(folder: Path, stem: str, text: str) -> Path:
    """Write a new file: never over another, never through a link. Raises OSError."""
    for number in count(1):
        path = folder / (f"{stem}.txt" if number == 1 else f"{stem}-{number}.txt")
        with suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
            return path
    raise AssertionError("numbers never run out")


def _delete_old_reports(folder: Path) -> None:
    with suppress(OSError):
        reports = sorted(folder.glob(_PATTERN), key=lambda path: path.lstat().st_mtime_ns)
        for path in reports[:-MAX_REPORTS]:
            path.unlink()
