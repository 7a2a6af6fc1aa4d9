"""A private PulseAudio server with a null sink that is recorded.

It touches nothing outside a temporary folder, and no other server of the machine.
"""

import os
import select
import shutil
import signal
import subprocess
import tempfile
import threading
from array import array
from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from follow_along.adapters.sound.clock import now

RATE = 48_000
SINK = "ear"
NULL_SINK = (
    "module-null-sink",
    f"sink_name={SINK}",
    f"rate={RATE}",
    "channels=2",
    "format=s16le",
)
FRAGMENT_MS = "5"
NEEDED = ("pulseaudio", "parec", "pactl")
missing = [name for name in NEEDED if shutil.which(name) is None]
REASON = f"needs {', '.join(missing)} (Debian: pulseaudio, pulseaudio-utils)"

SOUND_SERVER = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing), reason=REASON),
    # One after the other: side by side they would hold one another up.
    pytest.mark.xdist_group("sound server"),
]
"""The marks of every test that plays to a server."""


PATIENCE_S = 60.0
"""How long to wait for what must come. A wait ends as soon as it has come."""


def wait_until(what, every=0.02):
    """Return whether `what()` came true."""
    end = now() + PATIENCE_S
    pause = threading.Event()
    while not what():
        if now() > end:
            return False
        pause.wait(every)
    return True


def first_notice(sound):
    """Return the next thing a sound has to say, waiting for it."""
    notices = []
    wait_until(lambda: notices.append(sound.notice()) or notices[-1])
    return notices[-1]


@dataclass(frozen=True)
class Heard:
    """A sound in a recording: when it began and how long it lasted (seconds), and its peak."""

    at: float
    length: float
    peak: int
    samples: array = field(repr=False)


class Recording:
    """What leaves the sink, with the moment of every sample as the sound side's clock gives it."""

    def __init__(self, environment):
        self._samples = bytearray()
        self._arrivals: list[tuple[int, float]] = []
        self._done = threading.Event()
        self._process = subprocess.Popen(
            [
                # Without the right to it, `nice` runs the recorder as it is.
                *("nice", "-n", "-11"),
                "parec",
                f"--device={SINK}.monitor",
                f"--rate={RATE}",
                "--channels=1",
                "--format=s16le",
                "--raw",
                f"--latency-msec={FRAGMENT_MS}",
                f"--process-time-msec={FRAGMENT_MS}",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The wish of the program that plays would make the recorder's pieces as long as its
            # own, and the moments at which they arrive as coarse.
            env={k: v for k, v in environment.items() if k != "PULSE_LATENCY_MSEC"},
        )
        self._thread = threading.Thread(target=self._record, daemon=True)
        self._thread.start()

    def _record(self):
        pipe = self._process.stdout.fileno()
        while not self._done.is_set():
            if select.select([pipe], [], [], 0.1)[0]:
                data = os.read(pipe, 1 << 16)
                if not data:
                    return
                self._samples += data
                self._arrivals.append((len(self._samples) // 2, now()))

    @property
    def seconds(self):
        """How much has been recorded."""
        return len(self._samples) / 2 / RATE

    def stop(self):
        """End the recording; what was recorded stays."""
        self._done.set()
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        self._process.stdout.close()

    def moment(self, sample):
        """Return when a sample left the sink, by the most punctual arrival around it."""
        counts = [count for count, _ in self._arrivals]
        near = self._arrivals[
            bisect_left(counts, sample - RATE) : bisect_left(counts, sample + RATE) + 1
        ]
        return min(moment - count / RATE for count, moment in near) + sample / RATE

    def samples(self):
        """Return everything recorded."""
        return array("h", bytes(self._samples[: len(self._samples) // 2 * 2]))

    def sounds(self, threshold=1000, gap=0.08):
        """Return every sound that begins after `gap` seconds below the threshold."""
        samples = self.samples()
        found: list[list[int]] = []
        last = -RATE
        for i, value in enumerate(samples):
            if -threshold < value < threshold:
                continue
            if i - last > gap * RATE:
                found.append([i, i, 0])
            found[-1][1] = last = i
            found[-1][2] = max(found[-1][2], abs(value))
        return [
            Heard(self.moment(first), (end - first) / RATE, peak, samples[first : end + 1])
            for first, end, peak in found
        ]


class PulseServer:
    """A private server; as a context manager it lives for a block of code."""

    def __init__(self, *, high_priority=False):
        self._priority = "yes" if high_priority else "no"
        self._folder = Path(tempfile.mkdtemp(prefix="ear-"))
        for name in ("run", "state"):
            (self._folder / name).mkdir(mode=0o700)
        client = self._folder / "client.conf"
        client.write_text("autospawn = no\nauto-connect-localhost = no\n")
        asound = self._folder / "asound.conf"
        asound.write_text("")
        self.address = f"unix:{self._folder}/socket"
        self.environment = {
            "HOME": str(self._folder),
            "PULSE_RUNTIME_PATH": str(self._folder / "run"),
            "PULSE_STATE_PATH": str(self._folder / "state"),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "PULSE_CLIENTCONFIG": str(client),
            "PULSE_SERVER": self.address,
            # No card of this machine is to stand in for the server.
            "ALSA_CONFIG_PATH": str(asound),
        }
        self._process = None
        self._recordings: list[Recording] = []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        for recording in self._recordings:
            recording.stop()
        self.kill()
        shutil.rmtree(self._folder)

    def start(self):
        """Start the server and wait until it answers."""
        self._process = subprocess.Popen(
            [
                "pulseaudio",
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                f"--realtime={self._priority}",
                f"--high-priority={self._priority}",
                "-L",
                " ".join(NULL_SINK),
                "-L",
                f"module-native-protocol-unix socket={self._folder}/socket auth-anonymous=1",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={k: v for k, v in self.env().items() if k != "PULSE_SERVER"},
        )
        if not wait_until(self._answers):
            raise RuntimeError("the private pulseaudio did not start")

    def _answers(self):
        asked = subprocess.run(["pactl", "info"], capture_output=True, check=False, env=self.env())
        return asked.returncode == 0

    def env(self):
        """Return the environment in which programs speak to this server."""
        return os.environ | self.environment

    def record(self):
        """Begin to record. An idle sink is seconds ahead: return when that has been worked off."""
        recording = Recording(self.env())
        self._recordings.append(recording)
        if not wait_until(lambda: recording.seconds > 0.2):
            raise RuntimeError("nothing could be recorded")
        threading.Event().wait(2.0)
        return recording

    def change_sink(self):
        """Take the sink away and put another in its place, of the same name."""
        for command in (
            ["unload-module", "module-null-sink"],
            ["load-module", *NULL_SINK],
        ):
            subprocess.run(["pactl", *command], check=True, capture_output=True, env=self.env())

    def control(self, *command):
        """Have `pactl` do something."""
        subprocess.run(["pactl", *command], check=True, capture_output=True, env=self.env())

    @contextmanager
    def frozen(self):
        """Let the server accept everything and do nothing; what waits for it fails in the end."""
        given_up = []

        def give_up():
            given_up.append(True)
            self._process.send_signal(signal.SIGCONT)

        timer = threading.Timer(PATIENCE_S, give_up)
        timer.start()
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            timer.cancel()
            self._process.send_signal(signal.SIGCONT)
        assert not given_up, "something waited for a server that hangs"

    def kill(self):
        """End the server as a crash would."""
        self._process.kill()
        self._process.wait()
        (self._folder / "socket").unlink(missing_ok=True)
