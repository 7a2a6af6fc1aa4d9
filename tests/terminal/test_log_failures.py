"""The log cannot be written: the installed program plays on, says so, and nothing is lost."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.terminal.after_exit import close_summary, rest
from tests.terminal.user_session import SUMMARY, UserSession, after_all, squeezed

LOCKED_S = 30.0

slow = pytest.mark.slow
if os.name != "posix":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


@pytest.fixture
def user() -> Iterator[UserSession]:
    """A new user, whose home has a path as short as homes have."""
    with tempfile.TemporaryDirectory(prefix="home-") as home:
        yield UserSession(Path(home))


def _truncated(user: UserSession) -> None:
    content = user.log.read_bytes()
    user.log.write_bytes(content[: len(content) // 2])


def _overwritten(user: UserSession) -> None:
    content = bytearray(user.log.read_bytes())
    content[4096 * 2 : 4096 * 9] = b"\xa5" * (4096 * 7)
    user.log.write_bytes(content)


def _no_database(user: UserSession) -> None:
    user.log.write_text("Dear diary, today I stood on one leg.\n" * 200)


def _newer(user: UserSession) -> None:
    with closing(sqlite3.connect(user.log)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(_overwritten, "is damaged (move it to another place and a new log will be"),
        pytest.param(_truncated, "is damaged (move it to another place", marks=slow),
        pytest.param(_no_database, "is damaged (move it to another place", marks=slow),
        pytest.param(_newer, "is from a newer follow-along (its version is 99", marks=slow),
    ],
)
def test_a_log_that_cannot_be_used_costs_the_session_nothing(
    user: UserSession, spoil: Callable[[UserSession], None], said: str
) -> None:
    """It stays byte for byte; once it is moved away, the new log has the run once."""
    user.has_a_log()
    spoil(user)
    before = user.log.read_bytes()
    after = user.play()
    assert user.is_told(said, after)
    assert user.log.read_bytes() == before
    (file,) = user.kept()
    assert str(file) in after
    user.log.rename(user.log.with_suffix(".put-away"))
    user.start_again()
    user.assert_counted()
    assert user.kept() == []


@slow
def test_a_log_deleted_in_the_middle_is_made_anew_with_the_whole_run(user: UserSession) -> None:
    """It holds what was counted before and after."""
    user.play(midway=lambda: shutil.rmtree(user.data))
    assert squeezed(f"The log {user.log} was deleted") in user.seen
    user.assert_counted()
    assert user.kept() == []


@slow
@pytest.mark.parametrize("seconds", [0.0, LOCKED_S])
def test_a_log_locked_by_another_program_is_written_when_it_is_free(
    user: UserSession, seconds: float
) -> None:
    """Locked through a whole session, and for thirty seconds from its beginning."""
    user.has_a_log()
    with closing(sqlite3.connect(user.log, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        until = time.monotonic() + seconds
        after = user.play()
        assert user.is_told("is in use by another program", after)
        (file,) = user.kept()
        assert str(file) in after
        while time.monotonic() < until:
            user.start_again()
        user.assert_counted(0)
        other.execute("ROLLBACK")
    user.start_again()
    user.assert_counted()
    assert user.kept() == []


@slow
def test_a_lock_that_goes_in_the_middle_of_a_session_is_no_trouble_after_it(
    user: UserSession,
) -> None:
    """The log gets everything at the next event; nothing is reported at the end."""
    user.has_a_log()
    with closing(sqlite3.connect(user.log, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        after = user.play(midway=lambda: other.execute("ROLLBACK"))
    assert "inusebyanotherprogram" in user.seen
    assert "inusebyanotherprogram" not in after
    user.assert_counted()
    assert user.kept() == []


def test_two_programs_at_once_keep_both_their_counts(user: UserSession) -> None:
    """Both play at the same time, and there was no log before."""
    with ExitStack() as stack:
        both = [stack.enter_context(user.terminal("play", "short.yaml")) for _ in range(2)]
        for terminal in both:
            terminal.wait_for("begin")
        for terminal in both:
            terminal.press(" ")
        for terminal in both:
            terminal.wait_for("lost balance")
            terminal.press("t")
        for terminal in both:
            terminal.wait_for(SUMMARY)
        assert [close_summary(terminal) for terminal in both] == [0, 0]
        assert all("The log" not in terminal.text for terminal in both)
    user.assert_counted(2)


@slow
@pytest.mark.parametrize("where", ["data", "data/follow-along"])
def test_a_file_in_the_place_of_the_folder_sends_the_stops_to_the_temporary_one(
    user: UserSession, where: str
) -> None:
    """The file stays as it is; once it is gone, the folder is made and the run logged."""
    in_the_way = user.home / where
    in_the_way.parent.mkdir(exist_ok=True)
    in_the_way.write_text("in the way")
    after = user.play()
    assert user.is_told("cannot be created (there is a file in place of its folder)", after)
    (file,) = user.kept()
    assert file.parent == user.temporary
    assert str(file) in after
    assert in_the_way.read_text() == "in the way"
    in_the_way.unlink()
    user.start_again()
    user.assert_counted()


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount a small disk at `folder`; skip the test where that is not allowed."""
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
def test_a_read_only_folder_sends_the_stops_to_the_temporary_one(user: UserSession) -> None:
    """Once the folder is writable again, the next start imports them."""
    user.data.parent.mkdir()
    with mounted(user.data.parent, "size=4m"):
        user.has_a_log()
        remount = ["mount", "-o", "remount,{}", str(user.data.parent)]
        subprocess.run([part.format("ro") for part in remount], check=True)
        before = user.log.read_bytes()
        after = user.play()
        assert user.is_told("cannot be opened (check its folder and the permissions)", after)
        (file,) = user.kept()
        assert file.parent == user.temporary
        assert user.log.read_bytes() == before
        subprocess.run([part.format("rw") for part in remount], check=True)
        user.start_again()
        user.assert_counted()
        assert user.kept() == []


