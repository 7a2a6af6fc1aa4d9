"""How a figure moves with a run: in step, slowly beforehand, and not at all in a stop."""

import pytest

from follow_along.core.enums import Side
from follow_along.core.figures.motion import Motion, Pose, key_poses, motion, pose_at
from follow_along.core.run.player import Action, Phase, Player
from follow_along.core.sessions.tempo_step import TempoStep
from tests.builders import BEGIN, a_run, after, an_exercise, at_work
from tests.core.figures.figures_by_hand import a_figure

FIGURE = a_figure(says={"up": "on the balls"})
TEMPO = FIGURE.tempo
RAISES = an_exercise(reps=3, tempo=["up 2s", "hold 1s", "down 3s"], sides="each")


def seen(player: Player, now: float, figure=FIGURE) -> Motion:
    """What is drawn of a figure that there is."""
    drawn = motion(player, now, figure)
    assert drawn
    return drawn


def about(pose: Pose) -> dict[str, object]:
    """The joints of a pose, to compare but for errors of the arithmetic."""
    return {joint: pytest.approx(place, abs=1e-4) for joint, place in pose.joints.items()}


def key(name: str) -> Pose:
    """A key pose of the figure."""
    return Pose(FIGURE.poses[name], name, FIGURE.says.get(name, ""))


@pytest.mark.parametrize(
    ("elapsed", "name"),
    [(0, "flat"), (2, "up"), (2.5, "up"), (3, "up"), (6, "flat"), (8, "up"), (602, "up")],
)
def test_at_the_end_of_a_phase_it_is_where_the_phase_leads(elapsed: float, name: str) -> None:
    """Up after two seconds, still up through the hold, flat after the three seconds down."""
    assert pose_at(FIGURE, TEMPO, elapsed).joints == about(key(name))


def test_it_starts_and_stops_softly() -> None:
    """A tenth of the time into a move almost nothing has happened, halfway it is half done."""
    heels = [pose_at(FIGURE, TEMPO, second).joints["heel"][1] for second in (0.2, 1.0, 1.8)]
    assert heels[0] < 0.05 * 10.6
    assert heels[2] > 0.95 * 10.6
    assert 0.4 * 10.6 < heels[1] < 0.6 * 10.6


def test_the_name_is_that_of_the_pose_it_goes_to() -> None:
    """So are the words beside it."""
    assert [pose_at(FIGURE, TEMPO, second).name for second in (1, 2.5, 4)] == ["up", "up", "flat"]
    assert [pose_at(FIGURE, TEMPO, second).says for second in (1, 4)] == ["on the balls", ""]


def test_poses_on_the_way_are_passed_through_evenly() -> None:
    """Half the way is the middle one of three poses that a word leads through."""
    figure = a_figure(moves={"up": ["half", "up"], "down": "flat"})
    assert pose_at(figure, TEMPO, 1.0).joints == about(key("half"))
    assert pose_at(figure, TEMPO, 2.0).joints == about(key("up"))


def test_repetitions_take_turns() -> None:
    """Half up the first time, all the way the second time, and so on."""
    figure = a_figure(moves=[{"up": "half", "down": "flat"}, {"up": "up", "down": "flat"}])
    tops = [pose_at(figure, TEMPO, 6.0 * repetition + 2.5).name for repetition in range(4)]
    assert tops == ["half", "up", "half", "up"]


def test_a_repetition_begins_where_the_last_one_ended() -> None:
    """Nothing jumps back to the start pose if no word leads there."""
    figure = a_figure(moves={"up": "up", "down": "half"})
    assert pose_at(figure, TEMPO, 0).joints == about(key("flat"))
    assert pose_at(figure, TEMPO, 6).joints == about(key("half"))


def test_key_poses_tell_the_move_without_moving() -> None:
    """They are the start, the poses of its own tempo and the held pose, each once."""
    assert [pose.name for pose in key_poses(FIGURE)] == ["flat", "up"]
    assert [pose.name for pose in key_poses(a_figure(held="half"))] == ["flat", "up", "half"]


def test_without_a_figure_nothing_is_drawn() -> None:
    """A figure is optional."""
    assert motion(a_run(RAISES), BEGIN, None) is None


