"""Blocks that begin at fixed intervals, as the minutes of an EMOM."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.cues.plan import plan
from follow_along.core.enums import CueName
from follow_along.core.run.player import Action, Phase, Player
from follow_along.core.sessions.session import Rounds
from tests.builders import a_run, after, an_exercise, at_work

BIG_KEY, ENTER = Action.BIG_KEY, Action.ENTER


def emom(work: int | None = 20_000, rounds: int = 3, settle: int = 3_000) -> Player:
    """A run with a block each minute, timed or in repetitions."""
    length = {"reps": 12} if work is None else {"work": work}
    group = Rounds(rounds=rounds, every=60_000, exercises=(an_exercise(**length),))
    return a_run(group, settle=settle)


def beginnings(player: Player) -> list[float]:
    """When each block began, in seconds from the first."""
    began = [attempt.began for attempt in player.record]
    return [round(at - began[0], 6) for at in began]


def test_timed_blocks_begin_each_minute() -> None:
    """Whatever the work leaves of it is rest."""
    player, now = at_work(emom())
    player, _ = after(player, 150.0, begin=now)
    assert beginnings(player) == [0.0, 60.0, 120.0]


def test_reps_end_with_the_key_and_the_rest_is_what_is_left() -> None:
    """A block that takes longer than its minute is followed after the count-in."""
    player, now = at_work(emom(None))
    player, now = after(player, 25.0, ENTER, 35.0, 70.0, ENTER, 4.0, begin=now)
    assert beginnings(player) == [0.0, 60.0, 133.0]
    assert player.phase is Phase.WORKING


@given(st.lists(st.floats(0.5, 30.0), max_size=3))
def test_stops_come_out_of_the_rest(stops: list[float]) -> None:
    """But for the count-in: the next block never begins without one."""
    player, now = at_work(emom())
    for stopped in stops:
        player, now = after(player, 3.0, BIG_KEY, stopped, BIG_KEY, 3.0, begin=now)
    player, now = after(player, 200.0, begin=now)
    took = 20.0 + sum(stopped + 3.0 for stopped in stops)
    assert beginnings(player)[1] == pytest.approx(max(60.0, took + 3.0), abs=1e-5)


@given(st.lists(st.floats(0.5, 60.0), max_size=3))
def test_the_plan_made_at_the_last_key_holds_for_all_blocks(stops: list[float]) -> None:
    """Each `go` that is planned is heard when the work begins."""
    player, now = at_work(emom())
    for stopped in stops:
        player, now = after(player, 3.0, BIG_KEY, stopped, BIG_KEY, 3.5, begin=now)
    planned = [cue.at for cue in plan(player, now) if cue.cue is CueName.GO and cue.at > now]
    player, _ = after(player, 400.0, begin=now)
    assert planned == pytest.approx([attempt.began for attempt in player.record[1:]], abs=1e-5)


def test_a_skipped_block_gives_the_usual_rest() -> None:
    """As there is no beginning to count from."""
    player, now = at_work(emom())
    player, now = after(player, 20.0, Action.NEXT, 39.0, begin=now)
    assert player.phase is Phase.LEAD_IN
    player, _ = after(player, 1.0, begin=now)
    assert player.phase is Phase.WORKING
