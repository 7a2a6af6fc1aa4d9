"""The commands, run as from a shell, each in its own home directory."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from follow_along.adapters.paths import shipped
from follow_along.cli import main
from follow_along.commands import show
from follow_along.core.text import cells

MINE = """\
title: My own week
exercises:
  - name: Stand
    work: 20s
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty data directory."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "follow-along"


def run(*arguments, **options):
    """Run a command; the result has both streams in `output`."""
    return CliRunner().invoke(main, arguments, **options)


def put(home, name, text):
    """Write a session file to the folder of the user."""
    folder = home / "sessions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text)
    return folder / f"{name}.yaml"


def test_list_says_in_one_sentence_why_a_folder_cannot_be_read(home):
    """The shipped sessions are listed nevertheless."""
    home.mkdir()
    (home / "sessions").write_text("in the way")
    result = run("list")
    assert result.exit_code == 0
    *rows, last, _, due = result.output.splitlines()
    assert len(rows) == 5
    assert due.startswith("Foot and ankle: Week 1, 0 of 3 this week")
    assert last.split("  ", 1)[0] == "sessions"
    assert "the folder of sessions cannot be read (Not a directory)" in last


def test_list_keeps_its_columns_straight(home):
    """Wide characters in names take two columns."""
    put(home, "片足立ち", MINE)
    put(home, "a-name-that-is-longer-than-most-names-of-sessions", MINE)
    rows = run("list").output.splitlines()[:-2]
    assert len({cells(row[: row.index(":")]) for row in rows if ":" in row[:80]}) == 1


def test_list_shows_the_five_sessions_with_their_lengths(home):
    """The shipped sessions are listed in order with their planned lengths."""
    result = run("list")
    assert result.exit_code == 0
    *rows, blank, due = result.output.splitlines()
    assert (blank, due) == ("", "Foot and ankle: Week 1, 0 of 3 this week; next today.")
    assert ["(next)" in row for row in rows] == [True, *[False] * 4]
    assert [line.split()[:2] for line in rows] == [
        ["foot-ankle-1", "10:24"],
        ["foot-ankle-2", "11:42"],
        ["foot-ankle-3", "14:14"],
        ["foot-ankle-4", "16:27"],
        ["foot-ankle-5", "18:28"],
    ]


def test_list_says_when_a_session_of_the_user_replaces_a_shipped_one(home):
    """A user's file of the same name is used, and the list says so."""
    put(home, "foot-ankle-1", MINE)
    line = run("list").output.splitlines()[0]
    assert "My own week" in line
    assert "yours, in place of the shipped one" in line


def test_list_says_where_the_plans_of_a_programme_differ(home):
    """One that is alike is not named."""
    week = MINE + "programme: mine\nper_week: {}\nweek: {}\n"
    put(home, "one", week.format(3, 1))
    put(home, "two", week.format(2, 2))
    one, two, *_ = run("list").output.splitlines()
    assert "per_week" not in one
    assert two.endswith("(yours, its `per_week` and `days_apart` are not those of My own week)")


def test_list_says_that_it_cannot_read_the_log(home):
    """What is due is then not guessed."""
    home.mkdir()
    (home / "log.db").write_text("no log" * 400)
    result = run("list")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith("What is due cannot be said: The log ")
    assert "next" not in result.output


def test_list_names_a_file_with_mistakes(home):
    """A file with mistakes is listed, with what to do about it."""
    put(home, "broken", "title: x\nexercices: []\n")
    assert "broken" in run("list").output
    assert "follow-along check" in run("list").output


def test_show_gives_the_moment_of_each_interval(home):
    """The timeline of week 1: the second side of the first exercise starts at 0:50."""
    output = run("show", "foot-ankle-1").output
    assert "Week 1: Find your feet  (10:24)" in output
    assert "   0:50  work     0:30  Ankle circles, right foot" in output
    assert "  10:24  end\n\n  balance      2:00\n" in output


CIRCUIT = """title: Circuit
exercises:
  - rounds: 2
    rest: 60s
    exercises:
      - {name: Squats, sides: none, reps: 12, easier: To a chair, harder: Deeper}
      - {rest: 20s, say: Take the band.}
      - {name: Pull, sides: left, side_names: {left: left arm}, work: 40s, sets: 2}
"""


def test_show_names_rounds_sets_notes_sides_and_versions(home):
    """What waits for the key says how many repetitions; versions stand there once."""
    assert run("show", str(put(home, "circuit", CIRCUIT))).output == SHOWN


