"""A long video: the whole of week 1, and memory that does not grow with the length."""

import os
import subprocess
import sys
from pathlib import Path

import av
import pytest

pytestmark = pytest.mark.slow

pytest.importorskip("resource", reason="needs the memory of a process that has ended")

MOST_MB = 300
MOST_FILE_MB = 40
GROWN_MB = 20
"""What an hour of sound and pictures more may take, beside the index of the file."""

MEMORY_OF = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=sys.stderr, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a program and prints its memory. The system counts that of the process that starts it as
well, so that one must be small."""


def rendered(folder: Path, session: str, *options: str) -> tuple[Path, float]:
    """Render a session by the program; return the file, and the most memory that it had (MB)."""
    path = folder / "out.mp4"
    environment = os.environ | {f"XDG_{name}_HOME": str(folder) for name in ("DATA", "CONFIG")}
    command = [sys.executable, "-m", "follow_along", "render", session, str(path), "--force"]
    launcher = [sys.executable, "-c", MEMORY_OF]
    done = subprocess.run(
        [*launcher, *command, *options], env=environment, stdout=subprocess.PIPE, check=True
    )
    return path, int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


def test_week_1_in_full_size(tmp_path):
    """Its length, chapters, subtitles and pictures; within memory and file size."""
    path, memory_mb = rendered(tmp_path, "foot-ankle-1")
    assert memory_mb <= MOST_MB
    assert path.stat().st_size <= MOST_FILE_MB * 1e6
    with av.open(str(path)) as container:
        assert container.duration / av.time_base == pytest.approx(624 + 4, abs=2)
        assert len(container.chapters()) == 8
        video = container.streams.video[0]
        assert (video.width, video.height) == (1920, 1080)
        moments = [
            float(packet.pts * packet.time_base)
            for packet in container.demux(video)
            if packet.pts is not None
        ]
    seconds = {round(moment) for moment in moments if abs(moment - round(moment)) <= 0.001}
    # After the title, whose one picture lasts six seconds, each second has its picture.
    assert set(range(6, 624)) <= seconds


def test_memory_does_not_grow_with_length(tmp_path):
    """An hour takes as much as two minutes."""
    taken = []
    for work in ("2m", "1h"):
        (tmp_path / "long.yaml").write_text(
            "title: Long\nget_ready: 2s\nexercises:\n"
            f"  - {{name: Stand, work: {work}, sides: both, cues: [Grow tall]}}\n"
        )
        options = ("--size", "320x180", "--no-voice")
        taken.append(rendered(tmp_path, str(tmp_path / "long.yaml"), *options)[1])
    assert taken[1] - taken[0] <= GROWN_MB
