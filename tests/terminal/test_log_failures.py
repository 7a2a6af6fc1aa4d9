"""The log cannot be written: the real program plays on, says so, and nothing is lost."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.terminal.user_session import SUMMARY, UserSession, squeezed

LOCKED_S = 30.0

slow = pytest.mark.slow
if os.name != "posix":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


@pytest.fixture
def person() -> Iterator[UserSession]:
    """A person who has never used the program, with a home no longer of name than homes are."""
    with tempfile.TemporaryDirectory(prefix="home-") as home:
        yield UserSession(Path(home))


def _truncated(person: UserSession) -> None:
    content = person.log.read_bytes()
    person.log.write_bytes(content[: len(content) // 2])


def _overwritten(person: UserSession) -> None:
    content = bytearray(person.log.read_bytes())
    content[4096 * 2 : 4096 * 9] = b"\xa5" * (4096 * 7)
    person.log.write_bytes(content)


def _no_database(person: UserSession) -> None:
    person.log.write_text("Dear diary, today I stood on one leg.\n" * 200)


def _newer(person: UserSession) -> None:
    with closing(sqlite3.connect(person.log)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(_overwritten, "is damaged (move it to another place and a new one will be"),
        pytest.param(_truncated, "is damaged (move it to another place", marks=slow),
        pytest.param(_no_database, "is damaged (move it to another place", marks=slow),
        pytest.param(_newer, "is from a newer follow-along (its version is 99", marks=slow),
    ],
)
def test_a_log_that_cannot_be_used_costs_the_session_nothing(
    person: UserSession, spoil: Callable[[UserSession], None], said: str
) -> None:
    """It is left byte for byte; put away as the sentence says, the run is in the new one, once."""
    person.has_a_log()
    spoil(person)
    before = person.log.read_bytes()
    after = person.play()
    assert person.is_told(said, after)
    assert person.log.read_bytes() == before
    (file,) = person.kept()
    assert str(file) in after
    person.log.rename(person.log.with_suffix(".put-away"))
    person.start_again()
    person.assert_counted()
    assert person.kept() == []


@slow
def test_a_log_deleted_in_the_middle_is_made_anew_with_the_whole_run(person: UserSession) -> None:
    """What was counted before and after is in it."""
    person.play(midway=lambda: shutil.rmtree(person.data))
    assert squeezed(f"The log {person.log} was deleted") in person.seen
    person.assert_counted()
    assert person.kept() == []


@slow
@pytest.mark.parametrize("seconds", [0.0, LOCKED_S])
def test_a_log_locked_by_another_program_is_written_when_it_is_free(
    person: UserSession, seconds: float
) -> None:
    """Through a whole session, and for thirty seconds after it began; no key waits for it."""
    person.has_a_log()
    with closing(sqlite3.connect(person.log, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        until = time.monotonic() + seconds
        after = person.play()
        assert person.is_told("is in use by another program", after)
        (file,) = person.kept()
        assert str(file) in after
        while time.monotonic() < until:
            person.start_again()
        person.assert_counted(0)
        other.execute("ROLLBACK")
    person.start_again()
    person.assert_counted()
    assert person.kept() == []


@slow
def test_a_lock_that_goes_in_the_middle_of_a_session_is_no_trouble_after_it(
    person: UserSession,
) -> None:
    """The log gets it all at the next thing that happens; nothing is said at the end."""
    person.has_a_log()
    with closing(sqlite3.connect(person.log, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        after = person.play(midway=lambda: other.execute("ROLLBACK"))
    assert "inusebyanotherprogram" in person.seen
    assert "inusebyanotherprogram" not in after
    person.assert_counted()
    assert person.kept() == []


def test_two_programs_at_once_keep_both_their_counts(person: UserSession) -> None:
    """Both play at the same time on one log, which neither has found when it began."""
    with ExitStack() as stack:
        both = [stack.enter_context(person.terminal("play", "short.yaml")) for _ in range(2)]
        for terminal in both:
            terminal.wait_for("begin")
        for terminal in both:
            terminal.press(" ")
        for terminal in both:
            terminal.wait_for("lost balance")
            terminal.press("t")
        for terminal in both:
            terminal.wait_for(SUMMARY)
            terminal.press("\r")
        assert [terminal.wait_for_end() for terminal in both] == [0, 0]
        assert all("The log" not in terminal.text for terminal in both)
    person.assert_counted(2)


@slow
@pytest.mark.parametrize("where", ["data", "data/follow-along"])
def test_a_file_in_the_place_of_the_folder_sends_the_stops_to_the_temporary_one(
    person: UserSession, where: str
) -> None:
    """It is left as it is; when it is gone, the folder is made and the run is in the log."""
    in_the_way = person.home / where
    in_the_way.parent.mkdir(exist_ok=True)
    in_the_way.write_text("in the way")
    after = person.play()
    assert person.is_told("cannot be made (a file stands where its folder should be)", after)
    (file,) = person.kept()
    assert file.parent == person.temporary
    assert str(file) in after
    assert in_the_way.read_text() == "in the way"
    in_the_way.unlink()
    person.start_again()
    person.assert_counted()


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """A small disk of its own at `folder`, where that can be had."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as why:
        pytest.skip(f"needs to mount a disk: {why}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@slow
def test_a_read_only_folder_sends_the_stops_to_the_temporary_one(person: UserSession) -> None:
    """Once it may be written to again, the next start takes them in."""
    person.data.parent.mkdir()
    with mounted(person.data.parent, "size=4m"):
        person.has_a_log()
        remount = ["mount", "-o", "remount,{}", str(person.data.parent)]
        subprocess.run([part.format("ro") for part in remount], check=True)
        before = person.log.read_bytes()
        after = person.play()
        assert person.is_told(
            "cannot be opened (look at its folder, and at who may write there)", after
        )
        (file,) = person.kept()
        assert file.parent == person.temporary
        assert person.log.read_bytes() == before
        subprocess.run([part.format("rw") for part in remount], check=True)
        person.start_again()
        person.assert_counted()
        assert person.kept() == []


def fill(folder: Path) -> Path:
    """Fill a disk to its last byte; the file that does."""
    filling = folder / "filling"
    with filling.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filling


@slow
@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_full_disk_costs_no_stop(person: UserSession, elsewhere: bool) -> None:
    """With room in the temporary folder, or none at all until the disk has some again."""
    with mounted(person.data.parent, "size=2m"):
        person.has_a_log()
        filling = fill(person.data.parent)
        if not elsewhere:
            person.temporary.rmdir()
            person.temporary = person.data / "no-such-folder"
        after = person.play(midway=lambda: elsewhere or filling.unlink())
        if elsewhere:
            assert person.is_told("cannot grow because the disk is full", after)
            (file,) = person.kept()
            assert str(file) in after
            filling.unlink()
            person.start_again()
        person.assert_counted()
        assert person.kept() == []
