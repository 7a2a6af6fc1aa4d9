"""Compares a run with the ones before it: the recent level of each balance exercise."""

from collections.abc import Mapping, Sequence

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.totals import RunTotals, Totals, sum_totals

RECENT_RUNS = 3
"""How many runs make the recent level. Fewer say too little with counts this small."""


def recent_levels(
    runs: Sequence[RunTotals], before: str | None = None
) -> Mapping[tuple[str, Side], Totals]:
    """Return the recent level of each balance exercise (by id) and side that has one."""
    balance = [run for run in runs if run.done.kind is ExerciseKind.BALANCE]
    keys = {(run.done.exercise, run.done.side) for run in balance}
    levels = {key: recent_level(runs, *key, before=before) for key in keys}
    return {key: totals for key, totals in levels.items() if totals}


def recent_level(
    runs: Sequence[RunTotals], exercise: str, side: Side, before: str | None = None
) -> Totals | None:
    """Return the totals of the last three runs in which an exercise was done on a side.

    `before` is the id of a run: only runs before it count, of the length and the version in which
    that run has the exercise; else of those done last. None when there is no such run.
    """
    began = next((run.began.utc_ms for run in runs if run.run_id == before), None)
    with_it = [run for run in runs if (run.done.exercise, run.done.side) == (exercise, side)]
    earlier = sorted(
        (run for run in with_it if began is None or run.began.utc_ms < began),
        key=lambda run: run.order,
    )
    if not earlier:
        return None
    like = next((run for run in with_it if run.run_id == before), earlier[-1]).done
    same = [
        run
        for run in earlier
        if (run.done.planned_ms, run.done.version) == (like.planned_ms, like.version)
    ]
    if not same:
        return None
    return sum_totals(run.done.totals for run in same[-RECENT_RUNS:])
