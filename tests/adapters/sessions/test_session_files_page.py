"""What docs/session-files.md shows is true: its examples, its messages, its keys, its limits."""

import re
from pathlib import Path

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sessions.session_file import read_figures, read_session
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Rest, Rounds, Session
from follow_along.core.validation.file_record import FileRecord

PAGE = (Path(__file__).parents[3] / "docs" / "session-files.md").read_text("utf-8")
FENCED = re.findall(r"```(yaml|text)\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = [text for kind, text in FENCED if kind == "yaml"]
[MESSAGES] = [text for kind, text in FENCED if kind == "text"]
[WRONG] = [text for text in EXAMPLES if "nmae" in text]


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file named as on the page."""
    monkeypatch.chdir(tmp_path)
    return Path("balance.yaml")


@pytest.mark.parametrize("text", [text for text in EXAMPLES if text != WRONG], ids=range(10))
def test_the_examples_can_be_played(file: Path, text: str) -> None:
    """Each is a whole session, and its figures come with the program."""
    file.write_text(text, "utf-8")
    session = read_session(file, shipped("figures"))
    assert session.figure_names == read_figures(session, file, shipped("figures")).keys()


def test_the_mistakes_are_named_as_shown(file: Path) -> None:
    """The messages on the page are the ones a person would get."""
    file.write_text(WRONG, "utf-8")
    with pytest.raises(SessionFileError) as caught:
        read_record(file, Session)
    assert str(caught.value) == MESSAGES.rstrip("\n")


@pytest.mark.parametrize(
    ("model", "part"),
    [
        (Session, "## Keys of a session"),
        (Exercise, "## Keys of an exercise"),
        (Rounds, "| Key of a group"),
        (Rest, "| Key of a rest"),
    ],
)
def test_every_key_has_its_row(model: type[FileRecord], part: str) -> None:
    """The tables name the keys there are, in their order, and no other."""
    table = PAGE.split(part)[1].lstrip("\n").split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(model.key_names())
