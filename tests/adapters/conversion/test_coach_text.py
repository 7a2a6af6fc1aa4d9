"""Sessions from what a coach writes: examples of lines, and any text at all."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from follow_along.adapters.conversion.coach_text import NoExerciseError, read_coach_text
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.session_file import load_session
from follow_along.core.durations import parse_duration
from follow_along.core.enums import Side
from follow_along.core.sessions.draft import Draft, Entry, session_text
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Item, Rest, Session
from follow_along.core.text import one_line

FIGURES = Path(__file__).parents[3] / "figures"

EXERCISES = {
    "Heel raise 3x10 each leg, slow, 30 s rest": {
        "name": "Heel raise",
        "sides": "each",
        "sets": 3,
        "reps": 10,
        "rest": "30s",
        "cues": ("slow",),
    },
    "Plank 45s": {"name": "Plank", "sides": "none", "work": "45s"},
    "Steh auf einem Bein 30 s pro Seite": {
        "name": "Steh auf einem Bein",
        "kind": "balance",
        "sides": "each",
        "work": "30s",
    },
    "- Squats: 3 sets of 12 reps, rest 1 min": {"name": "Squats", "sets": 3, "reps": 12},
    "1. Single-leg balance – 2 x 30 sec/side": {
        "name": "Single-leg balance",
        "kind": "balance",
        "sides": "each",
        "sets": 2,
        "work": "30s",
    },
    "* One leg stand 1:30": {"name": "One leg stand", "sides": "each", "work": "1m30s"},
    "10 push-ups": {"name": "push-ups", "reps": 10},
    "Push-ups 10x": {"name": "Push-ups", "reps": 10},
    "3x Plank 30 s": {"name": "Plank", "sets": 3, "work": "30s"},
    "Wall sit for 1 min 30 sec": {"name": "Wall sit", "work": "1m30s"},
    "Hop 8-10 reps (soft landing)": {"name": "Hop", "reps": 8, "cues": ("soft landing",)},
    "Clam 10 reps x 3 sets, left side": {"name": "Clam", "sets": 3, "reps": 10, "sides": "left"},
    "Clam 10 x 3 sets": {"name": "Clam", "sets": 3, "reps": 10},
    "Bridge 3 x 10 x 5 s": {"name": "Bridge", "sets": 3, "reps": 10, "tempo": ("hold 5s",)},
    "Bridge 10 x 5 s hold": {"name": "Bridge", "reps": 10, "tempo": ("hold 5s",)},
    "Bridge 3x10, hold for 5 s": {"name": "Bridge", "sets": 3, "tempo": ("hold 5s",)},
    "Wall sit, hold 40 seconds": {"name": "Wall sit", "work": "40s"},
    "Squats 3x10, tempo 3-1-2, 20 kg": {
        "reps": 10,
        "tempo": ("down 3s", "hold 1s", "up 2s"),
        "cues": ("20 kg",),
    },
    "90/90 stretch 2 min": {"name": "90/90 stretch", "kind": "mobility", "work": "2m"},
    "Level 2 squats 3x10": {"name": "Level 2 squats", "sets": 3, "reps": 10},
    "Toe yoga 20 reps both feet": {"kind": "foot", "sides": "both", "reps": 20},
    "Wadenheben 3 x 12 Wdh. pro Bein, 45 Sek. Pause": {
        "name": "Wadenheben",
        "sides": "each",
        "sets": 3,
        "reps": 12,
        "rest": "45s",
    },
    "drei Sätze à 10 Kniebeugen": {"name": "Kniebeugen", "sets": 3, "reps": 10},
    "Wade dehnen 2 x 30 Sekunden links und rechts": {"kind": "mobility", "sides": "each"},
    "Unterarmstütz 0,5 Minuten halten": {"name": "Unterarmstütz", "work": "30s"},
    "Hip stretch, hold 30 s, repeat 2x each side": {
        "name": "Hip stretch",
        "sides": "each",
        "reps": 2,
        "tempo": ("hold 30s",),
    },
    "March in place 1'": {"name": "March in place", "kind": "strength", "work": "1m"},
    "Wall push ups x 12": {"name": "Wall push ups", "reps": 12},
    "Tandem stance 30s x 2": {"kind": "balance", "sets": 2, "work": "30s"},
    "Single-leg stance 30 s each side": {"kind": "balance", "sides": "each", "work": "30s"},
    "Walk 1.5 h": {"name": "Walk", "work": "1h30m"},
    "Clamshell (with band) 2x15 per side; 30s rest between sets": {
        "name": "Clamshell",
        "sets": 2,
        "rest": "30s",
        "cues": ("with band",),
    },
    "Monster walk 2 x 10 steps each direction": {"sides": "each", "reps": 10, "cues": None},
    'Plank 30"': {"name": "Plank", "work": "30s"},
    "Side plank 3 × 20s L/R": {"name": "Side plank", "sets": 3, "work": "20s", "sides": "each"},
    "Rest position stretch 30 s": {"name": "Rest position stretch", "work": "30s"},
    "Stand on one foot, eyes closed, 20 s each": {"name": "Stand on one foot", "sides": "each"},
}

SIDE_NAMES = {
    "Biceps curl 3x10 each arm": {"left": "left arm", "right": "right arm"},
    "Single-arm row 3x10": {"left": "left arm", "right": "right arm"},
    "Side plank 20 s L/R": {"left": "left side", "right": "right side"},
    "Heel raise 3x10 each leg": {"left": "left leg", "right": "right leg"},
    "Bizeps 3x10 pro Arm, langsam": {"left": "linker Arm", "right": "rechter Arm"},
    "Dehnen 30 s pro Seite": {"left": "linke Seite", "right": "rechte Seite"},
    "Press 10 reps, left arm": {"left": "left arm"},
    "Heel raise 3x10 each foot": None,
    "Stand on one leg 30 s each side": None,
    "Push-ups 10x": None,
}


@pytest.mark.parametrize("line", SIDE_NAMES)
def test_sides_are_called_what_the_text_calls_them(line):
    """Arms are no feet; without a word for them they are sides, and in balance they are feet."""
    assert entries_of(line)[0].keys.get("side_names") == SIDE_NAMES[line]


UNCLEAR = {
    "Glute bridge": "how long, or how often?",
    "10 squats, 10 lunges": "is it more than one exercise or dose, which each take a line?",
    "Walking lunges 20 m": "how long, or how often?",
    "Run 5k": "how long, or how often?",
    "Squat 12-10-8": "how long, or how often?",
    "Squats 3 sets, 10 reps, 5x": "how many sets are there?",
    "3x10": "what is the exercise called?",
    "Squats 0 reps": "is the number right, which no session can have?",
    "Squats 10 reps 30 s": "is it a time or a number of repetitions?",
    "Plank 30 s left, right": "which side is it?",
    "3 rounds of 12": "which exercises do the rounds have, each on a line of its own?",
    "Plank 3 x 30 s, 10 s rest, 20 s rest": "two rests are on this line: which is it?",
    "x" * 301: "can it be said in 300 characters?",
}


def entries_of(text: str) -> tuple[Entry, ...]:
    """The entries of a text, without a question."""
    draft, questions = read_coach_text(text, "Mine")
    assert questions == []
    return draft.entries


@pytest.mark.parametrize("line", EXERCISES)
def test_a_line_is_an_exercise(line):
    """With the line and every assumption above it; what is not said here may be anything."""
    first = entries_of(line)[0]
    assert {key: first.keys.get(key) for key in EXERCISES[line]} == EXERCISES[line]
    assert first.comments[0] == f"Written: {line}"
    assert first.comments[1].startswith("Assumed: ")


@pytest.mark.parametrize("line", UNCLEAR)
def test_what_is_not_clear_is_asked(line):
    """In the file and to the user, by its line; the rest is read."""
    draft, (question,) = read_coach_text(f"Plank 45 s\n{line}\nHop 10x", "Mine")
    assert question.startswith("Line 2: `")
    assert question.endswith(f"`: {UNCLEAR[line]} It is left out.")
    assert f"# ? {question}\n" in session_text(draft)
    assert [each.keys["name"] for each in draft.entries] == ["Plank", "Hop"]


ROUNDS = {
    "3 rounds:\nSquats 10\nPlank 30 s": ({"rounds": 3}, 2, 0),
    "Drei Runden, 60 s Pause dazwischen:\n\n- Squats 10\n- Plank 30 s\nHop 10": (
        {"rounds": 3, "rest": "1m"},
        2,
        1,
    ),
    "Circuit x 2\nSquats 10\n\nPlank 30 s": ({"rounds": 2}, 1, 1),
    "2 rounds:\nSquats 10\nRest 1 min between rounds": ({"rounds": 2, "rest": "1m"}, 1, 0),
    "2 rounds:\nSquats 10\n\n1 min rest between rounds": ({"rounds": 2, "rest": "1m"}, 1, 0),
    "Squats 10\nPlank 30 s\nRepeat 3 times": ({"rounds": 3}, 2, 0),
    "2 rounds of 40 s, 20 s rest:\nSquats\nPlank": ({"rounds": 2}, 4, 0),
}


@pytest.mark.parametrize("text", ROUNDS)
def test_rounds_repeat_what_belongs_to_them(text):
    """To the next blank line, or as far as the lines are marked."""
    group, *others = entries_of(text)
    keys, inside, outside = ROUNDS[text]
    assert (group.keys, len(group.entries), len(others)) == (keys, inside, outside)


def test_a_rest_of_its_own_and_one_behind_an_exercise():
    """Both are rests between exercises; words beside it are what is said."""
    rests = [
        each.keys for each in entries_of("Plank 45 s, 20 s rest\nRest 1 min, take the band\nHop 9")
    ]
    assert rests[1:3] == [{"rest": "20s"}, {"rest": "1m", "say": "take the band"}]


def test_title_and_language():
    """The first line without a number is the title; German texts are spoken so."""
    draft, _ = read_coach_text("Knie am Morgen\nSteh auf einem Bein 30 s pro Seite", "Mine")
    assert draft.keys == {"title": "Knie am Morgen", "language": "de", "get_ready": "15s"}
    assert "language" not in read_coach_text("Plank 45 s", "Mine")[0].keys


WORDS = [
    *(word for line in (*EXERCISES, *ROUNDS) for word in line.split(" ")),
    *[
        "\n",
        "0",
        "1",
        "3",
        "x",
        "/",
        ":",
        ",",
        "-",
        ".",
        "(",
        ")",
        "between",
        "rest",
        "rounds",
        "each",
        "hold",
        "tempo",
        "1-0-2",
        "9999",
        "ä",
    ],
    *["#", "'", '"', "[", "{", "&", "*", "!", "\u202e"],
]
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
)


@given(TEXTS)
@example("Same name 3x10\nSame; name 3x10\nЖ 3x10")
@example("1 rounds:\nPlank 45 s")
def test_any_text_makes_a_session_or_a_sentence(text):
    """What is read back is what was written."""
    try:
        draft, questions = read_coach_text(text, "Mine")
        session = load_session(session_text(draft), Path("mine.yaml"), FIGURES, None)
    except NoExerciseError:
        return
    except SessionFileError as error:
        problems = error.problems
    else:
        assert_same(draft, session)
        assert_nothing_is_lost(text, draft, questions)
        return
    # What only the whole session can tell, such as more than a thousand blocks.
    assert all(each.message.startswith("exercises: ") for each in problems)


def assert_nothing_is_lost(text: str, draft: Draft, questions: list[str]) -> None:
    """Each line is written above an entry, is asked about, or is the title."""
    comments = set(draft.all_comments())
    titles = 1 if "Assumed: the first line is the title." in comments else 0
    for number, line in enumerate(text.splitlines(), 1):
        asked = any(each.startswith(f"Line {number}: ") for each in questions)
        written = any(f"Written: {one_line(line)}" in each for each in comments)
        if line.strip() and not asked and not written:
            titles -= 1
    assert titles in {0, 1}


def assert_same(draft: Draft, session: Session) -> None:
    """Each entry is what the session has in its place."""
    assert len(draft.entries) == len(session.exercises)
    for entry, item in zip(draft.entries, session.exercises, strict=True):
        assert_same_entry(entry, item)


def assert_same_entry(entry: Entry, item: Item) -> None:
    """A group with its entries, an exercise or a rest."""
    for key, value in entry.keys.items():
        kept = getattr(item, key)
        if key in {"work", "rest", "change"}:
            assert kept == parse_duration(str(value))
        elif key == "tempo":
            assert [f"{step.word} {step.ms}" for step in kept] == [
                f"{word.split()[0]} {parse_duration(word.split()[1])}" for word in value
            ]
        elif key == "side_names":
            assert value == {side: name for side in Side if (name := kept.of(side))}
        else:
            assert kept == value
    if not isinstance(item, Exercise | Rest):
        assert len(entry.entries) == len(item.items)
        for inner, inner_item in zip(entry.entries, item.items, strict=True):
            assert_same_entry(inner, inner_item)


def test_the_example_of_the_page_is_read():
    """Each line of it."""
    page = (FIGURES.parent / "docs" / "session-files.md").read_text("utf-8")
    example_text = page.split("## From words")[1].split("```markdown\n")[1].split("```")[0]
    assert len(entries_of(example_text)) == 3
