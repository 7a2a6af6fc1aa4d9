"""Only the same version of an exercise is compared."""

from follow_along.core.enums import Side, Version
from follow_along.core.history.run_comparison import recent_level
from follow_along.core.history.series import series
from follow_along.core.history.side_flag import side_flag
from follow_along.core.history.totals import grid
from follow_along.core.history.trend import Trend, trend
from tests.made_totals import exercise_totals, run_totals_of

EASIER = Version.EASIER


def test_each_version_has_a_row_of_its_own() -> None:
    """Its name says which it is."""
    weeks = [exercise_totals(1, 4), exercise_totals(2, 1, version=EASIER), exercise_totals(3, 4)]
    rows = {row.title: sorted(week for week, _ in row.cells) for row in grid(weeks).rows}
    assert rows == {"Steady check": [1, 3], "Steady check, easier": [2]}


def test_easier_weeks_do_not_look_like_progress() -> None:
    """Many stops as written, then none in the easier version: nothing can be said."""
    written = [exercise_totals(week, 9) for week in (1, 2, 3)]
    eased = [exercise_totals(week, 0, version=EASIER) for week in (4, 5, 6)]
    assert trend(written + eased).trend is Trend.NO_CLEAR_CHANGE
    same = [exercise_totals(week, 0) for week in (4, 5, 6)]
    assert trend(written + same).trend is Trend.STEADIER


def test_a_run_is_compared_with_those_of_its_own_version() -> None:
    """Without an earlier one there is nothing to compare it with."""
    runs = [run_totals_of(0, 9), run_totals_of(1, 1, version=EASIER), run_totals_of(2, 8)]
    runs += [run_totals_of(3, 2, version=EASIER)]
    level = recent_level(runs, "steady-check", Side.LEFT, before="run-3")
    assert level is not None
    assert level.count == 1
    assert recent_level(runs, "steady-check", Side.LEFT, before="run-1") is None


def test_the_chart_marks_each_change_of_version() -> None:
    """There and back."""
    runs = [run_totals_of(0), run_totals_of(1, version=EASIER), run_totals_of(2)]
    changes = [(change.run_index, change.words) for change in series(runs).changes]
    assert changes == [(1, "easier"), (2, "as written")]


def test_a_series_without_planned_lengths_is_open() -> None:
    """Its chart begins with the longest stretch."""
    holds = [run_totals_of(day, planned_ms=None) for day in range(2)]
    assert series(holds).is_open
    assert not series([*holds, run_totals_of(2)]).is_open
    assert not series([]).is_open


def test_sides_in_two_versions_are_not_compared() -> None:
    """A harder left would look like the worse foot."""
    runs = []
    for day in range(3):
        runs.append(run_totals_of(day, 9, version=Version.HARDER))
        runs.append(run_totals_of(day, 0, side=Side.RIGHT))
    assert side_flag(runs) is None
    alike = [run._replace(done=run.done._replace(version=Version.WRITTEN)) for run in runs]
    assert side_flag(alike) is not None
