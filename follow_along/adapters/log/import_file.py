"""Reading an exported file line by line, or a copy of a log. An incomplete file is refused."""

import codecs
import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from follow_along.adapters.log.errors import READING_ERRORS, reading_clause
from follow_along.adapters.log.export import END, FORMAT, VERSION
from follow_along.adapters.log.import_runs import BadLineError, RunImport
from follow_along.adapters.log.log_copy import BEGINNING, LARGEST_BYTES, copied_rows
from follow_along.adapters.log.rows import KIND_KEY
from follow_along.adapters.safe_read import UnreadableFileError, open_regular_file
from follow_along.core.text import visible
from follow_along.core.validation.messages import describe_value

LARGEST_LINE_BYTES = 64 * 1024
LARGEST_FILE_BYTES = LARGEST_BYTES
"""Checking a file takes about half its size in memory."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file begins that Windows PowerShell or an editor there has written anew."""


class ImportFileError(Exception):
    """A file cannot be imported. The message is one sentence."""


def import_file(source: Path, runs: RunImport) -> None:
    """Add every row of an exported file, or of a copy of a log, to `runs`.

    Raises ImportFileError as `import_stream`.
    """
    name = visible(str(source))
    try:
        with open_regular_file(source) as file:
            import_stream(file, runs, name, source)
    except UnreadableFileError as error:
        raise ImportFileError(f"{name} cannot be imported: {error}.") from None
    except OSError as error:
        raise ImportFileError(f"{name} cannot be read ({error.strerror}).") from error


def import_stream(file: BinaryIO, runs: RunImport, name: str, source: Path | None = None) -> None:
    """Add every row of an export or of a log, called `name` in messages, to `runs`.

    A log is known by how it begins; `source` is its path, if it has one. Raises ImportFileError
    for a damaged line, with its number, and for a file that is damaged, too large, incomplete,
    of another format or from a newer version of the program.
    """
    first = file.readline(LARGEST_LINE_BYTES + 1)
    if first.startswith(BEGINNING):
        _import_log(first, file, runs, name, source)
    else:
        _import_lines(_numbered(first, file, name), runs, name)


def _import_log(
    first: bytes, file: BinaryIO, runs: RunImport, name: str, source: Path | None
) -> None:
    try:
        for row in copied_rows(first, file, source):
            runs.add(row)
    except BadLineError as error:
        raise ImportFileError(f"{name} is damaged: in one of its rows {error.reason}.") from None
    except READING_ERRORS as error:
        # What to do about a log of one's own is no advice here.
        why, _, _ = reading_clause(error).partition(" (move it ")
        raise ImportFileError(visible(f"{name} cannot be imported: it {why}.")) from error


def _import_lines(lines: Iterator[tuple[int, bytes]], runs: RunImport, name: str) -> None:
    count = 0
    ended = False
    for number, text in lines:
        if ended and not text.strip():
            continue
        if ended:
            raise ImportFileError(f"{name}: line {number} comes after the end of the export.")
        line = _object(text, number, name)
        if number == 1:
            _check_head(line, name)
        elif line.get(KIND_KEY) == END:
            _check_end(line, number, count, name)
            ended = True
        else:
            try:
                runs.add(line)
            except BadLineError as error:
                raise ImportFileError(
                    f"{name}: line {number} is damaged: {error.reason}."
                ) from error
            count += 1
    if not ended:
        raise ImportFileError(
            f"{name} is incomplete: its last line is missing. Nothing was imported."
        )


def _numbered(first: bytes, file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    if not first:
        raise ImportFileError(f"{name} is empty: it is not an export of follow-along.")
    pieces = chain([first], iter(partial(file.readline, LARGEST_LINE_BYTES + 1), b""))
    lines = _from_utf_16(pieces, name) if first.startswith(_UTF_16) else pieces
    size = 0
    for number, text in enumerate(lines, start=1):
        size += len(text)
        if len(text) > LARGEST_LINE_BYTES:
            raise ImportFileError(
                f"{name}: line {number} is longer than {LARGEST_LINE_BYTES // 1024} KiB,"
                " the most that is read."
            )
        if size > LARGEST_FILE_BYTES:
            raise ImportFileError(
                f"{name} is larger than {LARGEST_FILE_BYTES // 1024**2} MiB, the most that is read."
            )
        # Editors and spreadsheets put a byte order mark at the beginning.
        yield number, text.removeprefix(codecs.BOM_UTF8) if number == 1 else text


def _from_utf_16(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The lines of a file in UTF-16, in UTF-8. A piece may end within a character."""
    decoder = codecs.getincrementaldecoder("utf-16")()
    line = ""
    try:
        for piece in pieces:
            *lines, line = f"{line}{decoder.decode(piece)}".split("\n")
            yield from (each.encode() for each in lines)
            if len(line) > LARGEST_LINE_BYTES:
                break
        else:
            line += decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise ImportFileError(f"{name} is damaged: it is not text in UTF-16.") from None
    if line:
        yield line.encode()


def _object(text: bytes, number: int, name: str) -> dict[str, object]:
    try:
        line = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        line = None
    if isinstance(line, dict):
        return line
    if number == 1:
        raise ImportFileError(_not_an_export(name))
    raise ImportFileError(f"{name}: line {number} is damaged: it is not a JSON object.")


def _check_head(line: dict[str, object], name: str) -> None:
    version = line.get("version")
    if line.get("format") != FORMAT or type(version) is not int or version < 1:
        raise ImportFileError(_not_an_export(name))
    if version > VERSION:
        raise ImportFileError(
            f"{name} is from a newer follow-along (its version is {describe_value(version)}, the"
            f" last one known here {VERSION}): update follow-along."
        )


def _check_end(line: dict[str, object], number: int, count: int, name: str) -> None:
    stated = line.get("lines")
    if stated != count:
        raise ImportFileError(
            f"{name}: line {number} says that {describe_value(stated)} lines come before it, but"
            f" there are {count}: the file is incomplete or was changed."
        )


def _not_an_export(name: str) -> str:
    return f"{name} is not an export of follow-along: its first line does not say so."
