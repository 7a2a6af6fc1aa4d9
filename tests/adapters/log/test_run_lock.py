"""A run that one program plays is locked for the others."""

import subprocess
import sys

import pytest

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
    """Where a log is, or would be."""
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


def test_what_is_still_held_is_not_swept_away(log, other):
    """A third program that plays another run leaves the lock of the first alone."""
    RunLocks(log).hold("another-run")
    assert not RunLocks(log).hold("a-run")


def test_one_program_holds_one_run_at_a_time(log):
    """The run after the one before: the first is free again, the second asked twice is held."""
    playing = RunLocks(log)
    assert playing.hold("first")
    assert playing.hold("second")
    assert playing.hold("second")
    assert RunLocks(log).hold("first")
    assert not RunLocks(log).hold("second")


def test_lock_that_cannot_be_made_stops_nobody(tmp_path):
    """With a file in place of the folder, the run is played all the same."""
    (tmp_path / "data").write_text("not a folder")
    playing = RunLocks(tmp_path / "data" / "log.db")
    assert playing.hold("a-run")
    playing.release()
