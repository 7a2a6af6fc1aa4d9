"""Runs are read as they were written, with any failures in between."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.log import database
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.writer import LogWriter
from follow_along.core.enums import InterruptionKind, RunOutcome
from follow_along.core.run.record import Interrupted, RunBegan, Undone
from follow_along.core.wall_time import WallTime
from follow_along.ports import RunLog
from tests.adapters.log.log_events import (
    BLOCKS,
    a_header,
    a_log,
    a_short_run,
    assert_logged,
    runs,
    stamped,
    the_run,
    write_run,
)


def test_the_writer_implements_the_port(path: Path) -> None:
    """LogWriter implements ports.RunLog."""
    log: RunLog = LogWriter(path)
    log.close()


def test_no_file_is_made_before_the_first_write(path: Path) -> None:
    """Opening the program, or a run that is never begun, makes no file."""
    writer = LogWriter(path, elsewhere=path.parent)
    writer.import_spool()
    writer.begin(a_header())
    writer.write(())
    writer.close()
    assert not path.parent.exists()


def test_each_write_is_stored_when_it_returns(path: Path) -> None:
    """Another connection reads every batch while the writer is open."""
    writer = LogWriter(path)
    writer.begin(a_header())
    batches = a_short_run()
    for number, batch in enumerate(batches, start=1):
        writer.write(batch)
        assert_logged(the_run(path), batches[:number])
    writer.close()


def test_every_detail_of_a_run_is_kept(path: Path) -> None:
    """The header, times with their offset, and the duration of the stop."""
    writer = LogWriter(path)
    header = a_header(programme="", week=None, title="片足 \N{SMILING FACE WITH SMILING EYES}")
    writer.begin(header)
    for batch in a_short_run():
        writer.write(batch)
    writer.close()
    run = the_run(path)
    assert (run.session, run.title, run.programme, run.week, run.first_side) == (
        header.session,
        header.title,
        "",
        None,
        header.first_side,
    )
    assert run.outcome is RunOutcome.DONE
    assert run.began == WallTime(1_772_865_000_000, 60)
    assert run.ended == WallTime(1_772_865_093_000, 60)
    (stop,) = run.blocks[0].interruptions
    assert (stop.offset_ms, stop.lasted_ms) == (5000, 8000)
    assert (stop.began, stop.ended) == (
        WallTime(1_772_865_020_000, 60),
        WallTime(1_772_865_028_000, 60),
    )


def test_an_undo_erases_no_press(path: Path) -> None:
    """The press stays in its table; the correction is in another."""
    writer = LogWriter(path)
    write_run(writer, batches=[*a_short_run(), [stamped(Undone(95.0, 1, 1))]])
    writer.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT counted FROM interruptions").fetchall() == [(1,)]
        corrections = connection.execute("SELECT interruption, delta FROM corrections").fetchall()
    assert corrections == [(1, -1)]
    assert the_run(path).blocks[0].count == 0


def test_undoing_an_uncounted_stop_changes_no_sum(path: Path) -> None:
    """The sums of the tables equal the count."""
    batches = a_short_run()
    again = Interrupted(21.0, 1, 2, InterruptionKind.WOBBLE, 5000, counted=False)
    batches[2].append(stamped(again))
    writer = LogWriter(path)
    write_run(writer, batches=[*batches, [stamped(Undone(95.0, 1, 2))]])
    writer.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT sum(counted) FROM interruptions").fetchone() == (1,)
        assert connection.execute("SELECT sum(delta) FROM corrections").fetchone() == (0,)
    assert the_run(path).blocks[0].count == 1


def test_times_are_text_that_sorts(path: Path) -> None:
    """Times are UTC with milliseconds, with the offset in minutes beside them."""
    a_log(path)
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT began_utc, began_offset_min FROM runs").fetchone()
    assert row == ("2026-03-07T06:30:00.000Z", 60)


def test_a_lone_surrogate_in_a_name_loses_no_stop(path: Path) -> None:
    """It is written as an escape, because a database cannot store it."""
    writer = LogWriter(path)
    writer.begin(a_header(session="we\udce9k"))
    for batch in a_short_run():
        writer.write(batch)
    assert writer.notice() is None
    writer.close()
    assert the_run(path).session == "we\\udce9k"


def test_writing_before_begin_is_a_programming_error(path: Path) -> None:
    """There is no run to which the entries could belong."""
    with pytest.raises(RuntimeError, match="begin must be called"):
        LogWriter(path).write([stamped(RunBegan(0.0))])


def test_two_runs_of_one_program_follow_each_other(path: Path) -> None:
    """A second session can be played without leaving the program."""
    a_log(path, runs=2)
    for number in (1, 2):
        assert_logged(the_run(path, number), a_short_run())


@given(batches=runs())
def test_any_run_is_read_as_the_sum_of_its_events(batches: list[Any]) -> None:
    """Counts, kinds, offsets, outcomes and times are those of the events."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        writer = LogWriter(path, elsewhere=path.parent)
        write_run(writer, batches=batches)
        assert_logged(the_run(path), batches)
        writer.close()
        assert writer.notice() is None


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Lock the log as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def _unwritable() -> Iterator[None]:
    """The log can only be opened read-only."""
    connect = database._connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_connect", lambda path, _mode: connect(path, "ro"))
        yield


@contextmanager
def _full() -> Iterator[None]:
    """The disk is full: the log cannot grow by a page."""
    open_for_writing = database.open_for_writing

    def opened(path: Path, report: Callable[[str], object]) -> sqlite3.Connection:
        connection = open_for_writing(path, report)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "open_for_writing", opened)
        yield


FAULTS = ("none", "none", "locked", "read-only", "full")


@given(
    batches=runs(),
    faults=st.lists(st.sampled_from(FAULTS), min_size=40, max_size=40),
    dies=st.booleans(),
)
def test_no_failure_in_the_middle_loses_or_doubles_an_event(
    batches: list[Any], faults: list[str], dies: bool
) -> None:
    """Any write may fail, and the program may be killed while the log cannot be written."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "WAIT_S", 0.0)
        path = Path(folder) / "data" / "log.db"
        a_log(path)
        during: dict[str, Callable[[], AbstractContextManager[None]]] = {
            "none": nullcontext,
            "locked": lambda: _locked(path),
            "read-only": _unwritable,
            "full": _full,
        }
        writer = LogWriter(path, elsewhere=Path(folder))
        writer.begin(a_header(2))
        for batch, fault in zip(batches, faults, strict=False):
            if fault != "none":
                writer.close()  # so that it is opened anew, with the fault in place
            with during[fault]():
                writer.write(batch)
        count = min(len(batches), len(faults))
        if not dies:
            writer.close()
        following = LogWriter(path, elsewhere=Path(folder))
        following.import_spool()
        assert_logged(the_run(path, 2), batches[:count])
        assert_logged(the_run(path, 1), a_short_run())
        assert not list(path.parent.glob("*.jsonl"))
        following.close()
        writer.close()
        assert len(LogReader(path).runs()) == 2


def test_blocks_of_the_model_are_of_every_form() -> None:
    """The generated runs have both sides, two sets, and a block that waits for the key."""
    assert {block.side.value for block in BLOCKS} == {"left", "right", "both"}
    assert {block.set_number for block in BLOCKS} == {1, 2}
    assert None in {block.work_ms for block in BLOCKS}
