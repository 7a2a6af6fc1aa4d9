"""Any session is read back as it was written; any bytes end in a session or in problems."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.durations import duration_text
from follow_along.core.enums import ExerciseKind
from follow_along.core.sessions.exercise import Exercise, SideDurations
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.text import one_line

SHIPPED = [path.read_bytes() for path in sorted(find_paths().shipped_sessions.glob("*.yaml"))]
DAY_MS = 24 * 60 * 60 * 1000
HOUR_MS = DAY_MS // 24

one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Each example writes the same file anew, so that a folder for all of them does."""

lines = st.text(max_size=30) | st.sampled_from(["No", "1:30", "12", "~", "a: b", "# x", "- y"])
line = lines.map(one_line)
one_lines = line.filter(bool)
slugs = st.from_regex("[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
pauses = st.integers(0, DAY_MS)
works = st.integers(1_000, HOUR_MS)
phases = st.builds(
    TempoStep,
    word=st.text("abc 12", max_size=9).map(one_line).filter(bool),
    ms=st.integers(100, 60_000),
)


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """Any exercise that a file could describe."""
    sides = draw(st.sampled_from(["each", "both", "left", "right"]))
    keys: dict[str, Any] = {"name": draw(one_lines), "id": draw(slugs), "sides": sides}
    if draw(st.booleans()):
        keys["reps"] = draw(st.integers(1, 5))
    elif sides == "each" and draw(st.booleans()):
        keys["work"] = SideDurations(left=draw(works), right=draw(works))
    else:
        keys["work"] = draw(works)
    if sides == "each":
        keys["change"] = draw(st.none() | pauses)
    keys |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "kind": st.sampled_from(ExerciseKind),
                "sets": st.integers(1, 3),
                "rest": pauses,
                "tempo": st.lists(phases, max_size=4).map(tuple),
                "setup": line,
                "cues": st.lists(one_lines, max_size=3).map(tuple),
                "easier": line,
                "harder": line,
                "figure": st.just("") | slugs | slugs.map("{}.yaml".format),
                "after_stop": st.sampled_from(["continue", "restart"]),
            },
        )
    )
    return Exercise(**keys)


_needed: dict[str, st.SearchStrategy[Any]] = {
    "title": one_lines,
    "exercises": st.lists(exercises(), min_size=1, max_size=4, unique_by=lambda each: each.id).map(
        tuple
    ),
}
sessions = st.fixed_dictionaries(
    _needed,
    optional={
        "programme": slugs,
        "week": st.integers(1, 999),
        "about": line,
        "get_ready": pauses,
        "settle": pauses,
        "first_side": st.sampled_from(["left", "right"]),
        "kit": st.lists(one_lines, max_size=3).map(tuple),
        "safety": line,
    },
).map(lambda keys: Session(**keys))


def written(value: Any, key: str = "") -> Any:
    """Write a value of the model as a person would, with durations as text."""
    match value:
        case TempoStep():
            return f"{value.word} {duration_text(value.ms)}"
        case Session() | Exercise() | SideDurations():
            kept = {name: getattr(value, name) for name in value.key_names()}
            return {name: written(each, name) for name, each in kept.items() if each is not None}
        case tuple():
            return [written(each) for each in value]
        case int() if key not in {"week", "sets", "reps"}:
            return duration_text(value)
        case str():
            return str(value)
    return value


@one_file
@given(session=sessions)
def test_any_session_is_read_back_as_it_was_written(tmp_path: Path, session: Session) -> None:
    """Nothing that the model can hold is lost or changed by a file."""
    file = tmp_path / "session.yaml"
    file.write_text(yaml.safe_dump(written(session), allow_unicode=True), "utf-8")
    assert read_record(file, Session) == session


def ends_well(file: Path, raw: bytes) -> None:
    """Bytes end in a session, or in problems that lie within the file and are safe to show."""
    file.write_bytes(raw)
    try:
        read_record(file, Session)
    except SessionFileError as error:
        problems = error.problems
    else:
        return
    lines_there = raw.decode("utf-8", "replace").splitlines()
    assert problems
    for problem in problems:
        assert 1 <= problem.line <= len(lines_there) + 1
        assert problem.column >= 1
        assert str(problem).isprintable()


@one_file
@given(raw=st.binary(max_size=200))
@example(raw=b'"\\ud800"')
@example(raw=b'a: "\\UFFFFFFFF"')
@example(raw=b"%YAML 1.1.1\n")
@example(raw=b"%YAML " + b"9" * 5000 + b".1\n--- a")
@example(raw=b"!<%ff> a")
def test_any_bytes_end_well(tmp_path: Path, raw: bytes) -> None:
    """Whatever is in a file."""
    ends_well(tmp_path / "session.yaml", raw)


@one_file
@given(text=st.text(alphabet="abtile: -\n\t'\"[]{},&*!|>#%@`?~<\\x0159\x85é", max_size=80))
def test_any_signs_of_yaml_end_well(tmp_path: Path, text: str) -> None:
    """Whatever is made of the signs that mean something in YAML."""
    ends_well(tmp_path / "session.yaml", text.encode())


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A shipped file with stretches taken out, doubled, or replaced."""
    raw = draw(st.sampled_from(SHIPPED))[: draw(st.integers(100, 2_000))]
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(st.integers(0, len(raw)))
        end = begin + draw(st.integers(0, 40))
        middle = draw(
            st.sampled_from([b"", raw[begin:end] * 2, b"\t", b"- ", b": ", b"\n", b"&a ", b'"'])
            | st.binary(max_size=4)
        )
        raw = raw[:begin] + middle + raw[end:]
    return raw


@one_file
@given(raw=mutated())
def test_any_slip_in_a_shipped_file_ends_well(tmp_path: Path, raw: bytes) -> None:
    """Whatever an editor, a disk or a cat on the keyboard made of it."""
    ends_well(tmp_path / "session.yaml", raw)


@pytest.mark.parametrize("raw", SHIPPED, ids=range(1, 6))
def test_the_shipped_files_are_good(tmp_path: Path, raw: bytes) -> None:
    """What is mutated above is right to begin with."""
    file = tmp_path / "session.yaml"
    file.write_bytes(raw)
    assert read_record(file, Session).programme == "foot-ankle"
