"""Generates weeks of past runs from a seed."""

from dataclasses import replace
from pathlib import Path
from random import Random

from follow_along.adapters.sessions.loader import read_record
from follow_along.core.enums import BlockOutcome, ExerciseKind, InterruptionKind, RunOutcome, Side
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.rating import Rating
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


NOTES = {
    2: "New shoes, a little tight at the toes.",
    7: "Left ankle after the step: went away by itself.",
    13: "Tired after a long run.",
    20: "Eyes closed felt easy for the first time.",
}


def rated_weeks(weeks: int, *, seed: int = 4) -> list[LoggedRun]:
    """Return the same runs with their ratings: with more stops, most of them felt less steady."""
    random = Random(seed)
    runs = weeks_of_runs(weeks, seed=seed)
    stops = [sum(block.count for block in run.blocks) for run in runs]
    rated = []
    for number, run in enumerate(runs):
        week = number // len(_RUN_DAYS) * len(_RUN_DAYS)
        usual = sum(stops[week : week + len(_RUN_DAYS)]) / len(_RUN_DAYS)
        felt = 3 + (stops[number] > usual + 1) - (stops[number] < usual - 1)
        if random.random() < 0.2:
            felt = random.randrange(2, 5)
        rating = Rating(
            felt_steady=max(1, felt - (week > 12)),
            effort=random.randrange(3, 7),
            pain=2 if number == 7 else 0,
            note=NOTES.get(number, ""),
            morning_pain=1 if number == 7 else None,
        )
        # The second run of week 4 was not rated.
        rated.append(run if number == 10 else replace(run, rating=rating))
    return rated


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