SHOWN = """\
Circuit  (4:55+)

Round 1 of 2
   0:00  ready    0:15  Squats
   0:15  work    Enter  Squats, 12 reps
         easier         To a chair
         harder         Deeper
   0:15+ rest     0:20  Pull, left arm, set 1 of 2, Take the band.
   0:35+ work     0:40  Pull, left arm, set 1 of 2
   1:15+ rest     0:10  Pull, left arm, set 2 of 2
   1:25+ work     0:40  Pull, left arm, set 2 of 2
Round 2 of 2
   2:05+ rest     1:00  Squats
   3:05+ work    Enter  Squats, 12 reps
   3:05+ rest     0:20  Pull, left arm, set 1 of 2, Take the band.
   3:25+ work     0:40  Pull, left arm, set 1 of 2
   4:05+ rest     0:10  Pull, left arm, set 2 of 2
   4:15+ work     0:40  Pull, left arm, set 2 of 2
   4:55+ end

  balance      2:40  24 reps without a clock
  rest         2:15
  total        4:55+
"""


def test_show_watches_the_file(home, monkeypatch):
    """It is shown again after each change, and so are the mistakes in it."""
    file = put(home, "circuit", CIRCUIT)

    def changes(path):
        assert path == file
        for text in (CIRCUIT.replace("12", "0"), CIRCUIT.replace("12", "9"), None):
            if text:
                file.write_text(text)
            else:
                file.unlink()
            yield

    monkeypatch.setattr(show, "changes", changes)
    output = run("show", "circuit", "--watch").output
    assert [output.find(word) >= 0 for word in ("Squats, 12 reps", "Squats, 9 reps")] == [True] * 2
    assert "circuit.yaml:6:43: reps: expected a whole number from 1 to 999, found `0`" in output
    assert output.endswith("there is no such file\n")


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


def test_check_counts_in_words(home):
    """One exercise is no plural."""
    good = put(home, "good", MINE)
    assert "good, 1 exercise, " in run("check", str(good)).output


def test_check_takes_the_name_of_a_session(home):
    """As `list` shows it; a file of that name comes first."""
    good = put(home, "good", MINE)
    assert run("check", "good").output.startswith(f"{good}: good, 1 exercise")
    assert run("check", "goood").exit_code == 2


def test_check_reads_standard_input():
    """A session or a figure; mistakes have their lines."""
    figure = (shipped("figures") / "heel-raise-single.yaml").read_text()
    assert run("check", "-", input=MINE).output.startswith("-: good, 1 exercise")
    assert run("check", "-", input=figure).output == "-: good, a figure of 2 poses\n"
    result = run("check", "-", input="title: x\n")
    assert (result.exit_code, result.output) == (1, "-:1:1: a session needs `exercises`\n")
    for text in ("#" * 300_000, figure + "#" * 40_000):
        assert "KiB, which is the most" in run("check", "-", input=text).output


def test_check_warns_of_a_text_that_a_comment_cuts_short(home):
    """The file is good all the same; `list` says where to look."""
    file = put(home, "hop", MINE.replace("title: ", "title: Hop #2 "))
    result = run("check", str(file))
    assert result.exit_code == 0
    assert f"{file}:1:11: what follows `Hop` is a comment" in result.output
    assert "see follow-along check" in run("list").output


def test_check_warns_of_keys_without_effect(home):
    """With their lines; the file is good nevertheless."""
    file = put(home, "idle", MINE + "    rest: 5s\n  - rest: 5s\n    say: Shake it out.\n")
    result = run("check", str(file))
    assert result.exit_code == 0
    lines = [line.removeprefix(f"{file}:") for line in result.output.splitlines()]
    assert lines[0].startswith(" good, 1 exercise")
    assert lines[-2].endswith("rest: it has no effect: there is one block (a warning)")
    assert lines[-1].endswith("rest: it has no effect: nothing comes after this rest (a warning)")


def test_check_includes_figures(home):
    """A figure file that is given, and those that a session names, are checked."""
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
    """A session is not played with a mistake in its figure."""
    put(home, "mine", MINE + "    figure: my-mov\n")
    result = run("play", "mine")
    assert result.exit_code == 2
    assert "no figure `my-mov` comes with the program" in result.output


def test_unknown_session_is_one_sentence_and_status_2(home):
    """The sentence for a misspelt name has the closest name."""
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
    """Invalid arguments are refused before anything is opened."""
    assert run(*arguments).exit_code == 2


