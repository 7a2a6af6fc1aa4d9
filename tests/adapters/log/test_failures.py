"""A log that cannot be written is reported once and left unchanged, and no event is lost."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from follow_along.adapters.log import schema
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import (
    a_header,
    a_log,
    a_short_run,
    assert_logged,
    the_run,
    write_run,
)
from tests.adapters.log.log_failures import held, kept, notices


def _truncated(path: Path) -> None:
    content = a_log(path, runs=40)
    path.write_bytes(content[: len(content) // 2])


def _cut_within_a_page(path: Path) -> None:
    path.write_bytes(a_log(path, runs=40)[:-100])


def _overwritten(path: Path) -> None:
    content = bytearray(a_log(path, runs=40))
    content[4096 * 3 : 4096 * 6] = b"\xa5" * (4096 * 3)
    path.write_bytes(content)


def _no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, today I stood on one leg.\n" * 200)


def _a_few_bytes(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"SQLite")


def _of_another_program(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE letters (text)")


def _newer(path: Path) -> None:
    a_log(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_truncated, "is damaged (move it to another place"),
        (_cut_within_a_page, "is damaged (move it to another place"),
        (_overwritten, "is damaged (move it to another place"),
        (_no_database, "is damaged (move it to another place"),
        (_a_few_bytes, "is damaged (move it to another place"),
        (_of_another_program, "belongs to another program (move it to another place)"),
        (
            _newer,
            "is from a newer follow-along (its version is 99, the last one known here"
            f" {len(schema.migrations())}: update",
        ),
    ],
)
def test_a_log_that_cannot_be_used_is_left_byte_for_byte(
    path: Path, elsewhere: Path, spoil: Callable[[Path], None], expected: str
) -> None:
    """One notice says what is wrong and where; events go to a file beside the log."""
    spoil(path)
    before = path.read_bytes()
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer, 77)
    writer.close()
    assert path.read_bytes() == before
    (notice,) = notices(writer)
    (file,) = kept(path.parent)
    assert notice.startswith(f"The log {path} {expected}")
    assert str(file) in notice
    assert file.name == f"log-unwritten-{a_header(77).run_id}.jsonl"
    if spoil is not _overwritten:  # a damaged page shows only when it is read
        with pytest.raises(LogError, match=r"^The log .*(damaged|another program|newer)"):
            LogReader(path).runs()
    path.rename(path.with_suffix(".old"))
    following = LogWriter(path, elsewhere=elsewhere)
    following.import_spool()
    following.close()
    assert_logged(the_run(path, 77), a_short_run())


def test_stops_are_kept_while_the_log_is_locked_and_written_later(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite waits only briefly; the first write after the lock is released writes everything."""
    connect, waits = sqlite3.connect, []

    def noting(*arguments: object, **options: Any) -> sqlite3.Connection:
        waits.append(options.get("timeout", 5.0))
        return connect(*arguments, **options)

    a_log(path)
    monkeypatch.setattr(sqlite3, "connect", noting)
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header(2))
    batches = a_short_run()
    writer.write(batches[0])
    monkeypatch.undo()
    assert waits
    assert max(waits) <= 0.5
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for batch in batches[1:4]:
            writer.write(batch)
        other.execute("ROLLBACK")
    (file,) = kept(path.parent)
    assert notices(writer) == [
        f"The log {path} is in use by another program: "
        f"stops are kept in {file} until it can be written again."
    ]
    for batch in batches[4:]:
        writer.write(batch)
    assert_logged(the_run(path, 2), batches)
    assert [file.name for file in path.parent.glob("*.taken")] == [f"{file.name}.taken"]
    writer.close()
    assert notices(writer) == []


def test_events_of_a_locked_log_are_written_when_the_program_closes(
    path: Path, elsewhere: Path
) -> None:
    """Closing tries to write once more."""
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    with held(path):
        write_run(writer, 2)
    writer.close()
    assert_logged(the_run(path, 2), a_short_run())
    assert kept(path.parent) == []


def test_a_writer_with_nothing_left_to_write_closes_without_a_notice(
    path: Path, elsewhere: Path
) -> None:
    """It gives no notice even when the log is locked."""
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    with held(path):
        writer.close()
    assert notices(writer) == []
    assert kept(path.parent) == []


def test_a_folder_that_cannot_be_made_sends_stops_to_the_temporary_one(
    path: Path, elsewhere: Path
) -> None:
    """A file is in its place; once that is removed, the next program imports the events."""
    path.parent.write_text("in the way")
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    writer.close()
    (file,) = kept(elsewhere)
    (notice,) = notices(writer)
    assert notice.startswith(
        f"The log {path} cannot be created (there is a file in place of its folder): "
    )
    assert str(file) in notice
    assert path.parent.read_text() == "in the way"

    path.parent.unlink()
    following = LogWriter(path, elsewhere=elsewhere)
    following.import_spool()
    following.close()
    assert_logged(the_run(path), a_short_run())
    assert file.with_name(f"{file.name}.taken").exists()
    assert notices(following) == []


def test_a_folder_in_the_place_of_the_log_is_named(path: Path, elsewhere: Path) -> None:
    """It is not a file, and is not removed."""
    path.mkdir(parents=True)
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    writer.close()
    (notice,) = notices(writer)
    assert "is not a file (move it to another place" in notice
    assert path.is_dir()


def test_without_any_writable_folder_stops_stay_in_memory_and_are_tried_again(
    tmp_path: Path,
) -> None:
    """A notice says so; once a folder is writable again, everything is written."""
    data, elsewhere = tmp_path / "data", tmp_path / "temporary"
    data.write_text("in the way")
    elsewhere.write_text("in the way as well")
    path = data / "log.db"
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header())
    batches = a_short_run()
    for batch in batches[:4]:
        writer.write(batch)
    (notice,) = notices(writer)
    assert notice.endswith(": stops are kept only in memory until they can be written.")
    data.unlink()
    for batch in batches[4:]:
        writer.write(batch)
    writer.close()
    assert_logged(the_run(path), batches)


def test_a_folder_that_becomes_writable_later_gets_the_whole_run(tmp_path: Path) -> None:
    """Events kept only in memory are written to the file in order, once there is one."""
    data, elsewhere = tmp_path / "data", tmp_path / "temporary"
    data.write_text("in the way")
    elsewhere.write_text("in the way as well")
    writer = LogWriter(data / "log.db", elsewhere=elsewhere)
    writer.begin(a_header())
    batches = a_short_run()
    writer.write(batches[0])
    elsewhere.unlink()
    elsewhere.mkdir()
    for batch in batches[1:]:
        writer.write(batch)
    (file,) = kept(elsewhere)
    numbers = [json.loads(line).get("number") for line in file.read_text().splitlines()]
    assert numbers == [None, *range(1, 9)]
    writer.close()
