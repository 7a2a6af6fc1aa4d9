"""The week totals stored in the log equal those of its runs after any change."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.exclusions import set_excluded
from follow_along.adapters.log.export import exported_rows
from follow_along.adapters.log.import_runs import RunImport
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.timestamps import utc_text
from follow_along.adapters.log.totals_query import store_week_totals
from follow_along.adapters.log.writer import LogWriter
from follow_along.core.history.totals import ExerciseTotals, Totals, sum_totals
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of
from tests.adapters.log.log_events import (
    BEGAN_MS,
    Batch,
    a_header,
    a_log,
    an_old_log,
    few_examples,
    runs,
    write_run,
)
from tests.adapters.log.totals_by_hand import run_totals_by_hand

_NONE = Totals(0, 0, 0, 0)


def assert_true(path: Path) -> None:
    """Assert that the week totals as read equal those of the runs."""
    weeks: defaultdict[ExerciseTotals, list[Totals]] = defaultdict(list)
    for run in run_totals_by_hand(LogReader(path).runs()):
        weeks[run.done._replace(totals=_NONE)].append(run.done.totals)
    week_totals = LogReader(path).week_totals()
    read = {totals._replace(totals=_NONE): totals.totals for totals in week_totals}
    assert len(read) == len(week_totals)
    assert read == {totals: sum_totals(parts) for totals, parts in weeks.items()}


def summed_weeks(path: Path) -> set[int]:
    """The weeks whose totals are stored."""
    with closing(sqlite3.connect(path)) as connection:
        return {week for (week,) in connection.execute("SELECT week FROM summed_weeks")}


def weeks_of_runs(path: Path) -> set[int]:
    """The weeks in which runs began."""
    return {week_of(run.began) for run in LogReader(path).runs()}


def store(path: Path) -> None:
    """Store the totals of every week."""
    with closing(database.open_for_writing(path)) as connection:
        store_week_totals(connection)


def change(path: Path, statement: str) -> None:
    """Change the log as another program may, without foreign keys."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def merge(into: Path, source: Path) -> None:
    """Import one log into another."""
    with RunImport() as incoming:
        for line in exported_rows(source):
            incoming.add(line)
        incoming.merge_into(into, force=True)


@few_examples
@given(batches=st.lists(runs(), min_size=1, max_size=3), data=st.data())
def test_stored_totals_equal_those_of_the_runs_after_every_event_import_and_exclusion(
    batches: list[list[Batch]], data: st.DataObject
) -> None:
    """Totals are stored at arbitrary moments between arbitrary changes."""
    with TemporaryDirectory() as name:
        log, other = Path(name) / "log.db", Path(name) / "other" / "log.db"
        for number, of_run in enumerate(batches, start=1):
            elsewhere = LogWriter(other, elsewhere=other.parent)
            write_run(elsewhere, number, of_run)
            elsewhere.close()
            writer = LogWriter(log, elsewhere=log.parent)
            writer.begin(a_header(number))
            for batch in of_run[: data.draw(st.integers(1, len(of_run)))]:
                writer.write(batch)
                assert_true(log)
                if data.draw(st.booleans()):
                    store(log)
            writer.close()
            assert summed_weeks(log) == weeks_of_runs(log)
            assert_true(log)
        for run in LogReader(log).runs():
            stops = [
                (block.attempt, stop.number) for block in run.blocks for stop in block.interruptions
            ]
            for target in data.draw(st.lists(st.sampled_from([None, *stops]), max_size=4)):
                excluded = data.draw(st.booleans())
                at = WallTime(BEGAN_MS + data.draw(st.integers(0, 2)), 60)
                set_excluded(log, run.run_id, target, excluded=excluded, at=at)
                assert_true(log)
        merge(log, other)
        assert summed_weeks(log) == weeks_of_runs(log)
        assert_true(log)


