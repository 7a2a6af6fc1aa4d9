"""Finding sessions by name and by path."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from follow_along.adapters.sessions.errors import NotFoundError
from follow_along.adapters.sessions.library import Library
from follow_along.core.listed_session import ListedSession

Form = Literal["NFC", "NFD"]

GOOD = "title: {}\nexercises:\n  - name: Stand\n    work: 30s\n"


@pytest.fixture(autouse=True)
def _somewhere_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of two folders: shipped `week-1`, `week-2`, `week-10`; the person's is empty."""
    (tmp_path / "shipped").mkdir()
    (tmp_path / "own").mkdir()
    for name in ("week-1", "week-2", "week-10"):
        (tmp_path / "shipped" / f"{name}.yaml").write_text(GOOD.format(name))
    return Library(tmp_path / "own", tmp_path / "shipped", tmp_path / "figures")


def listed(entries: list[ListedSession]) -> list[tuple[str, str, bool]]:
    """Name, origin and shadowing of each entry."""
    return [(entry.name, entry.origin, entry.shadows) for entry in entries]


def test_shipped_sessions_are_listed_in_the_order_a_person_counts(library: Library) -> None:
    """Week 2 comes before week 10."""
    assert [entry.name for entry in library.all()] == ["week-1", "week-2", "week-10"]


def test_the_persons_own_stands_before_the_shipped(library: Library, tmp_path: Path) -> None:
    """It is listed once and first, marked as shadowing the other, and is the one found."""
    own = tmp_path / "own" / "week-2.yaml"
    own.write_text(GOOD.format("Mine"))
    (tmp_path / "own" / "other.yml").write_text(GOOD.format("Other"))
    assert listed(library.all()) == [
        ("other", "yours", False),
        ("week-2", "yours", True),
        ("week-1", "shipped", False),
        ("week-10", "shipped", False),
    ]
    assert library.find("week-2").path == str(own)
    assert library.find("week-2").origin == "yours"
    assert library.find("week-1").origin == "shipped"


def test_a_file_with_mistakes_is_listed_with_them(library: Library, tmp_path: Path) -> None:
    """It is not hidden: it has problems in place of a session."""
    (tmp_path / "own" / "broken.yaml").write_text("title: x\nwek: 1\n")
    entry = library.all()[0]
    assert (entry.name, entry.session) == ("broken", None)
    assert [problem.line for problem in entry.problems] == [1, 2]


def test_a_good_file_is_listed_with_its_session(library: Library) -> None:
    """The list contains what the file describes."""
    entry = library.all()[0]
    assert entry.session is not None
    assert (entry.session.title, entry.problems) == ("week-1", ())


def test_only_session_files_are_listed(library: Library, tmp_path: Path) -> None:
    """Other endings and an editor's hidden copies are ignored."""
    for name in ("notes.txt", ".week-1.yaml", "week-3.yaml~"):
        (tmp_path / "own" / name).write_text(GOOD.format("x"))
    assert all(entry.origin == "shipped" for entry in library.all())


