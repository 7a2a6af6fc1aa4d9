"""The totals of a log, computed in the simplest way from its runs."""

from collections import defaultdict
from collections.abc import Iterable

from follow_along.core.enums import BlockOutcome
from follow_along.core.history.logged_run import LoggedBlock, LoggedRun
from follow_along.core.history.totals import ExerciseTotals, RunTotals, Totals
from follow_along.core.weeks import week_of


def run_totals_by_hand(runs: Iterable[LoggedRun]) -> set[RunTotals]:
    """The totals of each run, by exercise, side and version."""
    run_totals = set()
    for run in runs:
        if run.excluded:
            continue
        groups: defaultdict[tuple[object, ...], list[LoggedBlock]] = defaultdict(list)
        for block in run.blocks:
            if block.outcome not in {None, BlockOutcome.SKIPPED}:
                groups[block.exercise, block.side, block.planned_ms, block.version].append(block)
        for blocks in groups.values():
            totals = ExerciseTotals(
                week=week_of(run.began),
                programme=run.programme,
                programme_week=run.week,
                exercise=blocks[0].exercise,
                name=blocks[0].name,
                kind=blocks[0].kind,
                side=blocks[0].side,
                planned_ms=blocks[0].planned_ms,
                totals=_totals(blocks),
                version=blocks[0].version,
            )
            reps = [each.reps_known for each in blocks if each.reps_known is not None]
            done = sum(reps) if reps else None
            run_totals.add(RunTotals(run.run_id, run.session, run.began, totals, run.rating, done))
    return run_totals


def _totals(blocks: list[LoggedBlock]) -> Totals:
    return Totals(
        count=sum(block.count for block in blocks),
        steady_ms=sum(block.steady_ms or 0 for block in blocks),
        off_ms=sum(
            stop.lasted_ms or 0
            for block in blocks
            for stop in block.interruptions
            if stop.kind.balance_lost
            and not stop.undone
            and not stop.excluded
            and (stop.counts or stop.kind != "touch")
        ),
        longest_ms=max(block.longest_ms or 0 for block in blocks),
    )
