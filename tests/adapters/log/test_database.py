"""The file of the log: version, settings, constraints, and the page that describes it."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from follow_along.adapters.log import database, schema
from follow_along.adapters.log.tsv import COLUMNS
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import (
    a_crashed_log,
    a_log,
    a_short_run,
    assert_logged,
    the_run,
    write_run,
)

PAGE = Path(__file__).parents[3] / "docs" / "log.md"
TABLES = (
    "runs",
    "blocks",
    "interruptions",
    "corrections",
    "marks",
    "ratings",
    "week_totals",
    "summed_weeks",
)


def test_a_new_log_has_an_application_id_and_a_version(path: Path) -> None:
    """The application id and the version identify the file."""
    a_log(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.migrations()),)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_commit_is_flushed_and_foreign_keys_are_checked(path: Path) -> None:
    """Write-ahead logging, full synchronization and foreign keys are on."""
    with closing(database.open_for_writing(path)) as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
        assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_failed_migration_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements and version are one transaction; the old program can still use the log."""
    a_log(path)
    first = schema.migrations()
    broken = "CREATE TABLE notes (id INTEGER PRIMARY KEY);\nALTER TABLE nothing ADD COLUMN x;\n"
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: [*first, broken])
        with pytest.raises(sqlite3.OperationalError):
            database.open_for_writing(path)
    with closing(database.open_for_writing(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "notes" not in tables


def test_a_later_migration_is_applied_once_and_keeps_the_runs(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log of the version before keeps its run."""
    a_log(path)
    later = "ALTER TABLE blocks ADD COLUMN mood TEXT NOT NULL DEFAULT 'normal';\n"
    scripts = [*schema.migrations(), later]
    monkeypatch.setattr(schema, "migrations", lambda: scripts)
    for _ in range(2):
        with closing(database.open_for_writing(path)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (len(scripts),)
            assert connection.execute("SELECT DISTINCT mood FROM blocks").fetchall() == [
                ("normal",)
            ]
    assert_logged(the_run(path), a_short_run())


def test_a_journal_left_by_a_crash_is_rolled_back(tmp_path: Path) -> None:
    """Where write-ahead logging does not work, SQLite keeps a journal instead."""
    crashed = a_crashed_log(tmp_path)
    writer = LogWriter(crashed)
    write_run(writer, 31)
    writer.close()
    assert writer.notice() is None
    assert_logged(the_run(crashed, 1), a_short_run())
    assert_logged(the_run(crashed, 31), a_short_run())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE runs SET outcome = 'won'",
        "UPDATE runs SET outcome = NULL",
        "UPDATE runs SET began_utc = 'yesterday'",
        "UPDATE runs SET began_offset_min = 1440",
        "UPDATE runs SET first_side = 'both'",
        "UPDATE blocks SET steady_ms = -1",
        "UPDATE blocks SET steady_ms = 'long'",
        "UPDATE blocks SET steady_ms = NULL",
        "UPDATE blocks SET kind = 'dance'",
        "UPDATE blocks SET run = 99",
        "UPDATE interruptions SET counted = 2",
        "UPDATE interruptions SET offset_ms = -5",
        "UPDATE interruptions SET ended_utc = NULL",
        "DELETE FROM runs",
        "INSERT INTO corrections (block, interruption, delta, at_utc, at_offset_min)"
        " VALUES (1, 7, -1, '2026-03-07T06:30:00.000Z', 0)",
        "INSERT INTO corrections (block, delta, at_utc, at_offset_min)"
        " VALUES (1, 5, '2026-03-07T06:30:00.000Z', 0)",
    ],
)
def test_the_tables_refuse_invalid_values(path: Path, change: str) -> None:
    """The constraints hold for any program that writes."""
    a_log(path)
    with (
        closing(database.open_for_writing(path)) as connection,
        pytest.raises(sqlite3.IntegrityError),
    ):
        connection.execute(change)


def test_the_page_names_every_table_and_column(path: Path) -> None:
    """docs/log.md describes the tables of the file, and no others."""
    a_log(path)
    with closing(sqlite3.connect(path)) as connection:
        columns = {
            table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            for table in TABLES
        }
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {name for (name,) in names} == set(TABLES)
    assert {table: _described(table) for table in TABLES} == columns


def test_the_page_names_every_column_of_the_lines() -> None:
    """The page has them in the same order."""
    assert _listed("follow-along log") == list(COLUMNS)


def _described(heading: str) -> set[str]:
    return set(_listed(heading))


def _listed(heading: str) -> list[str]:
    """The names in the first column of the table under a heading."""
    text = PAGE.read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## `{heading}`\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    rows = re.findall(r"^\| (`[^|]*`) \|", section, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
