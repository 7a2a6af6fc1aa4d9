"""What a report says, as texts and numbers: everything but how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from follow_along.adapters.report.chart_data import Chart, run_charts
from follow_along.adapters.report.week_tables import Table, week_tables
from follow_along.core.dates import full_day
from follow_along.core.enums import RunOutcome
from follow_along.core.history.side_flag import LATELY_WEEKS, side_flag
from follow_along.core.history.totals import (
    RunTotals,
    grid,
    version_title,
)
from follow_along.core.history.trend import CLEAR_Z, compared, trend
from follow_along.core.history.week_runs import WeekRuns
from follow_along.core.text import plural
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of
from follow_along.ports import History, RunHead


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows."""

    name: str
    """Of the person; empty for none."""
    period: str
    sessions: str
    per_week: int | None
    """Sessions planned for a week; None without a plan."""
    made: str
    trend: str
    compared: tuple[str, ...]
    """The names of the exercises that the trend compares."""
    test: str
    """The figures of the trend; empty while it is too early to say."""
    sides: str
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]


def report(history: History, weeks: int, *, name: str, made: WallTime) -> Report | None:
    """Return the report on the last `weeks`; None without finished work.

    Raises HistoryError when the log cannot be read.
    """
    done = history.week_runs()
    trailing = _trailing_weeks(history, done)
    if trailing >= weeks:
        trailing = 0
    weeks -= trailing
    week_totals = history.week_totals(weeks)
    if not week_totals:
        return None
    cells = grid(week_totals, runs=done if trailing else None)
    runs = history.run_totals(weeks)
    verdict = trend(week_totals)
    flag = side_flag(history.run_totals(LATELY_WEEKS))
    return Report(
        name=name,
        period=_period(runs, len(cells.weeks)),
        sessions=_sessions(history.heads(weeks), cells.weeks, done),
        per_week=done.planned,
        made=full_day(made),
        trend=verdict.sentence,
        compared=tuple(
            dict.fromkeys(version_title(each.name, each.version) for each in compared(week_totals))
        ),
        test=_test(verdict.z),
        sides=flag.sentence if flag else "No clear difference between the sides lately.",
        tables=tuple(week_tables(cells, done)),
        charts=tuple(run_charts(cells, runs)),
    )


def _period(runs: Sequence[RunTotals], weeks: int) -> str:
    ordered = sorted(runs, key=lambda run: run.order)
    first, last = ordered[0].began, ordered[-1].began
    return f"{full_day(first)} to {full_day(last)} ({plural(weeks, 'week')})"


def _trailing_weeks(history: History, done: WeekRuns) -> int:
    """The weeks without work up to this one; none if the last work is long ago."""
    latest = history.week_totals(1)
    return done.end(latest[0].week) - latest[0].week if latest else 0


def _sessions(heads: Sequence[RunHead], weeks: Sequence[int], done: WeekRuns) -> str:
    finished = sum(done.done.get(week, 0) for week in weeks)
    early = sum(
        head.outcome is not RunOutcome.DONE
        for head in heads
        if not head.excluded and week_of(head.began) in weeks
    )
    text = f"{finished} finished"
    if done.planned is not None:
        planned = done.planned * len(weeks)
        over = finished > planned
        text = f"{text} ({planned} planned)" if over else f"{finished} of {planned} planned"
    return text + (f", {early} ended early" if early else "")


def _test(z: float | None) -> str:
    if z is None:
        return ""
    minus = "\N{MINUS SIGN}"
    score = f"{z:.2f}".replace("-", minus)
    return (
        f"Test for a trend in counts: z = {score}. A change is reported from {minus}{CLEAR_Z} or"
        f" {CLEAR_Z} on, which chance alone reaches in 5 % of cases each way."
    )
