"""A terminal to run the real program in: a pseudo-terminal, and an emulator for its screen."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

import pyte

PATIENCE_S = 60.0
"""How long to wait for what must come. A wait ends as soon as it has come."""

PRESSES = 4
"""How often to press a key that a machine may have let go."""

SLOW_TURN_S = 0.02
"""Seconds between two readings on a slow link."""

CHUNK = 512
"""Bytes that are sent at once: a terminal holds 4096."""


def _log_in() -> None:
    """Make the terminal the one that controls the process, with no signal ignored."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """The installed program on a terminal of its own, with its data in `home` and nothing else.

    `script` is Python to run in its place; a `modern` terminal says that it can do what it is
    asked for.
    """

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        script: str = "",
        modern: bool = False,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        self.settings_before = termios.tcgetattr(slave)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = bytearray()
        self._modern = modern
        self.process = subprocess.Popen(
            [*_program(script), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment_of(home) | dict(environment or {}),
            cwd=home,
            start_new_session=True,
            preexec_fn=_log_in,  # noqa: PLW1509 - no thread of the tests holds a lock then
        )
        self._slave = slave

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.hang_up()
        os.close(self._slave)

    @property
    def text(self) -> str:
        """What the screen shows now."""
        return "\n".join(self.screen.display)

    def read(self, seconds: float) -> None:
        """Take in what the program writes, for this long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._master], [], [], left)[0]:
                return
            self._take(os.read(self._master, 65536))

    def read_slowly(self, bytes_a_second: int, until: Callable[[], bool]) -> int:
        """Take in what the program writes as over a slow link; return the number of bytes."""
        end, taken = time.monotonic() + PATIENCE_S, 0
        while not until():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain on a slow link:\n{self.text}")
            time.sleep(SLOW_TURN_S)
            if select.select([self._master], [], [], 0)[0]:
                data = os.read(self._master, round(bytes_a_second * SLOW_TURN_S))
                self._take(data)
                taken += len(data)
        return taken

    def pause(self, seconds: float) -> None:
        """Let the program write, and read nothing of it."""
        time.sleep(seconds)

    def read_rest(self) -> None:
        """Take in what the program has written by now, and wait for no more."""
        while select.select([self._master], [], [], 0)[0]:
            self._take(os.read(self._master, 65536))

    def press(self, keys: str) -> float:
        """Type; returns the moment at which it was typed."""
        at = time.monotonic()
        self.send(keys.encode())
        return at

    def press_unread(self, keys: str) -> None:
        """Type, and read nothing of what the program writes."""
        os.write(self._master, keys.encode())

    def send(self, data: bytes) -> None:
        """Send bytes as they are, reading meanwhile what the program writes."""
        while data:
            self.read(0.0 if select.select([], [self._master], [], 0)[1] else 0.01)
            # A terminal that is full takes no more: no more than this is sent without a look.
            if select.select([], [self._master], [], 0)[1]:
                data = data[os.write(self._master, data[:CHUNK]) :]
            self.read_rest()

    def send_unread(self, data: bytes) -> None:
        """Send a few bytes, reading nothing of what the program writes."""
        os.write(self._master, data)

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size, as a window manager does."""
        self.screen.resize(rows, columns)
        self.claim_size(columns, rows)

    def claim_size(self, columns: int, rows: int) -> None:
        """Tell the program a size, without a screen that is as large."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the terminal, as a window that is closed or a link that is lost."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def press_at(self, moment: float, keys: str) -> float:
        """Type at a moment of the monotonic clock, reading until then."""
        self.read(moment - time.monotonic())
        return self.press(keys)

    def press_until(self, key: str, words: str) -> None:
        """Press a key until the screen shows some words.

        A machine that stalls reads a key together with what was sent long before, and may let it go
        with that.
        """
        for _ in range(PRESSES - 1):
            self.press(key)
            with suppress(AssertionError):
                self.wait_for(words, PATIENCE_S / PRESSES)
                return
        self.press(key)
        self.wait_for(words, PATIENCE_S / PRESSES)

    def wait_for(self, words: str, patience_s: float = PATIENCE_S) -> None:
        """Read until the screen shows some words."""
        self.wait_until(lambda: words in self.text, f"{words!r} on the screen", patience_s)

    def wait_for_output(self, words: bytes) -> None:
        """Read until the program has written some bytes."""
        self.wait_until(lambda: words in self.output, f"{words!r} in the output")

    def wait_for_stop(self) -> None:
        """Read until the program has been stopped, as by SIGTSTP."""
        seen = os.WSTOPPED | os.WNOWAIT | os.WNOHANG
        self.wait_until(
            lambda: os.waitid(os.P_PID, self.process.pid, seen) is not None, "a stopped program"
        )
        self.read_rest()

    def wait_until(
        self, done: Callable[[], bool], what: str, patience_s: float = PATIENCE_S
    ) -> None:
        """Read until something is so; `what` says what was waited for in vain."""
        end = time.monotonic() + patience_s
        while not done():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}:\n{self.text}")
            self.read(0.05)

    def wait_for_end(self) -> int:
        """Read until the program has ended; its exit status, negative for a signal's number."""
        if self._master < 0:
            return self.process.wait(PATIENCE_S)
        self.wait_until(lambda: self.process.poll() is not None, "the end")
        self.read(0.2)
        return self.process.returncode

    def foreground(self) -> int:
        """The process group that the terminal belongs to at the moment."""
        return os.tcgetpgrp(self._master)

    def settings(self) -> list[object]:
        """The terminal's settings as they are now."""
        return termios.tcgetattr(self._slave)

    def _take(self, data: bytes) -> None:
        if self._modern:
            # A question may be cut by the reading; three bytes of it are no question.
            asked = (self.output[-3:] + data).count(b"\x1b[5n")
            os.write(self._master, b"\x1b[0n" * asked)
            for mode in re.findall(rb"\x1b\[\?(\d+)\$p", data):
                os.write(self._master, b"\x1b[?%s;2$y" % mode)
        self.output += data
        # The emulator has no second screen: leaving it clears what it showed, and puts the cursor
        # back, so that what is printed then begins a line.
        data = data.replace(b"\x1b[?1049h", b"\x1b7\x1b[?1049h")
        self._stream.feed(data.replace(b"\x1b[?1049l", b"\x1b[?1049l\x1b[2J\x1b8"))


def _program(script: str) -> list[str | Path]:
    if script:
        return [sys.executable, "-c", script]
    return [Path(sys.executable).with_name("follow-along")]


def environment_of(home: Path) -> dict[str, str]:
    """The environment of a person whose data lies in `home`."""
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
