"""Merging two logs run by run, so that it does not matter which is merged into which, or how often.

What happens in a run is only ever added to it, and counted (`entries`). So of two states of a run
the one with more entries is the later one, and holds the other. Marks are kept from both.

Two states of which neither holds the other do not come about by use: a file was changed by hand.
Then the one with more entries is kept whole and, of as many, the one whose rows come later in the
order of their text; the merge says how many there were.
"""

import sqlite3
from dataclasses import dataclass

from follow_along.adapters.log.rows import (
    FORMS,
    Row,
    RunRows,
    in_order,
    read_run,
    replace_run,
    run_ids,
    write_run,
)

_ENTRIES = FORMS["run"].columns.index("entries")

_LASTING = {
    "run": "run session title programme week first_side began_utc began_offset_min",
    "block": "row place exercise name kind side set_number planned_ms began_utc began_offset_min",
    "stop": "row stop kind offset_ms counted began_utc began_offset_min",
    "correction": "row stop delta at_utc at_offset_min",
}
"""The columns that nothing that happens later in a run changes."""


@dataclass(frozen=True, slots=True)
class Merged:
    """How many runs a merge met, by what it did with them."""

    added: int = 0
    changed: int = 0
    """Longer in the other log, or with marks that were not known here."""
    unchanged: int = 0
    differing: int = 0
    """Of these (changed or not), the runs of which neither log's state held the other's."""


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
        differing += not (_holds(both, ours) and _holds(both, theirs))
        if both == ours:
            unchanged += 1
        else:
            replace_run(into, both)
            changed += 1
    return Merged(added, changed, unchanged, differing)


def merged_run(one: RunRows, other: RunRows) -> RunRows:
    """The run that two states of it come to; the same whichever is named first."""
    kept = max(one, other, key=_fullness)
    stops = {(None, None)} | {(row[1], row[2]) for row in kept["stop"]}
    marks = set(one["mark"]) | set(other["mark"])
    known = [mark for mark in marks if (mark[1], mark[2]) in stops]
    return kept | {"mark": in_order(known)}


def _fullness(rows: RunRows) -> tuple[int, str]:
    entries = rows["run"][0][_ENTRIES]
    return (int(entries or 0), repr([rows[form] for form in _LASTING]))


def _holds(fuller: RunRows, lesser: RunRows) -> bool:
    """Whether all that began in one state of a run began in the other in the same way."""
    same = {form: fuller[form] == lesser[form] for form in _LASTING}
    if fuller["run"][0][_ENTRIES] == lesser["run"][0][_ENTRIES]:
        return all(same.values())
    return all(
        same[form] or _lasting(form, lesser[form]) <= _lasting(form, fuller[form])
        for form in _LASTING
    )


def _lasting(form: str, rows: tuple[Row, ...]) -> set[Row]:
    places = [FORMS[form].columns.index(column) for column in _LASTING[form].split()]
    return {tuple(row[place] for place in places) for row in rows}
