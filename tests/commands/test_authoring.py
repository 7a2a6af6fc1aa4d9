"""The commands `new` and `edit`: a session of one's own, from nothing to one that plays."""

import signal
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.sessions.own_sessions import OwnSessionError, check_name
from follow_along.adapters.sessions.session_file import load_session
from follow_along.cli import main
from follow_along.commands import authoring
from follow_along.core.sessions.first_draft import first_draft

FIGURES = Path(__file__).parents[2] / "figures"


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of one's own, without an editor."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, home: Path):
    """Returns a function that makes an editor of Python code, which has the file as `path`."""
    monkeypatch.setattr(authoring, "on_terminal", lambda: True)

    def use(code: str, variable: str = "VISUAL") -> None:
        script = home / "my editor.py"
        script.write_text(f"import os, pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{code}\n")
        monkeypatch.setenv(variable, f"{sys.executable} '{script}' --wait")

    return use


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    """The exit code and what is printed."""
    result = CliRunner().invoke(main, arguments, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def own(home: Path, name: str) -> Path:
    """The file of a session of one's own."""
    return home / "DATA" / "follow-along" / "sessions" / f"{name}.yaml"


def test_a_new_session_can_be_played_at_once(home):
    """Its folder is made, its path is printed, and it is good as it is."""
    code, output = run("new", "morning-circuit")
    assert code == 0
    assert output.startswith(f"Wrote {own(home, 'morning-circuit')}\nGood: 3 exercises, ")
    assert "follow-along play morning-circuit" in output
    assert 'title: "Morning circuit"' in own(home, "morning-circuit").read_text()
    assert run("show", "morning-circuit")[0] == 0
    assert "morning-circuit" in run("list")[1]


@given(st.text(max_size=120))
def test_any_name_that_is_accepted_makes_a_valid_session(name):
    """And a file whose name the list finds again."""
    try:
        check_name(name)
    except OwnSessionError:
        return
    assert load_session(first_draft(name), Path("new.yaml"), FIGURES, None).title
    assert Path(f"{name}.yaml").name == f"{name}.yaml"
    assert not name.startswith(".")


@pytest.mark.parametrize(
    "name", ["", " ", "a/b", "a\\b", "..", ".hidden", "nul", "COM1", "a\tb", "a\u202eb", "x" * 300]
)
def test_what_is_no_name_is_said(home, name):
    """In one sentence, and nothing is written."""
    code, output = run("new", name)
    assert (code, output.count("\n")) == (2, 1)
    assert "name" in output
    assert not list(home.rglob("*.yaml"))


def test_a_session_that_exists_is_not_replaced(home):
    """One of hers, or a shipped one; the ending may be given."""
    run("new", "mine")
    own(home, "mine").write_text("kept")
    for name in ("mine", "mine.yaml"):
        code, output = run("new", name)
        assert (code, output.count("\n")) == (2, 1)
        assert "`follow-along edit mine` opens it" in output
    assert own(home, "mine").read_text() == "kept"
    assert run("new", "foot-ankle-1") == (
        2,
        "There is a session foot-ankle-1 already; `follow-along edit foot-ankle-1` opens it.\n",
    )


def test_a_folder_that_cannot_be_written_is_said(home):
    """With the path and the reason."""
    (home / "DATA").write_text("")
    for arguments in (("new", "mine"), ("edit", "foot-ankle-1")):
        code, output = run(*arguments)
        assert (code, output.count("\n")) == (2, 1)
        assert "cannot be written (" in output


def test_a_copy_of_any_session(home):
    """Word for word, with its comments; what is unknown is said."""
    code, output = run("new", "mine", "--from", "foot-ankle-1")
    assert (code, "Good: 8 exercises" in output) == (0, True)
    shipped = (FIGURES.parent / "sessions" / "foot-ankle-1.yaml").read_text()
    assert own(home, "mine").read_text() == f"# A copy of foot-ankle-1.\n{shipped}"
    code, output = run("new", "other", "--from", "foot-ankel-1")
    assert (code, output.count("\n")) == (2, 1)
    assert "did you mean `foot-ankle-1`?" in output


def test_a_shipped_session_is_edited_as_a_copy(home):
    """Which takes its place; editing it again changes the copy."""
    assert run("edit", "foot-ankle-1")[0] == 0
    copy = own(home, "foot-ankle-1")
    copy.write_text(copy.read_text().replace("Find your feet", "Mine"))
    code, output = run("edit", "foot-ankle-1")
    assert (code, output.startswith(str(copy))) == (0, True)
    assert "Mine" in run("show", "foot-ankle-1")[1]


def test_what_cannot_be_edited_is_said(home):
    """An unknown name, a folder, a path to nothing."""
    (home / "folder.yaml").mkdir()
    for name in ("nope", str(home / "folder.yaml"), str(home / "nothing.yaml")):
        code, output = run("edit", name)
        assert (code, output.count("\n")) == (2, 1)


def test_mistakes_are_shown_until_they_are_mended(home, editor):
    """When the editor closes they are named with their lines, and she goes on or leaves it."""
    editor(
        "text = path.read_text()\n"
        "broken = text.replace('work:', 'wrok:')\n"
        "path.write_text(broken if broken != text else text.replace('wrok:', 'work:'))"
    )
    code, output = run("new", "mine", typed="\n")
    assert code == 0
    assert "mine.yaml:15:5: `wrok` is no key of an exercise; did you mean `work`?" in output
    assert output.index("cannot be played yet: 1 mistake") < output.index("Good: 3 exercises")
    code, output = run("edit", "mine", typed="n\n")
    assert (code, "Good" in output) == (1, False)


def test_visual_comes_before_editor(home, editor):
    """One that is empty counts as none."""
    editor("path.write_text(path.read_text().replace('Mine', 'Edited'))", "EDITOR")
    run("new", "mine")
    assert "Edited" in own(home, "mine").read_text()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("no-such-editor", "cannot be started (No such file or directory)"),
        ("'unclosed", "a quote in it is never closed"),
        (f"{sys.executable} -c 'raise SystemExit(3)'", "ended with the code 3"),
        (f"{sys.executable} -c 'import os; os.kill(os.getpid(), 9)'", "ended by the signal 9"),
    ],
)
def test_an_editor_that_fails_is_said(home, editor, monkeypatch, command, says):
    """In one sentence with the file, which is kept."""
    monkeypatch.setenv("VISUAL", command)
    code, output = run("new", "mine")
    assert (code, output.count("\n")) == (2, 2)
    assert says in output.splitlines()[1]
    assert output.splitlines()[1].endswith(str(own(home, "mine")))
    assert own(home, "mine").is_file()


