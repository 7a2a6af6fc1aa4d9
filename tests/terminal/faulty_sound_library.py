"""A sound library in the place of miniaudio, which does wrong what a test wants it to do wrong."""

from pathlib import Path

_LIBRARY = """\
import ctypes
import enum
import os
import sys
import threading
import time


class Backend(enum.Enum):
    NULL = 0
    CUSTOM = 1
    PULSEAUDIO = 2


class SampleFormat(enum.Enum):
    SIGNED16 = 1


class MiniaudioError(Exception):
    pass


class lib:
    ma_context_uninit = staticmethod(lambda context: None)


def chatter():
    print("CHATTER", flush=True)
    print("CHATTER", file=sys.stderr, flush=True)
    for descriptor in range(1, 3):
        os.write(descriptor, b"CHATTER\\n")
    c = ctypes.CDLL(None)
    c.puts(b"CHATTER")
    c.fflush(None)
    try:
        with open("/dev/tty", "w") as terminal:
            terminal.write("CHATTER")
    except OSError:
        pass


class PlaybackDevice:
    opened = 0

    def __init__(self, **wishes):
        PlaybackDevice.opened += 1
        self.backend = "a test's"
        self.ended = threading.Event()
        {opening}

    def start(self, source):
        threading.Thread(target=self.run, args=(source,), daemon=True).start()
        {started}

    def run(self, source):
        begun = time.monotonic()
        while not self.ended.wait(0.025):
            sound = bytes(source.send(1200))
            played = time.monotonic() - begun
            if any(sound):
                with open(os.environ["HEARD"], "a") as heard:
                    heard.write(f"{{PlaybackDevice.opened}}\\n")
            {playing}

    def close(self):
        self.ended.set()
        {closing}


{loaded}
"""


def put_library(folder: Path, **faults: str) -> dict[str, str]:
    """Put the library into `folder`; the environment in which the program finds it there.

    `faults` are statements, by when they are run: `loaded`, `opening`, `started`, `playing` (with
    `played` seconds) and `closing`. The devices by which something was heard are noted, by their
    number, in the file that `HEARD` names.
    """
    folder.mkdir()
    whole = dict.fromkeys(("loaded", "opening", "started", "playing", "closing"), "pass") | faults
    (folder / "miniaudio.py").write_text(_LIBRARY.format(**whole))
    return {"PYTHONPATH": str(folder), "HEARD": str(folder / "heard")}
