"""The figures a session names: shipped ones, and files in its own folder, and nothing beyond."""

import os
from pathlib import Path

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions import session_file
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.figure_file import MAX_FIGURE_BYTES
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sessions.session_file import Figures, read_figures, read_session
from follow_along.core.figures.joints import JOINTS
from follow_along.core.sessions.session import Session
from tests.adapters.sessions.test_figure_file import GOOD

FIGURES = shipped("figures")
SESSIONS = sorted(shipped("sessions").glob("*.yaml"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a session `mine.yaml` to be written, and a folder `shipped` of two figures."""
    (tmp_path / "shipped").mkdir()
    for name in ("heel-raise", "leg-swings"):
        (tmp_path / "shipped" / f"{name}.yaml").write_text(GOOD)
    return tmp_path


def session_of(home: Path, *names: str, more: str = "") -> Path:
    """A session whose exercises have these figures; its first one is named in line 5."""
    exercises = [
        f"  - name: A {n}\n    work: 30s\n    figure: {name}\n" for n, name in enumerate(names)
    ]
    path = home / "mine.yaml"
    path.write_text(f"title: T\nexercises:\n{''.join(exercises)}{more}")
    return path


def read(home: Path, *names: str) -> tuple[Session, Figures]:
    """The session with such figures, and the figures."""
    return read_both(session_of(home, *names), home / "shipped")


def read_both(path: Path, shipped_figures: Path) -> tuple[Session, Figures]:
    """A session and its figures."""
    session = read_session(path, shipped_figures)
    return session, read_figures(session, path, shipped_figures)


def problems(home: Path, *names: str, more: str = "") -> list[str]:
    """The problems of a session with such figures."""
    with pytest.raises(SessionFileError) as caught:
        read_session(session_of(home, *names, more=more), home / "shipped")
    assert not caught.value.unreadable
    return [str(each).replace(f"{home}/", "") for each in caught.value.problems]


def test_a_shipped_figure_is_named_by_its_id(home: Path) -> None:
    """It is found among the shipped figures, for every exercise that names it."""
    _, figures = read(home, "heel-raise", "leg-swings", "heel-raise", '""')
    assert {name: figure.title for name, figure in figures.items()} == {
        "heel-raise": "Heel raise",
        "leg-swings": "Heel raise",
    }


@pytest.mark.parametrize(
    "name", ["my-move.yaml", "my-move.yml", "My move 2.yaml", "Schwung über.yaml"]
)
def test_a_figure_of_ones_own_lies_beside_the_session(home: Path, name: str) -> None:
    """It is named by the file's name with its ending."""
    (home / name).write_text(GOOD.replace("Heel raise", "Mine"))
    session, figures = read(home, name)
    assert figures[session.exercises[0].figure].title == "Mine"


def test_an_exercise_without_a_figure_has_none(home: Path) -> None:
    """`figure` is optional."""
    path = home / "plain.yaml"
    path.write_text("title: T\nexercises:\n  - name: A\n    work: 30s\n")
    assert read_both(path, home / "shipped")[1] == {}


def test_an_unknown_figure_is_a_mistake_of_the_session(home: Path) -> None:
    """It is reported wherever it is named, with the closest match."""
    assert problems(home, "heel-rise", "zzz", "heel-rise") == [
        "mine.yaml:5:13: figure: no figure `heel-rise` comes with the program; "
        "did you mean `heel-raise`?",
        "mine.yaml:8:13: figure: no figure `zzz` comes with the program; "
        "a file of your own ends in `.yaml`",
        "mine.yaml:11:13: figure: no figure `heel-rise` comes with the program; "
        "did you mean `heel-raise`?",
    ]


def test_mistakes_of_a_figure_are_named_in_its_own_lines(home: Path) -> None:
    """They follow the mistakes of the session, which are all reported too."""
    (home / "move.yaml").write_text(GOOD.replace("start: flat", "start: flt"))
    assert problems(home, "move.yaml", more="settel: 3s\n") == [
        "mine.yaml:5:13: figure: `move.yaml` has mistakes",
        "mine.yaml:6:1: `settel` is no key of a session; did you mean `settle`?",
        "move.yaml:4:8: start: there is no pose `flt`; did you mean `flat`?",
    ]


def test_a_missing_file_is_a_mistake_of_the_session(home: Path) -> None:
    """The sentence says in which folder."""
    assert problems(home, "none.yaml") == [
        "mine.yaml:5:13: figure: `none.yaml` in the session's own folder: there is no such file"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../move.yaml",
        "sub/move.yaml",
        "/etc/move.yaml",
        "..",
        ".",
        ".hidden.yaml",
        "..yaml",
        "~/move.yaml",
        "sub\\move.yaml",
        "C:move.yaml",
        "move.yaml/",
        "move.json",
        "Heel-Raise",
        '"a\\0b.yaml"',
        "x" * 60 + ".yaml",
        "[move.yaml]",
        "12",
    ],
)
def test_nothing_that_could_lead_elsewhere_is_a_name(home: Path, name: str) -> None:
    """The name itself is refused: no file is opened."""
    (home / "sub").mkdir()
    for place in (home / "move.yaml", home / "sub" / "move.yaml", home.parent / "move.yaml"):
        place.write_text(GOOD)
    [said] = problems(home, name)
    assert said.startswith("mine.yaml:5:13: figure: ")


@pytest.mark.parametrize("target", ["outside.yaml", "home/inside.yaml", "/dev/zero", "nowhere"])
def test_no_link_is_followed(tmp_path: Path, home: Path, target: str) -> None:
    """A symlink is refused, wherever it leads."""
    home = tmp_path / "home"
    (home / "shipped").mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text(GOOD)
    (home / "inside.yaml").write_text(GOOD)
    (home / "move.yaml").symlink_to(tmp_path / target)
    assert problems(home, "move.yaml") == [
        "mine.yaml:5:13: figure: `move.yaml` in the session's own folder: "
        "this is a link, which is not followed from here"
    ]


def test_a_session_that_is_a_link_has_its_figures_where_it_really_lies(home: Path) -> None:
    """Some users keep their files elsewhere and link to them."""
    (home / "linked").mkdir()
    (home / "move.yaml").write_text(GOOD)
    link = home / "linked" / "linked.yaml"
    link.symlink_to(session_of(home, "move.yaml"))
    assert read_both(link, home / "shipped")[1]["move.yaml"].title == "Heel raise"


def test_special_files_are_no_figures(home: Path) -> None:
    """A pipe does not block, and a folder is not read."""
    os.mkfifo(home / "pipe.yaml")
    (home / "folder.yaml").mkdir()
    assert [said.rpartition(": ")[2] for said in problems(home, "pipe.yaml", "folder.yaml")] == [
        "this is a pipe, not a file",
        "this is a folder, not a file",
    ]


def test_figures_of_a_session_are_small_all_together(home: Path) -> None:
    """However many and however dense, they are read or refused."""
    joints = ", ".join(f"{joint}: [1, 2]" for joint in JOINTS)
    dense = "poses: {" + ", ".join(f"a{n}: {{{joints}}}" for n in range(80)) + "}\n"
    assert 30_000 < len(dense) < MAX_FIGURE_BYTES
    names = [f"move-{n}.yaml" for n in range(4)]
    for name in names:
        (home / name).write_text(dense)
    said = problems(home, *names)
    assert [each for each in said if "all together" in each] == [
        f"mine.yaml:{line}:13: figure: the files that a session brings have at most 64 KiB all "
        "together"
        for line in (11, 14)
    ]


def test_many_wrong_figures_end_in_a_short_list(home: Path) -> None:
    """About a hundred mistakes in the figures are reported."""
    names = [f"move-{n}.yaml" for n in range(5)]
    for name in names:
        (home / name).write_text(GOOD + "".join(f"k{n}: x\n" for n in range(60)))
    assert sum(said.startswith("move-") for said in problems(home, *names)) == 120


def test_a_list_tells_of_wrong_figures_and_opens_no_shipped_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list does not read shipped figures, and every valid session in it can be played."""
    own = home / "own"
    own.mkdir()
    session_of(own, "heel-rise")
    for path in SESSIONS:
        (own / path.name).write_bytes(path.read_bytes())

    def opened(*_: object, **__: object) -> str:
        raise AssertionError

    monkeypatch.setattr(session_file, "read_figure", opened)
    entries = Library(own, home / "none", FIGURES).all()
    assert [entry.name for entry in entries if entry.problems] == ["mine"]
    assert len(entries) == len(SESSIONS) + 1


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_every_exercise_of_the_shipped_sessions_has_a_figure(path: Path) -> None:
    """It follows the exercise's tempo, if there is one."""
    session, figures = read_both(path, FIGURES)
    for exercise in session.exercises:
        figure = figures[exercise.figure]
        assert figure.follows(exercise.tempo) or not exercise.tempo


def test_every_shipped_figure_belongs_to_a_session() -> None:
    """None is unused, and none is missing."""
    named = {
        exercise.figure for path in SESSIONS for exercise in read_record(path, Session).exercises
    }
    assert named == {path.stem for path in FIGURES.iterdir()}
    assert len(named) == 24
