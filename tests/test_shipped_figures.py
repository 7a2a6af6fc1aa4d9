"""The shipped figures show the exercises of the shipped sessions."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import follow_along
from follow_along.adapters.sessions.figure_file import read_figure
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.enums import Side
from follow_along.core.figures.drawing import draw_figure
from follow_along.core.figures.motion import key_poses, pose_at
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Session
from follow_along.ui.widgets.braille import picture
from scripts.make_figures import SHEET, sheet

ROOT = Path(follow_along.__file__).parent.parent
FIGURES = {path.stem: read_figure(path) for path in sorted((ROOT / "figures").glob("*.yaml"))}
EXERCISES = [
    exercise
    for path in sorted((ROOT / "sessions").glob("*.yaml"))
    for exercise in read_record(path, Session).exercises
]
SIZES = [(30, 12), (60, 26)]


def dots(text: str) -> int:
    """A row of Braille as a number whose bits are its dots."""
    return int.from_bytes(bytes(ord(cell) & 0xFF if cell != " " else 0 for cell in text))


def test_every_exercise_has_a_figure_and_every_figure_an_exercise():
    """The five sessions name the 24 figures of the folder."""
    assert {exercise.figure for exercise in EXERCISES} == set(FIGURES)
    assert len(FIGURES) == 24


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda each: each.id)
def test_a_figure_keeps_the_pace_of_its_exercises(exercise: Exercise):
    """It has poses for the words of the tempo; without a tempo it holds a pose or hops."""
    figure = FIGURES[exercise.figure]
    if exercise.tempo:
        assert figure.follows(exercise.tempo)
    else:
        assert figure.held or exercise.id == "pogo-hops"


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_key_poses_are_told_apart_on_the_screen(name: str, size: tuple[int, int]):
    """At both sizes many dots change from each key pose to the next."""
    figure = FIGURES[name]
    pictures = [
        picture(draw_figure(figure, pose.joints, Side.RIGHT), *size) for pose in key_poses(figure)
    ]
    for before, after in pairwise(pictures):
        changed = sum(
            (dots(a.text) ^ dots(b.text)).bit_count() for a, b in zip(before, after, strict=True)
        )
        assert changed >= size[1]


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_jumps_between_two_frames(name: str):
    """All poses have the same frame, so only moving parts are drawn elsewhere."""
    figure = FIGURES[name]
    seconds = sum(phase.ms for phase in figure.tempo) / 1000
    moments = [pose_at(figure, figure.tempo, seconds * part / 7).joints for part in range(8)]
    assert len({draw_figure(figure, joints, Side.RIGHT).box for joints in moments}) == 1


@pytest.mark.parametrize("name", FIGURES)
def test_a_person_stands_on_the_floor(name: str):
    """No joint of a shipped figure lies below the floor."""
    lowest = min(y for pose in FIGURES[name].poses.values() for joint, (_, y) in pose.items())
    assert lowest >= 0


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize(("at", "sign"), [(3, -1), (6, 1)], ids=["left", "right"])
def test_the_steady_check_looks_to_the_named_side(side: Side, at: float, sign: int):
    """On either foot `look left` turns the head to the left of the picture, as in a mirror."""
    (check, *_) = (each for each in EXERCISES if each.id == "steady-check")
    figure = FIGURES["steady-check"].for_side(side)
    joints = pose_at(figure, check.tempo, at - 0.01).joints
    turned = joints["nose"][0] - joints["head"][0]
    assert turned * (-1 if side is Side.LEFT else 1) * sign > 5


def test_the_picture_of_all_figures_shows_them_as_they_are():
    """docs/pictures/figures.svg is the output of scripts/make_figures.py."""
    assert SHEET.read_text() == sheet()


def test_the_example_of_the_document_is_a_figure(tmp_path: Path):
    """The figure file in docs/figures.md is valid, and moves."""
    page = (ROOT / "docs" / "figures.md").read_text()
    example = re.search("```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    (tmp_path / "toe-taps.yaml").write_text(example[1])
    figure = read_figure(tmp_path / "toe-taps.yaml")
    flat, up = (draw_figure(figure, pose.joints, Side.RIGHT) for pose in key_poses(figure))
    assert picture(flat, 30, 12) != picture(up, 30, 12)
