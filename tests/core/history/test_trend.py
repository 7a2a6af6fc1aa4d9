"""The trend rule, by hand-worked examples and against chance's own arithmetic."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.totals import ExerciseTotals, Totals
from follow_along.core.history.trend import Trend, WeekCount, trend, z_score
from tests.made_totals import exercise_totals

COUNTS = st.lists(st.tuples(st.integers(0, 30), st.floats(0.5, 10)), min_size=3, max_size=8).map(
    lambda weeks: [WeekCount(100 + n, c, e) for n, (c, e) in enumerate(weeks)]
)


def over_weeks(*stops: int, **fields: object) -> list[ExerciseTotals]:
    """The steady check with these stops, week after week."""
    return [exercise_totals(100 + number, count, **fields) for number, count in enumerate(stops)]


def pooled_z(weeks: list[WeekCount]) -> float:
    """The formula of the module, for one exercise."""
    e = sum(w.minutes for w in weeks)
    n = sum(w.stops for w in weeks)
    mean = sum(w.minutes * w.week for w in weeks) / e
    v = sum(w.minutes * (w.week - mean) ** 2 for w in weeks) / e
    return (sum(w.week * w.stops for w in weeks) - n * mean) / sqrt(n * v)


def test_z_by_hand() -> None:
    """6, 4, 2 stops in equal weeks: wbar 1, V 2/3, N 12, so z = (0 + 4 + 4 - 12) / sqrt(8)."""
    assert z_score([[WeekCount(w, c, 3.0) for w, c in enumerate((6, 4, 2))]]) == pytest.approx(
        -4 / sqrt(8)
    )


@given(weeks=COUNTS)
def test_one_exercise_is_judged_by_the_formula(weeks: list[WeekCount]) -> None:
    """Whatever the counts and the work."""
    if sum(week.stops for week in weeks):
        assert z_score([weeks]) == pytest.approx(pooled_z(weeks), abs=1e-9)
    else:
        assert z_score([weeks]) is None


@given(weeks=COUNTS, stops=st.lists(st.integers(0, 30), min_size=8, max_size=8))
def test_two_sides_worked_alike_are_judged_as_one(weeks: list[WeekCount], stops: list[int]) -> None:
    """Comparing each with itself is pooling, as long as the work was the same on both."""
    other = [week._replace(stops=count) for week, count in zip(weeks, stops, strict=False)]
    both = [
        WeekCount(a.week, a.stops + b.stops, a.minutes + b.minutes)
        for a, b in zip(weeks, other, strict=True)
    ]
    if sum(week.stops for week in both):
        assert z_score([weeks, other]) == pytest.approx(pooled_z(both), abs=1e-9)


@given(weeks=COUNTS)
def test_time_turned_round_turns_the_verdict_round(weeks: list[WeekCount]) -> None:
    """The rule has no bias."""
    mirrored = [week._replace(week=-week.week) for week in weeks]
    if sum(week.stops for week in weeks):
        assert z_score([mirrored]) == pytest.approx(-(z_score([weeks]) or 0), abs=1e-9)


@pytest.mark.parametrize(
    ("stops", "verdict", "sentence"),
    [
        ((9, 6, 2), Trend.STEADIER, "Getting steadier (17 stops in 3 weeks)."),
        ((2, 6, 9), Trend.LESS_STEADY, "Less steady lately (17 stops in 3 weeks)."),
        ((5, 6, 5), Trend.NO_CLEAR_CHANGE, "No clear change yet (16 stops in 3 weeks)."),
        ((2, 2, 1), Trend.NO_CLEAR_CHANGE, "No clear change yet (5 stops in 3 weeks)."),
        (
            (2, 1, 1),
            Trend.TOO_EARLY,
            "Too early to say: 4 stops so far, and at least 5 are needed.",
        ),
        (
            (9, 2),
            Trend.TOO_EARLY,
            "Too early to say: 1 more week with the same balance exercises is needed.",
        ),
        (
            (9,),
            Trend.TOO_EARLY,
            "Too early to say: 2 more weeks with the same balance exercises are needed.",
        ),
        (
            (0, 0, 0),
            Trend.TOO_EARLY,
            "No stops so far: there is nothing to compare, and nothing to improve.",
        ),
    ],
)
def test_the_words(stops: tuple[int, ...], verdict: Trend, sentence: str) -> None:
    """One plain sentence, or how much is still missing."""
    found = trend(over_weeks(*stops))
    assert (found.trend, found.sentence) == (verdict, sentence)


def test_nothing_done_says_so() -> None:
    """Strength alone is no balance."""
    strength = over_weeks(9, 6, 2, kind=ExerciseKind.STRENGTH)
    assert trend([]).trend is Trend.TOO_EARLY
    assert trend(strength).sentence == ("No balance exercise yet.")


def test_the_anchors_alone_are_judged_where_there_are_any() -> None:
    """Other exercises do not matter then."""
    harder = over_weeks(1, 20, 40, exercise="one-leg-stand")
    assert trend(over_weeks(9, 6, 2) + harder).trend is Trend.STEADIER
    assert trend(harder).trend is Trend.LESS_STEADY


def test_an_anchor_that_joins_later_does_not_look_like_a_change() -> None:
    """The eyes-closed stand joins in the third week with many more stops."""
    steady = over_weeks(4, 4, 4, 4, 4)
    closed = [exercise_totals(week, 15, exercise="eyes-closed") for week in (102, 103, 104)]
    assert trend(steady + closed).trend is Trend.NO_CLEAR_CHANGE


def test_each_version_is_compared_with_itself_alone() -> None:
    """Three weeks of 30 s and three of 60 s, each without a change."""
    short = over_weeks(2, 2, 2, exercise="stand")
    long = [exercise_totals(100 + n, 9, exercise="stand", planned_ms=60_000) for n in (3, 4, 5)]
    assert trend(short + long).trend is Trend.NO_CLEAR_CHANGE


def test_a_side_done_less_often_does_not_look_like_a_change() -> None:
    """The worse side is missing in the later weeks."""
    left = over_weeks(9, 9, 9)
    right = over_weeks(1, 1, 1, 1, 1, 1, side=Side.RIGHT)
    assert trend(left + right).trend is Trend.NO_CLEAR_CHANGE


def test_more_work_in_a_week_is_no_more_stops() -> None:
    """Twice the work with twice the stops is the same rate."""
    week_totals = [
        exercise_totals(100 + n, 30 * (n + 1), steady_ms=90_000 * (n + 1)) for n in range(4)
    ]
    assert trend(week_totals).trend is Trend.NO_CLEAR_CHANGE


def test_parts_of_one_week_are_added_up() -> None:
    """Two sessions of different programmes in one week count as one week."""
    whole = over_weeks(9, 6, 2)
    parts = [
        part._replace(totals=totals, programme=programme)
        for part in whole
        for programme, totals in (
            ("a", Totals(part.totals.count, 60_000, 0, 30_000)),
            ("b", Totals(0, 30_000, 0, 30_000)),
        )
    ]
    assert trend(parts) == trend(whole)


def test_weeks_without_work_are_no_weeks() -> None:
    """They change nothing, wherever they come."""
    weeks = [WeekCount(week, stops, 1.0) for week, stops in ((1, 5), (2, 3), (3, 1))]
    assert z_score([[WeekCount(1, 0, 0.0)], weeks]) == z_score([weeks])
