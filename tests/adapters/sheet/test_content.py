"""What a sheet says: all that the session says, in the words of the screen."""

import re
from typing import Any

import pytest
from hypothesis import given

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sheet.content import ExerciseRow, GroupRows, RestRow, sheet
from follow_along.core.enums import Side
from follow_along.core.figures.figure import Figure
from follow_along.core.sessions.exercise import SideDurations
from follow_along.core.sessions.form_cue import TimedCue
from follow_along.core.sessions.session import InnerRounds, Rest, Rounds, Session
from tests.builders import a_session, an_exercise
from tests.strategies import sessions


def row(**fields: Any) -> ExerciseRow:
    """The row of one exercise."""
    (only,) = sheet(a_session(an_exercise(**fields)), {}).rows
    assert isinstance(only, ExerciseRow)
    return only


def row_with(figure: str, **fields: Any) -> ExerciseRow:
    """The row of an exercise with a shipped figure."""
    drawn = read_record(shipped("figures") / f"{figure}.yaml", Figure)
    (only,) = sheet(a_session(an_exercise(figure=figure, **fields)), {figure: drawn}).rows
    assert isinstance(only, ExerciseRow)
    return only


def rows_in(rows: Any) -> list[ExerciseRow]:
    """All exercises, those of groups included."""
    found = []
    for each in rows:
        found += rows_in(each.rows) if isinstance(each, GroupRows) else [each]
    return [each for each in found if isinstance(each, ExerciseRow)]


def test_the_head_says_how_long_how_often_and_with_what() -> None:
    """The length is that of the timeline."""
    session = a_session(programme="p", per_week=3, days_apart=1, kit=("wall", "chair"))
    assert sheet(session, {}).facts == (
        "Length: 45 s",
        "3 times a week, 1 day between",
        "You need: wall, chair",
        "15 s to get ready before each exercise",
    )
    once = a_session(an_exercise(reps=7), programme="p", per_week=1, get_ready=0)
    assert sheet(once, {}).facts == (
        "Length: 0 s, and as long as you need where no time is given",
        "Once a week",
    )


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ((None, None), ["15 s to get ready before each exercise"]),
        ((None, 2000), ["15 s to get ready before each exercise that says nothing else"]),
        ((0, 2000), []),
    ],
)
def test_the_head_says_the_time_to_get_ready_of_those_without_their_own(
    own: tuple[int | None, ...], said: list[str]
) -> None:
    """Nothing where each has its own."""
    exercises = (an_exercise(number, get_ready=ms) for number, ms in enumerate(own))
    facts = sheet(a_session(*exercises), {}).facts
    assert [each for each in facts if "get ready" in each] == said


@pytest.mark.parametrize(
    ("fields", "dose", "details"),
    [
        ({"sides": "each"}, "30 s left, then 30 s right", ("10 s rest between sides",)),
        ({"sides": "each", "rest": 0}, "30 s left, then 30 s right", ()),
        (
            {"sides": "each", "sets": 2},
            "2 sets: 30 s left, then 30 s right",
            ("10 s rest between sides and sets",),
        ),
        (
            {"sides": "each", "sets": 2, "change": 5000, "rest": 90_000},
            "2 sets: 30 s left, then 30 s right",
            ("5 s rest between sides, 1 min 30 s rest between sets",),
        ),
        (
            {"sides": "each", "work": SideDurations(left=40_000, right=30_000), "rest": 0},
            "40 s left, then 30 s right",
            (),
        ),
        (
            {"sets": 2, "reps": 7, "tempo": ("up 2s", "down 1.5s")},
            "2 sets of 7",
            ("Tempo: up 2 s, down 1.5 s", "10 s rest between sets"),
        ),
        ({"work": "open", "get_ready": 20_000}, "as long as you can", ("20 s to get ready",)),
    ],
)
def test_the_dose_and_the_rests_are_said(
    fields: dict[str, Any], dose: str, details: tuple[str, ...]
) -> None:
    """Pauses are named only where there are some."""
    made = row(**fields)
    assert (made.dose, made.details) == (dose, details)


