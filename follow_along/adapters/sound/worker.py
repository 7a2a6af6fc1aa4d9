"""The sound process: messages come in on standard input, reports go out on standard output.

Audio has a process of its own, so that a busy screen delays no sample, and a crash, a hang or a
library's output on stderr does not reach the program.
"""

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from follow_along.adapters.sound.backend_choice import choose_backend
from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.device_watchdog import DeviceWatchdog
from follow_along.adapters.sound.engine import SoundEngine, load_cues
from follow_along.adapters.sound.phrase_loader import PhraseLoader
from follow_along.adapters.sound.priority import raise_priority
from follow_along.adapters.sound.protocol import (
    Close,
    Message,
    Notice,
    Plan,
    Prepare,
    Setup,
    Status,
    Tune,
    decode,
    encode,
)
from follow_along.adapters.sound.speaker import Speaker

HEARTBEAT_S = 0.5
CHECK_S = 0.05
RING_OUT_S = 0.06
LONGEST_LATENCY_S = 0.1
CLOSE_S = 0.03
PR_SET_PDEATHSIG = 1
SILENT = Status(audible=False)


class Reporter:
    """Writes reports to the program, one a line, from any thread."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._status = SILENT
        self._status_at = read_clock()

    def send(self, message: Message) -> None:
        """Send a report; it is lost if nobody reads it any more."""
        with self._lock:
            try:
                self._out.write(encode(message))
                self._out.flush()
            except OSError:
                pass

    def notify(self, sentence: str) -> None:
        """Send a sentence for the user."""
        self.send(Notice(sentence))

    def send_status(self, status: Status, now: float) -> None:
        """Send the status if it changed, and every half second."""
        if status != self._status or now - self._status_at >= HEARTBEAT_S:
            self._status, self._status_at = status, now
            self.send(status)


def _read_messages(lines: BinaryIO, inbox: "queue.SimpleQueue[Message]") -> None:
    """Put every message into the inbox, and Close at the end of the pipe."""
    try:
        for line in lines:
            inbox.put(decode(line))
    finally:
        inbox.put(Close())


def _speaker(setup: Setup) -> Speaker | None:
    """Return what speaks, or None if nothing is to be spoken."""
    if setup.voice_folder is None:
        return None
    recorded = Path(setup.recorded_folder) if setup.recorded_folder else None
    return Speaker(Path(setup.voice_folder), recorded, setup.voices)


def _phrase_loader(
    setup: Setup, speaker: Speaker, engine: SoundEngine, notify: Callable[[str], None]
) -> PhraseLoader:
    """Return a loader of phrases for the engine."""
    loader = PhraseLoader(speaker, engine.phrases, notify)
    loader.turn(setup.voice)
    return loader


def _handle(message: Message, engine: SoundEngine, loader: PhraseLoader | None) -> None:
    """Carry out a message."""
    match message:
        case Plan():
            engine.plan(message)
            if loader:
                loader.plan(message.scheduled)
        case Tune():
            engine.tune(message)
            if loader:
                loader.turn(message.voice)
        case Prepare():
            if loader:
                loader.prepare(message.phrases, message.language)
        case _:
            raise ValueError(f"not for the sound process: {message}")


def play(lines: BinaryIO, reporter: Reporter) -> None:
    """Play by the messages of `lines` until they end."""
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(
        target=_read_messages, args=(lines, inbox), name="messages", daemon=True
    ).start()
    setup = inbox.get()
    if not isinstance(setup, Setup):
        return
    folders = [Path(folder) for folder in setup.cue_folders]
    # A process that says nothing for seconds is taken for one that hangs.
    cues = load_cues(folders, reporter.notify, lambda: reporter.send_status(SILENT, read_clock()))
    engine = SoundEngine(cues, setup)
    speaker = _speaker(setup)
    loader = _phrase_loader(setup, speaker, engine, reporter.notify) if speaker else None
    backend = choose_backend(setup.backend, engine, reporter.notify)
    watchdog: DeviceWatchdog | None = None
    if backend is not None:
        watchdog = DeviceWatchdog(backend, reporter.notify, engine.set_latency, raise_priority)
        watchdog.start()
    while True:
        now = read_clock()
        audible = watchdog is not None and watchdog.audible(now)
        name, latency = (backend.name, backend.latency) if backend else ("", 0.0)
        reporter.send_status(Status(audible, name, latency), now)
        try:
            message = inbox.get(timeout=CHECK_S)
        except queue.Empty:
            continue
        if isinstance(message, Close):
            break
        _handle(message, engine, loader)
    if speaker:
        speaker.close()
    if watchdog is not None and watchdog.audible(read_clock()):
        _fade_out(engine, backend.latency if backend else 0.0)
        watchdog.close(CLOSE_S)


def _fade_out(engine: SoundEngine, latency: float) -> None:
    """Let what sounds go on for a moment, and fade it out."""
    pause = threading.Event()
    engine.plan(Plan())
    pause.wait(RING_OUT_S)
    engine.plan(Plan(hush=True))
    pause.wait(min(latency, LONGEST_LATENCY_S))


def _die_with_parent() -> None:
    """Have Linux kill this process when the program dies, even if this one hangs."""
    if sys.platform == "linux":
        # Some builds of Python lack it; the end of the pipe ends this process as well.
        with suppress(Exception):
            import ctypes  # noqa: PLC0415

            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _end_children() -> None:
    """End the voice or another command that still runs, on systems with process groups."""
    # The program starts this process in a group of its own; anyone else may not.
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.killpg(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Play until the program closes the pipe or dies."""
    _die_with_parent()
    # Ctrl+C in the terminal reaches every process of it; the program says when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries write to the descriptors 1 and 2; reports go out by another.
    out = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        play(sys.stdin.buffer, Reporter(out))
    finally:
        _end_children()
        # A device that hangs would hang the orderly end of the interpreter.
        os._exit(0)


if __name__ == "__main__":
    main()
