"""Runs and stops are excluded and included again, and no row is erased."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.exclusions import LogHistory, set_excluded
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.tsv import log_lines
from follow_along.core.wall_time import WallTime
from follow_along.ports import HistoryError
from tests.adapters.log.log_events import BEGAN_MS, a_header, a_log, the_run
from tests.fakes import FakeClock

RUN = a_header(1).run_id
NOW = WallTime(BEGAN_MS + 10**9, 60)
EARLIER = WallTime(BEGAN_MS, 0)


def marks(path: Path) -> int:
    """How many marks the log holds."""
    with closing(sqlite3.connect(path)) as connection:
        count: int = connection.execute("SELECT count(*) FROM marks").fetchone()[0]
    return count


def test_a_run_is_excluded_and_included_again(path: Path) -> None:
    """The excluded run can still be read; the other run is unchanged."""
    a_log(path, runs=2)
    set_excluded(path, RUN, None, excluded=True, at=NOW)
    assert the_run(path).excluded
    assert not the_run(path, 2).excluded
    assert {run.run_id for run in LogReader(path).run_totals()} == {a_header(2).run_id}
    set_excluded(path, RUN, None, excluded=False, at=NOW)
    assert not the_run(path).excluded
    assert marks(path) == 2


def test_a_stop_is_excluded_and_included_again(path: Path) -> None:
    """The count of the block follows, in the run and in the totals."""
    a_log(path)
    set_excluded(path, RUN, (1, 1), excluded=True, at=NOW)
    block = the_run(path).blocks[0]
    assert (block.interruptions[0].excluded, block.count) == (True, 0)
    assert sum(totals.totals.count for totals in LogReader(path).week_totals()) == 0
    set_excluded(path, RUN, (1, 1), excluded=False, at=NOW)
    assert the_run(path).blocks[0].count == 1


def test_the_latest_mark_holds_after_the_clock_was_set_back(path: Path) -> None:
    """Its time is made later than that of the mark before."""
    a_log(path)
    set_excluded(path, RUN, None, excluded=True, at=NOW)
    set_excluded(path, RUN, None, excluded=False, at=EARLIER)
    assert not the_run(path).excluded
    set_excluded(path, RUN, None, excluded=True, at=EARLIER)
    assert the_run(path).excluded


def test_a_repeated_mark_changes_nothing(path: Path) -> None:
    """Excluding twice makes one mark; including what is included makes none."""
    a_log(path)
    set_excluded(path, RUN, (1, 1), excluded=False, at=NOW)
    assert marks(path) == 0
    for _ in range(2):
        set_excluded(path, RUN, (1, 1), excluded=True, at=NOW)
    assert marks(path) == 1


@pytest.mark.parametrize("stop", [None, (1, 9), (9, 1)])
def test_an_unknown_run_or_stop_cannot_be_excluded(
    path: Path, stop: tuple[int, int] | None
) -> None:
    """An error says so, and nothing is written."""
    a_log(path)
    run_id = RUN if stop else "another"
    with pytest.raises(LogError, match="has no such"):
        set_excluded(path, run_id, stop, excluded=True, at=NOW)
    assert marks(path) == 0


def test_excluding_without_a_log_makes_none(path: Path) -> None:
    """There is nothing to exclude."""
    with pytest.raises(LogError, match="is not there"):
        set_excluded(path, RUN, None, excluded=True, at=NOW)
    assert not path.parent.exists()


def test_excluding_in_a_locked_log_is_an_error(path: Path) -> None:
    """The error comes after a short wait."""
    a_log(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogError, match=r"^The change was not saved: .* in use by another"):
            set_excluded(path, RUN, None, excluded=True, at=NOW)


def test_the_lines_say_what_is_excluded(path: Path) -> None:
    """An excluded stop has a count of 0 and is marked as excluded."""
    a_log(path)
    set_excluded(path, RUN, (1, 1), excluded=True, at=NOW)
    head, *lines = (line.split("\t") for line in log_lines(LogReader(path).runs()))
    cells = [dict(zip(head, line, strict=True)) for line in lines]
    (stop,) = (one for one in cells if one["line"] == "stop")
    assert (stop["left_out"], stop["count"]) == ("1", "0")
    assert {one["left_out"] for one in cells if one["line"] != "stop"} == {"0"}


def test_no_log_is_an_empty_history_and_none_is_made(path: Path) -> None:
    """No file is made by reading."""
    history = LogHistory(path, FakeClock())
    everything = [
        history.week_totals(8),
        history.run_totals(None),
        history.heads(4),
        history.run(RUN),
        dict(history.week_ratings(8).scores),
        dict(history.week_runs().done),
    ]
    assert everything == [(), (), (), None, {}, {}]
    assert not path.parent.exists()


@pytest.mark.parametrize(
    "ask",
    [
        lambda history: history.week_totals(8),
        lambda history: history.run_totals(8, "steady-check"),
        lambda history: history.heads(8),
        lambda history: history.run(RUN),
        lambda history: history.week_ratings(8),
        lambda history: history.week_runs(),
        lambda history: history.set_excluded(RUN, None, excluded=True),
    ],
)
def test_every_reading_of_a_damaged_log_raises_one_sentence(
    tmp_path: Path, ask: Callable[[LogHistory], object]
) -> None:
    """The error names the file, which is not changed."""
    log = tmp_path / "log.db"
    log.write_bytes(b"no database at all" * 100)
    with pytest.raises(HistoryError, match=r"log\.db.*\.$"):
        ask(LogHistory(log, FakeClock()))
    assert log.read_bytes() == b"no database at all" * 100


def test_an_exclusion_is_dated_by_the_clock(path: Path) -> None:
    """A mark has the wall time at which it is made."""
    a_log(path)
    LogHistory(path, FakeClock(0.0, utc_ms=BEGAN_MS)).set_excluded(RUN, None, excluded=True)
    with closing(sqlite3.connect(path)) as connection:
        dates = connection.execute("SELECT at_utc, at_offset_min FROM marks").fetchall()
    assert dates == [("2026-03-07T06:30:00.000Z", 60)]
