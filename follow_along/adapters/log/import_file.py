"""Reading an exported file line by line. Nothing is imported from an incomplete one."""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from follow_along.adapters.log.export import END, FORMAT, VERSION
from follow_along.adapters.log.import_runs import BadLineError, RunImport
from follow_along.adapters.log.rows import KIND_KEY
from follow_along.adapters.safe_read import UnreadableFileError, open_regular_file
from follow_along.core.text import visible
from follow_along.core.validation.messages import describe_value

LARGEST_LINE_BYTES = 64 * 1024
LARGEST_FILE_BYTES = 256 * 1024 * 1024
"""Ten years of daily runs with fifty stops each are about 70 MB. Checking a file takes about half
its size in memory."""


class ImportFileError(Exception):
    """A file cannot be imported. The message is one sentence."""


def import_file(source: Path, runs: RunImport) -> None:
    """Add every line of an exported file to `runs`. Raises ImportFileError as `import_lines`."""
    name = visible(str(source))
    try:
        with open_regular_file(source) as file:
            import_lines(file, runs, name)
    except UnreadableFileError as error:
        raise ImportFileError(f"{name} cannot be imported: {error}.") from None
    except OSError as error:
        raise ImportFileError(f"{name} cannot be read ({error.strerror}).") from error


def import_lines(file: BinaryIO, runs: RunImport, name: str) -> None:
    """Add every line of an exported file, called `name` in messages, to `runs`.

    Raises ImportFileError, with the number of the line, for a damaged or too long line, and for a
    file that is too large, incomplete, of another format or from a newer version of the program.
    """
    count = 0
    ended = False
    for number, text in _numbered(file, name):
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


def _numbered(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    size = number = 0
    while text := file.readline(LARGEST_LINE_BYTES + 1):
        number += 1
        if number == 1:
            # Editors and spreadsheets put a byte order mark there, and blank lines at the end.
            text = text.removeprefix(codecs.BOM_UTF8)
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
        yield number, text
    if not number:
        raise ImportFileError(f"{name} is empty: it is not an export of follow-along.")


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
