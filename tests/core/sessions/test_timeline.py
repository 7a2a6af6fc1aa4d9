"""A session flattened: order, sides, lead-ins, lengths."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.enums import Side
from follow_along.core.sessions.exercise import Exercise, SideDurations
from follow_along.core.sessions.session import Group, InnerRounds, Item, Rest, Rounds, Session
from follow_along.core.sessions.timeline import IntervalKind, Note, Timeline, build_timeline
from tests.builders import a_session, an_exercise
from tests.strategies import PAUSE_MS, exercises, sessions, timelines

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
READY, CHANGE, REST, WORK = (
    IntervalKind.READY,
    IntervalKind.CHANGE,
    IntervalKind.REST,
    IntervalKind.WORK,
)


def outline(timeline: Timeline) -> list[tuple[int, Side, IntervalKind, int]]:
    """Each block's set, side, and lead-in with its milliseconds."""
    return [
        (block.set_number, block.side, block.lead_in, block.lead_in_ms) for block in timeline.blocks
    ]


def test_two_sides_alternate_within_each_set() -> None:
    """A change between the sides, a rest between the sets, and no rest after the last."""
    exercise = an_exercise(sides="each", sets=2, rest=20_000, change=5_000)
    assert outline(build_timeline(a_session(exercise))) == [
        (1, LEFT, READY, 15_000),
        (1, RIGHT, CHANGE, 5_000),
        (2, LEFT, REST, 20_000),
        (2, RIGHT, CHANGE, 5_000),
    ]


def test_without_a_change_the_rest_is_for_the_sides_too() -> None:
    """A change of length 0 is not the same as none."""
    first = an_exercise(sides="each", rest=8_000)
    assert outline(build_timeline(a_session(first)))[1] == (1, RIGHT, CHANGE, 8_000)
    at_once = an_exercise(sides="each", rest=8_000, change=0)
    assert outline(build_timeline(a_session(at_once)))[1] == (1, RIGHT, CHANGE, 0)


def test_the_right_side_can_go_first() -> None:
    """In every set of every exercise."""
    timeline = build_timeline(a_session(an_exercise(sides="each", sets=2)), RIGHT)
    assert [block.side for block in timeline.blocks] == [RIGHT, LEFT, RIGHT, LEFT]
    assert timeline.first_side is RIGHT


def test_the_side_given_wins_over_the_sessions_own() -> None:
    """The command line may override the file."""
    timeline = build_timeline(a_session(an_exercise(sides="each"), first_side="right"), LEFT)
    assert [block.side for block in timeline.blocks] == [LEFT, RIGHT]
    assert timeline.first_side is LEFT


@pytest.mark.parametrize("sides", ["left", "right", "both"])
def test_one_side_is_done_as_it_is_named(sides: str) -> None:
    """Whichever side is first elsewhere."""
    timeline = build_timeline(a_session(an_exercise(sides=sides, sets=2)), RIGHT)
    assert outline(timeline) == [(1, sides, READY, 15_000), (2, sides, REST, 10_000)]


def test_each_side_can_have_its_own_work() -> None:
    """Also when the right goes first."""
    exercise = an_exercise(sides="each", work=SideDurations(left=40_000, right=30_000))
    timeline = build_timeline(a_session(exercise), RIGHT)
    assert [(block.side, block.work_ms) for block in timeline.blocks] == [
        (RIGHT, 30_000),
        (LEFT, 40_000),
    ]


def test_lead_ins_of_no_length_are_no_intervals() -> None:
    """Nothing is shown or waited for."""
    timeline = build_timeline(a_session(an_exercise(sides="each", change=0), get_ready=0))
    assert [interval.kind for interval in timeline.intervals()] == [WORK, WORK]


def test_the_total_leaves_out_what_waits_for_the_key() -> None:
    """The timeline says so."""
    timed = build_timeline(a_session(an_exercise(1, sides="each")))
    assert (timed.total_ms, timed.waits_for_key) == (85_000, False)
    waiting = build_timeline(a_session(an_exercise(1, sides="each"), an_exercise(2, reps=8)))
    assert (waiting.total_ms, waiting.waits_for_key) == (100_000, True)


@pytest.mark.parametrize("number", [0, -1, 3])
def test_an_exercise_that_is_not_there_is_refused(number: int) -> None:
    """The message says how many there are."""
    timeline = build_timeline(a_session(an_exercise(1), an_exercise(2)))
    with pytest.raises(ValueError, match=f"there is no exercise {number}: the session has 2"):
        timeline.first_block_of(number)


def circuit(timeline: Timeline) -> list[tuple[str, int, int, IntervalKind, int]]:
    """Each block's exercise, round, number of rounds, and lead-in with its milliseconds."""
    return [
        (b.exercise.id[-1], b.round_number, b.rounds, b.lead_in, b.lead_in_ms)
        for b in timeline.blocks
    ]


A, B, C = (an_exercise(number) for number in (1, 2, 3))


def test_a_group_is_repeated_with_its_rest_between_the_rounds() -> None:
    """The rest takes the place of the time to get ready; what comes after the group has none."""
    timeline = build_timeline(a_session(Rounds(rounds=2, rest=60_000, exercises=(A, B)), C))
    assert circuit(timeline) == [
        ("1", 1, 2, READY, 15_000),
        ("2", 1, 2, READY, 15_000),
        ("1", 2, 2, REST, 60_000),
        ("2", 2, 2, READY, 15_000),
        ("3", 1, 1, READY, 15_000),
    ]
    assert [b.exercise_number for b in timeline.blocks] == [1, 2, 1, 2, 3]
    assert [b.index for b in timeline.blocks if b.begins_round] == [0, 2]


