"""The log as a file to take elsewhere, in JSON Lines, and back into a log from such a file.

The first line names the form and its version, the last one how many stand between them, so that a
file that was cut off is told from one that is whole. docs/history.md says what the lines hold.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from follow_along.adapters.atomic_write import OWNER_ONLY, CannotReplaceError, atomic_write
from follow_along.adapters.log import IncomingRuns, NotTakenError, outgoing
from follow_along.adapters.safe_read import UnreadableFileError, open_regular_file
from follow_along.core.text import visible
from follow_along.core.validation.messages import describe_value

FORMAT = "follow-along log"
VERSION = 1

LARGEST_LINE_BYTES = 64 * 1024
LARGEST_FILE_BYTES = 256 * 1024 * 1024
"""Ten years of daily runs with fifty stops each come to about 70 MB. Checking takes about half as
much memory as the file is large."""

_END = "end"


class ExportError(Exception):
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
    ever is. ExportError when it cannot be written, LogError when the log cannot be read.
    """
    if force and _is_log(target, log):
        raise ExportError(_sentence(target, "is the log itself, and is left alone"))
    try:
        with (
            atomic_write(target, replace=force, mode=OWNER_ONLY) as beside,
            beside.open("wb") as file,
        ):
            file.writelines(exported(log))
    except CannotReplaceError as error:
        hint = "" if force else " (name another file, or replace it with --force)"
        raise ExportError(_sentence(target, f"{error}{hint}")) from None
    except OSError as error:
        raise ExportError(
            _sentence(target, f"cannot be written ({error.strerror or error})")
        ) from error


def read_import(source: Path, incoming: IncomingRuns) -> None:
    """Take every line of an exported file into `incoming`. ExportError names what is wrong."""
    name = visible(str(source))
    try:
        with open_regular_file(source) as file:
            take_lines(file, incoming, name)
    except UnreadableFileError as error:
        raise ExportError(f"{name} cannot be taken in: {error}.") from None
    except OSError as error:
        raise ExportError(f"{name} cannot be read ({error.strerror}).") from error


def take_lines(file: BinaryIO, incoming: IncomingRuns, name: str) -> None:
    """Take every line of an exported file, called `name` in messages, into `incoming`.

    ExportError, with the number of the line, for one that is damaged or too long; also for a
    file that is too large, cut off, of another form, or from a newer version of the program.
    """
    taken = 0
    ended = False
    for number, text in _numbered(file, name):
        if ended:
            raise ExportError(f"{name}: line {number} comes after the end of the export.")
        line = _object(text, number, name)
        if number == 1:
            _check_head(line, name)
        elif line.get("line") == _END:
            if line.get("lines") != taken:
                raise ExportError(
                    f"{name}: line {number} says that {describe_value(line.get('lines'))} lines stand before"
                    f" it, but there are {taken}: some are missing or too many."
                )
            ended = True
        else:
            try:
                incoming.take(line)
            except NotTakenError as error:
                raise ExportError(f"{name}: line {number} is damaged: {error.reason}.") from error
            taken += 1
    if not ended:
        raise ExportError(f"{name} was cut off: its last line is missing. Nothing was imported.")


def _numbered(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    size = number = 0
    while text := file.readline(LARGEST_LINE_BYTES + 1):
        number += 1
        size += len(text)
        if len(text) > LARGEST_LINE_BYTES:
            raise ExportError(
                f"{name}: line {number} is longer than {LARGEST_LINE_BYTES // 1024} KiB, the most"
                " that is read."
            )
        if size > LARGEST_FILE_BYTES:
            raise ExportError(
                f"{name} is larger than {LARGEST_FILE_BYTES // 1024**2} MiB, the most that is read."
            )
        yield number, text
    if not number:
        raise ExportError(f"{name} is empty: it is no export of follow-along.")


def _object(text: bytes, number: int, name: str) -> dict[str, object]:
    try:
        said = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict):
        return said
    if number == 1:
        raise ExportError(f"{name} is no export of follow-along: its first line does not say so.")
    raise ExportError(f"{name}: line {number} is damaged: it is no JSON object.")


def _check_head(line: dict[str, object], name: str) -> None:
    version = line.get("version")
    if line.get("format") != FORMAT or type(version) is not int or version < 1:
        raise ExportError(f"{name} is no export of follow-along: its first line does not say so.")
    if version > VERSION:
        raise ExportError(
            f"{name} is from a newer follow-along (its version is {describe_value(version)}, the last one"
            f" known here {VERSION}): update follow-along."
        )


def _is_log(target: Path, log: Path) -> bool:
    return any(_same(target, Path(f"{log}{end}")) for end in ("", "-wal", "-shm"))


def _same(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return one.samefile(other)
    return False


def _line(said: Mapping[str, str | int | None]) -> bytes:
    return json.dumps(dict(said)).encode("ascii") + b"\n"


def _sentence(path: Path, said: str) -> str:
    return visible(f"The file {path} {said}.")
