"""Runs and stops that are not to be counted: marked, brought back, and nothing erased."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from follow_along.adapters.log import ExclusionWriter, LogError, LogReader, log_lines
from follow_along.core.history.logged_run import WallTime
from tests.adapters.log.log_events import BEGAN_MS, a_header, a_log, the_run

RUN = a_header(1).run_id
NOW = WallTime(BEGAN_MS + 10**9, 60)
EARLIER = WallTime(BEGAN_MS, 0)


def marks(path: Path) -> int:
    """How many marks the log holds."""
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("SELECT count(*) FROM marks").fetchone()[0]
    return found


def test_a_run_is_left_out_and_brought_back(path: Path) -> None:
    """It is read all the same; the other run is as it was."""
    a_log(path, runs=2)
    marker = ExclusionWriter(path)
    marker.mark(RUN, None, counts=False, at=NOW)
    assert the_run(path).left_out
    assert not the_run(path, 2).left_out
    assert {run.run_id for run in LogReader(path).run_totals()} == {a_header(2).run_id}
    marker.mark(RUN, None, counts=True, at=NOW)
    assert not the_run(path).left_out
    assert marks(path) == 2


def test_a_stop_is_left_out_and_brought_back(path: Path) -> None:
    """The block's count follows, in the run and in the figures."""
    a_log(path)
    marker = ExclusionWriter(path)
    marker.mark(RUN, (1, 1), counts=False, at=NOW)
    block = the_run(path).blocks[0]
    assert (block.stops[0].left_out, block.count) == (True, 0)
    assert sum(totals.totals.count for totals in LogReader(path).week_totals()) == 0
    marker.mark(RUN, (1, 1), counts=True, at=NOW)
    assert the_run(path).blocks[0].count == 1


def test_the_mark_made_last_holds_though_the_clock_was_put_back(path: Path) -> None:
    """It is dated after the one before."""
    a_log(path)
    marker = ExclusionWriter(path)
    marker.mark(RUN, None, counts=False, at=NOW)
    marker.mark(RUN, None, counts=True, at=EARLIER)
    assert not the_run(path).left_out
    marker.mark(RUN, None, counts=False, at=EARLIER)
    assert the_run(path).left_out


def test_marking_what_is_so_already_changes_nothing(path: Path) -> None:
    """Pressing twice leaves one mark; counting what counts leaves none."""
    a_log(path)
    marker = ExclusionWriter(path)
    marker.mark(RUN, (1, 1), counts=True, at=NOW)
    assert marks(path) == 0
    for _ in range(2):
        marker.mark(RUN, (1, 1), counts=False, at=NOW)
    assert marks(path) == 1


@pytest.mark.parametrize("stop", [None, (1, 9), (9, 1)])
def test_what_is_not_there_cannot_be_marked(path: Path, stop: tuple[int, int] | None) -> None:
    """A sentence says so, and nothing is written."""
    a_log(path)
    run_id = RUN if stop else "another"
    with pytest.raises(LogError, match="does not have what was marked"):
        ExclusionWriter(path).mark(run_id, stop, counts=False, at=NOW)
    assert marks(path) == 0


def test_without_a_log_nothing_is_made(path: Path) -> None:
    """There is nothing to mark."""
    with pytest.raises(LogError, match="is not there"):
        ExclusionWriter(path).mark(RUN, None, counts=False, at=NOW)
    assert not path.parent.exists()


def test_a_log_held_by_another_program_is_said_to_be(path: Path) -> None:
    """After a short wait, in a sentence."""
    a_log(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogError, match=r"^The mark was not kept: .* in use by another"):
            ExclusionWriter(path).mark(RUN, None, counts=False, at=NOW)


def test_the_lines_say_what_is_left_out(path: Path) -> None:
    """A stop that is left out counts 0 and says why."""
    a_log(path)
    ExclusionWriter(path).mark(RUN, (1, 1), counts=False, at=NOW)
    head, *lines = (line.split("\t") for line in log_lines(LogReader(path).runs()))
    cells = [dict(zip(head, line, strict=True)) for line in lines]
    (stop,) = (one for one in cells if one["line"] == "stop")
    assert (stop["left_out"], stop["count"]) == ("1", "0")
    assert {one["left_out"] for one in cells if one["line"] != "stop"} == {"0"}
