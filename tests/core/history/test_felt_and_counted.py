"""Whether felt and counted steadiness go together: by hand, by enumeration, and by properties."""

from itertools import permutations, product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import felt_and_counted as simulation
from follow_along.core.enums import ExerciseKind, Side, Version
from follow_along.core.history.felt_and_counted import (
    Agreement,
    FeltRun,
    agreement,
    felt_and_counted,
)
from follow_along.core.history.totals import RunTotals
from follow_along.core.rating import Rating
from follow_along.core.wall_time import WallTime
from tests.made_totals import run_totals_of

MONDAY = 2

RUNS = st.lists(st.builds(FeltRun, st.integers(1, 5), st.sampled_from([0.0, 1.0, 2.0, 4.0])))
STRATA = st.lists(RUNS.map(lambda runs: runs[:5]), max_size=4)


def s_of(strata: list[list[FeltRun]]) -> int:
    """Kendall's S within strata, by its definition."""
    return sum(
        (a.felt > b.felt) * (a.per_minute > b.per_minute)
        - (a.felt > b.felt) * (a.per_minute < b.per_minute)
        for runs in strata
        for a in runs
        for b in runs
    )


def felt_run(day: int, felt: int | None, stops: int, **fields: object) -> RunTotals:
    """A run with the steady check on the left, and how it felt; day 0 is a Monday."""
    return run_totals_of(day + MONDAY, stops, **fields)._replace(rating=Rating(felt_steady=felt))


def three_weeks(*, opposite: bool = False) -> list[RunTotals]:
    """Three runs in each of three weeks, whose stops are as many as the score, or the fewer."""
    return [
        felt_run(7 * week + 2 * run, felt, 6 - felt if opposite else felt)
        for week in range(3)
        for run, felt in enumerate((2, 1, 3))
    ]


def test_three_weeks_by_hand() -> None:
    """All 9 pairs agree; of 3! orders in each week one does so, hence 1 in 216."""
    found = felt_and_counted(three_weeks())
    assert found == Agreement(9, 0, pytest.approx(1 / 216))
    assert found.gamma == 1
    assert (
        found.sentence
        == "It felt less steady when there were more stops (9 of 9 pairs of runs, by chance in"
        " under 1 %)."
    )


def test_opposite_by_hand() -> None:
    """The same with fewer stops in the runs that felt less steady."""
    found = felt_and_counted(three_weeks(opposite=True))
    assert found == Agreement(0, 9, pytest.approx(1 / 216))
    assert found.gamma == -1
    assert found.sentence.startswith("It felt steadier when there were more stops (9 of 9 pairs")


def test_ties_by_hand() -> None:
    """Felt 1 1 2 with counts 0 0 3: the third place is the 2's in one of three orders."""
    tied = [FeltRun(1, 0), FeltRun(1, 0), FeltRun(2, 3)]
    assert agreement([tied]) == Agreement(2, 0, pytest.approx(1 / 3))
    assert agreement([tied, tied]) == Agreement(4, 0, pytest.approx(1 / 9))


def test_opposed_ties_by_hand() -> None:
    """Felt 2 1 1 with counts 0 0 3: one pair is opposed, and so it is in two of three orders."""
    assert agreement([[FeltRun(2, 0), FeltRun(1, 0), FeltRun(1, 3)]]) == Agreement(
        0, 1, pytest.approx(2 / 3)
    )


@given(strata=STRATA)
def test_chance_is_the_share_of_all_orders(strata: list[list[FeltRun]]) -> None:
    """Counted one by one, as long as they are few."""
    strata = [runs[:3] for runs in strata[:3]]
    found = agreement(strata)
    if found is None:
        assert s_of(strata) == 0
        return
    s = s_of(strata)
    assert found.agreeing - found.opposed == s
    shuffled = [
        [
            [FeltRun(felt, run.per_minute) for felt, run in zip(order, runs, strict=True)]
            for order in permutations([run.felt for run in runs])
        ]
        for runs in strata
    ]
    values = [s_of(list(orders)) for orders in product(*shuffled)]
    as_clear = sum(value >= s if s >= 0 else value <= s for value in values)
    assert found.chance == pytest.approx(as_clear / prod(map(len, shuffled)))


@given(strata=STRATA)
def test_only_ranks_matter(strata: list[list[FeltRun]]) -> None:
    """Any rising function of the stops per minute, or of the scores, changes nothing."""
    assert agreement([[FeltRun(f, r**3 + 7) for f, r in runs] for runs in strata]) == agreement(
        strata
    )
    assert agreement([[FeltRun(f * f, r) for f, r in runs] for runs in strata]) == agreement(strata)


@given(strata=STRATA)
def test_turned_scores_turn_the_sign(strata: list[list[FeltRun]]) -> None:
    """A scale from 5 (steady) to 1 gives the opposite result, of the same size and chance."""
    found = agreement(strata)
    turned = agreement([[FeltRun(6 - f, r) for f, r in runs] for runs in strata])
    if found is None:
        assert turned is None
    elif found.gamma:
        assert turned == Agreement(found.opposed, found.agreeing, found.chance)
        assert turned.gamma == -found.gamma


@given(runs=RUNS)
def test_a_constant_says_nothing(runs: list[FeltRun]) -> None:
    """The same score each time, or the same count."""
    assert agreement([[run._replace(felt=3) for run in runs]]) is None
    assert agreement([[run._replace(per_minute=2.0) for run in runs]]) is None


