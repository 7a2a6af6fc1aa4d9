"""A long video: the whole of week 1, and memory that does not grow with the length."""

import os
import subprocess
import sys
from pathlib import Path

import av
import pytest

pytestmark = pytest.mark.slow

if not hasattr(os, "wait4"):
    pytest.skip("needs the memory of a process that has ended", allow_module_level=True)

MOST_MB = 300
MOST_FILE_MB = 40
GROWN_MB = 20
"""What an hour of sound and pictures more may take, beside the index of the file."""


def rendered(folder: Path, session: str, *options: str) -> tuple[Path, float]:
    """Render a session by the program; return the file, and the most memory that it had (MB)."""
    path = folder / "out.mp4"
    environment = os.environ | {f"XDG_{name}_HOME": str(folder) for name in ("DATA", "CONFIG")}
    command = [sys.executable, "-m", "follow_along", "render", session, str(path), "--force"]
    program = subprocess.Popen([*command, *options], env=environment)
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    assert program.returncode == 0
    return path, used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


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
