"""Closed or full standard streams, or another encoding, give a sentence and no traceback."""

import os
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from follow_along.adapters import paths
from follow_along.cli import main
from tests.adapters.log.log_events import a_log

COMMANDS = ["log", "list", "show foot-ankle-1", "--help", "schema", "export -", "completion bash"]
NO_TERMINAL = (
    "follow-along needs a terminal that can draw. Without one, play a session with `follow-along"
    " play --plain SESSION`; `follow-along list` has their names.\n"
)


@pytest.fixture
def run(tmp_path):
    """Run the program in a shell with redirections, in an empty home directory."""

    def run(command, **environment):
        env = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
        line = f"'{sys.executable}' -m follow_along {command}"
        done = subprocess.run(
            ["bash", "-c", line], env={**env, **environment}, capture_output=True, check=False
        )
        return done.returncode, done.stdout.decode("latin-1"), done.stderr.decode("latin-1")

    return run


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("command", COMMANDS)
def test_full_disk_is_one_sentence(run, command, tmp_path):
    """The status is 1, and no crash report is written."""
    status, _, error = run(f"{command} > /dev/full")
    assert (status, error) == (
        1,
        "Standard output cannot be written (No space left on device).\n",
    )
    assert not (tmp_path / "data" / "follow-along" / "crashes").exists()


@pytest.mark.parametrize(
    ("command", "status", "error"),
    [
        ("<&-", 2, NO_TERMINAL),
        (
            "play foot-ankle-1 <&- >&-",
            2,
            NO_TERMINAL,
        ),
        ("play --plain foot-ankle-1 <&-", 1, "Standard input is closed.\n"),
        ("play --plain foot-ankle-1 >&-", 1, "Standard output is closed.\n"),
        ("import - <&-", 1, "Standard input is closed.\n"),
        ("export - >&-", 1, "Standard output is closed.\n"),
        ("list >&-", 0, ""),
        ("list >&- 2>&-", 0, ""),
    ],
)
def test_closed_streams(run, command, status, error):
    """A command that needs a closed stream says so; others work."""
    assert run(command)[::2] == (status, error)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
def test_characters_that_the_encoding_lacks_are_escaped(run, tmp_path, encoding):
    """A title in any script is listed in any encoding."""
    folder = tmp_path / "data" / "follow-along" / "sessions"
    folder.mkdir(parents=True)
    text = "title: Fußgymnastik 足\nexercises: [{name: Stand, work: 30s}]\n"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    status, output, error = run("list", PYTHONIOENCODING=encoding)
    assert (status, error) == (0, "")
    written = "Fußgymnastik 足".encode(encoding, "backslashreplace").decode("latin-1")
    assert written in output


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home directory."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a system that changes zones")
@pytest.mark.parametrize("zone", ["UTC+25", "XXX-99:59:59", "Nowhere/Land", ""])
def test_any_time_zone(home, monkeypatch, zone):
    """A zone with an offset of a day or more, or an unknown one, is no error."""
    a_log(home / "data" / "follow-along" / "log.db")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        results = [CliRunner().invoke(main, [command]) for command in ("list", "log")]
    time.tzset()
    for result in results:
        assert (result.exit_code, result.exception) == (0, None)
        assert result.output


def test_without_a_home_folder_one_sentence_says_what_to_set(monkeypatch, capsys):
    """This is the case for a user that the system does not know."""
    monkeypatch.setattr(paths.platformdirs.unix.os.path, "expanduser", lambda path: path)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    result = CliRunner().invoke(main, ["list"])
    assert result.exit_code == 2
    assert result.output.startswith("You have no home folder: set HOME,")
    assert result.output.count("\n") == 1