CHANGES = [
    "UPDATE runs SET began_utc = '2019-01-01T00:00:00.000Z' WHERE id = 1",
    "UPDATE runs SET began_offset_min = -1439, began_utc = '2026-03-09T12:00:00.000Z' WHERE id = 1",
    "UPDATE runs SET week = 5 WHERE id = 1",
    "UPDATE runs SET programme = 'other' WHERE id = 1",
    "UPDATE runs SET id = 9 WHERE id = 1",
    "DELETE FROM runs WHERE id = 1",
    "UPDATE blocks SET steady_ms = steady_ms - 1 WHERE id = 1",
    "UPDATE blocks SET run = 2, row = 7 WHERE id = 1",
    "UPDATE blocks SET outcome = 'skipped' WHERE id = 2",
    "UPDATE blocks SET id = 99 WHERE id = 1",
    "DELETE FROM blocks WHERE id = 2",
    "INSERT INTO blocks SELECT 99, 1, 9, place, exercise, name, kind, side, set_number, planned_ms,"
    " began_utc, began_offset_min, ended_utc, ended_offset_min, steady_ms, outcome, round,"
    " version, reps, reps_done FROM blocks WHERE id = 1",
    "UPDATE blocks SET version = 'easier' WHERE id = 1",
    "UPDATE interruptions SET lasted_ms = 1 WHERE id = 1",
    "UPDATE interruptions SET block = 3, number = 4 WHERE id = 1",
    "DELETE FROM interruptions WHERE id = 1",
    "INSERT INTO interruptions SELECT 99, block, 2, kind, offset_ms + 1000, counted, began_utc,"
    " began_offset_min, ended_utc, ended_offset_min, lasted_ms FROM interruptions WHERE id = 1",
    "INSERT INTO corrections (block, interruption, delta, at_utc, at_offset_min)"
    " SELECT block, number, -1, began_utc, 0 FROM interruptions WHERE id = 1",
    "UPDATE corrections SET delta = -1",
    "UPDATE corrections SET block = 3",
    "DELETE FROM corrections",
    "INSERT INTO marks (run, block, interruption, counted, at_utc, at_offset_min)"
    " SELECT 1, block, number, 0, began_utc, 0 FROM interruptions WHERE id = 1",
    "INSERT INTO marks (run, block, interruption, counted, at_utc, at_offset_min)"
    " SELECT 2, block, number, 0, began_utc, 0 FROM interruptions WHERE id = 1",
    "UPDATE marks SET counted = 1",
    "UPDATE marks SET run = 1",
    "DELETE FROM marks",
]


@pytest.mark.parametrize("statement", CHANGES, ids=range(len(CHANGES)))
def test_stored_totals_follow_a_change_of_any_row_by_another_program(
    path: Path, statement: str
) -> None:
    """Insert, update and delete, in each table, in each of two weeks."""
    a_log(path, runs=2)
    change(path, "UPDATE runs SET began_utc = '2026-01-05T12:00:00.000Z' WHERE id = 2")
    change(path, "INSERT INTO corrections VALUES (1, 2, NULL, 1, '2026-03-07T06:30:00.000Z', 0)")
    change(path, "INSERT INTO marks VALUES (1, 2, NULL, NULL, 0, '2026-03-07T06:30:00.000Z', 0)")
    store(path)
    assert len(summed_weeks(path)) == 2
    before = LogReader(path).run_totals()
    change(path, statement)
    assert_true(path)
    store(path)
    assert_true(path)
    assert LogReader(path).run_totals() != before


@pytest.fixture(scope="module")
def one_run() -> Iterator[sqlite3.Connection]:
    """A log in memory with one run."""
    with closing(database.open_scratch()) as connection:
        connection.execute(
            "INSERT INTO runs VALUES (1, 'a', '', '', '', 1, 'left', '2026-01-05T12:00:00.000Z', 0,"
            " NULL, NULL, NULL, 1)"
        )
        yield connection