@given(strata=STRATA, level=st.integers(0, 30))
def test_a_level_of_a_stratum_changes_nothing(strata: list[list[FeltRun]], level: int) -> None:
    """A harder week, with more stops and worse scores throughout, is no agreement."""
    harder = [
        [FeltRun(f + n * level, r + n * level) for f, r in runs] for n, runs in enumerate(strata)
    ]
    assert agreement(harder) == agreement(strata)


def test_long_stratum_is_divided() -> None:
    """Twelve runs are five, five and two."""
    runs = [FeltRun(1 + n % 2, float(n % 2)) for n in range(12)]
    assert agreement([runs]) == agreement([runs[:5], runs[5:10], runs[10:]])


def test_a_trend_in_both_is_no_agreement() -> None:
    """Fewer stops and better scores from week to week, and nothing within the weeks."""
    runs = [
        felt_run(7 * week + 2 * run, 5 - week, 9 - 2 * week)
        for week in range(5)
        for run in range(3)
    ]
    assert felt_and_counted(runs) is None


def test_two_weeks_are_too_few() -> None:
    """However well they agree."""
    assert felt_and_counted(three_weeks()[:6]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"side": Side.RIGHT},
        {"planned_ms": 40_000},
        {"version": Version.EASIER},
        {"exercise": "other"},
    ],
)
def test_other_work_is_not_compared(change: dict[str, object]) -> None:
    """A run of another side, length, version or exercise is in no pair."""
    runs = three_weeks()
    different = [felt_run(7 * week + 4, 3, 3, **change) for week in range(3)]
    found = felt_and_counted([*(run for run in runs if run.began not in _days(4)), *different])
    assert found is None
    assert felt_and_counted(runs) is not None


def _days(day: int) -> list[object]:
    return [run_totals_of(7 * week + day + MONDAY).began for week in range(3)]


def test_another_session_is_not_compared() -> None:
    """Each pair is of one session."""
    runs = three_weeks()
    assert felt_and_counted([run._replace(session=run.run_id) for run in runs]) is None


def test_all_balance_work_of_a_run_counts() -> None:
    """Two exercises together, whichever line of the run comes first; strength is not counted."""
    runs = three_weeks()
    strength = [
        run._replace(done=run.done._replace(kind=ExerciseKind.STRENGTH, exercise="raise"))
        for run in three_weeks(opposite=True)
    ]
    assert felt_and_counted([*runs, *strength]) == felt_and_counted(runs)
    second = [
        run._replace(done=run.done._replace(exercise="other")) for run in three_weeks(opposite=True)
    ]
    assert felt_and_counted([*runs, *second]) is None


def test_runs_without_a_score_are_left_out() -> None:
    """Not answered, or no rating at all."""
    more = [felt_run(7 * week + 6, None, 9) for week in range(3)]
    bare = [run._replace(rating=None, run_id=f"bare-{run.run_id}") for run in more]
    assert felt_and_counted([*three_weeks(), *more, *bare]) == felt_and_counted(three_weeks())


def test_a_week_counts_where_runs_of_it_were_compared() -> None:
    """Of six runs the first five are compared with each other; the sixth with none."""
    two_weeks = three_weeks()[:6]
    alike = [felt_run(14 + day, 2, 2) for day in range(5)]
    sixth = felt_run(19, 5, 5)
    assert agreement([[FeltRun(2, 4.0)] * 5 + [FeltRun(5, 10.0)]]) is None
    assert felt_and_counted([*two_weeks, *alike, sixth]) is None
    assert felt_and_counted([*two_weeks, *alike[1:], sixth]) is not None


def shifted(runs: list[RunTotals], hours: int, offset_minutes: int) -> list[RunTotals]:
    """The same runs so many hours later, where the clocks have this offset from UTC."""
    return [
        run._replace(began=WallTime(run.began.utc_ms + hours * 3_600_000, offset_minutes))
        for run in runs
    ]


def test_a_week_of_travel_and_one_of_another_time_are_weeks_of_the_calendar() -> None:
    """Pairs are of the weeks as they were lived, whatever the offset, by day as by summer."""
    runs = three_weeks()
    found = felt_and_counted(runs)
    assert found is not None
    # The clocks go forward in the third week, by an hour.
    summer = shifted(runs[6:], -1, 120)
    assert felt_and_counted([*runs[:6], *summer]) == found
    # The second week is lived in Auckland: its Monday begins while it is Sunday in Berlin.
    auckland = shifted(runs[3:6], -12, 780)
    assert felt_and_counted([*runs[:3], *auckland, *runs[6:]]) == found


def test_a_programme_begun_on_a_sunday_has_its_first_pairs_a_week_later() -> None:
    """The run of the Sunday is in a week of its own, and the Monday after it in the next."""
    sunday = felt_run(-1, 5, 0)
    assert felt_and_counted([sunday, *three_weeks()]) == felt_and_counted(three_weeks())


def test_the_order_in_which_two_logs_are_merged_changes_nothing() -> None:
    """The runs are put in order first."""
    runs = three_weeks()
    assert felt_and_counted(reversed(runs)) == felt_and_counted([*runs[::2], *runs[1::2]])


@pytest.mark.slow
def test_the_page_has_the_measured_shares() -> None:
    """The table of docs/history.md is what the seeded simulation gives."""
    page = (Path(simulation.TOP) / "docs" / "history.md").read_text("utf-8")
    assert "\n".join(simulation.table()) in page
    assert f"by chance in {simulation.ever(simulation.WEEKS):.0%}".replace("%", " %") in page
