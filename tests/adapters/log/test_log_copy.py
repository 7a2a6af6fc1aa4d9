"""A copy of a log is imported as an export is: checked, migrated in a scratch, never changed."""

import io
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from follow_along.adapters.log import database, import_file, log_copy, schema
from follow_along.adapters.log.exclusions import set_excluded
from follow_along.adapters.log.export import exported_rows
from follow_along.adapters.log.import_file import ImportFileError, import_stream
from follow_along.adapters.log.import_runs import RunImport
from follow_along.adapters.log.merge import Merged
from follow_along.core.wall_time import WallTime
from tests.adapters.log.log_events import BEGAN_MS, a_header, a_log

RUNS = 3


@pytest.fixture
def copy(path: Path) -> Path:
    """A conflict copy of a log, beside the log that is to get its runs."""
    copy = path.with_name("log (conflicted copy).db")
    a_log(copy, RUNS)
    at = WallTime(BEGAN_MS, 60)
    set_excluded(copy, a_header(2).run_id, None, excluded=True, at=at)
    return copy


def import_copy(path: Path, copy: Path) -> Merged:
    """Import a copy into the log at `path`."""
    with RunImport() as runs:
        import_file.import_file(copy, runs)
        return runs.merge_into(path)


def refusal(path: Path, copy: Path) -> str:
    """Why a copy is not imported; asserts that the copy and the log are left as they are."""
    before = {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    with pytest.raises(ImportFileError) as error:
        import_copy(path, copy)
    assert {file: file.read_bytes() for file in before} == before
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_copy_is_merged_as_its_export_is(path: Path, copy: Path) -> None:
    """Runs, blocks, stops and exclusions; a second time nothing is new."""
    before = copy.read_bytes()
    a_log(path)
    assert import_copy(path, copy) == Merged(added=RUNS - 1, unchanged=1)
    assert import_copy(path, copy) == Merged(unchanged=RUNS)
    assert list(exported_rows(path)) == list(exported_rows(copy))
    assert copy.read_bytes() == before


def test_a_copy_is_read_from_a_stream(path: Path, copy: Path) -> None:
    """As by `import -`."""
    with RunImport() as runs:
        import_stream(io.BytesIO(copy.read_bytes()), runs, "standard input")
        assert runs.merge_into(path) == Merged(added=RUNS)


def test_what_is_only_in_the_write_ahead_log_is_imported(path: Path, copy: Path) -> None:
    """A copy of a log that another program has open; neither file is changed."""
    target = path.with_name("other.db")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE runs SET title = 'Newer'")
        connection.commit()
        for ending in ("", "-wal"):
            Path(f"{target}{ending}").write_bytes(Path(f"{copy}{ending}").read_bytes())
    before = Path(f"{target}-wal").read_bytes()
    import_copy(path, target)
    assert {row["title"] for row in exported_rows(path) if row["line"] == "run"} == {"Newer"}
    assert Path(f"{target}-wal").read_bytes() == before
    assert not Path(f"{target}-shm").exists()


@pytest.mark.parametrize("version", range(1, len(schema.migrations()) + 1))
def test_a_copy_of_any_version_is_imported(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    """It is migrated in the scratch, not where it is."""
    old = copy.with_name("old.db")
    with monkeypatch.context() as patch:
        scripts = schema.migrations()[:version]
        patch.setattr(schema, "migrations", lambda: scripts)
        connection = database.open_for_writing(old)
    with closing(connection), closing(sqlite3.connect(copy)) as full:
        columns = ", ".join(row[1] for row in connection.execute("PRAGMA table_info(runs)"))
        for row in full.execute(f"SELECT {columns} FROM runs"):
            connection.execute(f"INSERT INTO runs VALUES ({', '.join('?' * len(row))})", row)
    before = old.read_bytes()
    assert import_copy(path, old) == Merged(added=RUNS)
    assert old.read_bytes() == before


def _changed(*statements: str) -> Callable[[Path], None]:
    def change(copy: Path) -> None:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return change


def _cut_off(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:9000])


def _overwritten(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[4096 * 2 : 4096 * 9] = b"\xa5" * (4096 * 7)
    copy.write_bytes(content)


def _only_the_beginning(copy: Path) -> None:
    copy.write_bytes(log_copy.BEGINNING)


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_cut_off, "cannot be imported: it is damaged."),
        (_overwritten, "cannot be imported: it is damaged."),
        (_only_the_beginning, "cannot be imported: it is damaged."),
        (_changed("PRAGMA user_version = 99"), "cannot be imported: it is from a newer"),
        (_changed("PRAGMA application_id = 7"), "it belongs to another program."),
        (_changed("DROP TABLE marks"), "cannot be imported: it cannot be used ("),
        (
            _changed("ALTER TABLE runs RENAME TO x", f"CREATE VIEW runs AS {ENDLESS}"),
            "cannot be imported: it ",
        ),
        (
            _changed(
                "DROP TABLE marks",
                f"CREATE VIEW marks AS SELECT 1 id, 1 run, 1 block, ({ENDLESS}) interruption,"
                " 1 counted, '' at_utc, 0 at_offset_min",
            ),
            "cannot be imported: it takes too long to read.",
        ),
        (
            _changed("UPDATE runs SET title = CAST(zeroblob(2000000) AS TEXT)"),
            "cannot be imported: it ",
        ),
        (_changed("UPDATE runs SET title = printf('%300d', 1)"), "title is longer than 255"),
        (_changed("UPDATE runs SET title = CAST(x'ff41' AS TEXT)"), "cannot be imported: it "),
        (
            _changed("UPDATE runs SET began_utc = '2026-99-99T00:00:00.000Z'"),
            "is damaged: in one of its rows began_utc is not a time",
        ),
        (
            _changed("PRAGMA ignore_check_constraints = ON", "UPDATE runs SET began_utc = 'soon'"),
            "cannot be imported: it is damaged.",
        ),
    ],
)
def test_a_damaged_or_hostile_copy_is_one_sentence(
    path: Path,
    copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None],
    said: str,
) -> None:
    """Nothing of it is imported, and no file is changed."""
    monkeypatch.setattr(database, "_MOST_PIECES", 5)
    a_log(path)
    spoil(copy)
    sentence = refusal(path, copy)
    assert sentence.startswith(str(copy))
    assert said in sentence
    assert "move it" not in sentence