@pytest.mark.parametrize("end", [Action.LEAVE, Action.NEXT])
def test_after_the_end_nothing_is_drawn(end: Action) -> None:
    """The run is left or done."""
    player, now = after(a_run(an_exercise()), Action.BIG_KEY, end)
    assert player.phase in {Phase.DONE, Phase.LEFT}
    assert motion(player, now, FIGURE) is None


def test_at_work_it_keeps_the_pace_of_the_exercise() -> None:
    """The position in the work decides the pose; the side is given too."""
    player, now = at_work(a_run(RAISES))
    up, hold = seen(player, now + 1), seen(player, now + 2.25)
    assert up.pose == pose_at(FIGURE, TEMPO, 1.0)
    assert (up.moving, up.changes_in, up.side) == (True, 0, Side.LEFT)
    assert (hold.moving, hold.changes_in) == (False, pytest.approx(0.75, abs=1e-4))


def test_before_the_work_it_shows_the_move_slowly_and_then_stands_ready() -> None:
    """At half pace, in whole repetitions, and in the start pose when the work begins."""
    player, now = after(a_run(RAISES, get_ready=15_000), Action.BIG_KEY, 4.0)
    assert seen(player, now).pose.joints == about(key("up"))
    assert seen(player, now + 1.0).pose == pose_at(FIGURE, TEMPO, 2.5)
    ready = seen(player, now + 8.5)
    assert ready.pose == key("flat")
    assert (ready.moving, ready.changes_in) == (False, pytest.approx(2.5))


def test_before_the_work_of_the_other_side_it_shows_that_side() -> None:
    """The lead-in shows the next block."""
    player, now = at_work(a_run(RAISES))
    player, now = after(player, 18.5, begin=now)
    assert player.phase is Phase.LEAD_IN
    assert seen(player, now).side is Side.RIGHT


@pytest.mark.parametrize("get_ready", [3_000, 9_000, 15_000, 100_000])
def test_when_the_work_begins_nothing_jumps(get_ready: int) -> None:
    """Even a lead-in too short for one repetition ends in the pose that the work begins in."""
    player, now = after(a_run(RAISES, get_ready=get_ready), Action.BIG_KEY, get_ready / 1000 - 1e-4)
    assert player.phase is Phase.LEAD_IN
    assert seen(player, now).pose.joints == about(key("flat"))
    player, now = after(player, 2e-4, begin=now)
    assert player.phase is Phase.WORKING
    assert seen(player, now).pose.joints == about(key("flat"))


def test_a_lead_in_that_is_too_short_shows_what_it_can() -> None:
    """The move begins at half pace, and turns back a second before the work does."""
    player, now = after(a_run(RAISES, get_ready=6_000), Action.BIG_KEY, 3.0)
    assert seen(player, now).pose == pose_at(FIGURE, TEMPO, 1.5)
    assert seen(player, now + 1.5).changes_in == pytest.approx(0.5)
    assert seen(player, now + 2.5).moving
    assert seen(player, now + 2.5).pose.name == "flat"


def test_a_lead_in_that_leaves_no_time_shows_the_begin() -> None:
    """A count-in of one second is no time to show a move."""
    player, now = after(a_run(RAISES, get_ready=1_000), Action.BIG_KEY, 0.5)
    assert seen(player, now).pose == key("flat")


def test_a_pause_before_the_work_holds_it_still() -> None:
    """It continues from there."""
    player, now = after(a_run(RAISES), Action.BIG_KEY, 1.5)
    moving = seen(player, now)
    player, now = after(player, Action.PAUSE, 100.0, begin=now)
    held = seen(player, now)
    assert (held.pose, held.moving, held.changes_in) == (moving.pose, False, None)
    player, now = after(player, Action.PAUSE, begin=now)
    assert seen(player, now).pose.joints == about(moving.pose)


