"""Builders of logged runs, their blocks and their stops."""

from typing import Any

from follow_along.core.enums import BlockOutcome, ExerciseKind, InterruptionKind, RunOutcome, Side
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.wall_time import WallTime

MORNING = WallTime(1_772_865_000_000, 60)
"""Saturday, 7 March 2026, 06:30 UTC, 07:30 local time."""


def a_past_stop(number: int = 1, **fields: Any) -> LoggedInterruption:
    """By default a wobble of 8 s, 5 s into its block."""
    given: dict[str, Any] = {
        "kind": InterruptionKind.WOBBLE,
        "offset_ms": 5000,
        "counted": True,
        "undone": False,
        "began": MORNING,
        "ended": MORNING,
        "lasted_ms": 8000,
    }
    return LoggedInterruption(number, **(given | fields))


def a_past_block(block_index: int = 0, wobbles: int = 0, **fields: Any) -> LoggedBlock:
    """A finished balance block of 30 s on the left foot, with `wobbles`."""
    given: dict[str, Any] = {
        "attempt": block_index + 1,
        "exercise": "steady-check",
        "name": "Steady check",
        "kind": ExerciseKind.BALANCE,
        "side": Side.LEFT,
        "set_number": 1,
        "planned_ms": 30_000,
        "steady_ms": 30_000,
        "outcome": BlockOutcome.DONE,
        "began": MORNING,
        "ended": MORNING,
        "interruptions": tuple(a_past_stop(number) for number in range(1, wobbles + 1)),
        "correction": 0,
    }
    return LoggedBlock(block_index=block_index, **(given | fields))


def a_past_run(*blocks: LoggedBlock, **fields: Any) -> LoggedRun:
    """A finished run of week 1 with these blocks, by default one without a stop."""
    given: dict[str, Any] = {
        "run_id": "8b0f3c1e-5a52-4d0c-9a53-0d6f3d1d0001",
        "session": "foot-ankle-1",
        "title": "Week 1: Find your feet",
        "programme": "foot-ankle",
        "week": 1,
        "first_side": Side.LEFT,
        "began": MORNING,
        "ended": MORNING,
        "outcome": RunOutcome.DONE,
    }
    return LoggedRun(blocks=blocks or (a_past_block(),), **(given | fields))
