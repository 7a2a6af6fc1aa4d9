"""A log that cannot be written: said once, nothing touched, nothing lost."""

import errno
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from follow_along.edges.log import LogError, LogReader, LogWriter, store
from follow_along.edges.log.unwritten import Unwritten
from tests.edges.log.happenings import (
    a_header,
    a_log,
    a_short_run,
    assert_logged,
    the_run,
    write_run,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the log is, in a folder of its own."""
    return tmp_path / "data" / "log.db"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """What stands for the system's temporary folder."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def _notices(writer: LogWriter) -> list[str]:
    return list(iter(writer.notice, None))


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Another program holds the log, and no test waits for it."""
    with pytest.MonkeyPatch.context() as patch, closing(sqlite3.connect(path)) as other:
        patch.setattr(store, "WAIT_S", 0.0)
        other.execute("BEGIN IMMEDIATE")
        yield


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
    ("spoil", "said"),
    [
        (_truncated, "is damaged (move it to another place"),
        (_cut_within_a_page, "is damaged (move it to another place"),
        (_overwritten, "is damaged (move it to another place"),
        (_no_database, "is damaged (move it to another place"),
        (_a_few_bytes, "is damaged (move it to another place"),
        (_of_another_program, "belongs to another program (move it to another place)"),
        (
            _newer,
            "is from a newer follow-along (its version is 99, the last one known here 1: update",
        ),
    ],
)
def test_a_log_that_cannot_be_used_is_left_byte_for_byte(
    path: Path, elsewhere: Path, spoil: Callable[[Path], None], said: str
) -> None:
    """One sentence says what and where; the stops go to a file beside it."""
    spoil(path)
    before = path.read_bytes()
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer, 77)
    writer.close()
    assert path.read_bytes() == before
    (notice,) = _notices(writer)
    (file,) = _kept(path.parent)
    assert notice.startswith(f"The log {path} {said}")
    assert str(file) in notice
    assert file.name == f"log-unwritten-{a_header(77).run_id}.jsonl"
    if spoil is not _overwritten:  # a damaged page shows only when it is read
        with pytest.raises(LogError, match=r"^The log .*(damaged|another program|newer)"):
            LogReader(path).runs()
    path.rename(path.with_suffix(".old"))
    following = LogWriter(path, elsewhere=elsewhere)
    following.take_in()
    following.close()
    assert_logged(the_run(path, 77), a_short_run())


def test_while_another_program_holds_the_log_stops_are_kept_and_written_later(
    path: Path, elsewhere: Path
) -> None:
    """No call waits long; the first write after the lock is gone brings everything in order."""
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header(2))
    batches = a_short_run()
    writer.write(batches[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.perf_counter()
        for batch in batches[1:4]:
            writer.write(batch)
        # SQLite would have waited 5 s for each, unless told otherwise.
        assert time.perf_counter() - began < 3 * 0.5
        other.execute("ROLLBACK")
    (file,) = _kept(path.parent)
    assert _notices(writer) == [
        f"The log {path} is in use by another program: "
        f"stops are kept in {file} until it can be written again."
    ]
    for batch in batches[4:]:
        writer.write(batch)
    assert_logged(the_run(path, 2), batches)
    assert [file.name for file in path.parent.glob("*.taken")] == [f"{file.name}.taken"]
    writer.close()
    assert _notices(writer) == []


def test_what_is_locked_to_the_end_is_written_when_the_program_closes(
    path: Path, elsewhere: Path
) -> None:
    """Closing tries once more."""
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    with _held(path):
        write_run(writer, 2)
    writer.close()
    assert_logged(the_run(path, 2), a_short_run())
    assert _kept(path.parent) == []


def test_a_writer_with_nothing_left_to_write_closes_without_a_word(
    path: Path, elsewhere: Path
) -> None:
    """Whoever holds the log then is no matter."""
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    with _held(path):
        writer.close()
    assert _notices(writer) == []
    assert _kept(path.parent) == []


def test_a_folder_that_cannot_be_made_sends_stops_to_the_temporary_one(
    path: Path, elsewhere: Path
) -> None:
    """A file stands where the folder should be; when it is gone, the next program takes them in."""
    path.parent.write_text("in the way")
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    writer.close()
    (file,) = _kept(elsewhere)
    (notice,) = _notices(writer)
    assert notice.startswith(
        f"The log {path} cannot be made (a file stands where its folder should be): "
    )
    assert str(file) in notice
    assert path.parent.read_text() == "in the way"

    path.parent.unlink()
    following = LogWriter(path, elsewhere=elsewhere)
    following.take_in()
    following.close()
    assert_logged(the_run(path), a_short_run())
    assert file.with_name(f"{file.name}.taken").exists()
    assert _notices(following) == []


def test_a_folder_in_the_place_of_the_log_is_named(path: Path, elsewhere: Path) -> None:
    """It is no file, and stays."""
    path.mkdir(parents=True)
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    writer.close()
    (notice,) = _notices(writer)
    assert "is not a file (move it to another place" in notice
    assert path.is_dir()


def test_with_no_place_at_all_stops_stay_in_memory_and_are_tried_again(tmp_path: Path) -> None:
    """The person is told; when a place comes back, nothing is missing."""
    data, elsewhere = tmp_path / "data", tmp_path / "temporary"
    data.write_text("in the way")
    elsewhere.write_text("in the way as well")
    path = data / "log.db"
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header())
    batches = a_short_run()
    for batch in batches[:4]:
        writer.write(batch)
    (notice,) = _notices(writer)
    assert notice.endswith(": stops are kept in memory alone until there is room on the disk.")
    data.unlink()
    for batch in batches[4:]:
        writer.write(batch)
    writer.close()
    assert_logged(the_run(path), batches)


def test_a_place_that_comes_late_still_holds_the_whole_run(tmp_path: Path) -> None:
    """What was in memory alone is put in the file as well, in order, once there is one."""
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
    (file,) = _kept(elsewhere)
    numbers = [json.loads(line).get("number") for line in file.read_text().splitlines()]
    assert numbers == [None, *range(1, 9)]
    writer.close()


def test_a_file_that_broke_off_for_want_of_room_costs_nothing(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a line, then no room anywhere, then room again: the run is whole, no scrap is left."""
    batches = a_short_run()
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.begin(a_header(2))
    write = os.write

    def half(descriptor: int, lines: bytes) -> int:
        if len(lines) < 10:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, lines[: len(lines) // 2])

    with _held(path):
        writer.write(batches[0])
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", half)
            for batch in batches[1:4]:
                writer.write(batch)
        assert len(_kept(path.parent)) == 1
        assert _kept(elsewhere) == []
        for batch in batches[4:]:
            writer.write(batch)
    assert len(_kept(path.parent)) == 2
    assert _take_in(path, elsewhere) == []
    assert_logged(the_run(path, 2), batches)
    writer.close()


def _after_a_death(path: Path, elsewhere: Path, number: int = 2) -> Path:
    """The file a program left that could not write its run, and was killed."""
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    with _held(path):
        write_run(writer, number)
    (file,) = _kept(path.parent)
    return file


def _take_in(path: Path, elsewhere: Path) -> list[str]:
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.take_in()
    writer.close()
    return _notices(writer)


def test_stops_are_in_the_file_before_the_call_returns(path: Path, elsewhere: Path) -> None:
    """A program killed while the log was locked loses nothing: the next one takes the file in."""
    file = _after_a_death(path, elsewhere)
    assert _take_in(path, elsewhere) == []
    assert_logged(the_run(path, 2), a_short_run())
    assert not file.exists()
    assert file.with_name(f"{file.name}.taken").exists()


def test_taking_in_twice_changes_nothing(path: Path, elsewhere: Path) -> None:
    """A copy of a file that was taken in already is passed over, entry by entry."""
    file = _after_a_death(path, elsewhere)
    content = file.read_bytes()
    _take_in(path, elsewhere)
    runs = LogReader(path).runs()
    file.write_bytes(content)
    assert _take_in(path, elsewhere) == []
    assert LogReader(path).runs() == runs
    assert len(list(path.parent.glob("*.taken*"))) == 2


def test_a_line_cut_off_by_a_power_cut_is_left_out(path: Path, elsewhere: Path) -> None:
    """It was never acknowledged; the lines before it are whole."""
    file = _after_a_death(path, elsewhere)
    file.write_bytes(file.read_bytes()[:-20])
    assert _take_in(path, elsewhere) == []
    run = the_run(path, 2)
    assert run.outcome is None
    assert len(run.blocks) == 2


def _spoil_line(file: Path, number: int, line: bytes) -> None:
    lines = file.read_bytes().splitlines()
    lines[number - 1] = line
    file.write_bytes(b"\n".join(lines) + b"\n")


@pytest.mark.parametrize(
    ("number", "line", "said"),
    [
        (3, b"{", "line 3 is damaged"),
        (3, b"[1, 2]", "line 3 is damaged"),
        (3, b"\xff\xfe", "line 3 is damaged"),
        (3, b'{"run_id": 5}', "line 3 is damaged"),
        (1, b'{"log": "/x", "version": 2}', "it is from a newer follow-along"),
        (1, b"{}", "line 1 is damaged"),
    ],
)
def test_a_damaged_file_is_named_and_left_and_the_session_is_logged(
    path: Path, elsewhere: Path, number: int, line: bytes, said: str
) -> None:
    """Nothing of it is taken in, and nothing else suffers."""
    file = _after_a_death(path, elsewhere)
    _spoil_line(file, number, line)
    before = file.read_bytes()
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer, 3)
    writer.close()
    (notice,) = _notices(writer)
    assert notice.startswith(f"The log {path} cannot take in {file}: {said}")
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
def test_an_entry_that_makes_no_sense_lets_nothing_in(
    path: Path, elsewhere: Path, change: dict[str, object]
) -> None:
    """The file is a whole or nothing, and is not renamed."""
    file = _after_a_death(path, elsewhere)
    entry = json.loads(file.read_bytes().splitlines()[3])
    _spoil_line(file, 4, json.dumps(entry | change).encode())
    (notice,) = _take_in(path, elsewhere)
    assert notice.startswith(f"The log {path} cannot take in {file}: ")
    assert file.exists()
    assert len(LogReader(path).runs()) == 1


def test_files_in_the_temporary_folder_are_taken_only_by_their_own_log(
    path: Path, elsewhere: Path
) -> None:
    """Two people, or a test, may share that folder; a file there names its log."""
    path.parent.write_text("in the way")
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer)
    writer.close()
    other = elsewhere.with_name("other") / "log.db"
    assert _take_in(other, elsewhere) == []
    assert len(_kept(elsewhere)) == 1
    assert LogReader(other).runs() == ()


