"""What is said, and when in its interval."""

import pytest
from hypothesis import given

from follow_along.core.cues.plan import answer, phrases, plan
from follow_along.core.enums import Side
from follow_along.core.run.player import new_player
from follow_along.core.sessions.timeline import Timeline
from tests.builders import a_block, a_run, an_exercise
from tests.scripted_run import Press, play_script
from tests.strategies import scripts, timelines


@pytest.mark.parametrize(
    ("side", "words"),
    [(Side.LEFT, "Left foot"), (Side.RIGHT, "Right foot"), (Side.BOTH, "Both feet")],
)
def test_a_side_is_said_as_a_foot(side: Side, words: str) -> None:
    """Each side has its words."""
    assert phrases.side_words(side) == words


def test_a_lead_in_says_what_comes() -> None:
    """The exercise first, then the side alone, then the set."""
    blocks = a_run(an_exercise(sides="each", sets=2, setup="Stand.")).timeline.blocks
    assert [list(phrases.lead_in(block)) for block in blocks[:3]] == [
        [(1.0, "Next: Move 1. Left foot."), (4.5, "Stand.")],
        [(0.2, "Switch. Right foot.")],
        [(1.0, "Rest. Then set 2. Left foot.")],
    ]


@pytest.mark.parametrize(
    ("cues", "positions"),
    [
        ((), []),
        (("a",), [0.0]),
        (("a", "b"), [0.0, 10.0]),
        (("a", "b", "c"), [0.0, 10.0, 30.0]),
        (("a", "b", "c", "d"), [0.0, 40 / 6, 20.0, 200 / 6]),
    ],
)
def test_form_cues_are_spread_over_the_work(cues: tuple[str, ...], positions: list[float]) -> None:
    """The first at once; of three, the others at a quarter and three quarters."""
    shown = phrases.form_cue_positions(a_block(work=40_000, cues=cues))
    assert [cue for _, cue in shown] == list(cues)
    assert [position for position, _ in shown] == pytest.approx(positions)


def test_a_block_that_waits_shows_a_cue_every_ten_seconds() -> None:
    """It has no length to divide."""
    shown = phrases.form_cue_positions(a_block(reps=8, cues=("a", "b", "c")))
    assert shown == [(0.0, "a"), (10.0, "b"), (20.0, "c")]


def test_half_way_and_ten_come_before_a_form_cue() -> None:
    """In forty seconds the third cue would overlap with `ten`, and is dropped."""
    spoken = list(phrases.during_work(a_block(work=40_000, cues=("a", "b", "c"))))
    assert sorted(spoken) == [(1.5, "a"), (10.0, "b"), (20.4, "Half way."), (30.4, "Ten.")]


def test_short_blocks_have_no_landmarks() -> None:
    """Below thirty seconds there is no half way."""
    assert list(phrases.during_work(a_block(work=29_999, cues=("a",)))) == [(1.5, "a")]


def test_all_that_may_be_said_is_named_once() -> None:
    """In the order of first use."""
    said = phrases.all_phrases(a_run(an_exercise(sides="each", sets=2, cues=("Tall",))).timeline)
    assert len(said) == len(set(said))
    assert said[:2] == [phrases.TAKE_YOUR_TIME, "Next: Move 1. Left foot."]
    assert said[-1] == phrases.FINISHED


@given(timelines(), scripts())
def test_nothing_is_said_that_was_not_made_ready(timeline: Timeline, script: list[Press]) -> None:
    """Every phrase of every plan and answer is in `all_phrases`."""
    ready = set(phrases.all_phrases(timeline))
    for taken in play_script(new_player(timeline), script, 1000.0).taken:
        due = plan(taken.after, taken.now)
        if taken.transition:
            due += answer(taken.before, taken.action, taken.after, taken.now)
        assert {each.phrase for each in due if each.phrase} <= ready
