"""Shipped exercises in a session of the user's own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.adapters.sessions.session_file import load_session, read_session
from follow_along.adapters.sessions.shipped_exercises import shipped_exercises
from follow_along.core.sessions.session import Session

WEEKS = [read_session(path, shipped("figures")) for path in sorted(shipped("sessions").iterdir())]
WRITTEN = {exercise.id: exercise for week in reversed(WEEKS) for exercise in week.all_exercises}
DOSE = ("work", "reps", "sets", "rest", "change")


def session_of(*lines: str, cache: RecordCache | None = None) -> Session:
    """The session whose exercises these lines describe."""
    text = "title: Mine\nexercises:\n" + "".join(f"  {line}\n" for line in lines)
    return load_session(text, Path("mine.yaml"), shipped("figures"), cache)


@pytest.mark.parametrize("name", WRITTEN)
def test_it_brings_what_the_sessions_say_of_it(name: str) -> None:
    """Every key as in the first week that has it; every week says the same but for the dose."""
    [used] = session_of(f"- use: {name}").all_exercises
    assert keys(used) == keys(WRITTEN[name]) | {"use": name}
    for week in WEEKS:
        for exercise in week.all_exercises:
            if exercise.id == name:
                same = keys(exercise).keys() - set(DOSE) - {"use"}
                assert all(keys(exercise)[key] == keys(used)[key] for key in same)


def keys(exercise: object) -> Mapping[str, Any]:
    """The keys of an exercise."""
    return dict(vars(exercise))


def test_the_ids_are_those_of_the_shipped_sessions() -> None:
    """All of them."""
    assert shipped_exercises().keys() == WRITTEN.keys()


def test_a_key_given_beside_it_wins() -> None:
    """A length of one's own takes the place of its dose; within groups as well."""
    lines = ("- use: steady-check", "  work: 9s", "  cues: []", "  id: mine")
    [used] = session_of(*lines).all_exercises
    assert (used.work, used.reps, used.cues, used.id) == (9_000, None, (), "mine")
    assert (used.name, used.figure) == ("Steady check", "steady-check")
    group = ("- rounds: 2", "  exercises:", "    - use: pogo-hops", "      sides: left")
    [inner] = session_of(*group).all_exercises
    assert (inner.name, inner.sides) == (WRITTEN["pogo-hops"].name, "left")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "- use: steady-chek",
            "3:10: use: no exercise `steady-chek` comes with the program; did you mean"
            " `steady-check`?",
        ),
        (
            "- use: no-such-thing",
            "3:10: use: no exercise `no-such-thing` comes with the program; see"
            " `follow-along exercises`",
        ),
        ("- use: [a]", "3:10: use: expected text, found a list"),
        ("- use: steady-check\n    reps: 3\n    work: 3s", "4:11: reps: give `work` or `reps`"),
    ],
)
def test_a_mistake_in_it_is_one_sentence(line: str, sentence: str) -> None:
    """Nothing that it would have brought is said to be missing."""
    with pytest.raises(SessionFileError) as caught:
        session_of(line)
    found = [str(problem).removeprefix("mine.yaml:") for problem in caught.value.problems]
    assert found[0].startswith(sentence)
    assert "`name`" not in "".join(found)


def test_such_a_session_is_read_anew_each_time(tmp_path: Path) -> None:
    """A newer program may bring another exercise for the same text."""
    cache = RecordCache(tmp_path)
    session_of("- use: steady-check", cache=cache)
    assert not list(tmp_path.rglob("*.json"))
    session_of("- {name: Own, work: 3s}", cache=cache)
    assert list(tmp_path.rglob("*.json"))
