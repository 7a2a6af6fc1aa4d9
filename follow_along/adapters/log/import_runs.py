"""Importing runs: each line is checked in a log in memory, then all are merged into the log."""

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import ENTRY_ERRORS, WRITING_ERRORS, LogError, clause, reason
from follow_along.adapters.log.merge import Merged, merge
from follow_along.adapters.log.rows import KIND_KEY, ROW_KINDS, Row, write_row
from follow_along.adapters.log.statements import BLOCK_DEFAULTS
from follow_along.adapters.log.timestamps import utc_ms, utc_text
from follow_along.adapters.log.totals_query import store_week_totals
from follow_along.adapters.log.transaction import transaction
from follow_along.core.text import visible

_LARGEST = 2**40
"""35 years in milliseconds: larger than any number of a log, and small enough to be added up."""

_LATEST_MS = 32_503_680_000_000
"""The year 3000: no run has a date after it."""

_LONGEST_TEXT = 255
"""Characters in a text, as many as a file name may have."""

_TEXTS = {"run", "session", "title", "programme", "first_side"} | {
    *("exercise", "name", "kind", "side", "outcome", "version"),
    *("question", "note"),
}


@dataclass(frozen=True, slots=True)
class BadLineError(Exception):
    """A line is damaged or does not fit into a log; the reason is a clause."""

    reason: str


class DifferingRunsError(Exception):
    """Nothing was merged, because `count` runs differ from the runs of the same ids in the log."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class RunImport:
    """Collects the lines of an export in a log in memory, then merges them into a log."""

    def __init__(self) -> None:
        self._scratch = database.open_scratch()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._scratch.close()

    def add(self, line: Mapping[str, object]) -> None:
        """Add one line. Raises BadLineError when it is damaged, or what it refers to is missing."""
        kind = line.get(KIND_KEY)
        if not isinstance(kind, str) or kind not in ROW_KINDS:
            raise BadLineError("it is not a run, block, stop, correction, mark or rating")
        if kind == "block":
            line = {**BLOCK_DEFAULTS, **line}
        row = _checked(line, ROW_KINDS[kind].columns)
        try:
            write_row(self._scratch, kind, row)
        except ENTRY_ERRORS as error:
            raise BadLineError(f"it does not fit into a log ({visible(reason(error))})") from error

    def merge_into(self, log: Path, *, force: bool = False) -> Merged:
        """Merge the lines into the log at `log`, all or none.

        Raises DifferingRunsError when runs of the log would be replaced by others, unless `force`,
        and LogError with one sentence when the log cannot be used.
        """
        try:
            with closing(database.open_for_writing(log)) as connection:
                with transaction(connection):
                    merged = merge(connection, self._scratch)
                    if merged.differing and not force:
                        raise DifferingRunsError(merged.differing)
                store_week_totals(connection)
                return merged
        except WRITING_ERRORS as error:
            raise LogError(visible(f"The log {log} {clause(error)}.")) from error


def _checked(line: Mapping[str, object], columns: tuple[str, ...]) -> Row:
    """The values of a line in the order of its columns, each of its type or None."""
    missing = [name for name in columns if name not in line]
    unknown = [name for name in line if name not in columns and name != KIND_KEY]
    if missing or unknown:
        raise BadLineError(
            f"it has no {missing[0]}" if missing else f"{visible(unknown[0])[:40]} is not known"
        )
    return tuple(_value(name, line[name]) for name in columns)


def _value(name: str, value: object) -> str | int | None:
    if value is None:
        return None
    if name in _TEXTS:
        if type(value) is not str or re.search("[\ud800-\udfff]", value):
            raise BadLineError(f"{name} is not a text")
        if len(value) > _LONGEST_TEXT:
            raise BadLineError(
                f"{name} is longer than {_LONGEST_TEXT} characters, the most it may be"
            )
        return visible(value)
    if name.endswith("_utc"):
        if type(value) is str and _is_utc_text(value):
            return value
        raise BadLineError(f"{name} is not a time such as 2026-03-07T06:30:00.000Z, up to 2999")
    if type(value) is int and abs(value) <= _LARGEST:
        return value
    raise BadLineError(f"{name} is not a whole number, or too large")


def _is_utc_text(text: str) -> bool:
    try:
        moment_ms = utc_ms(text)
        return moment_ms < _LATEST_MS and utc_text(moment_ms) == text
    except (ValueError, OverflowError, TypeError):
        return False