@contextmanager
def bound(folder: Path, behind: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Mount `behind` at `folder` by a program, as on a network; skip where that is impossible."""
    for each in (folder, behind):
        each.mkdir(parents=True, exist_ok=True)
    if shutil.which("bindfs") is None:
        pytest.skip("needs bindfs")
    with subprocess.Popen(["bindfs", "-f", *options, behind, folder]) as program:
        try:
            while not folder.is_mount():
                if program.poll() is not None:
                    pytest.skip("needs the right to mount with bindfs")
                time.sleep(0.05)
            yield program
        finally:
            program.send_signal(signal.SIGCONT)
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


@slow
def test_a_file_system_without_shared_memory_keeps_the_log(user: UserSession) -> None:
    """As on a network: the first run says how the log is written, and later ones do not."""
    with bound(user.data.parent, user.home / "behind", "-o", "direct_io"):
        first = user.play()
        assert "cannotsharememorybetweenprograms" in first
        user.assert_counted()
        assert "memory" not in user.play()
        user.assert_counted(2)
        assert user.kept() == []


@slow
def test_a_file_system_that_hangs_holds_up_no_key(user: UserSession) -> None:
    """The session is played to its end; its stops are in the temporary folder meanwhile."""
    kept: list[Path] = []

    def answer_again() -> None:
        kept.extend(user.temporary.glob("log-unwritten-*.jsonl"))
        program.send_signal(signal.SIGCONT)

    with bound(user.data.parent, user.home / "behind") as program:
        user.has_a_log()
        user.play(lambda: program.send_signal(signal.SIGSTOP), answer_again)
        assert len(kept) == 1
        user.start_again()
        user.assert_counted()
        assert user.kept() == []


def fill(folder: Path) -> Path:
    """Fill a disk to its last byte; returns the file that does."""
    filling = folder / "filling"
    with filling.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filling


WITHOUT_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
from follow_along.__main__ import main
sys.exit(main())
"""
"""The program where no file can get a byte, as with every disk full."""


@slow
@pytest.mark.parametrize("room", ["never", "in the dialog", "while the session is left"])
def test_without_any_room_it_is_said_before_and_at_the_end(user: UserSession, room: str) -> None:
    """The counts are saved as soon as there is room; if there never is, they are printed."""

    def make_room() -> None:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (hard, hard))

    with user.terminal("play", "short.yaml", script=WITHOUT_ROOM) as terminal:
        terminal.wait_for("begin")
        terminal.press(" ")
        terminal.wait_for("lost balance")
        terminal.press("t")
        if room == "while the session is left":
            terminal.wait_for("1 stop")
            terminal.press("q")
            terminal.wait_for("NOT SAVED")
            make_room()
            terminal.wait_for("Your progress is saved.")
            terminal.press("y")
        terminal.wait_for("1 stop in")
        rest(terminal)
        terminal.press("q")
        if room != "while the session is left":
            terminal.wait_for("NOT SAVED: your counts will be lost.")
            if room == "in the dialog":
                make_room()
                terminal.wait_for("Your progress is saved.")
            terminal.press("y")
        saved = room != "never"
        assert terminal.wait_for_end() == int(room != "in the dialog")
        after = after_all(terminal)
    lost = squeezed("could not be saved. Its counts: One-leg stand, both: 1 stop in 4 s")
    assert (lost in after) is not saved
    assert ("notsaved" in after) is not saved
    assert bool(user.log.stat().st_size) is saved


@slow
def test_a_full_disk_costs_no_stop(user: UserSession) -> None:
    """They are in the temporary folder until there is room."""
    with mounted(user.data.parent, "size=2m"):
        user.has_a_log()
        filling = fill(user.data.parent)
        after = user.play()
        assert user.is_told("cannot grow because the disk is full", after)
        (file,) = user.kept()
        assert str(file) in after
        filling.unlink()
        user.start_again()
        user.assert_counted()
        assert user.kept() == []