def test_rounds_of_a_group_within_a_group_count_on() -> None:
    """The second round of the outer group begins with the third of the inner one."""
    inner = InnerRounds(rounds=2, rest=5_000, exercises=(A,))
    timeline = build_timeline(a_session(Rounds(rounds=2, rest=9_000, exercises=(inner, B))))
    assert circuit(timeline) == [
        ("1", 1, 4, READY, 15_000),
        ("1", 2, 4, REST, 5_000),
        ("2", 1, 2, READY, 15_000),
        ("1", 3, 4, REST, 9_000),
        ("1", 4, 4, REST, 5_000),
        ("2", 2, 2, READY, 15_000),
    ]


def test_blocks_of_a_group_can_begin_at_fixed_intervals() -> None:
    """Every side and set of it; the first has its usual lead-in, and so has what comes after."""
    minute = an_exercise(1, sides="each", work=20_000), an_exercise(2, reps=12)
    timeline = build_timeline(
        a_session(Rounds(rounds=2, every=60_000, exercises=minute), C), Side.LEFT
    )
    assert [(b.lead_in, b.lead_in_ms, b.period_ms) for b in timeline.blocks] == [
        (READY, 15_000, None),
        (CHANGE, 40_000, 60_000),
        (REST, 40_000, 60_000),
        (REST, 60_000, 60_000),
        (CHANGE, 40_000, 60_000),
        (REST, 40_000, 60_000),
        (READY, 15_000, None),
    ]


def test_rests_of_the_session_are_one_lead_in() -> None:
    """They add up, also to the rest between rounds; a note keeps its moment; the last is over."""
    rests = Rest(rest=20_000), Rest(rest=30_000, say="Take the band."), Rest(rest=1_000)
    group = Rounds(rounds=2, rest=4_000, exercises=(B, rests[0]))
    timeline = build_timeline(a_session(A, *rests, group))
    assert circuit(timeline)[1:] == [("2", 1, 2, REST, 51_000), ("2", 2, 2, REST, 24_000)]
    assert [block.notes for block in timeline.blocks] == [(), (Note(20_000, "Take the band."),), ()]


@given(exercises(), st.integers(1, 3), PAUSE_MS)
def test_a_round_of_one_is_no_round(exercise: Exercise, rounds: int, rest: int) -> None:
    """One round is the exercises themselves; any number is as many copies with rests between."""
    once = build_timeline(a_session(Rounds(rounds=1, rest=rest, exercises=(exercise,))))
    assert once.blocks == build_timeline(a_session(exercise)).blocks
    group = build_timeline(a_session(Rounds(rounds=rounds, exercises=(exercise,))))
    copies = build_timeline(a_session(*[exercise] * rounds))
    assert [(b.side, b.lead_in, b.lead_in_ms, b.work_ms) for b in group.blocks] == [
        (b.side, b.lead_in, b.lead_in_ms, b.work_ms) for b in copies.blocks
    ]


@given(sessions())
def test_every_bout_of_a_session_is_there_once_in_each_round(session: Session) -> None:
    """Exercises and sets in order, every side of every set."""
    blocks = build_timeline(session).blocks
    expected = [
        (exercise.id, set_number, side, exercise.work_ms(side))
        for exercise in unrolled(session.exercises)
        for set_number in range(1, exercise.sets + 1)
        for side in ((LEFT, RIGHT) if exercise.sides == "each" else (Side(exercise.sides),))
    ]
    assert [(b.exercise.id, b.set_number, b.side, b.work_ms) for b in blocks] == expected
    assert [block.index for block in blocks] == list(range(len(blocks)))
    ids = [exercise.id for exercise in session.all_exercises]
    assert all(ids[block.exercise_number - 1] == block.exercise.id for block in blocks)


def unrolled(items: Iterable[Item]) -> Iterator[Exercise]:
    """Every exercise as often as it is done."""
    for item in items:
        if isinstance(item, Group):
            for _ in range(item.rounds):
                yield from unrolled(item.items)
        elif isinstance(item, Exercise):
            yield item


@given(timelines())
def test_the_length_is_the_sum_of_its_parts(timeline: Timeline) -> None:
    """Lead-ins and work; `get_ready` only before the first block of an exercise."""
    parts = [block.lead_in_ms + (block.work_ms or 0) for block in timeline.blocks]
    assert timeline.total_ms == sum(parts)
    for block in timeline.blocks:
        assert block.lead_in is not READY or block.begins_exercise
        assert block.lead_in is not CHANGE or not block.begins_exercise
        assert block.begins_exercise or not (block.begins_round or block.notes)
        assert 1 <= block.round_number <= block.rounds
        assert all(0 <= note.at_ms < block.lead_in_ms for note in block.notes)
        assert timeline.waits_for_key or block.work_ms is not None


def test_mirrored_sides() -> None:
    """BOTH is its own opposite."""
    assert [side.other for side in (LEFT, RIGHT, BOTH)] == [RIGHT, LEFT, BOTH]


def test_a_time_limit_is_given_to_blocks_without_one_alone() -> None:
    """Repetitions without a tempo and open holds get it; the other blocks stay as they are."""
    timed = an_exercise(1, work=20_000)
    timeline = build_timeline(a_session(timed, an_exercise(2, reps=7), an_exercise(3, work="open")))
    limited = timeline.with_time_limit(30_000)
    assert [block.work_ms for block in limited.blocks] == [20_000, 30_000, 30_000]
    assert not limited.waits_for_key
    assert limited.total_ms == timeline.total_ms + 60_000
    assert timeline.waits_for_key
