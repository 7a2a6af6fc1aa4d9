"""How exactly cues are heard: `python benchmarks/sound_timing.py [SECONDS]`, 60 by default.

Starts a PulseAudio of its own whose sink plays nowhere, has the real sound process play clicks to
it while a thread of this program holds the interpreter for 100 ms twice a second, records what
leaves the sink, and prints the figures. Needs Linux, pulseaudio and pulseaudio-utils.
"""

import os
import sys
import tempfile
from array import array
from pathlib import Path
from statistics import median

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from benchmarks.processor_time import processor_seconds  # noqa: E402 - it lies beside this file
from follow_along.adapters.sound.client import SoundClient  # noqa: E402
from follow_along.adapters.sound.clock import now  # noqa: E402
from follow_along.adapters.sound.opening import open_sound  # noqa: E402
from follow_along.core.cues.scheduled_cue import ScheduledCue  # noqa: E402 - it lies beside this folder
from follow_along.core.enums import CueName  # noqa: E402
from tests.adapters.sound import pulse_server  # noqa: E402
from tests.adapters.sound.hearing import (  # noqa: E402
    Figures,
    interpreter_held,
    lateness,
    pass_time,
    ticks,
)
from tests.adapters.sound.wav_files import write_pcm  # noqa: E402

GAP_S = 0.5
REPLAN_S = 0.7
STOPS = 10


def time_cues(sound: SoundClient, recording: pulse_server.Recording, seconds: float) -> None:
    """Play a row of clicks, planned anew again and again, and print how they were heard."""
    due = ticks(now() + 1.0, round(seconds / GAP_S), GAP_S)
    spent, began = processor_seconds(sound.pid), now()
    while now() < due[-1].at + 0.5:
        sound.plan([one for one in due if one.at > now()])
        pass_time(REPLAN_S)
    share = (processor_seconds(sound.pid) - spent) / (now() - began)
    recording.stop()
    heard = recording.sounds()
    print(f"cues planned {len(due)}, heard {len(heard)}")
    if len(heard) == len(due):
        print(Figures([lateness(heard, due)]))
    print(f"processor: {share:.1%}")


def time_stops(sound: SoundClient, recording: pulse_server.Recording) -> None:
    """Hush a long sound again and again, and print how long it was heard after that."""
    hushes = []
    for _ in range(STOPS):
        sound.plan([ScheduledCue(now() + 0.3, cue=CueName.FINISH)])
        pass_time(0.8)
        hushes.append(now())
        sound.plan([], hush=True)
        pass_time(0.5)
    recording.stop()
    ends = [one.at + one.length for one in recording.sounds(threshold=100)]
    lasting = [(end - hushed) * 1000 for end, hushed in zip(ends, hushes, strict=True)]
    print(f"silent after a stop, median: {median(lasting):.0f} ms, worst: {max(lasting):.0f} ms")


def main() -> None:
    """Print all figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    if pulse_server.missing:
        sys.exit(pulse_server.REASON)
    with tempfile.TemporaryDirectory() as name, pulse_server.PulseServer() as server:
        folder = Path(name)
        write_pcm(folder / "tick.wav", array("h", [20_000] * 480))
        write_pcm(folder / "finish.wav", array("h", [8_000, -8_000] * 96_000))
        os.environ |= server.environment
        # A sink that nobody listens to takes seconds at a time; an ear on it keeps it quick.
        ear = server.record()
        sound = open_sound(cue_folders=[folder])
        with interpreter_held():
            pulse_server.wait_until(lambda: sound.audible)
            pass_time(5.0)
            print(f"through {sound.state.through}, {sound.state.latency * 1000:.0f} ms sent ahead")
            time_cues(sound, server.record(), seconds)
            time_stops(sound, server.record())
        ear.stop()
        before = now()
        sound.close()
        print(f"closed in {(now() - before) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
