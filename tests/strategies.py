"""Hypothesis strategies for sessions, key presses and moments."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from follow_along.core.enums import Side
from follow_along.core.run.player import Action
from follow_along.core.sessions.exercise import Exercise, SideDurations
from follow_along.core.sessions.session import InnerRounds, Item, Rest, Rounds, Session
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import Timeline, build_timeline
from tests.builders import a_session, an_exercise
from tests.scripted_run import Press

WORK_MS = st.sampled_from((1000, 2000, 2500, 3000, 20_000, 30_000, 40_000)) | st.integers(
    1000, 90_000
)
PAUSE_MS = st.sampled_from((0, 0, 1000, 2000, 3000, 10_000, 15_000)) | st.integers(0, 30_000)
BEAT_MS = st.sampled_from((500, 1000, 1500, 2000, 3000)) | st.integers(100, 6000)
MOMENTS = st.sampled_from((0.0, 1000.0, 12_345.678, 1_000_000.1))
"""When a run begins: on a machine just started, and on one up for days."""

_TEMPOS = st.lists(BEAT_MS, min_size=1, max_size=4)
_COUNTING = (Action.TOUCH, Action.UNDO, Action.PLUS, Action.MINUS, Action.PAUSE)
_ACTIONS = st.sampled_from((*Action, *[Action.BIG_KEY] * 12, *_COUNTING * 3))
_GAPS = (
    st.floats(0.0, 5.0)
    | st.floats(0.0, 100.0)
    | st.sampled_from((0.0, 1e-9, 0.5, 1.0, 2.0, 2 - 1e-9, 3.0, 15.0, 30.0))
)
_NEAR_THE_END = st.sampled_from((0.0, 0.0, 1e-9, -1e-9, 1e-3, -0.5, -1.0, -2.5, 0.25))


def presses() -> st.SearchStrategy[Press]:
    """A key after some time, or close to the end of the running stretch."""
    return st.builds(Press, _ACTIONS, _GAPS, st.none()) | st.builds(
        Press, _ACTIONS, st.just(0.0), _NEAR_THE_END
    )


def scripts(longest: int = 25) -> st.SearchStrategy[list[Press]]:
    """The keys of a run; mostly the first one begins it."""
    begun = st.lists(presses(), min_size=longest // 2, max_size=longest)
    return begun.map(lambda rest: [Press(Action.BIG_KEY), *rest]) | st.lists(presses(), max_size=4)


_RESTS = st.builds(
    Rest, rest=st.integers(1000, 30_000), say=st.sampled_from(("", "Take the band."))
)


@st.composite
def exercises(draw: DrawFn, number: int = 1) -> Exercise:
    """An exercise of any form: timed, timed by side, in repetitions, or waiting for the key."""
    sides = draw(st.sampled_from(("each", "both", "left", "right")))
    fields: dict[str, Any] = {
        "sides": sides,
        "sets": draw(st.integers(1, 3)),
        "rest": draw(PAUSE_MS),
        "setup": draw(st.sampled_from(("", "Stand tall."))),
        "cues": draw(st.sampled_from(((), ("Tall",), ("Tall", "Soft knee", "Look up")))),
        "easier": draw(st.sampled_from(("", "Fingertips on the wall"))),
        "harder": draw(st.sampled_from(("", "Eyes shut"))),
        "after_stop": draw(st.sampled_from(("continue", "continue", "restart"))),
    }
    if sides == "each":
        fields["change"] = draw(st.none() | PAUSE_MS)
    tempo = draw(st.just([]) | _TEMPOS)
    fields["tempo"] = [TempoStep(word=f"phase {i}", ms=ms) for i, ms in enumerate(tempo)]
    form = draw(st.sampled_from(("timed", "timed", "by side", "repetitions", "open")))
    if form == "repetitions":
        # Without a tempo they wait for the key. With one, a block lasts at least a second.
        fields["reps"] = draw(st.integers(1, 8)) * (10 if tempo else 1)
    elif form == "by side" and sides == "each":
        fields["work"] = SideDurations(left=draw(WORK_MS), right=draw(WORK_MS))
    else:
        fields["work"] = "open" if form == "open" else draw(WORK_MS)
    return an_exercise(number, **fields)


@st.composite
def sessions(draw: DrawFn) -> Session:
    """A session of one to four exercises, often with rests, a group, or a group within a group."""
    moves: list[Item] = [draw(exercises(n)) for n in range(1, draw(st.integers(1, 4)) + 1)]
    for kind in (InnerRounds, Rounds):
        if draw(st.booleans()):
            moves = draw(_some_grouped(moves, kind))
    if draw(st.booleans()):
        moves.insert(draw(st.integers(0, len(moves))), draw(_RESTS))
    return a_session(*moves, get_ready=draw(PAUSE_MS), settle=draw(PAUSE_MS))


@st.composite
def _some_grouped(draw: DrawFn, items: list[Item], kind: type[InnerRounds | Rounds]) -> list[Item]:
    """The items, with some that follow each other, and perhaps a rest, put in one group."""
    begin = draw(st.integers(0, len(items) - 1))
    end = draw(st.integers(begin + 1, len(items)))
    rests = draw(st.just([]) | st.lists(_RESTS, max_size=1))
    grouped = (*items[begin:end], *rests)
    timing: dict[str, Any] = {"rest": draw(st.none() | PAUSE_MS)}
    if all(isinstance(item, Exercise) for item in grouped) and draw(st.booleans()):
        works = [item.work_ms(side) or 0 for item in grouped for side in item.sides_of_a_set]
        timing = {"every": max(1000, *works) + draw(PAUSE_MS)}
    group = kind(rounds=draw(st.integers(1, 3)), exercises=grouped, **timing)
    return [*items[:begin], group, *items[end:]]


def timelines() -> st.SearchStrategy[Timeline]:
    """A session flattened, either side first."""
    return st.builds(build_timeline, sessions(), st.sampled_from((Side.LEFT, Side.RIGHT)))
