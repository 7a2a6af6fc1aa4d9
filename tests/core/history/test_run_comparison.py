"""The recent level of an exercise."""

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.run_comparison import recent_level, recent_levels
from follow_along.core.history.totals import Totals
from tests.made_totals import run_totals_of


def test_the_recent_level_is_the_last_three_runs_together() -> None:
    """Of that exercise, on that side, before the run in question."""
    runs = [run_totals_of(day, stops) for day, stops in enumerate((9, 1, 2, 3, 7))]
    runs += [run_totals_of(3, 50, side=Side.RIGHT), run_totals_of(3, 60, exercise="other")]
    assert recent_level(runs, "steady-check", Side.LEFT, before="run-4") == Totals(
        6, 90_000, 24_000, 30_000
    )
    latest = recent_level(runs, "steady-check", Side.LEFT)
    assert latest is not None
    assert latest.count == 12


def test_the_recent_level_is_that_of_one_version() -> None:
    """Blocks of 40 s are not compared with blocks of 30 s."""
    runs = [run_totals_of(0, 9), run_totals_of(1, 1, planned_ms=40_000)]
    level = recent_level(runs, "steady-check", Side.LEFT)
    assert level is not None
    assert level.count == 1


def test_without_earlier_runs_there_is_no_recent_level() -> None:
    """The first run has nothing before it."""
    assert recent_level([run_totals_of(0, 9)], "steady-check", Side.LEFT, before="run-0") is None


def test_only_balance_exercises_have_recent_levels() -> None:
    """By exercise and side, of the runs before one."""
    strength = run_totals_of(0, kind=ExerciseKind.STRENGTH, exercise="heel-raise")
    runs = [
        run_totals_of(0, 3),
        run_totals_of(1, 1, side=Side.RIGHT),
        run_totals_of(2, 9),
        strength,
    ]
    levels = recent_levels(runs, before="run-2")
    assert {key: totals.count for key, totals in levels.items()} == {
        ("steady-check", Side.LEFT): 3,
        ("steady-check", Side.RIGHT): 1,
    }


def test_the_recent_runs_are_those_done_last() -> None:
    """Whatever their ids and their order in the list."""
    early = [run_totals_of(day, 9)._replace(run_id=f"z{day}") for day in range(3)]
    runs = [run_totals_of(day, 1) for day in (5, 4, 3)] + early
    level = recent_level(runs, "steady-check", Side.LEFT)
    assert level is not None
    assert level.count == 3
