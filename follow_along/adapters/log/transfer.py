"""What of a log travels to another machine, as lines: runs, blocks, stops, corrections and marks.

A line holds what its row in the tables holds. The ids of one file alone are left out; a run is
named by its universally unique id, a block by its row in the run, a stop by its number in there.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import ENTRY_ERRORS, WRITING_ERRORS, LogError, clause, reason
from follow_along.adapters.log.merge import Merged, merge
from follow_along.adapters.log.reader import reading
from follow_along.adapters.log.rows import FORMS, LINE, Row, read_run, run_ids, write_row
from follow_along.adapters.log.timestamps import utc_ms, utc_text
from follow_along.adapters.log.totals_query import store_week_totals
from follow_along.core.text import visible

Line = dict[str, str | int | None]

_LARGEST = 2**40
"""Beyond any true number of a log (35 years in milliseconds), and small enough to be added up."""

_LATEST_MS = 32_503_680_000_000
"""The year 3000: dates beyond it, or before 1970, are of no run."""

_LONGEST = 255
"""Characters in a text, as many as a file's name may have."""

_TEXTS = {"run", "session", "title", "programme", "first_side"} | {
    *("exercise", "name", "kind", "side", "outcome")
}


@dataclass(frozen=True, slots=True)
class NotTakenError(Exception):
    """A line is damaged or has no place in a log; the reason is a clause."""

    reason: str


class DifferingRunsError(Exception):
    """Runs of the same ids, `count` of them, are other ones here; nothing was merged."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def outgoing(log: Path) -> Iterator[Line]:
    """Every line of the log at `log`, the lines of a run one after another, oldest run first.

    LogError with one sentence when it cannot be read.
    """
    with reading(log) as connection:
        if connection is None:
            return
        for run_id in run_ids(connection):
            for form, rows in read_run(connection, run_id).items():
                for row in rows:
                    yield {LINE: form, **dict(zip(FORMS[form].columns, row, strict=True))}


class IncomingRuns:
    """Lines from elsewhere: checked in a log of their own first, then merged into the person's."""

    def __init__(self) -> None:
        self._scratch = database.open_scratch()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._scratch.close()

    def take(self, line: Mapping[str, object]) -> None:
        """Take in one line. NotTakenError when it is damaged, or what it belongs to is missing."""
        form = line.get(LINE)
        if not isinstance(form, str) or form not in FORMS:
            raise NotTakenError("it is no run, block, stop, correction or mark")
        row = _checked(line, FORMS[form].columns)
        try:
            write_row(self._scratch, form, row)
        except ENTRY_ERRORS as error:
            raise NotTakenError(f"a log has no place for it ({visible(reason(error))})") from error

    def merge_into(self, log: Path, *, force: bool = False) -> Merged:
        """Merge what was taken into the log at `log`, all or nothing.

        DifferingRunsError where that would put runs in the place of others, unless by `force`.
        LogError with one sentence when it cannot be.
        """
        try:
            with closing(database.open_for_writing(log)) as connection:
                with database.transaction(connection):
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
    unknown = [name for name in line if name not in columns and name != LINE]
    if missing or unknown:
        raise NotTakenError(
            f"it lacks {missing[0]}" if missing else f"{visible(unknown[0])[:40]} is not known"
        )
    return tuple(_value(name, line[name]) for name in columns)


def _value(name: str, value: object) -> str | int | None:
    if value is None:
        return None
    if name in _TEXTS:
        if type(value) is not str or not _storable(value):
            raise NotTakenError(f"{name} is not a text")
        if len(value) > _LONGEST:
            raise NotTakenError(f"{name} is longer than {_LONGEST} characters, the most it may be")
        return visible(value)
    if name.endswith("_utc"):
        if type(value) is str and _is_moment(value):
            return value
        raise NotTakenError(f"{name} is not a time such as 2026-03-07T06:30:00.000Z, up to 2999")
    if type(value) is int and abs(value) <= _LARGEST:
        return value
    raise NotTakenError(f"{name} is not a whole number, or too large")


def _storable(text: str) -> bool:
    """Whether a database holds the text: no lone surrogates."""
    return not re.search("[\ud800-\udfff]", text)


def _is_moment(text: str) -> bool:
    try:
        moment = utc_ms(text)
        return 0 <= moment < _LATEST_MS and utc_text(moment) == text
    except (ValueError, OverflowError, TypeError):
        return False
