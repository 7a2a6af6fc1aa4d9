"""Session files from the exports of other timers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.conversion.convert import MAX_BYTES, NoExportError, read_export
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.session_file import load_session
from follow_along.core.durations import parse_duration
from follow_along.core.sessions.draft import Draft, Entry, session_text
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.text import one_line
from follow_along.core.validation.problem import Problem

STAND = {"name": "Stand left", "duration": 30}
JAWT = {
    "title": "Legs",
    "version": 2,
    "sets": [
        {"repetitions": 1, "exercises": [{"name": "Pause", "duration": 5}, STAND]},
        {"repetitions": 3, "id": "x", "exercises": [STAND, {"name": "Rest", "duration": "15"}]},
    ],
}
OPENHIIT = [
    {
        "name": "Physio",
        "intervals": 5,
        "activeIntervals": 3,
        "activities": ["Heel raise", "Plank: side"],
        "timeSettings": {
            "workTime": 20,
            "restTime": 10,
            "breakTime": 60,
            "warmupTime": 30,
            "cooldownTime": 0,
            "getReadyTime": 7,
            "restarts": 1,
        },
    }
]
HOLD = {"step_type": "step", "label": "Hold", "length": 10_500, "behaviour": [{"type": "COUNT"}]}
TIMER_MACHINE = {
    "timers": [
        {
            "name": "Ankles",
            "loop": 2,
            "steps": [
                HOLD | {"behaviour": [{"type": "MUSIC"}, {"type": "HALF"}]},
                {
                    "step_type": "group",
                    "name": "Pairs",
                    "loop": 2,
                    "steps": [
                        HOLD,
                        {"step_type": "group", "loop": 2, "steps": [HOLD | {"label": "Rest"}]},
                    ],
                },
            ],
        }
    ]
}


def drafts_of(data: Any, folder: Path) -> list[Draft]:
    """What the export of this data holds."""
    file = folder / "export.json"
    file.write_text(json.dumps(data), "utf-8")
    return read_export(file)


def intervals_of(draft: Draft) -> list[tuple[str, str, int]]:
    """Each lead-in and block as kind, exercise with its side, and seconds."""
    session = load_session(session_text(draft), Path("made.yaml"), Path(), None)
    return [
        (each.kind, f"{each.block.exercise.name}/{each.block.side}", (each.ms or 0) // 1000)
        for each in build_timeline(session).intervals()
    ]


def test_sets_become_groups_and_rests_rests(tmp_path: Path) -> None:
    """Just Another Workout Timer: a rest is an exercise of that name; sides are in the names."""
    [draft] = drafts_of(JAWT, tmp_path)
    assert draft.keys["title"] == "Legs"
    stand = ("work", "Stand/left", 30)
    assert intervals_of(draft) == [
        ("rest", "Stand/left", 5), stand, stand,
        ("rest", "Stand/left", 15), stand, ("rest", "Stand/left", 15), stand,
    ]  # fmt: skip


def test_a_backup_has_several_workouts(tmp_path: Path) -> None:
    """Each is a session of its own; one without any exercise is none."""
    workouts = {"workouts": [JAWT, {"title": "Empty"}, JAWT | {"title": "Two", "sets": None}]}
    assert [draft.keys["title"] for draft in drafts_of(workouts, tmp_path)] == ["Legs"]


@pytest.mark.parametrize("data", [OPENHIIT, json.dumps(OPENHIIT)], ids=["list", "text"])
def test_activities_take_turns_with_one_rest(data: Any, tmp_path: Path) -> None:
    """OpenHIIT: warm up once, then all intervals again with the break between."""
    [draft] = drafts_of(data, tmp_path)
    one, two = "Heel raise/both", "Plank: side/both"
    assert intervals_of(draft) == [
        ("ready", "Warm-up/both", 7), ("work", "Warm-up/both", 30),
        ("work", one, 20), ("rest", two, 10), ("work", two, 20), ("rest", one, 10),
        ("work", one, 20), ("rest", one, 60),
        ("work", one, 20), ("rest", two, 10), ("work", two, 20), ("rest", one, 10),
        ("work", one, 20),
    ]  # fmt: skip


def test_loops_within_loops_are_groups_as_deep_as_groups_go(tmp_path: Path) -> None:
    """TimeR Machine: the third loop is written out; what has no counterpart is a comment."""
    [draft] = drafts_of(TIMER_MACHINE, tmp_path)
    first, *others = intervals_of(draft)
    assert first == ("rest", "Hold/both", 10)
    round_of_two = [("work", "Hold/both", 10), ("rest", "Hold/both", 21)]
    assert others[:4] == [("work", "Hold/both", 10), *round_of_two, ("work", "Hold/both", 10)]
    assert len([each for each in others if each[0] == "work"]) == 6
    assert list(draft.all_comments())[1:] == ["Not taken over: music.", "Pairs"]


def test_names_without_an_id_or_with_the_id_of_another_get_one(tmp_path: Path) -> None:
    """The same name has the same id."""
    names = ["片足立ち", "Hop!", "Hop", "片足立ち"]
    exercises = [{"name": name, "duration": 3} for name in names]
    [draft] = drafts_of({"sets": [{"exercises": exercises}]}, tmp_path)
    session = load_session(session_text(draft), Path("made.yaml"), Path(), None)
    ids = [exercise.id for exercise in session.all_exercises]
    assert ids == ["exercise-1", "hop", "exercise-3", "exercise-1"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ("[1, 2]", "this is no export of a timer that is known"),
        ('{"timers": []}', "this is an export of TimeR Machine without any exercise"),
        ('{"sets": 3}', "this is an export of Just Another Workout Timer without any exercise"),
        (" " * (MAX_BYTES + 1), "the file is larger than 2048 KiB"),
    ],
)
def test_what_is_no_export_is_said(text: str, sentence: str, tmp_path: Path) -> None:
    """One clause each, at once."""
    file = tmp_path / "export.json"
    file.write_text(text, "utf-8")
    with pytest.raises(NoExportError, match=sentence):
        read_export(file)


_KEYS = ["sets", "exercises", "name", "duration", "repetitions", "activities", "loop", "steps"]
_KEYS += ["timeSettings", "workTime", "restarts", "activeIntervals", "label", "length", "title"]
_KEYS += ["behaviour", "type", "step_type"]
_VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("Rest")
_JSON = st.recursive(
    _VALUES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(_KEYS), inner | st.integers(1, 60), max_size=6)
    ),
    max_leaves=30,
)


@given(st.sampled_from(("sets", "workouts", "timers", "")), _JSON)
def test_any_json_is_a_session_or_a_sentence(key: str, data: Any) -> None:
    """Whatever the fields hold."""
    content = json.dumps({key: data} if key else [data])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "follow_along.adapters.conversion.convert.read_bytes", lambda *_: content.encode()
        )
        try:
            drafts = read_export(Path("export.json"))
        except NoExportError:
            return
    # Only what adds up to too much is left to the rules of a session.
    assert [
        problem.message
        for draft in drafts
        for problem in problems_of(draft)
        if not problem.message.startswith("exercises: ")
    ] == []


def problems_of(draft: Draft) -> Sequence[Problem]:
    """The mistakes of the session file that a draft makes."""
    try:
        load_session(session_text(draft), Path("made.yaml"), Path(), None)
    except SessionFileError as error:
        return error.problems
    return ()


_TEXTS = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() == text)


@given(_TEXTS, _TEXTS)
def test_what_is_written_is_read_back(name: str, note: str) -> None:
    """Text of any kind survives the writing, as other readers of YAML see it too."""
    keys = {"name": name, "work": "1m30s", "cues": (note, "Tall"), "side_names": {"left": note}}
    text = session_text(Draft({"title": name}, (Entry(keys, comments=(note,)),)))
    [read] = yaml.safe_load(text)["exercises"]
    assert (read["name"], read["cues"]) == (one_line(name), [one_line(note), "Tall"])
    assert parse_duration(read["work"]) == 90_000