def test_playing_without_a_terminal_says_so(home):
    """Without a terminal there is one sentence and status 2."""
    result = run("play", "foot-ankle-1")
    assert result.exit_code == 2
    assert "needs a terminal" in result.output


def test_schema_is_the_schema_of_a_session_file(home):
    """`schema` prints JSON that an editor can use."""
    schema = json.loads(run("schema").output)
    assert schema["required"] == ["title", "exercises"]
    assert "settle" in schema["properties"]
    assert json.loads(run("schema", "session").output) == schema


def test_schema_of_a_figure_file(home):
    """The name `figure` selects it."""
    schema = json.loads(run("schema", "figure").output)
    assert schema["required"] == ["title", "camera", "start", "poses", "moves", "tempo"]


def test_log_without_runs_is_only_its_column_names(home):
    """Before the first run only the column names are printed, and no file is made."""
    result = run("log")
    assert result.exit_code == 0
    assert result.output.startswith("line\trun_began\tsession\t")
    assert len(result.output.splitlines()) == 1
    assert not home.exists()


def test_log_that_cannot_be_read_is_status_2(home):
    """One sentence names the file that is not a log."""
    home.mkdir(parents=True)
    (home / "log.db").write_text("not a database, and longer than a header of one\n" * 50)
    result = run("log")
    assert result.exit_code == 2
    assert "log.db" in result.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(home, shell):
    """The script for each shell calls the program."""
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_FOLLOW_ALONG_COMPLETE" in result.output


@pytest.mark.parametrize("command", ["play", "show", "check"])
def test_session_names_are_completed(home, command):
    """The shell offers sessions by name and title, however letters are composed, or else files."""
    put(home, "Füße", MINE)
    put(home, "broken", "title: 1\n")
    for incomplete, offered in {
        "foot-ankle-1": "plain\nfoot-ankle-1\nWeek 1: Find your feet\n",
        "Fu\u0308": "plain\nFüße\nMy own week\n",
        "brok": "plain\nbroken\n_\n",
        "./fo": "file\n./fo\n_\n",
    }.items():
        environment = {
            "_FOLLOW_ALONG_COMPLETE": "zsh_complete",
            "COMP_WORDS": f"x {command} {incomplete}",
            "COMP_CWORD": "2",
        }
        result = CliRunner().invoke(main, [], prog_name="follow-along", env=environment)
        assert result.output == offered


def test_commands_that_play_nothing_do_not_load_the_interface():
    """`list` and `log` do not import Textual."""
    code = (
        "import sys; import follow_along.cli; "
        "print([m for m in ('textual', 'miniaudio', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("without", "loaded"), [((), "[]"), (("_md5",), "['_hashlib']")], ids=["usual", "no own hashes"]
)
def test_openssl_is_not_loaded(without: tuple[str, ...], loaded: str):
    """The screens and locks would take megabytes for it; where hashes are in it alone, it is."""
    code = (
        "import atexit, sys; from follow_along.__main__ import main; sys.argv = ['', '--version']; "
        f"sys.modules.update(dict.fromkeys({without!r}))\n"
        "def at_exit():\n"
        "    import asyncio, filelock, hashlib\n"
        "    hashlib.md5(b''), hashlib.sha256(b'')\n"
        "    print([name for name in ('_ssl', '_hashlib') if sys.modules.get(name)])\n"
        "atexit.register(at_exit); main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[1] == loaded
    assert not done.stderr


def test_no_command_turns_garbage_collection_off():
    """`main` collects less often, and an app collects as usual once it has started."""
    code = (
        "import atexit, gc, sys; from follow_along.__main__ import main; "
        "sys.argv = ['follow-along', 'history', '--format', 'table']; "
        "atexit.register(lambda: print(gc.isenabled(), file=sys.stderr)); main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.split()[-1] == "True"


def test_help_has_the_whole_first_sentence_of_each_command(home):
    """Click would cut it in the middle."""
    shown = CliRunner().invoke(main, ["--help"]).output.partition("Commands:")[2]
    assert "..." not in shown
    assert "Open SESSION in your editor, and check it when the editor" in shown
    assert "closes." in shown


def test_a_misspelt_command_is_recognised(home):
    """As a misspelt session is."""
    result = CliRunner().invoke(main, ["histroy"])
    assert result.exit_code == 2
    assert "No such command 'histroy'; did you mean `history`?" in result.output
    assert "did you mean" not in CliRunner().invoke(main, ["qqqq"]).output
