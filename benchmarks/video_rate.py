"""Measure how fast a video is rendered: `python benchmarks/video_rate.py [SESSION] [SIZE]`.

Week 1 at 1920x1080 by default. Prints one line: the time beside the length of the video, the
processor time of all threads, the most memory, and the size of the file. Needs the extra `video`;
Linux and macOS only.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import av

PER_MB = 1e6
RSS_PER_MB = 1e6 if sys.platform == "darwin" else 1e3
"""What the system counts memory in: bytes on macOS, KiB on Linux."""


def main() -> None:
    """Render a session by the program, and print what it took."""
    session, size, *_ = [*sys.argv[1:], *("foot-ankle-1", "1920x1080")[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "video.mp4"
        command = [sys.executable, "-m", "follow_along", "render", session, str(path)]
        begun = time.perf_counter()
        program = subprocess.Popen([*command, "--size", size], stdout=subprocess.DEVNULL)  # noqa: S603
        _, status, used = os.wait4(program.pid, 0)
        took_s = time.perf_counter() - begun
        program.returncode = os.waitstatus_to_exitcode(status)
        if status:
            sys.exit("the video was not rendered")
        with av.open(str(path)) as container:
            length_s = (container.duration or 0) / av.time_base
        memory_mb = used.ru_maxrss / RSS_PER_MB
        print(
            f"{took_s / length_s:.2f} of its length ({took_s:.0f} s : {length_s:.0f} s;"
            f" processor {used.ru_utime + used.ru_stime:.0f} s), {memory_mb:.0f} MB,"
            f" file {path.stat().st_size / PER_MB:.1f} MB"
        )


if __name__ == "__main__":
    main()