def test_the_session_says_which_side_is_first() -> None:
    """The dose and the figure follow it."""
    session = a_session(an_exercise(sides="each"), first_side="right")
    assert rows_in(sheet(session, {}).rows)[0].dose == "30 s right, then 30 s left"


def test_how_it_is_done_is_said() -> None:
    """The setup, the cues with their moments, and both versions."""
    made = row(
        setup="Stand tall.",
        cues=("Soft knee", TimedCue(at="half", say="Turn")),
        easier="Hold on",
        harder="Eyes shut",
    )
    assert made.setup == "Stand tall."
    assert made.cues == ("Soft knee", "Turn (half way)")
    assert made.versions == (("Easier", "Hold on"), ("Harder", "Eyes shut"))


def test_rounds_and_rests_stand_where_they_are_done() -> None:
    """A group within a group too; exercises are numbered in the order of the file."""
    inner = InnerRounds(rounds=2, every=60_000, exercises=(an_exercise(2, sides="each"),))
    group = Rounds(rounds=3, rest=60_000, exercises=(an_exercise(1), Rest(rest=5000), inner))
    rows = sheet(a_session(Rest(rest=60_000, say="Take the band."), group, an_exercise(3)), {}).rows
    assert rows[0] == RestRow("Rest 1 min: Take the band.")
    assert isinstance(rows[1], GroupRows)
    assert rows[1].text == "3 rounds, 1 min rest between them"
    assert rows[1].rows[1] == RestRow("Rest 5 s")
    assert isinstance(rows[1].rows[2], GroupRows)
    assert rows[1].rows[2].text == "2 rounds, a new block every 1 min"
    assert [(each.number, each.name) for each in rows_in(rows)] == [
        (1, "Move 1"),
        (2, "Move 2"),
        (3, "Move 3"),
    ]
    assert rows_in(rows)[1].details == ()


def test_at_most_three_poses_show_the_movement() -> None:
    """Each has its name below it; words of the figure that differ are told in its place."""
    assert [pose.caption for pose in row_with("heel-raise-double").poses] == ["flat", "up"]
    assert [pose.caption for pose in row_with("one-leg-stand").poses] == ["2 feet", "1 foot"]
    assert len(row_with("ankle-circles").poses) == 3
    assert row(figure="unknown").poses == ()


def test_the_figure_works_on_the_side_that_is_first() -> None:
    """The left is the mirror image of the right; both legs of a figure may work."""
    left, right = (row_with("knee-to-wall", sides=side) for side in ("left", "right"))
    each = row_with("knee-to-wall", sides="each")
    assert each.poses == left.poses
    assert left.poses != right.poses
    assert [len(pose.picture.svg) for pose in left.poses] == pytest.approx(
        [len(pose.picture.svg) for pose in right.poses], rel=0.05
    )


def test_the_whole_body_beside_a_close_up_is_drawn_once() -> None:
    """With the first pose: the others are only as wide as the foot needs."""
    first, second = row_with("short-foot-seated").poses
    assert first.picture.svg.count("<circle") > second.picture.svg.count("<circle") == 0


def test_words_from_the_right_leave_the_sentence_in_order() -> None:
    """An isolate is around them, and around no others."""
    (tempo,) = row(reps=2, tempo=("למעלה 2s", "up 3s")).details
    assert tempo == "Tempo: \u2068למעלה\u2069 2 s, up 3 s"


@given(sessions())
def test_every_text_of_a_session_is_on_its_sheet(session: Session) -> None:
    """Each exercise once, with all that is said of it; both sides of its dose where it has two."""
    made = sheet(session, {})
    rows = rows_in(made.rows)
    assert [each.number for each in rows] == list(range(1, len(rows) + 1))
    for exercise, each in zip(session.all_exercises, rows, strict=True):
        assert each.name == exercise.name
        assert each.setup == exercise.setup
        assert list(each.cues) == list(map(str, exercise.cues))
        texts = {version.text for version in each.versions}
        assert texts == {exercise.easier, exercise.harder} - {""}
        if exercise.sides == "each" and not exercise.is_open:
            assert re.search(f"{Side.LEFT}, then .*{Side.RIGHT}", each.dose)
