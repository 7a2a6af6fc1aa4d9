"""Generates weeks of past runs from a seed."""

from pathlib import Path
from random import Random

from follow_along.adapters.sessions.loader import read_record
from follow_along.core.enums import BlockOutcome, ExerciseKind, InterruptionKind, RunOutcome, Side
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import Block, build_timeline
from follow_along.core.wall_time import WallTime

SESSIONS = Path(__file__).parent.parent.parent / "sessions"
MONDAY = WallTime(1_788_760_800_000, 120)
"""Monday, 7 September 2026, 08:00 local time."""

_DAY_MS = 86_400_000
_RUN_DAYS = (0, 2, 5)
_WEAK_SIDE = 1.5


def weeks_of_runs(weeks: int, *, seed: int = 4) -> list[LoggedRun]:
    """Return three runs a week of the shipped sessions, with fewer stops from week to week."""
    random = Random(seed)
    sessions = [read_record(path, Session) for path in sorted(SESSIONS.glob("foot-ankle-*.yaml"))]
    runs = []
    for number in range(weeks * len(_RUN_DAYS)):
        week, run_of_week = divmod(number, len(_RUN_DAYS))
        session = sessions[min(week, len(sessions) - 1)]
        began = WallTime(
            MONDAY.utc_ms + (week * 7 + _RUN_DAYS[run_of_week]) * _DAY_MS, MONDAY.offset_minutes
        )
        first_side = (Side.LEFT, Side.RIGHT)[number % 2]
        blocks = [
            _block(index, block, began, _rate(block, week), random)
            for index, block in enumerate(build_timeline(session, first_side).blocks)
        ]
        runs.append(
            LoggedRun(
                run_id=f"run-{number}",
                session=f"foot-ankle-{session.week}",
                title=session.title,
                programme=session.programme,
                week=session.week,
                first_side=first_side,
                began=began,
                ended=began,
                outcome=RunOutcome.DONE,
                blocks=tuple(blocks),
            )
        )
    return runs


def _rate(block: Block, week: int) -> float:
    """Return the expected stops a minute: fewer from week to week, more on the right."""
    if block.exercise.kind is not ExerciseKind.BALANCE:
        return 0.1 if block.exercise.kind is ExerciseKind.STRENGTH else 0.0
    side_factor = _WEAK_SIDE if block.side is Side.RIGHT else 1.0
    return side_factor * 4.0 * 0.78**week + 0.2


def _block(
    index: int, block: Block, began: WallTime, per_minute: float, random: Random
) -> LoggedBlock:
    length = block.work_ms or 30_000
    offsets = []
    offset = random.expovariate(1.0) * 60_000 / per_minute if per_minute else length
    while offset < length:
        offsets.append(round(offset))
        offset += random.expovariate(1.0) * 60_000 / per_minute
    stops = tuple(
        LoggedInterruption(
            number=number,
            kind=InterruptionKind.TOUCH if random.random() < 0.2 else InterruptionKind.WOBBLE,
            offset_ms=offset_ms,
            counted=True,
            undone=False,
            began=began,
            ended=began,
            lasted_ms=round(2000 + 6000 * random.random()),
        )
        for number, offset_ms in enumerate(offsets, start=1)
    )
    return LoggedBlock(
        attempt=index + 1,
        block_index=index,
        exercise=block.exercise.id,
        name=block.exercise.name,
        kind=block.exercise.kind,
        side=block.side,
        set_number=block.set_number,
        planned_ms=block.work_ms,
        steady_ms=length,
        outcome=BlockOutcome.DONE,
        began=began,
        ended=began,
        interruptions=stops,
        correction=0,
    )
