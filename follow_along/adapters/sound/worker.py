"""The sound process: `python -m follow_along.adapters.sound.worker`, messages in, reports out.

Audio has a process of its own, so that a busy screen, a crash, a hang and a library's chatter on
stderr reach neither the clock nor the terminal.
"""

import ctypes
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from follow_along.adapters.sound.backend_choice import choose
from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.device_watchdog import DeviceWatchdog
from follow_along.adapters.sound.engine import SoundEngine, load_cues
from follow_along.adapters.sound.phrase_cache import PhraseCache, Renderer
from follow_along.adapters.sound.protocol import (
    Alive,
    Close,
    Message,
    Notice,
    Plan,
    Prepare,
    Setup,
    Tune,
    decode,
    encode,
)
from follow_along.adapters.sound.voice import find_voice_command

HEARTBEAT_S = 0.5
LOOK_S = 0.05
RING_OUT_S = 0.06
LONGEST_LATENCY_S = 0.1
END_S = 0.03
PR_SET_PDEATHSIG = 1


class Reports:
    """The way back to the program: one line a report, from whichever thread."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._last: Alive | None = None
        self._last_at = float("-inf")

    def send(self, message: Message) -> None:
        """Send a report. If nobody reads it any more, so be it."""
        with self._lock:
            try:
                self._out.write(encode(message))
                self._out.flush()
            except OSError:
                pass

    def say(self, sentence: str) -> None:
        """Send a sentence for the person."""
        self.send(Notice(sentence))

    def alive(self, state: Alive, now: float) -> None:
        """Send the state if it changed, and every half second."""
        if state != self._last or now - self._last_at >= HEARTBEAT_S:
            self._last, self._last_at = state, now
            self.send(state)


def _read(lines: BinaryIO, inbox: "queue.SimpleQueue[Message]") -> None:
    """Put every message into the inbox; the end of the pipe, too, is a wish to close."""
    try:
        for line in lines:
            inbox.put(decode(line))
    finally:
        inbox.put(Close())


def _renderer(setup: Setup, desk: SoundEngine, say: Callable[[str], None]) -> Renderer | None:
    """Return what renders phrases for the desk by the system's voice, if any are to be kept."""
    if setup.voice_folder is None:
        return None
    engine = find_voice_command()
    book = PhraseCache(Path(setup.voice_folder), engine) if engine else None
    renderer = Renderer(book, desk.phrases.__setitem__, say)
    renderer.turn(setup.voice)
    return renderer


def _obey(desk: SoundEngine, renderer: Renderer | None, message: Message) -> None:
    """Do what a message says."""
    match message:
        case Plan():
            desk.plan(message)
            if renderer:
                renderer.want([due.phrase for due in message.due if due.phrase], soon=True)
        case Tune():
            desk.tune(message)
            if renderer:
                renderer.turn(message.voice)
        case Prepare():
            if renderer:
                renderer.want(message.phrases)
        case _:
            raise ValueError(f"not for the sound process: {message}")


def play(lines: BinaryIO, reports: Reports) -> None:
    """Play by the messages of `lines` until they end."""
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(lines, inbox), name="messages", daemon=True).start()
    setup = inbox.get()
    if not isinstance(setup, Setup):
        return
    desk = SoundEngine(
        load_cues([Path(folder) for folder in setup.cue_folders], reports.say), setup
    )
    renderer = _renderer(setup, desk, reports.say)
    output = choose(setup.backend, desk, reports.say)
    attendant: DeviceWatchdog | None = None
    if output is not None:
        attendant = DeviceWatchdog(output, reports.say, desk.expect_delay)
        attendant.start()
    while True:
        now = read_clock()
        audible = attendant is not None and attendant.audible(now)
        name, latency = (output.name, output.latency) if output else ("", 0.0)
        reports.alive(Alive(audible, name, latency), now)
        try:
            message = inbox.get(timeout=LOOK_S)
        except queue.Empty:
            continue
        if isinstance(message, Close):
            break
        _obey(desk, renderer, message)
    if attendant is not None and attendant.audible(read_clock()):
        _ring_out(desk, output.latency if output else 0.0)
        attendant.end(END_S)


def _ring_out(desk: SoundEngine, latency: float) -> None:
    """Let what sounds go on for a moment, and fade it out."""
    pause = threading.Event()
    desk.plan(Plan())
    pause.wait(RING_OUT_S)
    desk.plan(Plan(hush=True))
    pause.wait(min(latency, LONGEST_LATENCY_S))


def _die_with_parent() -> None:
    """Have Linux kill this process when the program dies, even if this one hangs."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Play until the program closes the pipe or is gone."""
    _die_with_parent()
    # Ctrl+C in the terminal reaches every process of it; the program says when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries write to the descriptors 1 and 2; reports go out by another.
    out = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        play(sys.stdin.buffer, Reports(out))
    finally:
        # A device that hangs would hang the orderly end of the interpreter.
        os._exit(0)


if __name__ == "__main__":
    main()