def test_without_an_editor_the_path_is_what_there_is(home, monkeypatch):
    """On a terminal it is said why none opens."""
    monkeypatch.setattr(authoring, "on_terminal", lambda: True)
    code, output = run("new", "mine")
    assert (code, "Neither VISUAL nor EDITOR" in output) == (0, True)


def test_a_signal_waits_for_the_editor(home, editor):
    """Nothing that she writes is lost by it."""
    editor("os.kill(os.getppid(), 2); path.write_text(path.read_text().replace('Mine', 'Kept'))")
    before = signal.getsignal(signal.SIGINT)
    assert run("new", "mine")[0] == 0
    assert "Kept" in own(home, "mine").read_text()
    assert signal.getsignal(signal.SIGINT) is before


TEXT = "2 rounds, 30 s rest:\n- Heel raise 2x10 each leg\n- Glute bridge\n- Plank 45s\n"


@pytest.mark.parametrize("how", ["text", "file", "standard input"])
def test_a_session_made_of_words(home, how):
    """What could not be read is said by its line, and stands in the file."""
    file = home / "from my physio.txt"
    file.write_text(TEXT)
    given = {"text": TEXT, "file": str(file), "standard input": "-"}[how]
    code, output = run("new", "knee", "--text", given, typed=TEXT)
    assert code == 0
    question = "Line 3: `- Glute bridge`: how long, or how often? It is left out."
    path = own(home, "knee")
    assert output.splitlines()[:2] == [question, f"Wrote {path}"]
    assert f"# ? {question}\n" in path.read_text()
    assert "title: Knee\n" in path.read_text()
    assert "Round 2 of 2" in run("show", "knee")[1]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "no line of it is an exercise"),
        ("no-such-file.txt", "no line of it is an exercise"),
        ("\n".join(["Hop 99x10 each leg"] * 6), "exercises: they come to 1,188 blocks"),
        ("-", "this is not UTF-8"),
        ("Plank " * 20_000, "no line of it is an exercise"),
    ],
)
def test_words_that_make_no_session_are_said(home, given, says):
    """In a sentence, and nothing is written."""
    result = CliRunner().invoke(main, ["new", "knee", "--text", given], input=b"Plank \xff 45s")
    assert (result.exit_code, says in result.output) == (2, True)
    assert not list(home.rglob("*.yaml"))


def test_text_and_copy_exclude_each_other(home):
    """It is said which options."""
    code, output = run("new", "knee", "--text", "Plank 45s", "--from", "foot-ankle-1")
    assert (code, "--from and --text" in output) == (2, True)
