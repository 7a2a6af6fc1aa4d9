"""Totals, the grid and the series, by examples worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.enums import ExerciseKind, InterruptionKind, Side
from follow_along.core.history.series import series
from follow_along.core.history.totals import Grid, Totals, grid, sum_totals
from follow_along.core.history.week_runs import WeekRuns
from tests.logged_runs import a_past_block, a_past_stop
from tests.made_totals import exercise_totals, run_totals_of

FIGURES = st.builds(
    Totals,
    st.integers(0, 50),
    st.integers(1, 10**6),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)


def test_a_rate_is_stops_per_minute_of_steady_work() -> None:
    """Six stops in 90 s of steady work are four a minute; 30 s off are a quarter of the time."""
    figures = Totals(6, 90_000, 30_000, 20_000)
    assert (figures.per_minute, figures.steady_share) == (4.0, 0.75)


def test_without_work_there_is_no_rate() -> None:
    """None, not zero."""
    nothing = Totals(0, 0, 0, 0)
    assert (nothing.per_minute, nothing.steady_share) == (None, None)


def test_figures_taken_together_are_sums_and_the_longest_stretch() -> None:
    """Without parts there are no totals."""
    assert sum_totals([Totals(1, 30_000, 5, 20), Totals(2, 40_000, 6, 10)]) == Totals(
        3, 70_000, 11, 20
    )
    with pytest.raises(TypeError, match="empty"):
        sum_totals([])


@given(parts=st.lists(FIGURES, min_size=1, max_size=6))
def test_a_rate_taken_together_lies_between_its_parts(parts: list[Totals]) -> None:
    """However unequal they are."""
    whole = sum_totals(parts)
    rates = [part.per_minute or 0 for part in parts]
    assert min(rates) - 1e-9 <= (whole.per_minute or 0) <= max(rates) + 1e-9


@pytest.mark.parametrize(
    ("stops", "longest_ms"),
    [
        pytest.param((), 30_000, id="unbroken"),
        pytest.param((a_past_stop(1, offset_ms=12_000),), 18_000, id="the part after"),
        pytest.param((a_past_stop(1, offset_ms=20_000),), 20_000, id="the part before"),
        pytest.param(
            (a_past_stop(1, offset_ms=12_000, kind=InterruptionKind.TOUCH, undone=True),),
            30_000,
            id="a touch taken back",
        ),
        pytest.param(
            (a_past_stop(1, offset_ms=12_000, undone=True),),
            30_000,
            id="a slip of the finger",
        ),
        pytest.param(
            (a_past_stop(1, offset_ms=12_000, excluded=True),),
            30_000,
            id="an excluded stop",
        ),
        pytest.param(
            (a_past_stop(1, offset_ms=12_000, kind=InterruptionKind.BREAK, counted=False),),
            18_000,
            id="a pause",
        ),
    ],
)
def test_the_longest_stretch_of_a_block_in_the_log(
    stops: tuple[object, ...], longest_ms: int
) -> None:
    """The rule of a block in a run."""
    assert a_past_block(interruptions=stops).longest_ms == longest_ms


def test_an_open_block_has_no_longest_stretch() -> None:
    """Nothing is known of its work."""
    assert a_past_block(outcome=None, steady_ms=None).longest_ms is None


def test_a_stop_left_out_does_not_count() -> None:
    """A correction that took it off does not take off another."""
    left_out = a_past_stop(1, excluded=True)
    assert a_past_block(interruptions=(left_out, a_past_stop(2))).count == 1
    assert a_past_block(interruptions=(left_out,), correction=-1).count == 0


def test_the_grid_tells_no_stops_from_not_done() -> None:
    """Week 100 without stops, 101 not done, 102 on the left alone."""
    found = grid(
        [
            exercise_totals(100),
            exercise_totals(100, 2, side=Side.RIGHT),
            exercise_totals(102, 3),
            exercise_totals(102, 3),
        ]
    )
    (row,) = found.rows
    assert found.weeks == (100, 101, 102)
    assert row.sides == (Side.LEFT, Side.RIGHT)
    assert row.cell(100, Side.LEFT) == Totals(0, 90_000, 0, 30_000)
    assert row.cell(100) == Totals(2, 180_000, 8000, 30_000)
    assert row.cell(101) is None
    assert row.cell(102, Side.RIGHT) is None
    assert row.cell(102) == Totals(6, 180_000, 24_000, 30_000)


def test_a_grid_of_some_weeks_ends_with_the_last_one_with_work() -> None:
    """Weeks and exercises before them are left out, and so are weeks before the first work."""
    found = grid(
        [exercise_totals(90, exercise="old"), exercise_totals(99), exercise_totals(101)], weeks=4
    )
    assert found.weeks == (99, 100, 101)
    assert [row.exercise for row in found.rows] == ["steady-check"]


@pytest.mark.parametrize(
    ("this_week", "last"), [(101, 101), (102, 102), (105, 105), (106, 101), (100, 101)]
)
def test_the_grid_goes_on_to_the_current_week(this_week: int, last: int) -> None:
    """Even when it is empty; after a long break, and for a clock that is behind, it does not."""
    runs = WeekRuns(this_week, {100: 2, 101: 3}, 3)
    found = grid([exercise_totals(100), exercise_totals(101)], 8, runs)
    assert found.weeks == tuple(range(100, last + 1))
    assert found.runs == runs


def test_a_grid_of_nothing_is_empty() -> None:
    """No week, no row."""
    assert grid([]) == grid([], weeks=8)
    assert grid([]).weeks == ()


def test_balance_comes_first_and_of_it_the_anchors() -> None:
    """Then by the week first done."""
    week_totals = [
        exercise_totals(100, exercise="raise", kind=ExerciseKind.STRENGTH),
        exercise_totals(100, exercise="stand"),
        exercise_totals(101, exercise="eyes-closed"),
        exercise_totals(101, exercise="hop"),
        exercise_totals(100, exercise="steady-check"),
    ]
    assert [row.exercise for row in grid(week_totals).rows] == [
        "steady-check",
        "eyes-closed",
        "stand",
        "hop",
        "raise",
    ]


def test_a_row_bears_the_name_the_exercise_had_last() -> None:
    """The id identifies an exercise; its name can change."""
    (row,) = grid([exercise_totals(100, name="Old"), exercise_totals(101, name="New")]).rows
    assert row.name == "New"


def test_programme_weeks_are_marked_in_the_weeks_they_were_played() -> None:
    """Two in one week are both shown; of two programmes, one number is shown once."""
    found = grid(
        [
            exercise_totals(100, programme_week=2),
            exercise_totals(100, programme_week=1),
            exercise_totals(100, programme_week=1, programme="hops"),
            exercise_totals(101, programme_week=None, programme=""),
        ]
    )
    assert found.programme_weeks == {100: (1, 2)}


def test_a_series_has_a_point_for_each_run_and_side() -> None:
    """Two sets on one side are one point; a skipped side has none."""
    found = series(
        [
            run_totals_of(2, 5),
            run_totals_of(0, 1),
            run_totals_of(0, 2),
            run_totals_of(0, 3, side=Side.RIGHT),
        ]
    )
    assert found.runs == 2
    assert [(p.run_index, p.run_id, p.totals.count) for p in found.lines[Side.LEFT]] == [
        (0, "run-0", 3),
        (1, "run-2", 5),
    ]
    assert [p.run_index for p in found.lines[Side.RIGHT]] == [0]


def test_a_series_marks_where_a_step_or_a_version_begins() -> None:
    """A side that was skipped before is nothing new."""
    runs = [
        run_totals_of(0),
        run_totals_of(1),
        run_totals_of(2, programme_week=2),
        run_totals_of(3, programme_week=2, planned_ms=40_000),
        run_totals_of(3, programme_week=2, planned_ms=30_000, side=Side.RIGHT),
        run_totals_of(4, programme_week=3, planned_ms=None),
    ]
    assert [(c.run_index, c.words) for c in series(runs).changes] == [
        (2, "week 2"),
        (3, "40 s"),
        (4, "week 3, by the key"),
    ]


def test_without_totals_the_grid_is_empty() -> None:
    """No week, no programme week, no row."""
    assert grid([]) == Grid((), {}, ())


def test_an_exercise_can_be_in_two_programmes_in_one_week() -> None:
    """Its name is that of the first of them."""
    rows = grid(
        [
            exercise_totals(100, 1, name="Stand"),
            exercise_totals(100, 2, name="Balance", programme="", programme_week=None),
            exercise_totals(100, 2, name="Balance", programme_week=None),
        ]
    ).rows
    assert [(row.name, row.cells[100, Side.LEFT].count) for row in rows] == [("Stand", 5)]
