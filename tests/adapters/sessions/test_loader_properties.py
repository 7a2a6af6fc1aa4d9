"""Any session is read back as it was written; any bytes end in a session or in problems."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sessions.shipped_exercises import shipped_exercises
from follow_along.core.durations import duration_text
from follow_along.core.enums import ExerciseKind
from follow_along.core.sessions.exercise import Exercise, SideDurations, SideNames
from follow_along.core.sessions.form_cue import TimedCue
from follow_along.core.sessions.session import InnerRounds, Item, Rest, Rounds, Session
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.text import one_line
from follow_along.core.validation.file_record import FileRecord
from tests.core.validation.test_json_schema import accepts

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


side_names = st.builds(SideNames, left=line, right=line, both=line)
timed_cues = st.builds(
    TimedCue, at=st.just("half") | st.integers(0, 999) | st.integers(-999, -1), say=one_lines
)
"""Within any work that is timed: it lasts a second or more."""


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """Any exercise that a file could describe."""
    sides = draw(st.sampled_from(["each", "both", "left", "right", "none"]))
    keys: dict[str, Any] = {"name": draw(one_lines), "id": draw(slugs), "sides": sides}
    cues = one_lines
    form = draw(st.sampled_from(["reps", "sides", "work", "open"]))
    if form == "reps":
        keys["reps"] = draw(st.integers(1, 5))
    elif form == "sides" and sides == "each":
        keys["work"] = SideDurations(left=draw(works), right=draw(works))
    else:
        keys["work"] = "open" if form == "open" else draw(works)
        cues |= st.nothing() if form == "open" else timed_cues
    if sides == "each":
        keys["change"] = draw(st.none() | pauses)
    if sides != "none":
        keys["side_names"] = draw(st.none() | side_names)
    keys |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "kind": st.sampled_from(ExerciseKind),
                "sets": st.integers(1, 3),
                "rest": pauses,
                "tempo": st.lists(phases, max_size=4).map(tuple),
                "setup": line,
                "cues": st.lists(cues, max_size=3).map(tuple),
                "use": st.just("") | st.sampled_from(sorted(shipped_exercises())),
                "get_ready": pauses,
                "settle": pauses,
                "easier": line,
                "harder": line,
                "figure": st.just("") | slugs | slugs.map("{}.yaml".format),
                "after_stop": st.sampled_from(["continue", "restart"]),
            },
        )
    )
    if sides == "each":
        keys.pop("use", None)  # it may bring a `change`
    return Exercise(**keys)


rests = st.builds(Rest, rest=st.integers(1000, HOUR_MS), say=line)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    """Exercises, often with a rest, in a group, or in a group within a group."""
    moves: list[Item] = list(
        draw(st.lists(exercises(), min_size=1, max_size=4, unique_by=lambda each: each.id))
    )
    for kind in draw(st.sampled_from([(), (), (Rounds,), (InnerRounds, Rounds)])):
        end = draw(st.integers(1, len(moves)))
        grouped = moves[:end]
        plain = all(isinstance(each, Exercise) for each in grouped)
        timing = {"every": DAY_MS} if plain and draw(st.booleans()) else {}
        if not timing and draw(st.booleans()):
            timing = {"rest": draw(pauses)}
        group = kind(rounds=draw(st.integers(1, 3)), exercises=tuple(grouped), **timing)  # type: ignore[arg-type]
        moves = [group, *moves[end:]]
        if draw(st.booleans()):
            moves.append(draw(rests))
    return (*moves, *draw(st.lists(rests, max_size=1)))


def _of_a_programme(keys: dict[str, Any]) -> dict[str, Any]:
    """Leave out keys that say nothing without another one."""
    without = {} if keys.get("programme") else dict.fromkeys(("programme_title", "per_week"))
    kept = {name: value for name, value in keys.items() if name not in without}
    return kept if "per_week" in kept else {n: v for n, v in kept.items() if n != "days_apart"}


_needed: dict[str, st.SearchStrategy[Any]] = {"title": one_lines, "exercises": items()}
sessions = st.fixed_dictionaries(
    _needed,
    optional={
        "language": st.sampled_from(["de", "pt-BR"]),
        "programme": slugs,
        "programme_title": one_lines,
        "per_week": st.integers(1, 3),
        "days_apart": st.integers(0, 1),
        "side_names": side_names,
        "week": st.integers(1, 999),
        "about": line,
        "get_ready": pauses,
        "settle": pauses,
        "first_side": st.sampled_from(["left", "right"]),
        "kit": st.lists(one_lines, max_size=3).map(tuple),
        "safety": line,
    },
).map(lambda keys: Session(**_of_a_programme(keys)))


COUNTS = {"week", "sets", "reps", "rounds", "per_week", "days_apart"}
"""Keys whose numbers are no durations."""


def written(value: Any, key: str = "") -> Any:  # noqa: PLR0911 - a case for each type
    """Write a value of the model as a person would, with durations as text."""
    match value:
        case TempoStep():
            return f"{value.word} {duration_text(value.ms)}"
        case TimedCue():
            before_end = isinstance(value.at, int) and value.at < 0
            at = value.at if isinstance(value.at, str) else duration_text(abs(value.at))
            return {"at": f"-{at}" if before_end else at, "say": value.say}
        case FileRecord():
            kept = {name: getattr(value, name) for name in value.key_names()}
            return {name: written(each, name) for name, each in kept.items() if each is not None}
        case tuple():
            return [written(each) for each in value]
        case int() if key not in COUNTS:
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


@given(session=sessions)
def test_the_schema_accepts_any_session(session: Session) -> None:
    """An editor finds nothing wrong with what the program reads."""
    assert accepts(written(session))


STRAY = st.sampled_from(
    [None, True, 0, 1, -1, 1.5, 10**9, "", "no", "half", "open", "30s", "-5s", [], ["a"], {}]
)
KEYS = sorted({*Session.key_names(), *Exercise.key_names(), *Rounds.key_names(), "say", "at"})


def _paths(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every mapping or list within a value, with each of its keys or indexes."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _paths(value[key])


@one_file
@given(session=sessions, data=st.data())
def test_what_the_program_reads_the_schema_accepts(
    tmp_path: Path, session: Session, data: st.DataObject
) -> None:
    """A stray value, a missing key or one too many: where no mistake is found, none is marked."""
    whole = written(session)
    holder, key = data.draw(st.sampled_from(list(_paths(whole))))
    match data.draw(st.sampled_from(["change", "remove", "add"])):
        case "change":
            holder[key] = data.draw(STRAY)
        case "remove":
            del holder[key]
        case "add" if isinstance(holder, dict):
            holder[data.draw(st.sampled_from(KEYS))] = data.draw(STRAY)
    file = tmp_path / "session.yaml"
    file.write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
    try:
        read_record(file, Session)
    except SessionFileError:
        return
    assert accepts(whole)


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
