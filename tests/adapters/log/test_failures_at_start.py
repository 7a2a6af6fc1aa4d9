"""Failures at the start: leftover files of a log, and no temporary folder."""

import errno
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from follow_along.adapters.log import spool
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import a_log, a_short_run, assert_logged, the_run, write_run
from tests.adapters.log.log_failures import held, import_spool, notices


def test_a_leftover_write_ahead_log_without_its_log_is_not_deleted(
    path: Path, elsewhere: Path
) -> None:
    """SQLite would delete it, with runs that can still be recovered."""
    a_log(path)
    with closing(sqlite3.connect(path)) as other:
        writer = LogWriter(path, elsewhere=elsewhere)
        write_run(writer, 2)
        other.execute("SELECT count(*) FROM runs").fetchone()
        ahead = path.with_name("log.db-wal").read_bytes()
        writer.close()
    for name in ("log.db", "log.db-shm"):
        path.with_name(name).unlink(missing_ok=True)
    path.with_name("log.db-wal").write_bytes(ahead)
    path.touch()
    following = LogWriter(path, elsewhere=elsewhere)
    write_run(following, 77)
    following.close()
    (notice,) = notices(following)
    assert notice.startswith(
        f"The log {path} is empty, but log.db-wal beside it is not"
        " (move both to another place and a new log will be created): "
    )
    assert path.with_name("log.db-wal").read_bytes() == ahead
    path.with_name("log.db-wal").rename(path.with_name("put-away"))
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 77), a_short_run())


def test_without_any_temporary_folder_the_program_still_runs(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk there is none; stops stay in memory until there is room."""

    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    path.parent.write_text("in the way")
    writer = LogWriter(path)
    write_run(writer)
    (notice,) = notices(writer)
    assert "kept only in memory" in notice
    path.parent.unlink()
    writer.close()
    assert_logged(the_run(path), a_short_run())


@pytest.mark.parametrize(
    ("number", "full"),
    [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EFBIG, True), (errno.EROFS, False)],
)
def test_only_a_full_disk_asks_for_room(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, number: int, full: bool
) -> None:
    """The log is locked, and no folder can be written; it is no longer full when it is written."""

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    with held(path), monkeypatch.context() as patch:
        patch.setattr(spool, "_append", fail)
        write_run(writer, 2)
        assert writer.unsaved()
        assert writer.disk_full is full
    assert not writer.unsaved()
    writer.close()
    assert_logged(the_run(path, 2), a_short_run())
