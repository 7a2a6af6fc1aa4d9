"""What holds of every figure, every tempo, every run and every moment."""

import math

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import Pose, motion, pose_at
from follow_along.core.run.player import Action, Phase, new_player
from follow_along.core.run.rules import advance
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import Timeline
from tests.core.figures.figures_by_hand import figure_from
from tests.scripted_run import Press, play_script
from tests.strategies import BEAT_MS, MOMENTS, scripts, timelines

WORDS = [f"phase {n}" for n in range(4)]
POSES = ["a", "b", "c"]
JOINTS = ("knee", "ankle", "heel", "ball", "toe", "thigh")
Tempo = list[TempoStep]

_PLACES = st.tuples(st.integers(0, 100), st.integers(0, 100))
_ROUTES = st.lists(st.sampled_from(POSES), min_size=1, max_size=3)
_ROUNDS = st.dictionaries(st.sampled_from(WORDS), _ROUTES, min_size=1)

TEMPOS: st.SearchStrategy[Tempo] = st.lists(
    st.builds(TempoStep, word=st.sampled_from([*WORDS, "stay"]), ms=BEAT_MS),
    min_size=1,
    max_size=4,
)
SECONDS = st.floats(0, 200)


@st.composite
def figures(draw: DrawFn) -> Figure:
    """Any figure with three poses; its own pace moves it, another's may not."""
    poses = {name: {joint: draw(_PLACES) for joint in JOINTS} for name in POSES}
    moves = draw(st.lists(_ROUNDS, min_size=1, max_size=3))
    moves[0] |= {"go": ["b"], "return": ["a"]}
    held = draw(st.sampled_from(["", *POSES]))
    return figure_from(
        {
            "title": "Any",
            "camera": "lower-leg",
            "start": "a",
            "poses": poses,
            "moves": moves,
            "tempo": ["go 1s", "return 1.5s"],
            "held": held,
        }
    )


def near(one: Pose, other: Pose, most: float = 1e-3) -> bool:
    """Whether no joint of two poses is farther apart than `most`."""
    return all(math.dist(place, other.joints[joint]) <= most for joint, place in one.joints.items())


def ends(figure: Figure, tempo: Tempo, repetitions: int) -> list[tuple[float, str]]:
    """When each phase ends, and the key pose that the figure is in then: told one by one."""
    told, ms, stands = [], 0, figure.start
    for repetition in range(repetitions):
        for phase in tempo:
            ms += phase.ms
            route = figure.moves[repetition % len(figure.moves)].get(phase.word)
            stands = route[-1] if route else stands
            told.append((ms / 1000, stands))
    return told


@given(figures(), TEMPOS)
def test_each_phase_ends_in_its_key_pose(figure: Figure, tempo: Tempo) -> None:
    """There, just before and just after it is where the phase leads, or where it was before."""
    for moment, name in ends(figure, tempo, 7):
        key = Pose(figure.poses[name], name, "")
        assert near(pose_at(figure, tempo, moment), key)
        assert near(pose_at(figure, tempo, moment - 1e-5), key)
        assert near(pose_at(figure, tempo, moment + 1e-5), key)


@given(figures(), TEMPOS, SECONDS, st.floats(1e-7, 1e-5))
def test_nothing_jumps(figure: Figure, tempo: Tempo, moment: float, later: float) -> None:
    """No joint is faster than a whole turn of every bone and the way of its pivot allow."""
    bones, reach = len(JOINTS) + 1, 100 * math.sqrt(2)
    steepest, poses_in_a_phase = 1.5, 3
    shortest_s = min(phase.ms for phase in tempo) / 1000
    fastest = bones * reach * math.tau * steepest * poses_in_a_phase / shortest_s
    before, after = pose_at(figure, tempo, moment), pose_at(figure, tempo, moment + later)
    assert near(before, after, fastest * later + 1e-3)


@given(figures(), TEMPOS, st.floats(0, 30))
def test_after_a_first_round_all_is_repeated(figure: Figure, tempo: Tempo, moment: float) -> None:
    """A round of repetitions later it is the same again."""
    once = len(figure.moves) * sum(phase.ms for phase in tempo) / 1000
    assert near(
        pose_at(figure, tempo, once + moment), pose_at(figure, tempo, 2 * once + moment), 0.05
    )


