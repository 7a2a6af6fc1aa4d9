"""The commands, as a person types them; each in a home of its own."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from follow_along.adapters.paths import shipped
from follow_along.cli import main
from follow_along.core.text import cells

MINE = """\
title: My own week
exercises:
  - name: Stand
    work: 20s
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A data directory with nothing in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "follow-along"


def run(*arguments):
    """Run a command; its result, with both streams in `output`."""
    return CliRunner().invoke(main, arguments)


def put(home, name, text):
    """Put a session file in the person's own folder."""
    folder = home / "sessions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text)
    return folder / f"{name}.yaml"


def test_list_says_in_one_sentence_why_a_folder_cannot_be_read(home):
    """The shipped sessions are listed all the same."""
    home.mkdir()
    (home / "sessions").write_text("in the way")
    result = run("list")
    assert result.exit_code == 0
    *_, last = result.output.splitlines()
    assert len(result.output.splitlines()) == 6
    assert last.split("  ", 1)[0] == "sessions"
    assert "the folder of sessions cannot be read (Not a directory)" in last


def test_list_keeps_its_columns_straight(home):
    """Whatever the names: wide characters take two columns."""
    put(home, "片足立ち", MINE)
    put(home, "a-name-that-is-longer-than-most-names-of-sessions", MINE)
    rows = run("list").output.splitlines()
    assert len({cells(row[: row.index(":")]) for row in rows if ":" in row[:80]}) == 1


def test_list_shows_the_five_sessions_with_their_lengths(home):
    """The shipped sessions are found, in order, as they are planned."""
    result = run("list")
    assert result.exit_code == 0
    assert [line.split()[:2] for line in result.output.splitlines()] == [
        ["foot-ankle-1", "10:24"],
        ["foot-ankle-2", "11:42"],
        ["foot-ankle-3", "14:14"],
        ["foot-ankle-4", "16:27"],
        ["foot-ankle-5", "18:28"],
    ]


def test_list_says_when_a_session_of_yours_stands_before_a_shipped_one(home):
    """The person's own file of the same name wins, and is said to."""
    put(home, "foot-ankle-1", MINE)
    line = run("list").output.splitlines()[0]
    assert "My own week" in line
    assert "yours, in place of the shipped one" in line


def test_list_names_a_file_with_mistakes(home):
    """A broken file is not hidden: it is listed with what to do about it."""
    put(home, "broken", "title: x\nexercices: []\n")
    assert "broken" in run("list").output
    assert "follow-along check" in run("list").output


def test_show_gives_the_moment_of_each_interval(home):
    """The timeline of week 1: the second side of the first exercise starts at 0:50."""
    output = run("show", "foot-ankle-1").output
    assert "Week 1: Find your feet  (10:24)" in output
    assert "   0:50  work     0:30  Ankle circles, right foot" in output
    assert output.rstrip().endswith("10:24  end")


def test_check_accepts_good_files_and_counts_mistakes(home):
    """Status 0 for good files, 1 with every mistake by line, 2 for a file that is not there."""
    good = put(home, "good", MINE)
    bad = put(home, "bad", MINE.replace("work: 20s", "wrok: 20s\n    sets: zero"))
    assert run("check", str(good)).exit_code == 0
    result = run("check", str(good), str(bad))
    assert result.exit_code == 1
    mistakes = [line for line in result.output.splitlines() if line.startswith(str(bad))]
    assert [line.removeprefix(f"{bad}:").split(":")[0] for line in mistakes] == ["4", "5"]
    assert "`work`" in result.output
    assert run("check", str(home / "none.yaml")).exit_code == 2


def test_check_looks_at_figures_too(home):
    """At one that is given, and at those that a session names, before it says that all is good."""
    session = put(home, "mine", MINE + "    figure: my-move.yaml\n")
    assert (
        "`my-move.yaml` in the session's own folder: there is no such"
        in run("check", str(session)).output
    )
    good = (shipped("figures") / "heel-raise-single.yaml").read_text()
    figure = put(home, "my-move", good)
    assert run("check", str(figure)).output == f"{figure}: good, a figure of 2 poses\n"
    assert run("check", str(session)).exit_code == 0
    put(home, "my-move", good.replace("start: flat", "start: flt"))
    for file in (figure, session):
        result = run("check", str(file))
        assert result.exit_code == 1
        assert f"{figure}:" in result.output
        assert "there is no pose `flt`; did you mean `flat`?" in result.output


def test_play_refuses_a_session_whose_figure_is_wrong(home):
    """A session never runs half right."""
    put(home, "mine", MINE + "    figure: my-mov\n")
    result = run("play", "mine")
    assert result.exit_code == 2
    assert "no figure `my-mov` comes with the program" in result.output


def test_unknown_session_is_one_sentence_and_status_2(home):
    """A misspelt name is answered with the nearest one, not with a traceback."""
    result = run("play", "foot-ankle-l")
    assert result.exit_code == 2
    assert "did you mean `foot-ankle-" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("play", "foot-ankle-1", "--speed", "0"),
        ("play", "foot-ankle-1", "--speed", "nan"),
        ("play", "foot-ankle-1", "--from", "9"),
        ("play", "foot-ankle-1", "--first-side", "both"),
        ("play",),
        ("dance",),
    ],
)
def test_wrong_use_is_status_2(home, arguments):
    """What cannot be meant is refused before anything opens."""
    assert run(*arguments).exit_code == 2


def test_playing_without_a_terminal_says_so(home):
    """With no terminal there is nothing to play on: one sentence, status 2."""
    result = run("play", "foot-ankle-1")
    assert result.exit_code == 2
    assert "needs a terminal" in result.output


def test_schema_is_the_schema_of_a_session_file(home):
    """`schema` prints JSON that an editor can use."""
    schema = json.loads(run("schema").output)
    assert schema["required"] == ["title", "exercises"]
    assert "settle" in schema["properties"]
    assert json.loads(run("schema", "session").output) == schema


def test_schema_is_there_for_a_figure_file_too(home):
    """Asked for by name."""
    schema = json.loads(run("schema", "figure").output)
    assert schema["required"] == ["title", "camera", "start", "poses", "moves", "tempo"]


def test_log_of_nothing_is_its_heading(home):
    """Before the first run the log has its column names and no more, and makes no file."""
    result = run("log")
    assert result.exit_code == 0
    assert result.output.startswith("line\trun_began\tsession\t")
    assert len(result.output.splitlines()) == 1
    assert not home.exists()


def test_log_that_cannot_be_read_is_status_2(home):
    """A file that is no log is named in one sentence."""
    home.mkdir(parents=True)
    (home / "log.db").write_text("not a database, and longer than a header of one\n" * 50)
    result = run("log")
    assert result.exit_code == 2
    assert "log.db" in result.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(home, shell):
    """Each shell gets a script that asks the program."""
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_FOLLOW_ALONG_COMPLETE" in result.output


def test_session_names_are_completed(home):
    """After `play foot` the shell offers the sessions by name."""
    environment = {
        "_FOLLOW_ALONG_COMPLETE": "bash_complete",
        "COMP_WORDS": "x play foot",
        "COMP_CWORD": "2",
    }
    result = CliRunner().invoke(main, [], prog_name="follow-along", env=environment)
    assert "foot-ankle-1" in result.output


def test_commands_that_play_nothing_do_not_load_the_interface():
    """Textual costs a fifth of a second: `list` and `log` do without it."""
    code = (
        "import sys; import follow_along.cli; "
        "print([m for m in ('textual', 'miniaudio', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
