"""Merging two logs run by run. The order and the number of merges make no difference.

Events are only ever added to a run, and counted (`entries`). So of two versions of a run the one
with more entries is the later one and contains the other. Marks and ratings are kept from both.

Two versions of which neither contains the other come about only when a file was edited. Then the
one with more entries is kept and, of equally many, the one whose rows are later in text order; the
merge counts such runs.
"""

import sqlite3
from dataclasses import dataclass

from follow_along.adapters.log.rows import (
    ROW_KINDS,
    Row,
    RunRows,
    in_order,
    read_run,
    replace_run,
    run_ids,
    write_run,
)

_ENTRIES = ROW_KINDS["run"].columns.index("entries")

_IMMUTABLE = {
    "run": "run session title programme week first_side began_utc began_offset_min",
    "block": "row place exercise name kind side set_number planned_ms round reps"
    " began_utc began_offset_min",
    "stop": "row stop kind offset_ms counted began_utc began_offset_min",
    "correction": "row stop delta at_utc at_offset_min",
}
"""The columns that no later event of a run changes."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The numbers of runs in a merge, by what was done with them."""

    added: int = 0
    changed: int = 0
    """The other log had more events of the run, or more marks or ratings."""
    unchanged: int = 0
    differing: int = 0
    """Of the changed and unchanged, the runs of which neither version contains the other."""


def merge(into: sqlite3.Connection, source: sqlite3.Connection) -> Merged:
    """Merge the runs of `source` into `into`, within the caller's transaction on `into`."""
    added = changed = unchanged = differing = 0
    for run_id in run_ids(source):
        theirs, ours = read_run(source, run_id), read_run(into, run_id)
        if not ours["run"]:
            write_run(into, theirs)
            added += 1
            continue
        both = merged_run(ours, theirs)
        differing += not (_contains(both, ours) and _contains(both, theirs))
        if both == ours:
            unchanged += 1
        else:
            replace_run(into, both)
            changed += 1
    return Merged(added, changed, unchanged, differing)


def merged_run(one: RunRows, other: RunRows) -> RunRows:
    """Two versions of a run merged; the order of the arguments makes no difference."""
    kept = max(one, other, key=_fullness)
    stops = {(None, None)} | {(row[1], row[2]) for row in kept["stop"]}
    marks = set(one["mark"]) | set(other["mark"])
    known = [mark for mark in marks if (mark[1], mark[2]) in stops]
    ratings = set(one["rating"]) | set(other["rating"])
    return kept | {"mark": in_order(known), "rating": in_order(ratings)}


def _fullness(rows: RunRows) -> tuple[int, str]:
    entries = rows["run"][0][_ENTRIES]
    return (int(entries or 0), repr([rows[kind] for kind in _IMMUTABLE]))


def _contains(fuller: RunRows, lesser: RunRows) -> bool:
    """Whether everything that began in `lesser` began in `fuller` in the same way."""
    same = {kind: fuller[kind] == lesser[kind] for kind in _IMMUTABLE}
    if fuller["run"][0][_ENTRIES] == lesser["run"][0][_ENTRIES]:
        return all(same.values())
    return all(
        same[kind] or _immutable(kind, lesser[kind]) <= _immutable(kind, fuller[kind])
        for kind in _IMMUTABLE
    )


def _immutable(kind: str, rows: tuple[Row, ...]) -> set[Row]:
    indexes = [ROW_KINDS[kind].columns.index(column) for column in _IMMUTABLE[kind].split()]
    return {tuple(row[index] for index in indexes) for row in rows}
