"""The suggestion of the next session. It is only a suggestion: every session can be played."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from follow_along.core.enums import BlockOutcome, ExerciseKind, RunOutcome, Version
from follow_along.core.history.logged_run import LoggedBlock, LoggedRun, SessionPast
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of, week_of_day

READY_MS_PER_LOSS = 15_000
"""One loss of balance is allowed for this much steady work: 2 stops in 30 s."""


LEAST_A_WEEK = 2
"""So many runs in a week that is over are enough, whatever number the programme asks for."""

TOGETHER_WEEKS = 4
"""Runs of a session within so many weeks belong together; earlier ones are of another time."""


@dataclass(frozen=True, slots=True)
class ProgrammeSession:
    """A session's name, programme, week and plan."""

    name: str
    programme: str
    """Empty when it belongs to no programme; it is then never suggested."""
    week: int | None
    plan: WeeklyPlan | None = None
    """None when it does not say how often it is meant to be done."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The session of a programme to do next, and why it is not the one after it."""

    name: str
    times_done: int = 0
    """How often it was done, as far as the runs belong together."""
    lacks_runs: bool = False
    """It was done, but not yet often enough."""
    lacks_steadiness: bool = False
    """It was done, and not steadily enough the last time."""
    hurt: bool = False
    """There was pain in its last run, or on the morning after it."""
    is_complete: bool = False
    """It is the last one of the programme, and lacks nothing."""


def suggest(
    sessions: Sequence[ProgrammeSession], past: Mapping[str, SessionPast], today: date
) -> Suggestion | None:
    """Return the session to do next; None when no session belongs to a programme.

    The programme is that of the latest run, done or not; without a run, that of the first session.
    """
    candidates = [session for session in sessions if session.programme]
    if not candidates:
        return None
    runs = [(past[s.name].last_run.began.utc_ms, s) for s in candidates if s.name in past]
    latest = max(runs, key=lambda run: run[0])[1] if runs else candidates[0]
    return suggest_in(in_order(candidates, latest.programme), past, today)


def in_order(sessions: Sequence[ProgrammeSession], programme: str) -> list[ProgrammeSession]:
    """Return the sessions of a programme in the order of their weeks, those without one last."""
    return sorted(
        (session for session in sessions if session.programme == programme),
        key=lambda session: (session.week is None, session.week or 0),
    )


def suggest_in(
    weeks: Sequence[ProgrammeSession], past: Mapping[str, SessionPast], today: date
) -> Suggestion:
    """Return the session to do next of a programme, whose sessions are given in order.

    The session that was done last is suggested again until it was done often enough *and*
    `ready_for_next`, and while it `hurt`; then the following one. After the last week the last one
    comes again. Without a session done, the first one is suggested. A run that was left decides
    only where it says whether there was pain.
    """
    last_done = _latest(weeks, {name: each.last_done for name, each in past.items()})
    last_told = _latest(weeks, {name: _last_told(each) for name, each in past.items()})
    hurt = last_told is not None and bool(_pain(last_told[1]))
    decides = last_told if hurt else last_done
    if decides is None:
        return Suggestion(weeks[0].name)
    index, run = decides
    session = weeks[index]
    done = _together(past[session.name].done)
    lacks_runs = session.plan is not None and not _done_enough(session.plan, done, today)
    lacks_steadiness = not ready_for_next(run)
    stays = lacks_runs or lacks_steadiness or hurt
    if not stays and index + 1 < len(weeks):
        return Suggestion(weeks[index + 1].name)
    return Suggestion(
        session.name, len(done), lacks_runs, lacks_steadiness, hurt=hurt, is_complete=not stays
    )


def _latest(
    weeks: Sequence[ProgrammeSession], runs: Mapping[str, LoggedRun | None]
) -> tuple[int, LoggedRun] | None:
    """Return the run that began last, with the index of its session; None without any."""
    of_weeks = [
        (index, run)
        for index, session in enumerate(weeks)
        if (run := runs.get(session.name)) is not None
    ]
    return max(of_weeks, key=lambda each: (each[1].began.utc_ms, each[0]), default=None)


def _last_told(past: SessionPast) -> LoggedRun | None:
    """Return the last run that was finished, or that says whether there was pain."""
    runs = filter(None, (past.last_done, past.last_told))
    return max(runs, key=lambda run: run.began.utc_ms, default=None)


def _pain(run: LoggedRun) -> int | None:
    return None if run.rating is None else run.rating.worst_pain


def _together(done: Sequence[WallTime]) -> list[int]:
    """Return the weeks of the runs that belong together with the last one."""
    weeks = [week_of(began) for began in done]
    last = max(weeks, default=0)
    return [week for week in weeks if week > last - TOGETHER_WEEKS]


def _done_enough(plan: WeeklyPlan, weeks: Sequence[int], today: date) -> bool:
    """Whether the runs of these weeks are as many as planned, or enough in a week that is over."""
    over = Counter(week for week in weeks if week < week_of_day(today))
    least = min(LEAST_A_WEEK, plan.per_week)
    return len(weeks) >= plan.per_week or max(over.values(), default=0) >= least


def ready_for_next(run: LoggedRun) -> bool:
    """Whether `run` was done with at most 2 stops in 30 s on each side of each balance block.

    All attempts at a block count together, so that restarting a block does not erase its stops. A
    balance block that was skipped, never finished, done in the easier version, or is missing from
    the log means not ready.
    """
    attempts: defaultdict[int, list[LoggedBlock]] = defaultdict(list)
    for block in run.blocks:
        attempts[block.block_index].append(block)
    complete = bool(attempts) and set(attempts) == set(range(max(attempts) + 1))
    balance = [each for each in attempts.values() if each[0].kind is ExerciseKind.BALANCE]
    return run.outcome is RunOutcome.DONE and complete and all(map(_steady, balance))


def _steady(attempts: Sequence[LoggedBlock]) -> bool:
    finished = any(
        block.outcome is BlockOutcome.DONE and block.version is not Version.EASIER
        for block in attempts
    )
    losses = sum(block.count for block in attempts)
    steady_ms = sum(block.steady_ms or 0 for block in attempts)
    return finished and losses * READY_MS_PER_LOSS <= steady_ms
