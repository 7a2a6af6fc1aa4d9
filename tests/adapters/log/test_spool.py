"""Spool files: events that could not be written to the log, imported once and checked."""

import errno
import json
import os
from pathlib import Path

import pytest

from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.spool import Spool
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import (
    a_header,
    a_log,
    a_short_run,
    assert_logged,
    the_run,
    write_run,
)
from tests.adapters.log.log_failures import (
    held,
    import_spool,
    kept,
    notices,
    spool_of_a_killed_program,
)


def test_a_file_cut_off_by_a_full_disk_loses_no_event(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After half a line, a full disk and room again, the run is complete and no file is left."""
    batches = a_short_run()
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header(2))
    write = os.write

    def half(descriptor: int, lines: bytes) -> int:
        if len(lines) < 10:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, lines[: len(lines) // 2])

    with held(path):
        writer.write(batches[0])
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", half)
            for batch in batches[1:4]:
                writer.write(batch)
        assert len(kept(path.parent)) == 1
        assert kept(elsewhere) == []
        for batch in batches[4:]:
            writer.write(batch)
    assert len(kept(path.parent)) == 2
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 2), batches)
    writer.close()


def test_stops_are_in_the_file_before_the_call_returns(path: Path, elsewhere: Path) -> None:
    """If a program is killed while the log is locked, the next one imports its file."""
    file = spool_of_a_killed_program(path, elsewhere)
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 2), a_short_run())
    assert not file.exists()
    assert file.with_name(f"{file.name}.taken").exists()


def test_importing_twice_changes_nothing(path: Path, elsewhere: Path) -> None:
    """The entries of a copy of an imported file are skipped."""
    file = spool_of_a_killed_program(path, elsewhere)
    content = file.read_bytes()
    import_spool(path, elsewhere)
    runs = LogReader(path).runs()
    file.write_bytes(content)
    assert import_spool(path, elsewhere) == []
    assert LogReader(path).runs() == runs
    assert len(list(path.parent.glob("*.taken*"))) == 2


def test_a_line_cut_off_by_a_power_cut_is_left_out(path: Path, elsewhere: Path) -> None:
    """Its event was never acknowledged; the lines before it are imported."""
    file = spool_of_a_killed_program(path, elsewhere)
    file.write_bytes(file.read_bytes()[:-20])
    assert import_spool(path, elsewhere) == []
    run = the_run(path, 2)
    assert run.outcome is None
    assert len(run.blocks) == 2


def _spoil_line(file: Path, number: int, line: bytes) -> None:
    lines = file.read_bytes().splitlines()
    lines[number - 1] = line
    file.write_bytes(b"\n".join(lines) + b"\n")


@pytest.mark.parametrize(
    ("number", "line", "expected"),
    [
        (3, b"{", "line 3 is damaged"),
        (3, b"[1, 2]", "line 3 is damaged"),
        (3, b"\xff\xfe", "line 3 is damaged"),
        (3, b'{"run_id": 5}', "line 3 is damaged"),
        (1, b'{"log": "/x", "version": 2}', "it is from a newer follow-along"),
        (1, b"{}", "line 1 is damaged"),
    ],
)
def test_a_damaged_file_is_named_and_kept_and_the_session_is_logged(
    path: Path, elsewhere: Path, number: int, line: bytes, expected: str
) -> None:
    """None of its events is imported, and everything else is logged."""
    file = spool_of_a_killed_program(path, elsewhere)
    _spoil_line(file, number, line)
    before = file.read_bytes()
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer, 3)
    writer.close()
    (notice,) = notices(writer)
    assert notice.startswith(f"The log {path} cannot import {file}: {expected}")
    assert file.read_bytes() == before
    assert {run.run_id for run in LogReader(path).runs()} == {
        a_header(number).run_id for number in (1, 3)
    }
    assert_logged(the_run(path, 3), a_short_run())


@pytest.mark.parametrize(
    "change",
    [
        {"what": "forgotten"},
        {"values": {}},
        {"values": {"row": 1, "number": 1, "kind": "dance", "offset_ms": 1, "counted": 1}},
        {"values": {"row": 9, "number": 1, "kind": "wobble", "offset_ms": 1, "counted": 1}},
        {"values": {"row": 1, "number": 1, "kind": "wobble", "offset_ms": [1], "counted": 1}},
        {"values": {"row": 1, "number": 1, "kind": "wobble", "offset_ms": 10**30, "counted": 1}},
        {"values": 7},
        {"utc_ms": 10**18},
        {"utc_ms": "soon"},
        {"offset_minutes": 5000},
        {"number": 9},
        {"what": "went on", "values": {"row": 1, "number": 7, "lasted_ms": 1}},
        {"what": "block ended", "values": {"row": 9, "outcome": "done", "steady_ms": 1}},
        {"run_id": "another"},
        {"more": 1},
    ],
)
def test_an_invalid_entry_keeps_its_whole_file_out(
    path: Path, elsewhere: Path, change: dict[str, object]
) -> None:
    """Nothing of the file is imported, and it is not renamed."""
    file = spool_of_a_killed_program(path, elsewhere)
    entry = json.loads(file.read_bytes().splitlines()[3])
    _spoil_line(file, 4, json.dumps(entry | change).encode())
    (notice,) = import_spool(path, elsewhere)
    assert notice.startswith(f"The log {path} cannot import {file}: ")
    assert file.exists()
    assert len(LogReader(path).runs()) == 1


def test_files_in_the_temporary_folder_are_imported_only_by_their_own_log(
    path: Path, elsewhere: Path
) -> None:
    """Several users may share that folder; a file in it names its log."""
    path.parent.write_text("in the way")
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    writer.close()
    other = elsewhere.with_name("other") / "log.db"
    assert import_spool(other, elsewhere) == []
    assert len(kept(elsewhere)) == 1
    assert LogReader(other).runs() == ()


def test_a_link_or_a_pipe_among_the_files_is_not_read(path: Path, elsewhere: Path) -> None:
    """The link is not followed, and the pipe is not read."""
    file = spool_of_a_killed_program(path, elsewhere)
    target = path.parent / "target"
    file.rename(target)
    file.symlink_to(target)
    os.mkfifo(path.parent / "log-unwritten-pipe.jsonl")
    sentences = import_spool(path, elsewhere)
    assert len(sentences) == 2
    assert all("cannot import" in notice for notice in sentences)
    assert len(LogReader(path).runs()) == 1


def test_a_file_of_another_user_is_not_imported(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody may put a file into a shared temporary folder."""
    file = spool_of_a_killed_program(path, elsewhere)
    (elsewhere / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(os, "getuid", lambda: file.stat().st_uid + 1)
    (notice,) = import_spool(path, elsewhere)
    assert notice == f"The log {path} cannot import {file}: it does not belong to you."
    assert file.exists()
    assert (elsewhere / file.name).exists()


def test_a_file_that_grows_during_the_import_is_kept_for_the_next_one(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program that writes it still runs, and still cannot write to the log."""
    file = spool_of_a_killed_program(path, elsewhere)
    *lines, last = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines))
    read = Spool.read

    def read_and_grow(unwritten: Spool, path: Path) -> object:
        entries = read(unwritten, path)
        file.write_bytes(b"".join([*lines, last]))
        return entries

    with monkeypatch.context() as patch:
        patch.setattr(Spool, "read", read_and_grow)
        assert import_spool(path, elsewhere) == []
    assert the_run(path, 2).outcome is None
    assert file.exists()
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 2), a_short_run())
    assert not file.exists()


def test_the_files_of_a_run_are_imported_in_order(path: Path, elsewhere: Path) -> None:
    """A run with files in two folders is imported whole, whichever is read first."""
    file = spool_of_a_killed_program(path, elsewhere)
    head, *lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(head + b"".join(lines[4:]))
    (elsewhere / "log-unwritten-a.jsonl").write_bytes(head + b"".join(lines[:4]))
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 2), a_short_run())


def test_a_file_whose_earlier_entries_are_missing_is_kept(path: Path, elsewhere: Path) -> None:
    """The file is kept until the entries before it are imported."""
    file = spool_of_a_killed_program(path, elsewhere)
    head, *lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(head + b"".join(lines[4:]))
    (notice,) = import_spool(path, elsewhere)
    assert "lacks the events before entry 5" in notice
    assert file.exists()
    file.with_name("log-unwritten-a.jsonl").write_bytes(head + b"".join(lines[:4]))
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 2), a_short_run())
