"""What sounds when: worked by hand, and what holds of every plan."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.cues.plan import change_cue, plan
from follow_along.core.enums import CueName
from follow_along.core.run.player import Action, Phase, Player, new_player
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.timeline import Timeline
from tests.builders import BEGIN, a_run, after, an_exercise, at_work
from tests.scripted_run import Press, play_script
from tests.strategies import MOMENTS, scripts, timelines

GO, REST, SWITCH, STOP = CueName.GO, CueName.REST, CueName.SWITCH, CueName.STOP
HALF, TEN, FINISH, TICK = CueName.HALF, CueName.TEN, CueName.FINISH, CueName.TICK
BIG_KEY, PAUSE = Action.BIG_KEY, Action.PAUSE


def sounds(player: Player, now: float) -> list[tuple[float, CueName]]:
    """The cue sounds planned, with the seconds until each."""
    return [(round(each.at - now, 3), each.cue) for each in plan(player, now) if each.cue]


def test_a_whole_session_is_planned_at_its_first_key() -> None:
    """A lead-in of fifteen seconds and thirty of work."""
    player, now = after(a_run(), BIG_KEY)
    assert sounds(player, now) == [
        (12.0, TICK),
        (13.0, TICK),
        (15.0, GO),
        (30.0, HALF),
        (42.0, TICK),
        (43.0, TICK),
        (44.0, FINISH),
    ]


@pytest.mark.parametrize(
    ("work_ms", "cues"),
    [
        (40_000, [(20.0, HALF), (30.0, TEN), (37.0, TICK), (38.0, TICK), (39.0, FINISH)]),
        (39_998, [(19.999, HALF), (36.998, TICK), (37.998, TICK), (38.998, FINISH)]),
        (30_000, [(15.0, HALF), (27.0, TICK), (28.0, TICK), (29.0, FINISH)]),
        (29_999, [(26.999, TICK), (27.999, TICK), (28.999, FINISH)]),
        (20_000, [(17.0, TICK), (18.0, TICK), (19.0, FINISH)]),
        (3_000, [(1.0, TICK), (2.0, FINISH)]),
        (2_000, [(1.0, FINISH)]),
        (1_000, [(1.0, FINISH)]),
    ],
)
def test_the_work_has_the_cues_it_is_long_enough_for(
    work_ms: int, cues: list[tuple[float, CueName]]
) -> None:
    """Half way from thirty seconds, ten from forty; no tick at the `go`."""
    player, now = at_work(a_run(an_exercise(work=work_ms)))
    assert sounds(player, now) == [(0.0, GO), *cues]


def test_a_block_that_waits_has_a_go_and_no_end() -> None:
    """Nothing is planned after it."""
    player, now = at_work(a_run(an_exercise(1, reps=8), an_exercise(2)))
    assert sounds(player, now) == [(0.0, GO)]


def test_the_change_is_named_by_what_comes_after() -> None:
    """Other side: `switch`; next set or exercise: `rest`; nothing: `finish`."""
    player = a_run(an_exercise(1, sides="each", sets=2), an_exercise(2))
    blocks = player.timeline.blocks
    assert [change_cue(block) for block in (*blocks[1:], None)] == [
        SWITCH,
        REST,
        SWITCH,
        REST,
        FINISH,
    ]


def test_a_change_of_no_length_still_has_its_word() -> None:
    """`switch` a second before the end, `go` at it."""
    player, now = at_work(a_run(an_exercise(sides="each", work=5_000, change=0)))
    assert sounds(player, now)[:5] == [
        (0.0, GO),
        (2.0, TICK),
        (3.0, TICK),
        (4.0, SWITCH),
        (5.0, GO),
    ]


@pytest.mark.parametrize("change", [0, 1, 100])
def test_a_side_is_said_before_its_work_however_short_the_change(change: int) -> None:
    """Not after `go`: a plan made again in the work would not hold it."""
    player, now = at_work(a_run(an_exercise(sides="each", work=5_000, change=change), settle=0))
    said = [due.at - now for due in plan(player, now) if due.forms[-1:] == ("Right foot.",)]
    assert said == [pytest.approx(5 + change / 1000)]


def test_a_short_lead_in_has_the_ticks_it_has_room_for() -> None:
    """Three seconds: two ticks. Two: one. One: none."""
    for seconds, ticks in ((3, [(0.0, TICK), (1.0, TICK)]), (2, [(0.0, TICK)]), (1, [])):
        player, now = after(a_run(get_ready=seconds * 1000), BIG_KEY)
        assert sounds(player, now)[: len(ticks) + 1] == [*ticks, (float(seconds), GO)]


@pytest.mark.parametrize(
    ("left", "cues"),
    [
        (2.5, [(3.5, TICK), (4.5, FINISH)]),
        (2.0, [(4.0, FINISH)]),
        (1.5, [(3.5, FINISH)]),
        (1.0, [(4.0, FINISH)]),
        (0.5, [(3.5, FINISH)]),
        (0.001, [(3.001, FINISH)]),
        (1e-8, [(3.0, FINISH)]),
    ],
)
@pytest.mark.parametrize("begin", [0.0, BEGIN, 12_345.678])
def test_the_end_is_heard_however_late_the_stop(
    left: float, cues: list[tuple[float, CueName]], begin: float
) -> None:
    """A second before the end, or at the end when `go` would drown it."""
    player, now = at_work(a_run(), begin)
    player, now = after(player, 30 - left, BIG_KEY, 20.0, BIG_KEY, begin=now)
    assert sounds(player, now) == [(0.0, TICK), (1.0, TICK), (3.0, GO), *cues]


def test_half_way_is_heard_once() -> None:
    """Only when its moment comes after the resume."""
    player, now = at_work(a_run())
    past, then = after(player, 16.0, BIG_KEY, 9.0, BIG_KEY, begin=now)
    assert HALF not in [cue for _, cue in sounds(past, then)]
    early, then = after(player, 14.0, BIG_KEY, 9.0, BIG_KEY, begin=now)
    assert (4.0, HALF) in sounds(early, then)


@pytest.mark.parametrize("worked", [0.0, 10.0])
def test_a_resume_without_a_count_in_has_its_go(worked: float) -> None:
    """`go`, once, at the key."""
    player, now = at_work(a_run(settle=0))
    player, now = after(player, worked, BIG_KEY, 9.0, BIG_KEY, begin=now)
    assert player.phase is Phase.WORKING
    assert [at for at, cue in sounds(player, now) if cue is GO] == [0.0]


@pytest.mark.parametrize("settle_ms", [0, 3000])
def test_a_restart_has_its_go_once(settle_ms: int) -> None:
    """After the count-in, or at the key where there is none."""
    player, now = at_work(a_run(an_exercise(after_stop="restart"), settle=settle_ms))
    player, now = after(player, 10.0, BIG_KEY, 9.0, BIG_KEY, begin=now)
    assert [at for at, cue in sounds(player, now) if cue is GO] == [settle_ms / 1000]


@given(MOMENTS, st.floats(0.0, 11.9))
def test_enter_always_has_its_count_in(begin: float, waited: float) -> None:
    """Two ticks and `go`, whatever the rounding."""
    player, now = after(a_run(), BIG_KEY, waited, Action.ENTER, begin=begin)
    assert sounds(player, now)[:3] == [(0.0, TICK), (1.0, TICK), (3.0, GO)]


@given(MOMENTS, st.floats(0.0, 2000.0))
def test_a_resume_always_has_its_count_in(begin: float, stopped: float) -> None:
    """Whenever it comes."""
    player, now = at_work(a_run(), begin)
    player, now = after(player, 10.0, BIG_KEY, stopped, BIG_KEY, begin=now)
    assert sounds(player, now)[:3] == [(0.0, TICK), (1.0, TICK), (3.0, GO)]


def test_more_rest_takes_back_the_ticks() -> None:
    """Ten seconds more: the count-in comes ten seconds later."""
    player, now = after(a_run(), BIG_KEY, 12.5, Action.MORE_REST)
    assert sounds(player, now)[:3] == [(9.5, TICK), (10.5, TICK), (12.5, GO)]


@pytest.mark.parametrize(
    ("steps", "phase"),
    [
        ((), Phase.WAITING),
        ((BIG_KEY, 3.0, BIG_KEY), Phase.PAUSED),
        ((BIG_KEY, 20.0, BIG_KEY), Phase.STOPPED),
        ((BIG_KEY, 20.0, BIG_KEY, BIG_KEY, BIG_KEY), Phase.STOPPED),
        ((BIG_KEY, 60.0), Phase.DONE),
        ((BIG_KEY, 20.0, Action.LEAVE), Phase.LEFT),
    ],
)
def test_nothing_is_planned_while_the_clock_stands(
    steps: tuple[Action | float, ...], phase: Phase
) -> None:
    """No moment is known while the clock is stopped."""
    player, now = after(a_run(), *steps)
    assert (player.phase, plan(player, now)) == (phase, ())


@given(timelines(), scripts(), MOMENTS)
def test_a_plan_is_in_order_and_never_in_the_past(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """Each part is either a cue or a phrase that is in time."""
    for taken in play_script(new_player(timeline), script, begin).taken:
        due = plan(taken.after, taken.now)
        moments = [each.at for each in due]
        assert moments == sorted(moments)
        assert all(at >= taken.now - 1e-6 for at in moments)
        assert all((each.cue is None) != (each.phrase is None) for each in due)
        assert all(each.until is None or each.at < each.until or each.shorter for each in due)


@given(timelines(), scripts(), MOMENTS)
def test_every_block_to_come_has_its_go_and_its_end(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """Up to the first block without a time limit."""
    player = (run := play_script(new_player(timeline), script, begin)).player
    if not player.running:
        return
    ahead = timeline.blocks[player.index :]
    waits = next((i for i, block in enumerate(ahead) if block.work_ms is None), None)
    timed = ahead if waits is None else ahead[:waits]
    cues = [cue for _, cue in sounds(player, run.now)]
    begun = player.phase is Phase.WORKING and run.now - player.origin > player.resumed_from + 1e-6
    assert cues.count(GO) == len(timed) + (waits is not None) - begun
    expected = [
        change_cue(timeline.blocks[block.index + 1] if block is not timeline.blocks[-1] else None)
        for block in timed
    ]
    changes = [cue for cue in cues if cue in {REST, SWITCH, FINISH}]
    # Within its last second the end of the block at work may have been heard already.
    assert changes in (expected, expected[1:] if begun else expected)


def week_like(number: int) -> st.SearchStrategy[Exercise]:
    """An exercise like the programme's: blocks of 10 to 60 s, rests of 5 to 20."""
    whole = st.integers(2, 12).map(lambda fives: fives * 5000)
    return st.builds(
        lambda sides, sets, work, rest: an_exercise(
            number, sides=sides, sets=sets, work=work, rest=rest
        ),
        st.sampled_from(("each", "both")),
        st.integers(1, 3),
        whole,
        st.sampled_from((5000, 10_000, 15_000, 20_000)),
    )


