"""Commands that fail, are interrupted or not read give the right status and no traceback."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest
from click.testing import CliRunner

from follow_along.cli import main
from follow_along.commands import sessions
from follow_along.commands.run_app import run_app

FAILED, INTERRUPTED = 70, 130


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty data directory."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "follow-along"


def make_listing_raise(monkeypatch, error: BaseException) -> None:
    """Make commands that list sessions raise an error."""

    def library(_):
        raise error

    monkeypatch.setattr(sessions, "library", library)


def test_internal_error_is_one_sentence_with_the_path_of_a_report(home, monkeypatch):
    """The status is 70 (EX_SOFTWARE of sysexits.h); only the report has the traceback."""
    make_listing_raise(monkeypatch, ZeroDivisionError("a fault of our own"))
    result = CliRunner().invoke(main, ["list"])
    assert result.exit_code == FAILED
    (report,) = (home / "crashes").iterdir()
    assert "ZeroDivisionError: a fault of our own" in report.read_text()
    assert result.output == (
        f"Internal error: follow-along had to stop. A report is in {report}.\n"
    )


def test_a_lack_of_memory_is_named(home, monkeypatch):
    """It is no fault of the program, but the report says where it was."""
    make_listing_raise(monkeypatch, MemoryError())
    result = CliRunner().invoke(main, ["list"])
    assert result.exit_code == FAILED
    assert result.output.startswith("There was not enough memory: follow-along had to stop. A rep")


def test_internal_error_is_one_sentence_without_a_report(home, monkeypatch):
    """A file is in the place of the data folder, and there is no temporary folder."""
    home.write_text("in the way")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(home / "nowhere"))
    make_listing_raise(monkeypatch, ZeroDivisionError())
    result = CliRunner().invoke(main, ["list"])
    assert result.exit_code == FAILED
    assert result.output.endswith("had to stop. No report could be written.\n")


@pytest.mark.usefixtures("handlers_kept")
@pytest.mark.parametrize("error", [RuntimeError("Error calling __set_name__"), None])
def test_a_signal_whose_exit_python_drops_is_obeyed(home, monkeypatch, error):
    """It puts another error in its place where a class is made, and none in a destructor."""

    def signalled(_):
        with suppress(SystemExit):
            os.kill(os.getpid(), signal.SIGTERM)
        if error:
            raise error
        run_app(FakeApp())

    monkeypatch.setattr(sessions, "library", signalled)
    result = CliRunner().invoke(main, ["list"])
    assert (result.exit_code, result.output) == (128 + signal.SIGTERM, "")
    assert not home.exists()


class FakeApp:
    """An app that must not run."""

    def end_soon(self, number):
        """Nothing."""

    def run(self):
        """Fail."""
        raise AssertionError("it runs though it was asked to end")


def test_interrupted_command_is_quiet(home, monkeypatch):
    """Ctrl+C gives status 130 and no output."""
    make_listing_raise(monkeypatch, KeyboardInterrupt())
    result = CliRunner().invoke(main, ["list"])
    assert (result.exit_code, result.output) == (INTERRUPTED, "")
    assert not home.exists()


def test_interrupted_import_is_quiet(tmp_path):
    """Ctrl+C while modules are imported gives status 130 and no output."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n")
    command = [sys.executable, "-c", "from follow_along.__main__ import main; main()"]
    path = os.pathsep.join([str(tmp_path), *sys.path])
    done = subprocess.run(command, env={"PYTHONPATH": path}, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, b"", b"")


def test_closed_pipe_is_no_error(home, tmp_path):
    """`follow-along schema | head -1` gives no error and no report."""
    command = subprocess.Popen(
        [sys.executable, "-m", "follow_along", "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert command.stdout
    assert command.stderr
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    assert command.wait() == 1
    assert not home.exists()
