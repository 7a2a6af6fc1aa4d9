"""When the program itself fails: a report of where in its code it was, and of nothing else."""

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
from follow_along.core.history.logged_run import WallTime
from follow_along.core.text import visible

KEPT = 10
"""Reports that are kept; older ones give way."""

_PATTERN = "crash-*.txt"
_MOST_FRAMES = 100
_LONGEST_LINE = 500
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


def report_crash(
    error: BaseException, when: WallTime, folder: Path, elsewhere: Path
) -> Path | None:
    """Write a report into `folder`, or else `elsewhere`; its path, None where neither takes it.

    It says the versions, the system, the size of the terminal and where in the code it was. The
    home directory is written `~`, and no value of any variable is in it. Of the reports in `folder`
    the last ten are kept.
    """
    text = _report(error, when)
    for place in (folder, elsewhere):
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            path = _write(place, f"crash-{_stamp(when)}", text)
            if place == folder:
                _forget_older(folder)
            return path
    return None


def _report(error: BaseException, when: WallTime) -> str:
    columns, rows = shutil.get_terminal_size()
    lines = [
        f"follow-along {__version__} failed at {utc_text(when.utc_ms)}",
        f"Python {sys.version.split()[0]}, Textual {_version_of('textual')}",
        f"{platform.platform()}, terminal {os.environ.get('TERM', 'unknown')} {columns}x{rows}",
        "",
        *_trace(error),
    ]
    return "".join(f"{visible(line[:_LONGEST_LINE])}\n" for line in lines)


def _trace(error: BaseException) -> Iterator[str]:
    text = "".join(traceback.format_exception(error, limit=-_MOST_FRAMES))
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
    """Write a new file, over no other and through no link. OSError when it cannot be."""
    for number in count(1):
        path = folder / (f"{stem}.txt" if number == 1 else f"{stem}-{number}.txt")
        with suppress(FileExistsError):
            how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW
            with os.fdopen(os.open(path, how, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
            return path
    raise AssertionError("numbers never run out")


def _forget_older(folder: Path) -> None:
    with suppress(OSError):
        reports = sorted(folder.glob(_PATTERN), key=lambda path: path.lstat().st_mtime_ns)
        for path in reports[:-KEPT]:
            path.unlink()
