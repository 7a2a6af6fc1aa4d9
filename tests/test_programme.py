"""The five shipped sessions have the lengths, exercises and doses of the programme."""

import json
from pathlib import Path
from typing import Any

import pytest

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.cues.phrases import during_work
from follow_along.core.cues.spoken_words import ENGLISH
from follow_along.core.durations import clock_text
from follow_along.core.enums import Side
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline

FACTS = json.loads((Path(__file__).parent / "data" / "programme.json").read_text("utf-8"))
WEEKS = (1, 2, 3, 4, 5)


def week(number: int) -> Session:
    """The shipped session of a week."""
    return read_record(find_paths().shipped_sessions / f"foot-ankle-{number}.yaml", Session)


def steps(number: int) -> list[tuple[Exercise, dict[str, Any], dict[str, Any]]]:
    """Each exercise of a week, with the facts of its dose and of the exercise itself."""
    doses = FACTS["sessions"][str(number)]["steps"]
    return [
        (exercise, dose, FACTS["exercises"][dose["exercise"]])
        for exercise, dose in zip(week(number).exercises, doses, strict=True)
    ]


@pytest.mark.parametrize(
    ("number", "length"),
    [(1, "10:24"), (2, "11:42"), (3, "14:14"), (4, "16:27"), (5, "18:28")],
)
def test_length(number: int, length: str) -> None:
    """Each week is as long as the programme says, and no block waits for a key."""
    timeline = build_timeline(week(number))
    assert clock_text(timeline.total_ms) == length
    assert timeline.total_ms == FACTS["sessions"][str(number)]["seconds"] * 1000
    assert not timeline.waits_for_key


@pytest.mark.parametrize("number", WEEKS)
def test_dose(number: int) -> None:
    """Sides, sets, work and rest of every exercise are the programme's."""
    for exercise, dose, _ in steps(number):
        assert exercise.id == dose["exercise"]
        assert exercise.sides == ("each" if len(dose["sides"]) == 2 else "both")
        assert exercise.sets == dose["sets"]
        assert exercise.work_ms(Side.LEFT) == exercise.work_ms(Side.RIGHT) == dose["work"] * 1000
        if exercise.sets > 1 or exercise.sides == "each":
            assert exercise.rest == dose["rest"] * 1000
        if exercise.reps:
            assert exercise.reps == dose["reps"]


@pytest.mark.parametrize("number", WEEKS)
def test_content(number: int) -> None:
    """Words, kind, tempo and figure of every exercise are the programme's."""
    for exercise, _, facts in steps(number):
        for key in ("name", "kind", "setup", "easier"):
            assert getattr(exercise, key) == facts[key]
        # That of the steady check is that there is none.
        assert exercise.harder == ("" if exercise.id == "steady-check" else facts["harder"])
        cues = [cue if isinstance(cue, str) else cue.say for cue in exercise.cues]
        assert cues == facts["cues"]
        assert exercise.figure == facts["id"]
        if exercise.tempo:
            tempo = [[phase.word, phase.ms / 1000] for phase in exercise.tempo]
            assert tempo == facts["phases"]


@pytest.mark.parametrize("number", WEEKS)
def test_kit_is_what_the_exercises_need(number: int) -> None:
    """The kit has one of each choice of gear, and nothing that no exercise uses."""
    kit, used = set(week(number).kit), set()
    for _, _, facts in steps(number):
        for need in facts["gear"].split(", "):
            choices = set(need.split(" or ")) - {"none"}
            assert not choices or choices & kit
            used |= choices
    assert kit <= used


@pytest.mark.parametrize("number", WEEKS)
def test_title_and_place_in_the_programme(number: int) -> None:
    """Every week has its title, its number and a safety text."""
    session = week(number)
    assert session.title == f"Week {number}: {FACTS['sessions'][str(number)]['title']}"
    assert (session.programme, session.week) == ("foot-ankle", number)
    assert session.get_ready == FACTS["get_ready_seconds"] * 1000
    assert "Stop if it hurts" in session.safety


@pytest.mark.parametrize("number", WEEKS)
def test_every_week_says_honestly_whose_it_is(number: int) -> None:
    """The text says that the sessions are not the coach's, and not endorsed by her."""
    about = week(number).about
    assert "sessions of our own, in the spirit of" in about
    assert "her exercises or her doses" in about
    assert "not endorsed by her" in about


def test_the_steady_check_is_the_same_every_week() -> None:
    """All weeks are compared by it, so not a word of it may differ."""
    checks = [
        exercise for n in WEEKS for exercise in week(n).exercises if exercise.id == "steady-check"
    ]
    assert len(checks) == len(WEEKS)
    assert len(set(checks)) == 1


def test_ankle_circles_change_direction_at_the_half() -> None:
    """The first circles take 30 seconds: the bell is heard at 15, and then the words."""
    block = build_timeline(week(1)).blocks[0]
    assert block.work_s == 30.0
    spoken = {words: at for at, words in during_work(block, ENGLISH)}
    assert 15.0 <= spoken["Change direction"] < 16.0
    assert ENGLISH.half_way not in spoken
