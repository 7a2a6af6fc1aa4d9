"""What a run came to, in figures and one sentence."""

import pytest
from hypothesis import given

from follow_along.core.durations import minutes_text
from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.run.player import Action, new_player
from follow_along.core.run.summary import ExerciseSummary, summarise
from follow_along.core.sessions.timeline import Timeline
from follow_along.core.text import plural
from tests.builders import a_run, after, an_exercise, at_work
from tests.scripted_run import Press, play_script
from tests.strategies import scripts, timelines

BIG_KEY, TOUCH, NEXT = Action.BIG_KEY, Action.TOUCH, Action.NEXT


def test_lines_add_up_by_exercise_and_side() -> None:
    """Two sets on each side are two entries, in the order done."""
    player, now = at_work(a_run(an_exercise(sides="each", sets=2)))
    player, _ = after(player, 10.0, TOUCH, 20.0, 10.0, 5.0, TOUCH, 5.0, TOUCH, 300.0, begin=now)
    summary = summarise(player.record)
    assert summary.exercises == (
        ExerciseSummary(
            "Move 1",
            "move-1",
            ExerciseKind.BALANCE,
            Side.LEFT,
            1,
            60_000,
            30_000,
            unfinished=False,
            reps="",
        ),
        ExerciseSummary(
            "Move 1",
            "move-1",
            ExerciseKind.BALANCE,
            Side.RIGHT,
            2,
            60_000,
            30_000,
            unfinished=False,
            reps="",
        ),
    )
    assert (summary.count, summary.steady_ms) == (3, 120_000)
    assert summary.sentence == "3 stops in 2 min of steady work: 1 on the left, 2 on the right."


def test_the_longest_stretch_is_of_a_balance_exercise() -> None:
    """Even when another exercise has a longer one."""
    player, now = at_work(
        a_run(an_exercise(1, work=20_000), an_exercise(2, work=60_000, kind="strength"))
    )
    player, _ = after(player, 5.0, BIG_KEY, 5.0, BIG_KEY, 500.0, begin=now)
    summary = summarise(player.record)
    assert summary.longest is not None
    assert (summary.longest.exercise, summary.longest.longest_ms) == ("Move 1", 15_000)


def test_no_stops_is_said_so() -> None:
    """Sides are then not named."""
    player, now = at_work(a_run(an_exercise(sides="each")))
    player, _ = after(player, 300.0, begin=now)
    assert summarise(player.record).sentence == "No stops in 1 min of steady work."


def test_both_feet_are_named_only_where_they_stopped() -> None:
    """Left and right are always named."""
    player, now = at_work(a_run(an_exercise(1), an_exercise(2, sides="each")))
    with_both, _ = after(player, 5.0, TOUCH, 50.0, TOUCH, 300.0, begin=now)
    assert summarise(with_both.record).sentence.endswith(
        ": 1 on the left, 0 on the right, 1 on both feet."
    )
    without, _ = after(player, 55.0, TOUCH, 300.0, begin=now)
    assert summarise(without.record).sentence.endswith(": 1 on the left, 0 on the right.")


def test_nothing_done_is_nothing_to_count() -> None:
    """A run in which everything was skipped."""
    player, _ = after(a_run(), BIG_KEY, 1.0, NEXT)
    summary = summarise(player.record)
    assert summary.sentence == "No work was done, so there is nothing to count."
    assert summary.longest is None
    assert summarise(()).exercises == ()


@pytest.mark.parametrize(
    ("steps", "unfinished"),
    [
        ((30.0,), False),
        ((10.0, NEXT), True),
        ((10.0, Action.LEAVE), True),
        ((10.0, Action.BACK, 15.0, 30.0), False),
        ((10.0, Action.BACK, 1.0, NEXT), True),
        ((10.0, Action.RESTART, 3.0, 30.0), False),
        ((10.0, Action.RESTART, 1.0, Action.LEAVE), True),
        ((10.0, Action.RESTART, 1.0, NEXT), True),
    ],
)
def test_work_that_was_never_finished_is_missing(
    steps: tuple[Action | float, ...], unfinished: bool
) -> None:
    """Cut, skipped or restarted, unless a later attempt finished it."""
    player, now = at_work(a_run())
    player, _ = after(player, *steps, begin=now)
    assert summarise(player.record).exercises[0].unfinished is unfinished


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "0 s"),
        (40_000, "40 s"),
        (59_400, "59 s"),
        (59_600, "1 min"),
        (120_000, "2 min"),
        (252_000, "4 min 12 s"),
        (3_661_000, "61 min 1 s"),
    ],
)
def test_lengths_in_words(ms: int, words: str) -> None:
    """Rounded once, so that there are never sixty seconds."""
    assert minutes_text(ms) == words


@pytest.mark.parametrize(("count", "words"), [(0, "no stops"), (1, "1 stop"), (3, "3 stops")])
def test_counts_in_words(count: int, words: str) -> None:
    """None, one, many."""
    assert plural(count, "stop") == words


@given(timelines(), scripts())
def test_totals_are_the_sums_of_the_record(timeline: Timeline, script: list[Press]) -> None:
    """Grouping loses nothing and counts nothing twice."""
    record = play_script(new_player(timeline), script, 1000.0).player.record
    summary = summarise(record)
    assert summary.count == sum(row.count for row in record)
    assert summary.steady_ms == sum(row.steady_ms for row in record)
    assert all(line.count >= 0 for line in summary.exercises)
    over = [row for row in record if row.outcome is not None]
    assert all(row.longest_ms <= row.steady_ms for row in over)
    sides = {(row.block.exercise.id, row.block.side) for row in record}
    assert len(summary.exercises) == len(sides)


def test_stop_before_any_work_is_not_lost() -> None:
    """A stop at position 0 is in the sentence."""
    player, _ = after(a_run(), BIG_KEY, 15.0, BIG_KEY, 1.0, Action.LEAVE)
    assert summarise(player.record).sentence == "1 stop in 0 s of steady work."
