"""What is shown of where a run stands: place, side, line, count, progress."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.enums import InterruptionKind, Side
from follow_along.core.run.player import Action, Phase, new_player
from follow_along.core.sessions.exercise import SideNames
from follow_along.core.sessions.session import Rest, Rounds
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import IntervalKind, Timeline
from follow_along.core.view import view
from tests.builders import BEGIN, a_run, after, an_exercise, at_work
from tests.scripted_run import Press, play_script
from tests.strategies import MOMENTS, scripts, timelines

BIG_KEY, PAUSE = Action.BIG_KEY, Action.PAUSE


@given(timelines(), scripts(), MOMENTS, st.lists(st.floats(0.0, 30.0), max_size=20))
def test_progress_never_goes_back_by_itself(
    timeline: Timeline, script: list[Press], begin: float, waits: list[float]
) -> None:
    """From 0 to 1, with time only forwards."""
    run = play_script(new_player(timeline), script, begin)
    known = 0.0
    for wait in (0.0, *waits):
        run.tick(run.now + wait)
        seen = view(run.player, run.now).progress
        assert 0.0 <= seen <= 1.0
        assert seen >= known - 1e-9
        known = seen


def test_a_run_left_alone_goes_from_nothing_to_all() -> None:
    """At 0 before it begins, at 1 when it is done, half way in the middle."""
    player = a_run(get_ready=10_000)
    assert view(player, BEGIN).progress == 0.0
    player, now = after(player, BIG_KEY, 20.0)
    assert view(player, now).progress == pytest.approx(0.5)
    player, now = after(player, 20.0, begin=now)
    assert view(player, now).progress == 1.0
    assert view(player, now).digits == "0"


def test_the_place_says_the_set_where_there_are_sets() -> None:
    """Counted within the exercise."""
    player = a_run(an_exercise(1), an_exercise(2, sets=3))
    assert view(player, BEGIN).position == "2 exercises"
    player, now = after(player, BIG_KEY)
    assert view(player, now).position == "Exercise 1 of 2"
    player, now = after(player, 15.0, Action.NEXT, Action.NEXT, begin=now)
    assert view(player, now).position == "Exercise 2 of 2 · set 2 of 3"


def test_what_comes_next_is_named_by_what_changes() -> None:
    """The side alone, the set with its side, the exercise with its side, the end."""
    player = a_run(an_exercise(1, sides="each", sets=2), an_exercise(2))
    assert view(player, BEGIN).upcoming == "First: Move 1, left foot"
    player, _ = after(player, BIG_KEY)
    shown = [
        view(replace(player, index=block.index), BEGIN).upcoming for block in player.timeline.blocks
    ]
    assert shown == [
        "Next: right foot; then Move 2",
        "Next: set 2, left foot; then Move 2",
        "Next: right foot; then Move 2",
        "Next: Move 2, both feet",
        "Next: the end",
    ]


def test_the_round_is_named_where_there_are_several() -> None:
    """With the set, and what comes next is another exercise of the group or the first again."""
    exercises = (an_exercise(1, sets=2), an_exercise(2))
    player, _ = after(a_run(Rounds(rounds=2, exercises=exercises)), BIG_KEY)
    views = [view(replace(player, index=index), BEGIN) for index in range(6)]
    assert [seen.position for seen in views[2:5]] == [
        "Exercise 2 of 2 · round 1 of 2",
        "Exercise 1 of 2 · round 2 of 2 · set 1 of 2",
        "Exercise 1 of 2 · round 2 of 2 · set 2 of 2",
    ]
    assert [seen.upcoming for seen in views[1:4]] == [
        "Next: Move 2, both feet",
        "Next: Move 1, both feet",
        "Next: set 2, both feet; then Move 2",
    ]


def test_the_sides_have_the_names_of_the_session() -> None:
    """Those of the exercise come before them; an exercise without a side has none."""
    player = a_run(
        an_exercise(1, sides="left"),
        an_exercise(2, sides="left", side_names=SideNames(left="left side down")),
        an_exercise(3, sides="none"),
        an_exercise(4),
        side_names=SideNames(left="left arm"),
    )
    views = [view(replace(player, index=index), BEGIN) for index in range(4)]
    assert [seen.side_name for seen in views] == ["left arm", "left side down", "", "both feet"]
    player, _ = after(player, BIG_KEY)
    assert view(replace(player, index=1), BEGIN).upcoming == "Next: Move 3"


def test_a_note_is_shown_until_it_is_time_to_get_ready() -> None:
    """Then the setup is; each change makes the picture stale."""
    rests = Rest(rest=10_000), Rest(rest=30_000, say="Take the band.")
    player, now = after(
        a_run(an_exercise(1), *rests, an_exercise(2, setup="Stand.")), BIG_KEY, 45.0
    )
    seen = []
    while player.phase is not Phase.WORKING:
        picture = view(player, now)
        if not seen or seen[-1][1] != picture.instruction:
            seen.append((round(now - BEGIN - 45.0), picture.instruction))
        player, now = after(player, picture.next_change_s or 0.0, begin=now)
    assert seen == [(0, "Stand."), (10, "Take the band."), (25, "Stand.")]


def test_the_dose_is_shown_before_an_exercise_and_the_reps_in_a_block_that_waits() -> None:
    """The dose stands there once for all its sets."""
    player, now = after(a_run(an_exercise(reps=12, sets=2, rest=5_000)), BIG_KEY)
    assert (view(player, now).dose, view(player, now).reps) == ("2 sets of 12", 12)
    player, now = after(player, 20.0, Action.ENTER, begin=now)
    assert (view(player, now).dose, view(player, now).interval) == ("", IntervalKind.REST)


def test_the_side_and_the_interval_are_those_of_the_block() -> None:
    """In the change it is the side to come."""
    player, now = at_work(a_run(an_exercise(sides="each")), BEGIN)
    seen = view(player, now)
    assert (seen.side, seen.interval) == (Side.LEFT, IntervalKind.WORK)
    player, now = after(player, 31.0, begin=now)
    seen = view(player, now)
    assert (seen.side, seen.interval) == (Side.RIGHT, IntervalKind.CHANGE)


def test_the_line_is_the_setup_and_then_the_form_cues() -> None:
    """Each from its moment on; the setup stays through the lead-in."""
    player, now = after(
        a_run(an_exercise(setup="Stand.", cues=("Tall", "Soft knee", "Look up"))), BIG_KEY
    )
    lines = [view(player, now).instruction]
    for wait in (15.0, 7.4, 0.2, 14.8, 0.2):
        player, now = after(player, wait, begin=now)
        lines.append(view(player, now).instruction)
    assert lines == ["Stand.", "Tall", "Tall", "Soft knee", "Soft knee", "Look up"]


def test_the_tempo_is_shown_in_the_work_alone() -> None:
    """It does not change during a stop."""
    tempo = [TempoStep(word="up", ms=3000)]
    player, now = after(a_run(an_exercise(tempo=tempo)), BIG_KEY, 5.0)
    assert view(player, now).tempo == ""
    player, now = after(player, 11.5, BIG_KEY, 50.0, begin=now)
    assert view(player, now).tempo == "up"
    assert view(player, now).repetition == "Rep 1 of 10"


def test_the_count_is_of_the_block_at_hand() -> None:
    """Of the block at work, and in the rest after it."""
    player, now = at_work(a_run(an_exercise(sides="each")))
    player, now = after(player, 10.0, BIG_KEY, begin=now)
    seen = view(player, now)
    assert (seen.count, seen.count_is_of_last_block, seen.interruption) == (
        1,
        False,
        InterruptionKind.WOBBLE,
    )
    player, now = after(player, 5.0, BIG_KEY, 3.0, 21.0, begin=now)
    seen = view(player, now)
    assert (seen.count, seen.count_is_of_last_block, seen.interruption) == (1, True, None)
    player, now = after(player, 10.0, begin=now)
    seen = view(player, now)
    assert (seen.count, seen.count_is_of_last_block) == (0, False)


def test_what_is_left_of_the_work_is_shown_beside_the_count_in() -> None:
    """The digits show the count-in."""
    player, now = at_work(a_run())
    player, now = after(player, 10.2, BIG_KEY, 5.0, BIG_KEY, 0.5, begin=now)
    seen = view(player, now)
    assert (seen.digits, seen.stretch_left) == ("3", "20 s")


def test_a_block_that_waits_says_so_and_has_nothing_left() -> None:
    """It has no time limit."""
    player, now = at_work(a_run(an_exercise(reps=8)))
    seen = view(player, now + 5.0)
    assert (seen.waits_for_key, seen.stretch_left) == (True, None)


def test_a_run_that_is_over_has_nothing_left_of_its_last_block() -> None:
    """No stretch is running."""
    player, now = after(a_run(), BIG_KEY, 60.0)
    assert player.phase is Phase.DONE
    assert view(player, now).stretch_left is None


def test_the_versions_that_a_key_leads_to_are_shown_before_the_work() -> None:
    """While there is time to read them; the version that is on is shown in the work as well."""
    player, now = after(a_run(an_exercise(easier="Hold the chair", harder="Hop")), BIG_KEY, 5.0)
    seen = view(player, now)
    assert (seen.version, seen.easier, seen.harder) == ("", "Hold the chair", "Hop")
    player, now = after(player, Action.EASIER, begin=now)
    seen = view(player, now)
    assert (seen.version, seen.easier, seen.harder) == ("Easier: Hold the chair", "", "as written")
    player, now = after(player, 15.0, begin=now)
    seen = view(player, now)
    assert (seen.version, seen.easier, seen.harder) == ("Easier: Hold the chair", "", "")


def test_progress_stands_while_a_block_waits_for_the_key() -> None:
    """It adds nothing to the planned length."""
    player, now = at_work(a_run(an_exercise(1, reps=8), an_exercise(2)))
    assert view(player, now).progress == pytest.approx(0.25)
    player, now = after(player, 40.0, begin=now)
    assert view(player, now).progress == pytest.approx(0.25)
