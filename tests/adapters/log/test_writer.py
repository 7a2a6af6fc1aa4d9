"""What is written is what is read back, whatever happens in between."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
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


def test_it_is_the_log_the_interface_asks_for(path: Path) -> None:
    """LogWriter stands behind the port."""
    log: RunLog = LogWriter(path)
    log.close()


def test_nothing_is_made_before_the_first_write(path: Path) -> None:
    """Opening the program, or a run that is never begun, leaves no trace."""
    writer = LogWriter(path, elsewhere=path.parent)
    writer.import_spool()
    writer.begin(a_header())
    writer.write(())
    writer.close()
    assert not path.parent.exists()


def test_each_write_is_there_when_it_returns(path: Path) -> None:
    """Another connection sees every batch at once, while the writer is open."""
    writer = LogWriter(path)
    writer.begin(a_header())
    batches = a_short_run()
    for number, batch in enumerate(batches, start=1):
        writer.write(batch)
        assert_logged(the_run(path), batches[:number])
    writer.close()


def test_every_detail_of_a_run_is_kept(path: Path) -> None:
    """Header, times with their offset, and how long the stop lasted."""
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


def test_nothing_pressed_is_erased_by_an_undo(path: Path) -> None:
    """The press stays in its table; what changed the count stands in another."""
    writer = LogWriter(path)
    write_run(writer, batches=[*a_short_run(), [stamped(Undone(95.0, 1, 1))]])
    writer.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT counted FROM interruptions").fetchall() == [(1,)]
        told = connection.execute("SELECT interruption, delta FROM corrections").fetchall()
    assert told == [(1, -1)]
    assert the_run(path).blocks[0].count == 0


def test_undoing_what_had_not_counted_changes_no_sum(path: Path) -> None:
    """The sums of the tables are the count, for whoever asks in SQL."""
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
    """UTC with milliseconds, and the offset in minutes beside it."""
    a_log(path)
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT began_utc, began_offset_min FROM runs").fetchone()
    assert row == ("2026-03-07T06:30:00.000Z", 60)


def test_a_lone_surrogate_in_a_name_costs_no_stop(path: Path) -> None:
    """A file name that is no valid text is spelt out, because no database holds it."""
    writer = LogWriter(path)
    writer.begin(a_header(session="we\udce9k"))
    for batch in a_short_run():
        writer.write(batch)
    assert writer.notice() is None
    writer.close()
    assert the_run(path).session == "we\\udce9k"


def test_writing_before_a_run_is_named_is_a_mistake_in_the_program(path: Path) -> None:
    """There is no run that the entries could belong to."""
    with pytest.raises(RuntimeError, match="begin must be called"):
        LogWriter(path).write([stamped(RunBegan(0.0))])


def test_two_runs_of_one_program_follow_each_other(path: Path) -> None:
    """The person plays a second session without leaving the program."""
    a_log(path, runs=2)
    for number in (1, 2):
        assert_logged(the_run(path, number), a_short_run())


@settings(max_examples=60)
@given(batches=runs())
def test_any_run_reads_back_as_what_it_adds_up_to(batches: list[Any]) -> None:
    """Counts, kinds, offsets, outcomes, moments: the log tells the story of the screen."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        writer = LogWriter(path, elsewhere=path.parent)
        write_run(writer, batches=batches)
        assert_logged(the_run(path), batches)
        writer.close()
        assert writer.notice() is None


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Another program holds the log."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def _unwritable() -> Iterator[None]:
    """The log can be opened for reading alone."""
    connect = database._connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_connect", lambda path, _mode: connect(path, "ro"))
        yield


@contextmanager
def _full() -> Iterator[None]:
    """The disk is full: the log may not grow by a page."""
    open_for_writing = database.open_for_writing

    def opened(path: Path) -> sqlite3.Connection:
        connection = open_for_writing(path)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "open_for_writing", opened)
        yield


FAULTS = ("none", "none", "locked", "read-only", "full")


@settings(max_examples=40)
@given(
    batches=runs(),
    faults=st.lists(st.sampled_from(FAULTS), min_size=40, max_size=40),
    dies=st.booleans(),
)
def test_no_fault_in_the_middle_loses_or_doubles_anything(
    batches: list[Any], faults: list[str], dies: bool
) -> None:
    """Any write may fail, and the program may die with the log still out of reach."""
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
