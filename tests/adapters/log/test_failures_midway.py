"""A log that is deleted, replaced, damaged or moved while a run is written."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from follow_along.adapters.log import open_log
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
from tests.adapters.log.log_failures import held, import_spool, kept, notices

Harm = Callable[[Path], None]


def _deleted(path: Path) -> None:
    path.unlink()


def _deleted_with_all_beside_it(path: Path) -> None:
    shutil.rmtree(path.parent)


def _moved_away(path: Path) -> None:
    path.rename(path.with_name("put-away.db"))


def _replaced_by_a_backup(path: Path) -> None:
    """Replaced by a copy from after the first run, as a syncing program does."""
    path.with_name("backup.db").replace(path)


def _replaced_by_a_damaged_one(path: Path) -> None:
    path.with_name("damaged.db").write_text("Dear diary, today I stood on one leg.\n" * 200)
    path.with_name("damaged.db").replace(path)


def _a_log_with_a_backup(path: Path, elsewhere: Path) -> LogWriter:
    """A writer whose events SQLite still has in its write-ahead log."""
    a_log(path)
    shutil.copy(path, path.with_name("backup.db"))
    writer = LogWriter(path, elsewhere=elsewhere)
    for number in range(2, 6):
        write_run(writer, number)
    return writer


def _whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("written", range(1, 7))
@pytest.mark.parametrize(
    "harm", [_deleted, _deleted_with_all_beside_it, _moved_away, _replaced_by_a_backup]
)
def test_a_log_that_is_removed_in_a_run_gets_the_whole_run_again(
    path: Path, elsewhere: Path, harm: Harm, written: int
) -> None:
    """The new log is valid and has the whole run; one notice says what happened."""
    writer = _a_log_with_a_backup(path, elsewhere)
    writer.begin(a_header(77))
    batches = a_short_run()
    for batch in batches[:written]:
        writer.write(batch)
    harm(path)
    for batch in batches[written:]:
        writer.write(batch)
    writer.close()
    assert notices(writer) == [
        f"The log {path} was deleted, moved or replaced while it was in use: "
        "this session is written from its beginning to the file there now."
    ]
    assert_logged(the_run(path, 77), batches)
    _whole(path)
    assert import_spool(path, elsewhere) == []
    before = [a_header(1).run_id] if harm is _replaced_by_a_backup else []
    assert [run.run_id for run in LogReader(path).runs()] == [*before, a_header(77).run_id]


def test_a_log_that_was_moved_away_is_complete_in_its_new_place(
    path: Path, elsewhere: Path
) -> None:
    """Its write-ahead log is written to it, and not left to damage the new log."""
    writer = _a_log_with_a_backup(path, elsewhere)
    _moved_away(path)
    write_run(writer, 77)
    writer.close()
    put_away = path.with_name("put-away.db")
    _whole(put_away)
    for number in range(1, 6):
        assert_logged(the_run(put_away, number), a_short_run())


def test_a_log_replaced_by_another_file_sends_the_whole_run_to_a_spool_file(
    path: Path, elsewhere: Path
) -> None:
    """When it is moved away, the new log gets the whole run once."""
    writer = _a_log_with_a_backup(path, elsewhere)
    writer.begin(a_header(77))
    batches = a_short_run()
    for batch in batches[:3]:
        writer.write(batch)
    _replaced_by_a_damaged_one(path)
    before = path.read_bytes()
    for batch in batches[3:]:
        writer.write(batch)
    writer.close()
    assert path.read_bytes() == before
    assert [
        notice.split(": ")[0].removeprefix(f"The log {path} ") for notice in notices(writer)
    ] == [
        "was deleted, moved or replaced while it was in use",
        "is damaged (move it to another place and a new log will be created)",
    ]
    path.unlink()
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 77), batches)
    assert len(LogReader(path).runs()) == 1


def test_a_log_replaced_during_a_write_still_gets_it(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is replaced between its check and the commit of the last write."""
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header())
    *batches, last = a_short_run()
    for batch in batches:
        writer.write(batch)
    write_entries = open_log.write_entries

    def too_late(*arguments: Any) -> None:
        write_entries(*arguments)
        monkeypatch.undo()
        path.unlink()

    monkeypatch.setattr(open_log, "write_entries", too_late)
    writer.write(last)
    assert_logged(the_run(path), [*batches, last])
    writer.close()


