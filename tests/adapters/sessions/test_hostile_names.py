"""Names in a session that would lead out of its folder: nothing else is opened, nothing written."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.session_file import read_figures, read_session
from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.voice import VoiceCommand
from tests.hostile_text import HOSTILE_TEXTS

FIGURES = shipped("figures")
A_FIGURE = next(FIGURES.glob("*.yaml")).read_text()
SESSION = "title: T\nexercises:\n  - name: Stand\n    work: 30s\n    figure: {}\n"

Form = Literal["NFC", "NFD"]

OUTSIDE = [
    "../outside.yaml",
    "./outside.yaml",
    "sub/inside.yaml",
    "{root}/outside.yaml",
    "..",
    "..yaml",
    ".yaml",
    "../outside",
    "~/outside.yaml",
    "$HOME/outside.yaml",
    "..\\\\outside.yaml",
    "C:outside.yaml",
    "file:outside.yaml",
    "outside.yaml/",
    "outside.yaml\\0",
    "/dev/zero",
    "/proc/self/environ",
    "../../../../etc/passwd",
    "*.yaml",
    "aux.yaml.",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sessions, with a figure outside it."""
    (tmp_path / "outside.yaml").write_text(A_FIGURE)
    (tmp_path / "sessions" / "sub").mkdir(parents=True)
    (tmp_path / "sessions" / "sub" / "inside.yaml").write_text(A_FIGURE)
    return tmp_path / "sessions"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every path that is opened by its name from now on."""
    paths: list[str] = []
    real = os.open

    def watched(path: str, *rest: object, **more: object) -> int:
        paths.append(os.path.realpath(path))
        return real(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", watched)
    return paths


def refusal(folder: Path, name: str) -> str:
    """What is said of a session that names such a figure."""
    (folder / "session.yaml").write_text(SESSION.format(name))
    with pytest.raises(SessionFileError) as caught:
        read_session(folder / "session.yaml", FIGURES)
    assert str(caught.value).startswith(f"{folder / 'session.yaml'}:5:13: figure: ")
    return str(caught.value)


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_name_of_a_figure_leads_out_of_the_folder(
    folder: Path, opened: list[str], name: str
) -> None:
    """It is a mistake of the session, and no file outside the folder is opened."""
    refusal(folder, '"' + name.format(root=folder.parent) + '"')
    assert {Path(path).parent for path in opened} <= {folder.resolve(), FIGURES.resolve()}


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to("../outside.yaml"),
        lambda path: path.symlink_to("sub/inside.yaml"),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path.name),
        os.mkfifo,
        Path.mkdir,
    ],
    ids=["outside", "inside", "zero", "circle", "pipe", "folder"],
)
def test_what_lies_there_is_not_followed(folder: Path, make: Callable[[Path], None]) -> None:
    """A symlink, a pipe, a device and a folder are not read as figures."""
    make(folder / "mine.yaml")
    assert "`mine.yaml` in the session's own folder: this is a " in refusal(folder, "mine.yaml")


def test_a_figure_beside_the_session_is_read_and_nothing_else(
    folder: Path, opened: list[str]
) -> None:
    """A plain file name works."""
    (folder / "mine.yaml").write_text(A_FIGURE)
    (folder / "session.yaml").write_text(SESSION.format("mine.yaml"))
    path = folder / "session.yaml"
    figures = read_figures(read_session(path, FIGURES), path, FIGURES)
    assert list(figures) == ["mine.yaml"]
    assert {Path(path).parent for path in opened} == {folder.resolve()}


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("given", ["NFC", "NFD"])
def test_a_figure_is_found_however_its_letters_are_composed(
    folder: Path, on_disk: Form, given: Form
) -> None:
    """MacOS decomposes the letters of names."""
    (folder / unicodedata.normalize(on_disk, "füße.yaml")).write_text(A_FIGURE)
    path = folder / "session.yaml"
    path.write_text(SESSION.format(unicodedata.normalize(given, "füße.yaml")))
    assert read_figures(read_session(path, FIGURES), path, FIGURES)


@pytest.mark.parametrize("words", [*HOSTILE_TEXTS, "../../x", "/etc/passwd", "x" * 5000, "\0"])
def test_a_phrase_is_kept_under_a_name_that_says_nothing_of_it(tmp_path: Path, words: str) -> None:
    """The file of any phrase is in the folder of phrases."""
    path = PhraseCache(tmp_path, VoiceCommand("fake", ("x",))).path(words)
    assert path.parent == tmp_path
    assert path.stem.isalnum()
    assert path.suffix == ".wav"
