"""Compare the play screen with a bare Textual app whose `Digits` change once a second.

    python benchmarks/screen_cost.py [SECONDS]

Each runs in a pseudo-terminal of 80 by 24 for SECONDS (default 30), without sound. Processor
time is that of the program's own process, from two seconds after the key that starts the clock. The
first frame is the time from the start of the process until its text arrives, the least of five
starts. Linux only.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from benchmarks.processor_time import processor_seconds  # noqa: E402 - the path comes first
from tests.terminal.terminal import environment_of  # noqa: E402

STARTS = 5
SETTLING_S = 2.0
PATIENCE_S = 20.0

BARE = """
from textual.app import App
from textual.widgets import Digits, Static

class Bare(App):
    def compose(self):
        yield Digits("0")
        yield Static("standing")

    def on_mount(self):
        self.seconds = 0
        self.set_interval(1.0, self.count)

    def count(self):
        self.seconds += 1
        self.query_one(Digits).update(str(self.seconds))

Bare().run()
"""

SESSION = """
title: Cost
get_ready: 0s
exercises:
  - name: Heel raise
    figure: heel-raise-double
    work: 10m
    tempo: [up 2s, hold 1s, down 3s]
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """The costs of one run."""

    core_percent: float
    bytes_per_s: float
    first_frame_s: float
    memory_mb: float
    """Of the process and its children; shared memory counts once."""


class Screen:
    """A program on its own pseudo-terminal, whose output is discarded."""

    def __init__(self, command: Sequence[str | Path], home: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._began = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - our own programs
            command, stdin=slave, stdout=slave, stderr=slave, env=environment_of(home), cwd=home
        )
        os.close(slave)

    def first_frame(self, words: bytes) -> float:
        """Return the seconds from the start until `words` arrive. Raises SystemExit after 20 s."""
        seen = b""
        while words not in seen:
            if time.perf_counter() - self._began > PATIENCE_S:
                raise SystemExit(f"waited in vain for {words!r}")
            seen += self._read(0.05)
        return time.perf_counter() - self._began

    def press(self, key: bytes) -> None:
        """Press a key."""
        os.write(self._master, key)

    def watch(self, seconds: float) -> tuple[float, float]:
        """Return the processor seconds and the bytes of output in `seconds`."""
        before, end, size = processor_seconds(self._process.pid), time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            size += len(self._read(left))
        return processor_seconds(self._process.pid) - before, size

    def memory_mb(self) -> float:
        """Return the memory of the process and its children in MB, shared memory divided."""
        pids = [self._process.pid]
        for pid in pids:
            for task in Path(f"/proc/{pid}/task").iterdir():
                pids += map(int, (task / "children").read_text().split())
        lines = [Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() for pid in pids]
        sizes = [int(line.split()[1]) for each in lines for line in each if line[:4] == "Pss:"]
        return sum(sizes) / 1000

    def end(self) -> None:
        """Kill the program."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._master], [], [], seconds)
        return os.read(self._master, 65536) if ready else b""


def first_frame(command: Sequence[str | Path], home: Path, words: bytes) -> float:
    """Start a program, end it, and return the seconds to its first frame."""
    screen = Screen(command, home)
    try:
        return screen.first_frame(words)
    finally:
        screen.end()


def cost(  # noqa: PLR0913, PLR0917 - what to start, and how to watch it
    command: Sequence[str | Path], home: Path, words: bytes, key: bytes, s: float, frame_s: float
) -> Cost:
    """Start a program, measure it for `s` seconds, and return its costs."""
    screen = Screen(command, home)
    try:
        screen.first_frame(words)
        screen.press(key)
        screen.watch(SETTLING_S)
        processor_s, size = screen.watch(s)
        return Cost(100 * processor_s / s, size / s, frame_s, screen.memory_mb())
    finally:
        screen.end()


def measure(
    seconds: float, audio: str = "none", figures: Sequence[str] = ("moving", "still", "off")
) -> dict[str, Cost]:
    """Return the costs of the bare app and of each figure setting, by name."""
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "cost.yaml").write_text(SESSION, encoding="utf-8")
        settings = home / "config" / "follow-along" / "settings.yaml"
        settings.parent.mkdir(parents=True)
        bare: list[str | Path] = [sys.executable, "-c", BARE]
        program = Path(sys.executable).with_name("follow-along")
        command = [program, "play", "cost.yaml", "--audio", audio, "--first-side", "left"]
        frames, bare_frames = [], []
        for _ in range(STARTS):
            # In turn, so that other load on the machine affects both.
            bare_frames.append(first_frame(bare, home, b"standing"))
            frames.append(first_frame(command, home, b"begin"))
        costs["bare app"] = cost(bare, home, b"standing", b"x", seconds, min(bare_frames))
        for figure in figures:
            settings.write_text(f"figure: {figure}\n", encoding="utf-8")
            # A changed settings file is checked once, by a library that then stays in memory.
            first_frame(command, home, b"begin")
            costs[f"figure {figure}"] = cost(command, home, b"begin", b" ", seconds, min(frames))
    return costs


def main() -> None:
    """Print a line for the bare app and for each figure setting."""
    costs = measure(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)
    for name, one in costs.items():
        _print(name, one, costs["bare app"])


def _print(name: str, one: Cost, bare: Cost) -> None:
    times = one.core_percent / bare.core_percent
    later = one.first_frame_s / bare.first_frame_s
    print(
        f"{name:<14} {one.core_percent:5.2f} % of a core ({times:.2f} x)"
        f"  {one.bytes_per_s / 1000:6.2f} kB/s"
        f"  first frame {one.first_frame_s:.3f} s ({later:.2f} x)"
        f"  {one.memory_mb:.0f} MB ({one.memory_mb / bare.memory_mb:.2f} x)"
    )


if __name__ == "__main__":
    main()