def test_figures_beside_the_sessions_are_no_sessions(library: Library, tmp_path: Path) -> None:
    """The user's own figure is in the folder of its session; it is not listed, valid or not."""
    (tmp_path / "own" / "my-move.yaml").write_text("title: Mine\nposes: {}\n")
    assert all(entry.origin == "shipped" for entry in library.all())


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    """A user without a folder of sessions sees no message."""
    assert Library(tmp_path / "no", tmp_path / "where", tmp_path / "figures").all() == []


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to(path)])
def test_a_folder_that_cannot_be_read_is_said(
    library: Library, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """An entry says why; the shipped sessions are listed nevertheless."""
    own = tmp_path / "own"
    own.rmdir()
    make(own)
    *entries, folder = library.all()
    assert [entry.name for entry in entries] == ["week-1", "week-2", "week-10"]
    assert (folder.name, folder.origin, folder.unreadable) == ("own", "yours", True)
    assert folder.problems[0].message.startswith("the folder of sessions cannot be read (")
    with pytest.raises(NotFoundError):
        library.find("own")


def test_more_files_than_can_be_listed_are_said(library: Library, tmp_path: Path) -> None:
    """Two hundred are listed; one more entry names the limit. Any other is found by its name."""
    for number in range(201):
        (tmp_path / "own" / f"s{number}.yaml").touch()
    *entries, folder = [entry for entry in library.all() if entry.origin == "yours"]
    assert len(entries) == 200
    assert folder.problems[0].message.startswith("there are more than 200 session files")
    assert [entry.name for entry in entries] == [f"s{number}" for number in range(200)]
    assert library.find("s200").path == str(tmp_path / "own" / "s200.yaml")
    with pytest.raises(NotFoundError, match="did you mean `s200`"):
        library.find("s2000")
    assert library.listed_names() == [entry.name for entry in library.all()]
    (tmp_path / "own" / "s200.yaml").unlink()
    assert len([entry for entry in library.all() if entry.origin == "yours"]) == 200


def test_names_of_files_are_made_visible(library: Library, tmp_path: Path) -> None:
    """A file's name cannot act on the terminal; the session is found by the name shown."""
    path = tmp_path / "own" / "a\x1b[2J.yaml"
    path.write_text(GOOD.format("x"))
    assert library.all()[0].name == "a␛[2J"
    assert library.find("a␛[2J").path == str(path)


@pytest.mark.parametrize("ending", ["yaml", "yml", "YML", "Yaml", "YAML"])
def test_endings_may_have_capitals(library: Library, tmp_path: Path, ending: str) -> None:
    """A file is listed, found by its name, and given by its path."""
    own = tmp_path / "own" / f"mine.{ending}"
    own.write_text(GOOD.format("Mine"))
    assert library.all()[0].name == "mine"
    assert library.find("mine").path == str(own)
    assert library.find(f"mine.{ending}").origin == "path"


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("given", ["NFC", "NFD"])
def test_a_name_is_found_however_its_letters_are_composed(
    library: Library, tmp_path: Path, on_disk: Form, given: Form
) -> None:
    """MacOS decomposes the letters of names; the log has one name for both."""
    name = "Füße-café"
    own = tmp_path / "own" / normalize(on_disk, f"{name}.yaml")
    own.write_text(GOOD.format("Mine"))
    assert library.find(normalize(given, name)).path == str(own)
    assert library.load_known(normalize(given, name))
    assert library.find(str(own.with_name(normalize(given, own.name)))).path == str(own)
    assert library.all()[0].name == normalize("NFC", name)


def test_sessions_are_read_one_by_one(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is there before the second is read."""
    for number in range(3):
        (tmp_path / "own" / f"s{number}.yaml").write_text(GOOD.format(number))
    assert next(library.read_each(shipped_first=True)).origin == "shipped"
    each = library.read_each()
    assert next(each).name == "s0"
    (tmp_path / "own" / "s1.yaml").write_text(GOOD.format("Changed"))
    assert next(each).require_session().title == "Changed"


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("title: Hop #2\n", [(1, 11)]),
        ("title: Hop # 2\n", [(1, 11)]),
        ("title: Hop\n  and #jump\n", [(2, 6)]),
        ("title: T\nkit: [a #2\n  , b]\nweek: 1 #x\n", [(2, 8), (4, 8)]),
        ("title: T\nkit:\n\u00a0-\u00a0a #2\n", [(3, 5)]),
        ("title: a\u00a0#2\n", []),
        ("title: Hop  #2\n", []),
        ("title: Hop # two\n", []),
        ("title: Hop#2\n", []),
        ("title: 'Hop #2'\n", []),
        ('title: "Hop" #2\n', []),
        ("# Hop #2\ntitle: >-\n  Hop #2\n", []),
    ],
)
def test_a_text_that_a_comment_cuts_short_is_warned_of(
    library: Library, tmp_path: Path, text: str, positions: list[tuple[int, int]]
) -> None:
    """The session can be played, and its warnings name the end of the text."""
    file = tmp_path / "own" / "mine.yaml"
    file.write_text(text + "exercises:\n  - name: Stand\n    work: 30s\n")
    for entry in (library.all()[0], library.load("mine")):
        assert entry.session
        assert [(each.line, each.column) for each in entry.warnings] == positions


@pytest.mark.parametrize("given", ["./week-1", "sub/week-1.yaml", "mine.yaml", "mine.yml"])
def test_a_path_is_taken_as_it_is(library: Library, given: str) -> None:
    """A slash or the ending of a session file makes it a path, whether or not the file exists."""
    found = library.find(given)
    assert (Path(found.path), found.origin) == (Path(given), "path")
    assert found.name == Path(given).stem


def test_a_file_that_lies_here_is_found_unless_a_session_has_its_name(library: Library) -> None:
    """A known name takes precedence."""
    Path("draft").write_text(GOOD.format("x"))
    Path("week-1").write_text(GOOD.format("x"))
    assert library.find("draft").origin == "path"
    assert library.find("week-1").origin == "shipped"


def test_an_unknown_name_is_answered_with_the_nearest(library: Library) -> None:
    """One sentence names the closest match."""
    with pytest.raises(NotFoundError, match="no session `weak-1`; did you mean `week-1`\\?"):
        library.find("weak-1")


@pytest.mark.parametrize(
    "name", ["zzzz", "", "\x1b[2J", "a\0b", pytest.param("x" * 5000, id="long")]
)
def test_a_name_like_no_other_is_answered_with_where_to_look(library: Library, name: str) -> None:
    """The sentence is short and safe to show for any name."""
    with pytest.raises(NotFoundError, match="`follow-along list`") as caught:
        library.find(name)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200
