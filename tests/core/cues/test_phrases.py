"""What is said, and when in its interval."""

from typing import Any, Literal

import pytest
from hypothesis import given

from follow_along.core.cues.plan import answer, phrases, plan
from follow_along.core.cues.scheduled_cue import sentences
from follow_along.core.cues.spoken_words import ENGLISH, NO_WORDS
from follow_along.core.enums import Side
from follow_along.core.run.player import new_player
from follow_along.core.sessions.exercise import SideDurations, SideNames
from follow_along.core.sessions.form_cue import TimedCue
from follow_along.core.sessions.session import Rest, Rounds
from follow_along.core.sessions.timeline import Timeline, build_timeline
from tests.builders import a_block, a_run, a_session, an_exercise
from tests.scripted_run import Press, play_script
from tests.strategies import scripts, timelines


def test_a_side_is_spoken_as_the_session_calls_it() -> None:
    """Alone, and after a change; without a side the name alone is the shortest form."""
    names = SideNames(left="left arm", right="right arm")
    exercise = an_exercise(sides="each", side_names=names)
    forms = [phrases.announcement(block, ENGLISH) for block in a_run(exercise).timeline.blocks]
    assert [each[-1] for each in forms] == ["Left arm.", "Right arm."]
    assert forms[1][0] == "Switch.\nRight arm."
    assert phrases.announcement(a_block(sides="none"), ENGLISH)[-1] == "Next: Move 1."


@pytest.mark.parametrize(
    ("side", "words"),
    [(Side.LEFT, "Left foot"), (Side.RIGHT, "Right foot"), (Side.BOTH, "Both feet")],
)
def test_a_side_is_said_as_a_foot(side: Side, words: str) -> None:
    """Each side has its words."""
    assert phrases.side_words(side) == words


def test_a_lead_in_says_what_comes() -> None:
    """The exercise with all that matters first, then the side alone, then the set."""
    blocks = a_run(an_exercise(sides="each", sets=2, setup="Stand.")).timeline.blocks
    assert [list(phrases.lead_in(block, ENGLISH)) for block in blocks[:3]] == [
        [
            (
                1.0,
                (
                    "Next: Move 1.\n30 seconds each side.\nLeft foot first.",
                    "Next: Move 1.\nLeft foot.",
                    "Left foot.",
                ),
            ),
            (4.5, ("Stand.",)),
        ],
        [(0.2, ("Switch.\nRight foot.", "Right foot."))],
        [(1.0, ("Rest. Then set 2.\nLeft foot.", "Left foot."))],
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reps": 12}, "12 reps.\nEnter when done."),
        ({"reps": 1}, "1 rep.\nEnter when done."),
        ({"reps": 12, "tempo": ("up 2s",)}, "12 reps."),
        ({"work": 1_000}, "1 second."),
        ({"work": 90_000}, "90 seconds."),
        ({"work": 60_000}, "1 minute."),
        ({"work": 150_000}, "2 minutes 30 seconds."),
        ({"work": 29_600}, "30 seconds."),
        ({"work": 30_000, "sides": "each"}, "30 seconds each side.\nLeft foot first."),
        ({"work": 30_000, "sides": "right"}, "30 seconds.\nRight foot."),
        ({"work": 30_000, "sides": "none"}, "30 seconds."),
        ({"work": 30_000, "side_names": SideNames(both="both arms")}, "30 seconds.\nBoth arms."),
        (
            {"work": 30_000, "sides": "each", "side_names": SideNames(left="left arm")},
            "30 seconds each side.\nLeft arm first.",
        ),
        (
            {"work": SideDurations(left=40_000, right=30_000), "sides": "each"},
            "40 seconds.\nLeft foot first.",
        ),
    ],
)
def test_repetitions_and_length_are_announced(fields: dict[str, Any], said: str) -> None:
    """With the sides they are for, and with the key where the clock waits for one."""
    assert phrases.announcement(a_block(**fields), ENGLISH)[0] == f"Next: Move 1.\n{said}"


def test_another_length_on_the_other_side_is_announced_with_the_change() -> None:
    """The first announcement gave that of the first side."""
    work = SideDurations(left=40_000, right=30_000)
    blocks = a_run(an_exercise(work=work, sides="each")).timeline.blocks
    assert phrases.announcement(blocks[1], ENGLISH) == (
        "Switch.\nRight foot.\n30 seconds.",
        "Switch.\nRight foot.",
        "Right foot.",
    )


