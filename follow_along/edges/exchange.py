"""The log as a file to take elsewhere, in JSON Lines, and back into a log from such a file.

The first line names the form and its version, the last one how many stand between them, so that a
file that was cut off is told from one that is whole. docs/history.md says what the lines hold.
"""

import contextlib
import json
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from follow_along.core.text import visible
from follow_along.edges.log import Incoming, NotTakenError, outgoing

FORMAT = "follow-along log"
VERSION = 1

LARGEST_LINE_BYTES = 64 * 1024
LARGEST_FILE_BYTES = 512 * 1024 * 1024
"""Ten years of daily runs with fifty stops each come to about 70 MB."""

_END = "end"


class ExchangeError(Exception):
    """A file cannot be written, or not be taken in. The message is one sentence."""


def exported(log: Path) -> Iterator[bytes]:
    """The lines of the export of a log, each with its end. LogError when it cannot be read."""
    yield _line({"format": FORMAT, "version": VERSION})
    count = 0
    for count, line in enumerate(outgoing(log), start=1):  # noqa: B007 - the last line tells it
        yield _line(line)
    yield _line({"line": _END, "lines": count})


def write_export(log: Path, target: Path, *, force: bool = False) -> None:
    """Write the export of `log` to the file `target`, whole or not at all.

    Only with `force` is a file that stands there replaced, a link as the link it is; nothing else
    ever is. ExchangeError when it cannot be written, LogError when the log cannot be read.
    """
    try:
        _look_at(target, log, force=force)
        with _beside(target) as temporary:
            with temporary.open("wb") as file:
                file.writelines(exported(log))
                file.flush()
                os.fsync(file.fileno())
            if not force:
                # Takes the name for this program, or fails where another has it by now.
                os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            temporary.replace(target)
    except FileExistsError:
        raise ExchangeError(
            _sentence(target, "is there already (name another file, or replace it with --force)")
        ) from None
    except OSError as error:
        raise ExchangeError(
            _sentence(target, f"cannot be written ({error.strerror or error})")
        ) from error


def read_import(source: Path, incoming: Incoming) -> None:
    """Take every line of an exported file into `incoming`. ExchangeError names what is wrong."""
    try:
        descriptor = os.open(
            source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ExchangeError(_sentence(source, "is not a file (give - to read from a pipe)"))
            take_lines(file, incoming, visible(str(source)))
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise ExchangeError(_sentence(source, f"cannot be read ({said})")) from error


def take_lines(file: BinaryIO, incoming: Incoming, name: str) -> None:
    """Take every line of an exported file, called `name` in messages, into `incoming`.

    ExchangeError, with the number of the line, for one that is damaged or too long; also for a
    file that is too large, cut off, of another form, or from a newer version of the program.
    """
    taken = 0
    ended = False
    for number, text in _numbered(file, name):
        if ended:
            raise ExchangeError(f"{name}: line {number} comes after the end of the export.")
        line = _object(text, number, name)
        if number == 1:
            _check_head(line, name)
        elif line.get("line") == _END:
            if line.get("lines") != taken:
                raise ExchangeError(
                    f"{name}: line {number} says that {line.get('lines')} lines stand before it,"
                    f" but there are {taken}: some are missing or too many."
                )
            ended = True
        else:
            try:
                incoming.take(line)
            except NotTakenError as error:
                raise ExchangeError(f"{name}: line {number} is damaged: {error.reason}.") from error
            taken += 1
    if not ended:
        raise ExchangeError(f"{name} was cut off: its last line is missing. Nothing was imported.")


def _numbered(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    size = number = 0
    while text := file.readline(LARGEST_LINE_BYTES + 1):
        number += 1
        size += len(text)
        if len(text) > LARGEST_LINE_BYTES:
            raise ExchangeError(
                f"{name}: line {number} is longer than {LARGEST_LINE_BYTES // 1024} KiB, the most"
                " that is read."
            )
        if size > LARGEST_FILE_BYTES:
            raise ExchangeError(
                f"{name} is larger than {LARGEST_FILE_BYTES // 1024**2} MiB, the most that is read."
            )
        yield number, text
    if not number:
        raise ExchangeError(f"{name} is empty: it is no export of follow-along.")


def _object(text: bytes, number: int, name: str) -> dict[str, object]:
    try:
        found = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    if number == 1:
        raise ExchangeError(f"{name} is no export of follow-along: its first line does not say so.")
    raise ExchangeError(f"{name}: line {number} is damaged: it is no JSON object.")


def _check_head(line: dict[str, object], name: str) -> None:
    version = line.get("version")
    if line.get("format") != FORMAT or type(version) is not int or version < 1:
        raise ExchangeError(f"{name} is no export of follow-along: its first line does not say so.")
    if version > VERSION:
        raise ExchangeError(
            f"{name} is from a newer follow-along (its version is {version}, the last one known"
            f" here {VERSION}): update follow-along."
        )


def _look_at(target: Path, log: Path, *, force: bool) -> None:
    """Refuse early what would be refused at the end. ExchangeError or FileExistsError."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if not force:
        raise FileExistsError
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise ExchangeError(_sentence(target, "is not a file, and is left alone"))
    if log.exists() and any(_same(target, Path(f"{log}{end}")) for end in ("", "-wal", "-shm")):
        raise ExchangeError(_sentence(target, "is the log itself, and is left alone"))


def _same(one: Path, other: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return one.samefile(other)
    return False


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new file beside `target`, readable by its owner alone; gone afterwards unless renamed."""
    descriptor, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=".export-")
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _line(said: Mapping[str, str | int | None]) -> bytes:
    return json.dumps(dict(said)).encode("ascii") + b"\n"


def _sentence(path: Path, said: str) -> str:
    return visible(f"The file {path} {said}.")
