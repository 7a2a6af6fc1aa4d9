"""A run that one program plays is locked for other programs."""

import os
import signal
import subprocess
import sys

import pytest

from follow_along.adapters.log import run_lock
from follow_along.adapters.log.run_lock import RunLocks

PLAYER = """
import sys
from pathlib import Path
from follow_along.adapters.log.run_lock import RunLocks

playing = RunLocks(Path(sys.argv[1]))
print(playing.hold("a-run"), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def log(tmp_path):
    """The path of a log."""
    return tmp_path / "data" / "log.db"


@pytest.fixture
def other(log):
    """Another program that plays a run."""
    log.parent.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", PLAYER, log],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_run_that_another_program_plays_is_not_held(log, other):
    """Two programs must never write the same run."""
    assert not RunLocks(log).hold("a-run")
    assert RunLocks(log).hold("another-run")


def test_program_that_is_killed_holds_nothing(log, other):
    """The system frees its lock, and the next program removes the file."""
    other.kill()
    other.wait()
    playing = RunLocks(log)
    assert playing.hold("a-run")
    playing.release()
    assert list(log.parent.iterdir()) == []


def test_lock_that_is_still_held_is_not_removed(log, other):
    """A program that plays another run does not remove the lock file."""
    RunLocks(log).hold("another-run")
    assert not RunLocks(log).hold("a-run")


def test_one_program_holds_one_run_at_a_time(log):
    """Holding the second run frees the first; holding it again succeeds."""
    playing = RunLocks(log)
    assert playing.hold("first")
    assert playing.hold("second")
    assert playing.hold("second")
    assert RunLocks(log).hold("first")
    assert not RunLocks(log).hold("second")


def test_lock_that_cannot_be_made_does_not_prevent_the_run(tmp_path):
    """If a file is in the place of the folder, the run can still be played."""
    (tmp_path / "data").write_text("not a folder")
    playing = RunLocks(tmp_path / "data" / "log.db")
    assert playing.hold("a-run")
    playing.release()


def test_child_of_a_killed_program_does_not_hold_its_lock(log):
    """A sound process or a voice may outlive the program that was killed."""
    log.parent.mkdir()
    child = "subprocess.Popen(['sleep', '60'], stdout=subprocess.DEVNULL)"
    script = f"import subprocess{PLAYER}".replace(
        "sys.stdin", f"print({child}.pid, flush=True)\nsys.stdin"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, log],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "True\n"
        pid = int(process.stdout.readline())
        process.kill()
    try:
        assert RunLocks(log).hold("a-run")
    finally:
        os.kill(pid, signal.SIGKILL)


def test_file_system_without_locks_does_not_prevent_the_run(log, monkeypatch):
    """Versions of filelock say so in two ways."""
    for error in (NotImplementedError("no flock"), OSError(38, "no flock")):

        def fail(path, error=error):
            raise error

        monkeypatch.setattr(run_lock, "_lock", fail)
        assert RunLocks(log).hold("a-run")