@given(
    utc_ms=st.integers(-62_135_596_800_000, 253_402_300_799_999),
    offset=st.integers(-1439, 1439),
)
@example(-62_135_596_800_000, -1439)
@example(253_402_300_799_999, 1439)
@settings(max_examples=300)
def test_sql_computes_the_same_week_as_python(
    one_run: sqlite3.Connection, utc_ms: int, offset: int
) -> None:
    """For any date that the log can hold."""
    one_run.execute(
        "UPDATE runs SET began_utc = ?, began_offset_min = ?", (utc_text(utc_ms), offset)
    )
    ((week,),) = one_run.execute("SELECT week FROM run_weeks").fetchall()
    assert week == week_of(WallTime(utc_ms, offset))


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_a_log_of_a_version_before_is_migrated_and_its_weeks_are_stored(
    version: int, path: Path, tmp_path: Path
) -> None:
    """Reading does not migrate it; the next run does."""
    a_log(path, runs=3)
    old = tmp_path / "old.db"
    before = an_old_log(old, path, version)
    assert LogReader(old).runs() == LogReader(path).runs()
    assert LogReader(old).week_totals() == LogReader(path).week_totals() != ()
    assert LogReader(old).run_totals(4) == LogReader(path).run_totals(4)
    assert LogReader(old).heads(1) == LogReader(path).heads(1)
    assert list(exported_rows(old)) == list(exported_rows(path))
    assert old.read_bytes() == before
    writer = LogWriter(old)
    write_run(writer, 4)
    writer.close()
    assert summed_weeks(old) == weeks_of_runs(old) != set()
    assert len(LogReader(old).runs()) == 4
    assert_true(old)


def test_totals_that_version_3_stored_are_added_up_anew(path: Path, tmp_path: Path) -> None:
    """There a stop that was undone divided the longest stretch."""
    a_log(path, runs=3)
    old = tmp_path / "old.db"
    an_old_log(old, path, 3)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS new", (str(path),))
        columns = ", ".join(row[1] for row in connection.execute("PRAGMA table_info(week_totals)"))
        connection.execute(f"INSERT INTO week_totals SELECT {columns} FROM new.week_totals")
        connection.execute("INSERT INTO summed_weeks SELECT week FROM new.summed_weeks")
        connection.execute("UPDATE week_totals SET longest_ms = 1")
    assert_true(old)
    with closing(database.open_for_writing(old)):
        assert_true(old)


def test_totals_are_not_stored_when_another_program_writes_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The totals lack what the other program wrote, so they are dropped."""
    a_log(path)
    change(path, "UPDATE blocks SET steady_ms = 1")
    connection = database.open_for_writing(path)

    class Meanwhile(sqlite3.Cursor):
        def fetchall(self) -> list[object]:
            rows = super().fetchall()
            if rows:
                change(path, "UPDATE blocks SET steady_ms = 2")
            return rows

    class Connection:
        """Write as another program as soon as totals are read through this connection."""

        def cursor(self) -> sqlite3.Cursor:
            return connection.cursor(Meanwhile)

        def __getattr__(self, name: str) -> object:
            return getattr(connection, name)

    with closing(connection):
        store_week_totals(Connection())  # type: ignore[arg-type]
        assert not connection.in_transaction
    assert summed_weeks(path) == set()
    assert_true(path)


def test_a_locked_log_keeps_its_totals_unchanged(path: Path) -> None:
    """No error is raised, and reading adds up totals that are not stored."""
    a_log(path)
    change(path, "UPDATE blocks SET steady_ms = 1")
    with (
        closing(database.open_for_writing(path)) as connection,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        store_week_totals(connection)
        other.execute("ROLLBACK")
        assert not connection.in_transaction
    assert summed_weeks(path) == set()
    assert_true(path)


def test_an_impossible_date_is_reported_as_damage(path: Path) -> None:
    """A run with such a date is in no week, and reading it is an error."""
    a_log(path)
    change(path, "UPDATE runs SET began_utc = '2026-99-99T99:99:99.999Z'")
    store(path)
    for weeks in (None, 8):
        with pytest.raises(LogError, match="damaged"):
            LogReader(path).week_totals(weeks)