@given(st.tuples(week_like(1), week_like(2)), scripts(), MOMENTS)
def test_no_two_sounds_fall_together(
    moves: tuple[Exercise, Exercise], script: list[Press], begin: float
) -> None:
    """In sessions like the programme's no plan has two sounds at one moment."""
    for taken in play_script(a_run(*moves), script, begin).taken:
        player = taken.after
        resumed_from = player.position if player.phase is Phase.COUNT_IN else player.resumed_from
        if player.in_block and (player.block.work_ms or 0) / 1000 - resumed_from < 2e-3:
            continue  # `go` and the end are the moment's two sounds, and neither may be missing
        moments = [each.at for each in plan(player, taken.now) if each.cue]
        assert all(b - a > 1e-3 for a, b in pairwise(moments))


def test_a_change_just_after_the_go_is_still_early() -> None:
    """Resumed a second and a quarter before the end, it is heard a second before it."""
    player, now = at_work(a_run(settle=0))
    player, now = after(player, 28.75, BIG_KEY, 5.0, BIG_KEY, begin=now)
    assert sounds(player, now) == [(0.0, GO), (0.25, FINISH)]


def test_a_plan_announces_each_change() -> None:
    """Two sides of one exercise, and another exercise after them."""
    player, now = at_work(a_run(an_exercise(1, sides="each"), an_exercise(2)))
    changes = [cue for _, cue in sounds(player, now) if cue in {SWITCH, REST, FINISH}]
    assert changes == [SWITCH, REST, FINISH]
