"""Short ways to make tallies by hand."""

from typing import Any

from follow_along.core.history import WallTime
from follow_along.core.measures import Figures, RunTally, Tally
from follow_along.core.words import Kind, Side
from tests.past_runs import MORNING

DAY_MS = 86_400_000


def a_tally(week: int = 100, stops: int = 0, **fields: Any) -> Tally:
    """The steady check on the left: a minute and a half in a week, with so many stops of 4 s."""
    steady_ms = fields.pop("steady_ms", 90_000)
    given: dict[str, Any] = {
        "programme": "foot-ankle",
        "step": 1,
        "exercise": "steady-check",
        "name": "Steady check",
        "kind": Kind.BALANCE,
        "side": Side.LEFT,
        "planned_ms": 30_000,
        "figures": Figures(stops, steady_ms, 4000 * stops, fields.pop("longest_ms", 30_000)),
    }
    return Tally(week=week, **(given | fields))


def a_run_tally(day: int = 0, stops: int = 0, **fields: Any) -> RunTally:
    """The steady check on the left in the run of that day: 30 s with so many stops."""
    return RunTally(
        run_id=f"run-{day}",
        session="foot-ankle-1",
        began=WallTime(MORNING.utc_ms + day * DAY_MS, MORNING.offset_minutes),
        tally=a_tally(100 + day // 7, stops, **({"steady_ms": 30_000} | fields)),
    )
