"""The suggestion of the next session. It is only a suggestion: every session can be played."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from follow_along.core.enums import BlockOutcome, ExerciseKind, RunOutcome
from follow_along.core.history.logged_run import LoggedBlock, LoggedRun, SessionPast

READY_MS_PER_LOSS = 15_000
"""One loss of balance is allowed for this much steady work: 2 stops in 30 s."""


@dataclass(frozen=True, slots=True)
class ProgrammeSession:
    """A session's name, programme and week."""

    name: str
    programme: str
    """Empty when it belongs to no programme; it is then never suggested."""
    week: int | None


def suggest(sessions: Sequence[ProgrammeSession], past: Mapping[str, SessionPast]) -> str | None:
    """Return the name of the session to do next; None when no session belongs to a programme.

    The programme is that of the latest run, done or not; without a run, that of the first session.
    Its session that was done last is suggested again until `ready_for_next`, then the one of the
    following week; after the last week, the last one again. Without a session done, the first week
    is suggested. Sessions are in the order of their weeks, those without a week last.
    """
    candidates = [session for session in sessions if session.programme]
    if not candidates:
        return None
    runs = [(past[s.name].last_run.began.utc_ms, s) for s in candidates if s.name in past]
    latest = max(runs, key=lambda run: run[0])[1] if runs else candidates[0]
    weeks = sorted(
        (session for session in candidates if session.programme == latest.programme),
        key=lambda session: (session.week is None, session.week or 0),
    )
    return _next_of([session.name for session in weeks], past)


def _next_of(names: Sequence[str], past: Mapping[str, SessionPast]) -> str:
    finished = [
        (run.began.utc_ms, index, run)
        for index, name in enumerate(names)
        if name in past and (run := past[name].last_done) is not None
    ]
    if not finished:
        return names[0]
    _, index, run = max(finished, key=lambda each: each[:2])
    return names[min(index + ready_for_next(run), len(names) - 1)]


def ready_for_next(run: LoggedRun) -> bool:
    """Whether `run` was done with at most 2 stops in 30 s on each side of each balance block.

    All attempts at a block count together, so that restarting a block does not erase its stops. A
    balance block that was skipped, never finished, or is missing from the log means not ready.
    """
    attempts: defaultdict[int, list[LoggedBlock]] = defaultdict(list)
    for block in run.blocks:
        attempts[block.block_index].append(block)
    complete = bool(attempts) and set(attempts) == set(range(max(attempts) + 1))
    balance = [each for each in attempts.values() if each[0].kind is ExerciseKind.BALANCE]
    return run.outcome is RunOutcome.DONE and complete and all(map(_steady, balance))


def _steady(attempts: Sequence[LoggedBlock]) -> bool:
    finished = any(block.outcome is BlockOutcome.DONE for block in attempts)
    losses = sum(block.count for block in attempts)
    steady_ms = sum(block.steady_ms or 0 for block in attempts)
    return finished and losses * READY_MS_PER_LOSS <= steady_ms
