"""Whether a side is flagged: the table of splits, and the last three runs."""

import pytest

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.side_flag import beyond_chance, side_flag
from follow_along.core.history.totals import RunTotals
from tests.made_totals import run_totals_of

LEAST_SPLITS = {
    5: (5, 0),
    6: (6, 0),
    7: (7, 0),
    8: (7, 1),
    9: (8, 1),
    10: (9, 1),
    11: (9, 2),
    12: (10, 2),
    13: (10, 3),
    14: (11, 3),
    15: (12, 3),
    16: (12, 4),
    17: (13, 4),
    20: (15, 5),
}
"""The programme's table: by total, the least split that is beyond chance."""


def runs_of(*splits: tuple[int, int], first_day: int = 0, **fields: object) -> list[RunTotals]:
    """Runs of the steady check with these stops on the left and on the right."""
    return [
        run_totals_of(first_day + number, count, side=side, **fields)
        for number, split in enumerate(splits)
        for side, count in zip((Side.LEFT, Side.RIGHT), split, strict=True)
    ]


@pytest.mark.parametrize("stops", LEAST_SPLITS)
def test_the_table(stops: int) -> None:
    """From the least split on, and not one stop less; the same for either side."""
    more, fewer = LEAST_SPLITS[stops]
    assert beyond_chance(more, fewer)
    assert beyond_chance(fewer, more)
    assert not beyond_chance(more - 1, fewer + 1)


def test_the_limit_is_one_in_ten() -> None:
    """Thirteen to five comes by chance in 9.63 % of cases."""
    assert beyond_chance(13, 5)


@pytest.mark.parametrize("stops", range(5))
def test_under_five_is_never_flagged(stops: int) -> None:
    """However uneven the split."""
    assert not beyond_chance(stops, 0)


def test_the_words_and_the_figures() -> None:
    """Nine on the left, one on the right."""
    flag = side_flag(runs_of((3, 0), (3, 1), (3, 0)))
    assert flag is not None
    assert flag.sentence == "More stops on the left lately (9 to 1)."
    mirrored = side_flag(runs_of((0, 3), (1, 3), (0, 3)))
    assert mirrored is not None
    assert mirrored.side is Side.RIGHT


def test_one_bad_run_flags_nothing() -> None:
    """The same side must be higher in at least two of the three."""
    assert side_flag(runs_of((9, 0), (0, 0), (0, 1))) is None
    assert side_flag(runs_of((8, 0), (1, 0), (0, 1))) is not None
    assert side_flag(runs_of((0, 9), (1, 1), (1, 1))) is None


def test_two_runs_say_nothing() -> None:
    """Nor do three runs of different exercises."""
    assert side_flag(runs_of((5, 0), (5, 0))) is None
    assert side_flag([]) is None
    others = runs_of((9, 0), exercise="stand") + runs_of((9, 0), first_day=1, exercise="hop")
    assert side_flag(others + runs_of((9, 0), first_day=2)) is None


def test_only_the_last_three_runs_are_looked_at() -> None:
    """Earlier runs do not count."""
    assert side_flag(runs_of((9, 0), (9, 0), (1, 1), (1, 1), (1, 1))) is None


def test_only_balance_is_looked_at() -> None:
    """Other exercises do not count."""
    assert side_flag(runs_of((3, 0), (3, 0), (3, 0), kind=ExerciseKind.STRENGTH)) is None


def test_a_run_in_which_one_side_was_cut_short_is_not_compared() -> None:
    """The run before it counts instead."""
    cut = [run_totals_of(3, 9), run_totals_of(3, 0, side=Side.RIGHT, steady_ms=15_000)]
    assert side_flag(runs_of((3, 0), (3, 0)) + cut) is None
    assert side_flag(runs_of((1, 1), (1, 1), (1, 1)) + cut) is None


def test_the_exercises_are_those_of_the_last_run() -> None:
    """The first runs had one exercise more, which is not compared."""
    more = [run for day in (0, 1, 2) for run in runs_of((0, 9), first_day=day, exercise="hop")]
    flag = side_flag(more + runs_of((3, 0), (3, 0), (3, 0), (3, 0)))
    assert flag is not None
    assert (flag.side, flag.more, flag.fewer) == (Side.LEFT, 9, 0)


def test_runs_are_in_the_order_they_were_done() -> None:
    """Whatever their ids: the latest three have no difference."""
    early = [run._replace(run_id=f"z{run.run_id}") for run in runs_of((9, 0), (9, 0), (9, 0))]
    assert side_flag(early + runs_of((1, 1), (1, 1), (1, 1), first_day=3)) is None


def test_versions_of_one_run_are_added_up() -> None:
    """Two lengths of the steady check in each run, the stops all in the first."""
    short = runs_of((3, 0), (3, 0), (3, 0))
    long = runs_of((0, 0), (0, 0), (0, 0), planned_ms=60_000)
    flag = side_flag(short + long)
    assert flag is not None
    assert (flag.more, flag.fewer) == (9, 0)


def test_an_exercise_of_one_side_is_not_compared() -> None:
    """There is nothing to compare it with."""
    assert side_flag([run_totals_of(day, 9) for day in range(3)]) is None


@pytest.mark.parametrize(
    ("left_ms", "right_ms", "compared"),
    [
        (10_000, 9000, True),
        (9000, 10_000, True),
        (10_009, 9008, False),
        (1, 1, True),
        (0, 0, False),
    ],
)
def test_sides_are_compared_when_worked_alike(left_ms: int, right_ms: int, compared: bool) -> None:
    """The shorter work is at least nine tenths of the longer."""
    runs = [
        run_totals_of(day, count, side=side, steady_ms=steady_ms)
        for day in range(3)
        for side, count, steady_ms in ((Side.LEFT, 3, left_ms), (Side.RIGHT, 0, right_ms))
    ]
    assert (side_flag(runs) is not None) == compared


@pytest.mark.parametrize(("first_day", "flagged"), [(7, True), (-28, False)])
def test_runs_before_the_last_four_weeks_are_not_recent(first_day: int, *, flagged: bool) -> None:
    """They are counted back from the week of the last run with a balance exercise."""
    runs = runs_of((4, 0), (4, 0), first_day=first_day) + runs_of((4, 0), first_day=28)
    assert (side_flag(runs) is not None) == flagged


def test_runs_without_balance_exercises_make_no_earlier_run_old() -> None:
    """Strength alone for weeks: the last balance exercises are still the last."""
    later = runs_of((0, 0), first_day=70, kind=ExerciseKind.STRENGTH)
    assert side_flag(runs_of((3, 0), (3, 0), (3, 0)) + later) is not None
