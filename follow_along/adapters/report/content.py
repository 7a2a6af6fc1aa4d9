"""What a report says, as texts and numbers: everything but how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from follow_along.adapters.report.chart_data import Chart, run_charts
from follow_along.adapters.report.rating_tables import Note, RatingTable, notes, rating_tables
from follow_along.adapters.report.week_tables import Table, week_tables
from follow_along.core.dates import full_day
from follow_along.core.enums import ExerciseKind, RunOutcome
from follow_along.core.history.felt_and_counted import FELT_WEEKS, Agreement, felt_and_counted
from follow_along.core.history.side_flag import SideFlag, side_flag
from follow_along.core.history.totals import (
    RunTotals,
    grid,
    version_title,
)
from follow_along.core.history.trend import CLEAR_Z, Verdict, compared, trend
from follow_along.core.history.week_runs import WeekRuns
from follow_along.core.text import plural
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of
from follow_along.ports import History, RunHead

_MINUS = "\N{MINUS SIGN}"


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
    felt: str
    """How what was felt goes with what was counted; empty while that is not clear."""
    felt_test: str
    """The figures of that; empty without it."""
    tables: tuple[Table, ...]
    ratings: tuple[RatingTable, ...]
    notes: tuple[Note, ...]
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
    recent = history.run_totals(FELT_WEEKS, kind=ExerciseKind.BALANCE)
    flag, felt = side_flag(recent), felt_and_counted(recent)
    heads = history.heads(weeks)
    return Report(
        name=name,
        period=_period(runs, len(cells.weeks)),
        sessions=_sessions(heads, cells.weeks, done),
        per_week=done.planned,
        made=full_day(made),
        trend=verdict.sentence,
        compared=tuple(
            dict.fromkeys(version_title(each.name, each.version) for each in compared(week_totals))
        ),
        test=_test(verdict.z),
        sides=_sides(verdict, flag),
        felt=felt.sentence if felt else "",
        felt_test=_felt_test(felt) if felt else "",
        tables=tuple(week_tables(cells, done)),
        ratings=tuple(rating_tables(history.week_ratings(weeks), cells.weeks)),
        notes=notes(heads),
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
    counted = [
        head
        for head in heads
        if not (head.excluded or head.in_future) and week_of(head.began) in weeks
    ]
    early = sum(head.outcome is not RunOutcome.DONE for head in counted)
    others = len(counted) - early - finished
    text = f"{finished} finished"
    if done.planned is not None:
        planned = done.planned * len(weeks)
        over = finished > planned
        text = f"{text} ({planned} planned)" if over else f"{finished} of {planned} planned"
    more = f", {others} more finished" if others > 0 else ""
    return text + more + (f", {early} ended early" if early else "")


def _sides(verdict: Verdict, flag: SideFlag | None) -> str:
    """What is said of the two sides; nothing while it is too early to say anything."""
    if flag is None:
        return "" if verdict.z is None else "No clear difference between the sides lately."
    return flag.sentence


def _test(z: float | None) -> str:
    if z is None:
        return ""
    return (
        f"Test for a trend in counts: z = {_signed(z)}. A change is reported from"
        f" {_MINUS}{CLEAR_Z} or {CLEAR_Z} on, which chance alone reaches in 5 % of cases each way."
    )


def _felt_test(felt: Agreement) -> str:
    p = "< 0.01" if felt.chance < 0.01 else f"= {felt.chance:.2f}"
    return (
        f"Felt and counted: rank correlation of how steady a run felt with its stops per minute of"
        f" balance work, among like runs of a week, over at most {FELT_WEEKS} weeks:"
        f" gamma = {_signed(felt.gamma)}, exact one-sided p {p}."
    )


def _signed(number: float) -> str:
    return f"{number:.2f}".replace("-", _MINUS)