def test_a_link_or_a_pipe_among_the_files_is_left_alone(path: Path, elsewhere: Path) -> None:
    """Neither is followed nor waited for."""
    file = _after_a_death(path, elsewhere)
    target = path.parent / "target"
    file.rename(target)
    file.symlink_to(target)
    os.mkfifo(path.parent / "log-unwritten-pipe.jsonl")
    notices = _take_in(path, elsewhere)
    assert len(notices) == 2
    assert all("cannot take in" in notice for notice in notices)
    assert len(LogReader(path).runs()) == 1


def test_a_file_of_another_user_is_left_alone(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anyone may put one into a shared temporary folder, where it is no matter of ours."""
    file = _after_a_death(path, elsewhere)
    (elsewhere / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(os, "getuid", lambda: file.stat().st_uid + 1)
    (notice,) = _take_in(path, elsewhere)
    assert notice == f"The log {path} cannot take in {file}: it is not a file of yours."
    assert file.exists()
    assert (elsewhere / file.name).exists()


def test_a_file_that_grows_while_it_is_taken_in_waits_for_the_next_time(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program that wrote it lives, and still cannot reach the log."""
    file = _after_a_death(path, elsewhere)
    *lines, last = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines))
    read = Unwritten.read

    def read_and_grow(unwritten: Unwritten, path: Path) -> object:
        found = read(unwritten, path)
        file.write_bytes(b"".join([*lines, last]))
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Unwritten, "read", read_and_grow)
        assert _take_in(path, elsewhere) == []
    assert the_run(path, 2).outcome is None
    assert file.exists()
    assert _take_in(path, elsewhere) == []
    assert_logged(the_run(path, 2), a_short_run())
    assert not file.exists()


def test_the_parts_of_a_run_are_taken_in_in_their_order(path: Path, elsewhere: Path) -> None:
    """A run whose entries went to two folders comes together, whichever is read first."""
    file = _after_a_death(path, elsewhere)
    head, *lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(head + b"".join(lines[4:]))
    (elsewhere / "log-unwritten-a.jsonl").write_bytes(head + b"".join(lines[:4]))
    assert _take_in(path, elsewhere) == []
    assert_logged(the_run(path, 2), a_short_run())


def test_a_part_whose_beginning_is_missing_waits(path: Path, elsewhere: Path) -> None:
    """The file stays until the entries before it have come."""
    file = _after_a_death(path, elsewhere)
    head, *lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(head + b"".join(lines[4:]))
    (notice,) = _take_in(path, elsewhere)
    assert "lacks what came before entry 5" in notice
    assert file.exists()
    file.with_name("log-unwritten-a.jsonl").write_bytes(head + b"".join(lines[:4]))
    assert _take_in(path, elsewhere) == []
    assert_logged(the_run(path, 2), a_short_run())
