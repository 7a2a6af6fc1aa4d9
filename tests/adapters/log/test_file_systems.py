"""The log on file systems without shared memory, and the permissions of its files."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.log_file import shares_memory
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import (
    a_crashed_log,
    a_log,
    a_short_run,
    assert_logged,
    the_run,
    write_run,
)
from tests.adapters.log.log_failures import notices

if os.name != "posix":
    pytest.skip("tries permissions and links of POSIX", allow_module_level=True)


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A folder on which no memory can be shared, as on a network file system."""
    behind, folder = tmp_path / "behind", tmp_path / "mounted"
    behind.mkdir()
    folder.mkdir()
    try:
        subprocess.run(
            ["bindfs", "-o", "direct_io", behind, folder], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError) as why:
        pytest.skip(f"needs bindfs, and the right to mount with it: {why}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def journal_mode(path: Path) -> str:
    """The mode in which SQLite writes the log."""
    with closing(sqlite3.connect(path)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        return str(mode)


def assert_played_twice(path: Path, said: int) -> None:
    """Two programs write a run each; the first says how the log is written."""
    for number, times in ((1, said), (2, 0)):
        writer = LogWriter(path, elsewhere=path.parent)
        write_run(writer, number)
        writer.close()
        sentences = notices(writer)
        assert len(sentences) == times
        assert all("cannot share memory between programs" in sentence for sentence in sentences)
        assert_logged(the_run(path, number), a_short_run())
    assert journal_mode(path) == "delete"
    assert not list(path.parent.glob("*unwritten*"))


def test_a_new_log_without_shared_memory_has_a_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One notice says why, at the first run alone."""
    monkeypatch.setattr(database, "shares_memory", lambda _: False)
    assert_played_twice(path, said=1)


def test_a_log_that_comes_to_such_a_file_system_changes_to_a_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And back where memory is shared again."""
    a_log(path, runs=5)
    assert journal_mode(path) == "wal"
    monkeypatch.setattr(database, "shares_memory", lambda _: False)
    assert_played_twice(path, said=1)
    monkeypatch.setattr(database, "shares_memory", lambda _: True)
    with closing(database.open_for_writing(path)):
        assert journal_mode(path) == "wal"
    assert len(LogReader(path).runs()) == 5


def test_a_newer_log_is_not_changed_to_a_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this program does not know stays byte for byte."""
    a_log(path)
    monkeypatch.setattr(database, "shares_memory", lambda _: False)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LogError, match="newer follow-along"):
        database.open_for_writing(path)
    assert path.read_bytes() == before


def test_a_log_that_was_cut_off_in_a_change_can_be_read(tmp_path: Path) -> None:
    """Only a writer can roll its journal back: reading lets it do so."""
    latest = LogReader(a_crashed_log(tmp_path)).latest()
    assert latest is not None
    assert_logged(latest, a_short_run())


@pytest.mark.slow
def test_a_log_is_made_on_a_real_file_system_without_shared_memory(mounted: Path) -> None:
    """Write-ahead mode would fail there with a disk error."""
    assert not shares_memory(mounted / "log.db")
    assert_played_twice(mounted / "log.db", said=1)


@pytest.mark.slow
@pytest.mark.parametrize("killed", [False, True])
def test_a_log_is_moved_to_a_real_file_system_without_shared_memory(
    mounted: Path, tmp_path: Path, killed: bool
) -> None:
    """The first to open it may be a reader, and a killed program may have left events beside it."""
    path = tmp_path / "log.db"
    writer = LogWriter(path, elsewhere=tmp_path)
    write_run(writer, 7)
    if not killed:
        writer.close()
    for file in tmp_path.glob("log.db*"):
        shutil.copy(file, mounted)
    assert_logged(the_run(mounted / "log.db", 7), a_short_run())
    assert_played_twice(mounted / "log.db", said=0)
    writer.close()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
@pytest.mark.parametrize("existing", [False, True])
def test_the_log_is_readable_by_its_owner_alone(path: Path, umask: int, existing: bool) -> None:
    """A log and a folder of an earlier version lose the permissions of others."""
    if existing:
        a_log(path)
        path.chmod(0o644)
        path.parent.chmod(0o755)
    before = os.umask(umask)
    try:
        writer = LogWriter(path, elsewhere=path.parent)
        write_run(writer, 2)
    finally:
        os.umask(before)
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.glob("log.db*")}
    assert modes == dict.fromkeys(("log.db", "log.db-wal", "log.db-shm"), 0o600)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    writer.close()


@pytest.mark.parametrize("place", ["the log", "its folder", "a folder above"])
def test_a_link_that_leads_nowhere_is_no_empty_log(
    tmp_path: Path, elsewhere: Path, place: str
) -> None:
    """Its disk may not be attached: nothing is created, and no run is said to be missing."""
    path = tmp_path / "share" / "data" / "log.db"
    link = {"the log": path, "its folder": path.parent, "a folder above": path.parents[1]}[place]
    link.parent.mkdir(parents=True, exist_ok=True)
    target = tmp_path / "not-there"
    link.symlink_to(target)
    for read in (LogReader(path).runs, LogReader(path).latest, LogReader(path).sessions):
        with pytest.raises(LogError, match=r"^The log .* which leads nowhere \(attach its disk"):
            read()
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    writer.close()
    assert "leads nowhere" in notices(writer)[0]
    assert not target.exists()
    if place != "the log":
        target.mkdir()
    link.unlink()
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.import_spool()
    writer.close()
    assert_logged(the_run(path), a_short_run())
