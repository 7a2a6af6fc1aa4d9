"""Print every measured cost in one table: `python benchmarks/table.py > docs/performance.md`.

`--tests` and `--ci` take the times of the test command and of CI, which are measured elsewhere;
`--seconds` is how long each screen is measured. Sound is measured beside four busy processes if
PulseAudio is installed. Takes about seven minutes; Linux only.
"""

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from benchmarks.screen_cost import Cost, measure  # noqa: E402 - the path comes first


def machine() -> str:
    """Return the processor, its cores, and the measured versions."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.machine()
    return (
        f"{model}, {os.cpu_count()} cores; Python {platform.python_version()},"
        f" Textual {version('textual')}, {platform.system()} {platform.release()}"
    )


def screen_rows(costs: dict[str, Cost], with_sound: Cost) -> list[tuple[str, str, str]]:
    """Return the rows of the play screen: name, measured value, goal."""
    bare, moving = costs["bare app"], costs["figure moving"]
    rows = [
        (
            "first frame of the play screen, beside a bare Textual app",
            f"{moving.first_frame_s / bare.first_frame_s:.2f} times"
            f" ({moving.first_frame_s:.2f} s : {bare.first_frame_s:.2f} s)",
            "at most 1.6 times",
        ),
        (
            "memory of all processes, beside the bare app",
            f"{with_sound.memory_mb / bare.memory_mb:.2f} times"
            f" ({with_sound.memory_mb:.0f} MB : {bare.memory_mb:.0f} MB;"
            f" without the sound process {moving.memory_mb:.0f} MB)",
            "at most 2 times",
        ),
    ]
    for name in ("figure still", "figure off"):
        times = costs[name].core_percent / bare.core_percent
        rows.append(
            (
                f"processor while counting, {name}, beside the bare app",
                f"{times:.2f} times ({costs[name].core_percent:.2f} % of a core)",
                "at most 1.5 times",
            )
        )
    rows.append(("processor, figure moving", f"{moving.core_percent:.2f} % of a core", "2 %"))
    rows.append(
        (
            "bytes to the terminal, figure moving",
            f"{moving.bytes_per_s / 1000:.1f} kB/s",
            "at most 12 kB/s",
        )
    )
    return rows


def video_rows() -> list[tuple[str, str, str]]:
    """Return the row of the video; none without the libraries that make it."""
    if not find_spec("av"):
        return []
    goal = "at most 0.2 of its length, 300 MB, 40 MB"
    return [("the video of week 1, 1920x1080", output_of("video_rate.py"), goal)]


def output_of(script: str, *arguments: str) -> str:
    """Return the output of another benchmark, or the last line of its error."""
    command = [sys.executable, str(TOP / "benchmarks" / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return (done.stdout if not done.returncode else done.stderr.strip().split("\n")[-1]).strip()


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(description="Measure what the program costs.")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--tests", default="not measured here")
    parser.add_argument("--ci", default="not measured here")
    options = parser.parse_args()
    costs = measure(options.seconds)
    rows = [
        ("the test command of the README", options.tests, "at most 3 min"),
        ("`.ci/run`", options.ci, "at most 20 min"),
        *screen_rows(costs, measure(5.0, "auto", ["moving"])["figure moving"]),
        *video_rows(),
    ]
    print("# What the program costs\n")
    print("Printed by `benchmarks/table.py`; no figure in it is written by hand.\n")
    print(f"Machine: {machine()}.\n")
    print("| | measured | goal |\n|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print("\n## Ten years of history\n\n```")
    print(output_of("ten_years.py"))
    print("```\n\n## Sound beside four busy processes\n\n```")
    print(output_of("sound_timing.py", "--busy", "4", "60"))
    print("```")


if __name__ == "__main__":
    main()
