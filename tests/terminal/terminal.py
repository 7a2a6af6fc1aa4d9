"""A terminal to run the real program in: a pseudo-terminal, and an emulator for its screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

import pyte

PATIENCE_S = 30.0


class Terminal:
    """The installed program on a terminal of its own, with its data in `home` and nothing else."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        self.settings_before = termios.tcgetattr(slave)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = bytearray()
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("follow-along"), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=_environment(home) | dict(environment or {}),
            cwd=home,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - as a login does
        )
        self._slave = slave

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._master)
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
            data = os.read(self._master, 65536)
            self.output += data
            self._stream.feed(data)

    def press(self, keys: str) -> float:
        """Type; returns the moment at which it was typed."""
        at = time.monotonic()
        os.write(self._master, keys.encode())
        return at

    def press_at(self, moment: float, keys: str) -> float:
        """Type at a moment of the monotonic clock, reading until then."""
        self.read(moment - time.monotonic())
        return self.press(keys)

    def wait_for(self, words: str) -> None:
        """Read until the screen shows some words."""
        self._wait(lambda: words in self.text, f"{words!r} on the screen")

    def wait_for_end(self) -> int:
        """Read until the program has ended; its exit status."""
        self._wait(lambda: self.process.poll() is not None, "the end")
        self.read(0.2)
        return self.process.returncode

    def settings(self) -> list[object]:
        """The terminal's settings as they are now."""
        return termios.tcgetattr(self._slave)

    def _wait(self, done: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}:\n{self.text}")
            self.read(0.05)


def _environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