@given(figures(), TEMPOS, SECONDS)
def test_a_word_that_leads_nowhere_is_stillness(
    figure: Figure, tempo: Tempo, moment: float
) -> None:
    """In a hold every moment is the same, and a second look sees what the first saw."""
    tempo = [*tempo, TempoStep(word="stay", ms=3000)]
    cycle = sum(phase.ms for phase in tempo) / 1000
    end = (moment // cycle + 1) * cycle
    last, other = end - 1e-3, end - 2.9
    assert pose_at(figure, tempo, last) == pose_at(figure, tempo, other)
    assert pose_at(figure, tempo, moment) == pose_at(figure, tempo, moment)


@given(figures(), timelines(), scripts(), MOMENTS, st.floats(0, 0.999))
def test_what_is_said_to_be_still_is_still(
    figure: Figure, timeline: Timeline, script: list[Press], begin: float, share: float
) -> None:
    """Until the moment that is told, or for good, the same pose is drawn, whatever the run does."""
    run = play_script(new_player(timeline), script, begin)
    drawn = motion(run.player, run.now, figure)
    if drawn is None:
        assert run.player.phase in {Phase.DONE, Phase.LEFT}
        return
    assert drawn.moving == (drawn.changes_in == 0)
    assert drawn.changes_in is None or drawn.changes_in >= 0
    assume(not drawn.moving)
    later = run.now + (3600.0 if drawn.changes_in is None else drawn.changes_in) * share
    assume(drawn.changes_in is None or later < run.now + drawn.changes_in)
    after = motion(advance(run.player, later).player, later, figure)
    assert after is not None
    assert near(after.pose, drawn.pose)


@given(figures(), timelines(), scripts(), MOMENTS)
def test_a_stop_stands_still_and_goes_on_from_there(
    figure: Figure, timeline: Timeline, script: list[Press], begin: float
) -> None:
    """A key that only stops the work, or lets it go on, moves no joint."""
    still = {Phase.WORKING, Phase.STOPPED, Phase.COUNT_IN}
    for taken in play_script(new_player(timeline), script, begin).taken:
        if {taken.before.phase, taken.after.phase} <= still and (
            taken.before.record[-1].attempt == taken.after.record[-1].attempt
        ):
            before = motion(taken.before, taken.now, figure)
            after = motion(taken.after, taken.now, figure)
            assert before
            assert after
            assert near(before.pose, after.pose)


@given(figures(), timelines(), st.floats(1e-7, 1e-5))
def test_the_work_begins_where_the_lead_in_ended(
    figure: Figure, timeline: Timeline, before: float
) -> None:
    """Of any length, any tempo: nothing jumps at the word go."""
    player = play_script(new_player(timeline), [Press(Action.BIG_KEY)], 1000.0).player
    while player.phase is Phase.LEAD_IN and player.length:
        go = player.origin + player.length
        ready = motion(player, go - before, figure)
        player = advance(player, go).player
        if player.phase is not Phase.WORKING:
            return
        begun = motion(player, go, figure)
        assert ready
        assert begun
        assert near(ready.pose, begun.pose, 0.1)
        if player.length is None:
            return
        player = advance(player, player.origin + player.length).player


def test_ends_are_told_in_order() -> None:
    """The model that the properties are held against is right itself."""
    figure = figure_from(
        {
            "title": "Any",
            "camera": "lower-leg",
            "start": "a",
            "poses": {name: {joint: [1, 2] for joint in JOINTS} for name in POSES},
            "moves": [{"up": "b", "down": "a"}, {"up": ["b", "c"], "down": "a"}],
            "tempo": ["up 1s", "hold 1s", "down 2s"],
        }
    )
    told = ends(figure, list(figure.tempo), 2)
    assert told == [(1.0, "b"), (2.0, "b"), (4.0, "a"), (5.0, "c"), (6.0, "c"), (8.0, "a")]
