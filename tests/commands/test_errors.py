"""Commands that fail, are interrupted or not read: never a traceback, always the right status."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from follow_along.cli import main
from follow_along.commands import sessions

FAILED, INTERRUPTED = 70, 130


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A data directory with nothing in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "follow-along"


def breaks_with(monkeypatch, error: BaseException) -> None:
    """Have `list` and its like raise an error."""

    def library(_):
        raise error

    monkeypatch.setattr(sessions, "library", library)


def test_fault_is_one_sentence_with_the_path_of_a_report(home, monkeypatch):
    """Status 70, as sysexits.h has it; what failed is in the report alone."""
    breaks_with(monkeypatch, ZeroDivisionError("a fault of our own"))
    result = CliRunner().invoke(main, ["list"])
    assert result.exit_code == FAILED
    (report,) = (home / "crashes").iterdir()
    assert "ZeroDivisionError: a fault of our own" in report.read_text()
    assert result.output == (
        "Internal error: follow-along had to stop. Your progress is saved."
        f" A report is in {report}.\n"
    )


def test_fault_is_said_where_no_report_can_be_written(home, monkeypatch):
    """A file stands where the data folder should be, and there is no temporary one."""
    home.write_text("in the way")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(home / "nowhere"))
    breaks_with(monkeypatch, ZeroDivisionError())
    result = CliRunner().invoke(main, ["list"])
    assert result.exit_code == FAILED
    assert result.output.endswith("Your progress is saved. No report could be written.\n")


def test_interrupted_command_is_quiet(home, monkeypatch):
    """Ctrl+C: the shells' status for it, and not a word."""
    breaks_with(monkeypatch, KeyboardInterrupt())
    result = CliRunner().invoke(main, ["list"])
    assert (result.exit_code, result.output) == (INTERRUPTED, "")
    assert not home.exists()


def test_interrupted_while_it_is_read_in_is_quiet(tmp_path):
    """Ctrl+C in the first moments, while the modules are imported."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n")
    command = [sys.executable, "-c", "from follow_along.__main__ import main; main()"]
    path = os.pathsep.join([str(tmp_path), *sys.path])
    done = subprocess.run(command, env={"PYTHONPATH": path}, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, b"", b"")


def test_reader_that_stops_reading_is_no_fault(home, tmp_path):
    """As in `follow-along schema | head -1`: not a word, and no report."""
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