def test_rounds_and_rests_are_announced() -> None:
    """The round as it begins, and a rest of the session with what it says."""
    rest = Rest(rest=20_000, say="Take the band.")
    group = Rounds(rounds=3, rest=15_000, exercises=(an_exercise(1), rest, an_exercise(2)))
    blocks = build_timeline(a_session(group)).blocks
    assert [[forms[0] for _, forms in phrases.lead_in(block, ENGLISH)] for block in blocks] == [
        ["Round 1 of 3.\nNext: Move 1.\n30 seconds."],
        ["Rest.\nNext: Move 2.\n30 seconds.", "Take the band."],
        ["Rest.\nRound 2 of 3.\nNext: Move 1.\n30 seconds."],
        ["Rest.\nNext: Move 2.\n30 seconds.", "Take the band."],
        ["Rest.\nLast round.\nNext: Move 1.\n30 seconds."],
        ["Rest.\nNext: Move 2.\n30 seconds.", "Take the band."],
    ]


def test_a_short_lead_in_is_announced_at_once() -> None:
    """There is no time to wait for a cue to end."""
    (block,) = a_run(get_ready=6_000).timeline.blocks
    assert next(phrases.lead_in(block, ENGLISH))[0] == 0.2


def test_in_a_language_without_words_the_name_alone_is_said() -> None:
    """The program says nothing of its own in it, and the session's texts are spoken."""
    blocks = a_run(an_exercise(name="Squat", sides="each", setup="Stand.")).timeline.blocks
    assert list(phrases.lead_in(blocks[0], NO_WORDS)) == [
        (1.0, ("Squat.", "Squat.")),
        (4.5, ("Stand.",)),
    ]
    assert list(phrases.lead_in(blocks[1], NO_WORDS)) == []
    assert all(phrase == "" for _, phrase in phrases.during_work(blocks[1], NO_WORDS))


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
    block = a_block(work=40_000, cues=("a", "b", "c"))
    spoken = list(phrases.during_work(block, ENGLISH))
    assert sorted(spoken) == [(1.5, "a"), (10.0, "b"), (20.6, "Half way."), (30.6, "Ten.")]


def test_short_blocks_have_no_landmarks() -> None:
    """Below thirty seconds there is no half way."""
    block = a_block(work=29_999, cues=("a",))
    assert list(phrases.during_work(block, ENGLISH)) == [(1.5, "a")]


@pytest.mark.parametrize(
    ("at", "position", "due"),
    [
        ("half", 20.0, 20.6),
        (10_000, 10.0, 10.0),
        (-5_000, 35.0, 35.0),
        (0, 0.0, 0.5),
        (-9_000, 31.0, 31.0),
    ],
)
def test_a_cue_with_a_moment_is_shown_and_spoken_at_it(
    at: int | Literal["half"], position: float, due: float
) -> None:
    """Before `half way` and `ten`, and before any other cue."""
    cues = ("a", TimedCue(at=at, say="Now"), "b", "c")
    block = a_block(work=40_000, cues=cues)
    assert (position, "Now") in phrases.form_cue_positions(block)
    spoken = list(phrases.during_work(block, ENGLISH))
    assert (due, "Now") in spoken
    assert all(abs(other - due) >= 2.0 for other, words in spoken if words != "Now")


def test_a_cue_with_a_moment_leaves_the_others_where_they_are() -> None:
    """The others divide the work as if it were not there."""
    timed = phrases.form_cue_positions(
        a_block(work=40_000, cues=("a", TimedCue(at="half", say="Now"), "b", "c"))
    )
    assert timed == [(0.0, "a"), (10.0, "b"), (20.0, "Now"), (30.0, "c")]


def test_all_that_may_be_said_is_named_once() -> None:
    """Sentence by sentence, in the order of first use."""
    said = phrases.all_phrases(a_run(an_exercise(sides="each", sets=2, cues=("Tall",))).timeline)
    assert len(said) == len(set(said))
    assert said[:2] == [ENGLISH.take_your_time, "Next: Move 1."]
    assert said[-1] == ENGLISH.finished


@given(timelines(), scripts())
def test_nothing_is_said_that_was_not_made_ready(timeline: Timeline, script: list[Press]) -> None:
    """Every phrase of every plan and answer is in `all_phrases`."""
    ready = set(phrases.all_phrases(timeline))
    for taken in play_script(new_player(timeline), script, 1000.0).taken:
        due = plan(taken.after, taken.now)
        if taken.transition:
            due += answer(taken.before, taken.action, taken.after, taken.now)
        forms = [form for each in due for form in each.forms]
        assert {sentence for form in forms for sentence in sentences(form)} <= ready


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"reps": 12}, "12 reps."), ({"work": "open"}, "As long as you can.")],
)
def test_with_a_time_limit_nobody_is_told_to_press_a_key(fields: dict[str, Any], said: str) -> None:
    """As in a video, where such a block has a length."""
    timeline = a_run(an_exercise(**fields)).timeline
    (block,) = timeline.blocks
    (limited,) = timeline.with_time_limit(30_000).blocks
    assert phrases.announcement(block, ENGLISH)[0].endswith(f"{said}\nEnter when done.")
    assert phrases.announcement(limited, ENGLISH)[0].endswith(said)
