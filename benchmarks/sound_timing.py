"""Measure when cues are heard: `python benchmarks/sound_timing.py [--busy N] [SECONDS]`.

Starts a private PulseAudio with a null sink, has the real sound process play clicks to it while a
thread of this program holds the interpreter for 100 ms twice a second, records the sink, and prints
how many cues are missing and how late the others are. `--busy N` runs N busy processes meanwhile.
The server and the recorder get the priority that a desktop's sound server has, if the system grants
it: the sound process is measured, not they. Needs Linux, pulseaudio and pulseaudio-utils.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from benchmarks.processor_time import processor_seconds  # noqa: E402 - the path comes first
from follow_along.adapters.sound.client import SoundClient  # noqa: E402
from follow_along.adapters.sound.clock import now  # noqa: E402
from follow_along.adapters.sound.opening import open_sound  # noqa: E402
from follow_along.core.cues.scheduled_cue import ScheduledCue  # noqa: E402
from follow_along.core.enums import CueName  # noqa: E402
from tests.adapters.sound import pulse_server  # noqa: E402
from tests.adapters.sound.hearing import interpreter_held, pass_time, ticks  # noqa: E402
from tests.adapters.sound.wav_files import write_pcm  # noqa: E402

GAP_S = 0.5
REPLAN_S = 0.7
STOPS = 10


@contextmanager
def busy_processes(count: int) -> Iterator[None]:
    """Run `count` processes that only use the processor."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def match_cues(
    sounds: Sequence[pulse_server.Heard], cues: Sequence[ScheduledCue]
) -> dict[ScheduledCue, float]:
    """Return the lateness in seconds of each cue heard; a sound matches the nearest cue."""
    late: dict[ScheduledCue, float] = {}
    for sound in sounds:
        cue = min(cues, key=lambda cue: abs(sound.at - cue.at))
        late.setdefault(cue, sound.at - cue.at)
    return late


def describe(late: Sequence[float]) -> str:
    """Return the median lateness and the deviations from it, in milliseconds."""
    offset = median(late)
    deviations = sorted(abs(seconds - offset) for seconds in late)
    shares = {"p50": 0.5, "p99": 0.99, "worst": 1.0}
    parts = [
        f"{name} {deviations[round(share * (len(late) - 1))] * 1000:.2f}"
        for name, share in shares.items()
    ]
    return f"median lateness {offset * 1000:.1f} ms, deviation {', '.join(parts)} ms"


def time_cues(sound: SoundClient, recording: pulse_server.Recording, seconds: float) -> None:
    """Play clicks, planned again every 0.7 s, and print which were heard and how late."""
    cues = ticks(now() + 1.0, round(seconds / GAP_S), GAP_S)
    process, spent, began = sound.pid, processor_seconds(sound.pid), now()
    while now() < cues[-1].at + 0.5:
        sound.plan([cue for cue in cues if cue.at > now()])
        pass_time(REPLAN_S)
    share = (processor_seconds(sound.pid) - spent) / (now() - began)
    recording.stop()
    sounds = recording.sounds()
    late = match_cues(sounds, cues)
    missing, extra = len(cues) - len(late), len(sounds) - len(late)
    print(f"cues: {len(cues)} planned, {missing} missing, {extra} heard twice")
    print(describe(list(late.values())))
    print(f"processor: {share:.1%}; sound process restarted: {sound.pid != process}")


def time_stops(sound: SoundClient, recording: pulse_server.Recording) -> None:
    """Stop a long sound repeatedly, and print how long it was heard after each stop."""
    hushes = []
    for _ in range(STOPS):
        sound.plan([ScheduledCue(now() + 0.3, cue=CueName.FINISH)])
        pass_time(0.8)
        hushes.append(now())
        sound.plan([], hush=True)
        pass_time(0.5)
    recording.stop()
    ends = [one.at + one.length for one in recording.sounds(threshold=100)]
    lasting = [(max((e for e in ends if e < h + 0.5), default=h) - h) * 1000 for h in hushes]
    print(f"silent after a stop, median: {median(lasting):.0f} ms, worst: {max(lasting):.0f} ms")


def main() -> None:
    """Print all measurements."""
    parser = argparse.ArgumentParser(description="Measure when cues are heard.")
    parser.add_argument("seconds", nargs="?", type=float, default=60.0)
    parser.add_argument("--busy", type=int, default=0, metavar="N", help="run N busy processes")
    options = parser.parse_args()
    if pulse_server.missing:
        sys.exit(pulse_server.REASON)
    server = pulse_server.PulseServer(high_priority=True)
    with tempfile.TemporaryDirectory() as name, server:
        folder = Path(name)
        write_pcm(folder / "tick.wav", array("h", [20_000] * 480))
        write_pcm(folder / "finish.wav", array("h", [8_000, -8_000] * 96_000))
        os.environ |= server.environment
        # A null sink without a reader takes seconds of sound at a time; a recorder keeps it quick.
        ear = server.record()
        sound = open_sound(cue_folders=[folder])
        with interpreter_held(), busy_processes(options.busy):
            pulse_server.wait_until(lambda: sound.audible)
            pass_time(5.0)
            print(
                f"through {sound.status.backend}, {sound.status.latency * 1000:.0f} ms sent ahead"
            )
            time_cues(sound, server.record(), options.seconds)
            time_stops(sound, server.record())
        ear.stop()
        before = now()
        sound.close()
        print(f"closed in {(now() - before) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
