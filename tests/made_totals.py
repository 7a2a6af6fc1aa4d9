"""Builders of totals."""

from typing import Any

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.totals import ExerciseTotals, RunTotals, Totals
from follow_along.core.wall_time import WallTime
from tests.logged_runs import MORNING

DAY_MS = 86_400_000


def exercise_totals(week: int = 100, stops: int = 0, **fields: Any) -> ExerciseTotals:
    """Totals of the steady check on the left: 90 s in a week, with `stops` of 4 s each."""
    steady_ms = fields.pop("steady_ms", 90_000)
    given: dict[str, Any] = {
        "programme": "foot-ankle",
        "programme_week": 1,
        "exercise": "steady-check",
        "name": "Steady check",
        "kind": ExerciseKind.BALANCE,
        "side": Side.LEFT,
        "planned_ms": 30_000,
        "totals": Totals(stops, steady_ms, 4000 * stops, fields.pop("longest_ms", 30_000)),
    }
    return ExerciseTotals(week=week, **(given | fields))


def run_totals_of(day: int = 0, stops: int = 0, **fields: Any) -> RunTotals:
    """Totals of the steady check on the left in the run of a day: 30 s, with `stops`."""
    return RunTotals(
        run_id=f"run-{day}",
        session="foot-ankle-1",
        began=WallTime(MORNING.utc_ms + day * DAY_MS, MORNING.offset_minutes),
        done=exercise_totals(100 + day // 7, stops, **({"steady_ms": 30_000} | fields)),
    )