def test_a_stop_holds_it_still_until_the_work_goes_on() -> None:
    """During the stop and the count-in it stands where balance was lost."""
    player, now = at_work(a_run(RAISES, settle=3_000))
    player, now = after(player, 0.7, begin=now)
    lost = seen(player, now)
    player, now = after(player, Action.BIG_KEY, 30.0, begin=now)
    stopped = seen(player, now)
    assert (stopped.pose, stopped.moving, stopped.changes_in) == (lost.pose, False, None)
    player, now = after(player, Action.BIG_KEY, 1.0, begin=now)
    settling = seen(player, now)
    assert (settling.pose, settling.moving) == (lost.pose, False)
    assert settling.changes_in == pytest.approx(2.0)
    player, now = after(player, 2.0, begin=now)
    assert player.phase is Phase.WORKING
    assert seen(player, now).pose.joints == about(lost.pose)


def test_words_it_does_not_know_are_passed_over() -> None:
    """An exercise whose tempo does not move the figure gets the figure's own pace."""
    player, now = at_work(a_run(an_exercise(tempo=["breathe in 2s", "breathe out 2s"])))
    assert seen(player, now + 1.0).pose == pose_at(FIGURE, TEMPO, 1.0)


def test_without_a_tempo_it_goes_at_its_own_pace() -> None:
    """Hops, for instance, are done as fast as each person does them."""
    player, now = at_work(a_run(an_exercise()))
    assert seen(player, now + 4.0).pose == pose_at(FIGURE, TEMPO, 4.0)


def test_a_pose_that_is_held_is_taken_up_and_kept() -> None:
    """Within a second of the begin; then nothing moves until the block ends."""
    figure = a_figure(held="up")
    player, now = at_work(a_run(an_exercise()))
    assert seen(player, now, figure).pose.joints == about(key("flat"))
    assert seen(player, now + 0.5, figure).moving
    kept = seen(player, now + 1.0, figure)
    assert (kept.pose.name, kept.moving, kept.changes_in) == ("up", False, 29.0)
    assert kept.pose.joints == figure.poses["up"]


def test_a_tempo_that_it_knows_goes_before_a_pose_that_is_held() -> None:
    """The figure follows the exercise, not the other way round."""
    player, now = at_work(a_run(RAISES))
    assert seen(player, now + 4.0, a_figure(held="up")).pose.joints == about(
        pose_at(FIGURE, TEMPO, 4.0)
    )


def test_a_block_that_waits_for_the_key_may_never_change() -> None:
    """A held pose in a block without an end: nothing to wait for."""
    player, now = at_work(a_run(an_exercise(reps=5)))
    assert seen(player, now + 2.0, a_figure(held="up")).changes_in is None


def test_before_the_run_begins_it_moves_slowly_without_end() -> None:
    """The first move, at half pace, for as long as the person reads."""
    player = a_run(RAISES)
    assert seen(player, 4.0).pose.joints == about(key("up"))
    assert seen(player, 12_004.0).pose.joints == about(key("up"))
    assert seen(player, 4.5).changes_in == pytest.approx(1.5, abs=1e-4)


def test_where_the_left_side_works_left_and_right_change_places() -> None:
    """The picture is turned round then, and the head must turn to the side that the word says."""
    figure = a_figure(
        moves={"look left": "half", "look right": "up"},
        tempo=["look left 1s", "look right 1s"],
        on_left={"half": "up", "up": "half"},
    )
    looks = an_exercise(reps=5, tempo=["look left 1s", "look right 1s"], sides="each")
    player, now = at_work(a_run(looks))
    assert (player.block.side, seen(player, now + 0.5, figure).pose.name) == (Side.LEFT, "up")
    player, now = at_work(a_run(looks, first_side=Side.RIGHT))
    assert (player.block.side, seen(player, now + 0.5, figure).pose.name) == (Side.RIGHT, "half")


def test_a_phase_that_leads_to_where_it_stands_is_still() -> None:
    """Down, when it is down already, moves nothing and costs nothing."""
    tempo = [TempoStep(word=word, ms=1000) for word in ("down", "up", "down", "down")]
    player, now = at_work(a_run(an_exercise(reps=3, tempo=[f"{phase.word} 1s" for phase in tempo])))
    assert [seen(player, now + second).moving for second in (0.5, 1.5, 2.5, 3.5)] == [
        *(False, True, True, False)
    ]
    assert seen(player, now + 3.5).changes_in == pytest.approx(1.5, abs=1e-4)