@pytest.mark.parametrize("ending", ["", "-wal"])
def test_a_copy_that_is_too_large_is_refused(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """The limit holds for both its files together."""
    Path(f"{copy}-wal").write_bytes(b"\0" * 10)
    size = copy.stat().st_size
    monkeypatch.setattr(log_copy, "LARGEST_BYTES", size - 1 if not ending else size + 1)
    assert "is larger than" in refusal(path, copy)


def test_what_is_beside_a_copy_is_read_with_care(path: Path, copy: Path) -> None:
    """A link is not followed, a pipe not read; a journal may name a file for SQLite to delete."""
    beside = Path(f"{copy}-wal")
    beside.symlink_to(path)
    assert "has log (conflicted copy).db-wal beside it (this is a link" in refusal(path, copy)
    beside.unlink()
    os.mkfifo(beside)
    assert "this is a pipe" in refusal(path, copy)
    beside.unlink()
    Path(f"{copy}-journal").write_bytes(b"journal")
    assert "it is being written" in refusal(path, copy)


def test_a_copy_that_is_written_meanwhile_is_refused(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its two files would not belong together."""
    copy_beside = log_copy._copy_beside

    def grow(source: Path, *arguments: object) -> None:
        copy_beside(source, *arguments)  # type: ignore[arg-type]
        Path(f"{source}-wal").write_bytes(b"more")

    monkeypatch.setattr(log_copy, "_copy_beside", grow)
    assert "it is being written" in refusal(path, copy)