def test_a_log_damaged_in_a_run_and_then_moved_away_loses_no_event(
    path: Path, elsewhere: Path
) -> None:
    """The spool file also has the events that the damaged log had."""
    a_log(path, runs=40)
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header(77))
    batches = a_short_run()
    for batch in batches[:3]:
        writer.write(batch)
    writer.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xa5" * (4096 * 3)
    path.write_bytes(content)
    for batch in batches[3:]:
        writer.write(batch)
    writer.close()
    assert path.read_bytes() == content
    (notice,) = notices(writer)
    assert "is damaged (move it" in notice
    path.rename(path.with_suffix(".old"))
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 77), batches)
    assert kept(path.parent) == []


def test_a_spool_file_from_before_the_log_was_removed_is_imported(
    path: Path, elsewhere: Path
) -> None:
    """After a lock, a deletion and a kill, the run is complete and in order."""
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header(77))
    batches = a_short_run()
    for batch in batches[:3]:
        writer.write(batch)
    with held(path):
        for batch in batches[3:6]:
            writer.write(batch)
    path.unlink()
    path.mkdir()
    writer.write(batches[6])
    path.rmdir()
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 77), batches)
    assert len(LogReader(path).runs()) == 1


def test_a_resumed_run_waits_for_its_log_to_come_back(path: Path, elsewhere: Path) -> None:
    """Only that log has the events before the resume; once it is back, the run is complete."""
    batches = a_short_run()
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer, 77, batches[:5])
    writer.close()
    following = LogWriter(path, elsewhere=elsewhere)
    following.begin(a_header(77, logged=5))
    following.write(batches[5])
    _moved_away(path)
    following.write(batches[6])
    following.close()
    (file,) = kept(path.parent)
    assert any(str(file) in notice for notice in notices(following))
    (notice,) = import_spool(path, elsewhere)
    assert notice.startswith(f"The log {path} cannot import {file}: lacks the events before")
    path.with_name("put-away.db").replace(path)
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 77), batches)
    assert kept(path.parent) == []


def _foreign_files(folder: Path) -> dict[str, bytes]:
    """What SQLite keeps beside another database while it is open."""
    other = folder / "other.db"
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE numbers (number)")
        connection.executemany("INSERT INTO numbers VALUES (?)", [(n,) for n in range(40)])
        return {end: Path(f"{other}{end}").read_bytes() for end in ("-wal", "-shm")}


@pytest.mark.parametrize("at", [1, 3, 6])
@pytest.mark.parametrize("cut", [None, 0, 1, 31, 33, 56, 4151, 5000, 10**6])
def test_a_write_ahead_log_that_is_moved_or_replaced_loses_no_event(
    path: Path, elsewhere: Path, tmp_path: Path, cut: int | None, at: int
) -> None:
    """The events in it are in the log even if the program is killed then; None deletes it."""
    foreign = _foreign_files(tmp_path)
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header(2))
    for number, batch in enumerate(a_short_run()):
        if number == at:
            for end, content in foreign.items():
                target = Path(f"{path}{end}")
                target.unlink()
                if cut is not None:
                    target.write_bytes(content[:cut] if end == "-wal" else content)
        writer.write(batch)
    killed = shutil.copytree(path.parent, tmp_path / "killed") / path.name
    writer.close()
    assert_logged(the_run(killed, 2), a_short_run())
    assert_logged(the_run(path, 2), a_short_run())


@pytest.mark.slow
@pytest.mark.parametrize("at", [1, 3, 6])
@pytest.mark.parametrize("cut", [0, 1, 31, 33, 56, 4151, 5000, 10**6])
def test_a_write_ahead_log_overwritten_with_its_index_loses_no_event(
    path: Path, elsewhere: Path, tmp_path: Path, cut: int, at: int
) -> None:
    """In place, with those of another database: a file beside the log has the run, or the log."""
    foreign = _foreign_files(tmp_path)
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header(2))
    for number, batch in enumerate(a_short_run()):
        if number == at:
            for end, content in foreign.items():
                with Path(f"{path}{end}").open("r+b") as file:
                    file.write(content[:cut] if end == "-wal" else content)
        writer.write(batch)
    writer.close()
    if kept(path.parent):
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        import_spool(path, elsewhere)
    assert_logged(the_run(path, 2), a_short_run())
