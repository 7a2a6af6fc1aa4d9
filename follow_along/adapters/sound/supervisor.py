"""Keeps a process running and passes messages both ways, so that nobody ever waits for it."""

import queue
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.protocol import Close, Message, decode, encode

CLOSE_S = 0.22
KILLED_S = 0.05
SILENT_S = 4.0
"""A process that has not reported for this long hangs, and is replaced."""
LOOK_S = 1.0
DEATHS = 12
DEATHS_WITHIN_S = 10.0
"""A process that dies more often than this is left dead."""
PAUSE_S = 0.1

FAILED = "The sound process ended by itself and was started again; a cue may be missing."
HUNG = (
    "The sound library does not answer, so the screen and the bell stand in; "
    "it is started anew until it does."
)
GAVE_UP = (
    "The sound process keeps ending, so the screen and the bell stand in; "
    "`follow-along doctor` may say why."
)


@dataclass(frozen=True, slots=True)
class _Ended:
    """Put among the messages to a process when it has ended."""

    process: "subprocess.Popen[bytes]"


class Supervisor:
    """Starts a process, talks and listens to it, and starts it again when it dies or hangs.

    `first` gives the messages that every new process is to have before all others; `take` is given
    each report, and `gone` is called whenever a process has ended, with a sentence for the person
    unless it was meant to end, or never came to play.
    """

    def __init__(
        self,
        command: Sequence[str],
        first: Callable[[], list[Message]],
        take: Callable[[Message], None],
        gone: Callable[[str | None], None],
    ) -> None:
        self._command = tuple(command)
        self._first = first
        self._take = take
        self._gone = gone
        self._outbox: queue.SimpleQueue[Message | _Ended] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._heard_at = read_clock()
        self._closing = threading.Event()
        # One thread starts every process and outlives them: Linux kills a child that wishes to
        # die with its parent as soon as the thread that started it ends.
        self._thread = threading.Thread(target=self._keep, name="sound", daemon=True)
        self._thread.start()

    def send(self, message: Message) -> None:
        """Have a message sent, in order."""
        self._outbox.put(message)

    @property
    def pid(self) -> int:
        """The process that runs now; 0 before there is one."""
        process = self._process
        return process.pid if process else 0

    def close(self) -> None:
        """Ask the process to end, and end it if it does not, within 0.3 s."""
        self._closing.set()
        self._outbox.put(Close())
        process = self._process
        if process is None:
            return
        try:
            process.wait(CLOSE_S)
        except subprocess.TimeoutExpired:
            process.kill()
        self._thread.join(KILLED_S)

    def _keep(self) -> None:
        """Keep a process running until the end, or until it has died too often."""
        deaths: deque[float] = deque(maxlen=DEATHS)
        while not self._closing.is_set():
            try:
                why_ended = self._run_once()
            except OSError as why:
                self._gone(f"The sound process could not be started ({why}); the bell stands in.")
                return
            deaths.append(read_clock())
            if len(deaths) == DEATHS and deaths[-1] - deaths[0] < DEATHS_WITHIN_S:
                self._gone(GAVE_UP)
                return
            self._gone(None if self._closing.is_set() else why_ended)
            self._closing.wait(PAUSE_S)

    def _run_once(self) -> str | None:
        """Run one process to its end; what there is to say of that. OSError if it cannot start."""
        process = self._start()
        self._process = process
        started = self._heard_at = read_clock()
        ended = threading.Event()
        threads = [
            threading.Thread(target=self._talk, args=(process,), name="messages", daemon=True),
            threading.Thread(
                target=self._listen, args=(process, ended), name="reports", daemon=True
            ),
        ]
        for thread in threads:
            thread.start()
        hung = self._watch(process, ended)
        process.kill()
        process.wait()
        self._outbox.put(_Ended(process))
        for thread in threads:
            thread.join()
        for end in (process.stdin, process.stdout):
            with suppress(OSError):
                end.close()  # type: ignore[union-attr]  # both are pipes
        if hung:
            return HUNG
        return FAILED if self._heard_at > started else None

    def _start(self) -> "subprocess.Popen[bytes]":
        """Start a process. In a session of its own it has no terminal that it could write to."""
        pipe = subprocess.PIPE
        return subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
            self._command,
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _watch(self, process: "subprocess.Popen[bytes]", ended: threading.Event) -> bool:
        """Wait until a process has ended; whether it hung, and was killed for it."""
        silent = hung = False
        while not ended.wait(LOOK_S):
            # Twice: a program that was itself suspended has not yet read what it was sent.
            was_silent, silent = silent, read_clock() - self._heard_at > SILENT_S
            if was_silent and silent:
                hung = True
                process.kill()
        return hung

    def _talk(self, process: "subprocess.Popen[bytes]") -> None:
        """Send a process all it must know, and then every message until the end."""
        with suppress(OSError):
            for message in self._first():
                _write(process, message)
            while True:
                item = self._outbox.get()
                if not isinstance(item, _Ended):
                    _write(process, item)
                elif item.process is process:
                    return

    def _listen(self, process: "subprocess.Popen[bytes]", ended: threading.Event) -> None:
        """Take in the reports of a process until they end."""
        try:
            for line in process.stdout or ():
                # What a library prints before it is kept from doing so is no report.
                with suppress(ValueError):
                    report = decode(line)
                    self._heard_at = read_clock()
                    self._take(report)
        finally:
            ended.set()


def _write(process: "subprocess.Popen[bytes]", message: Message) -> None:
    """Write a message to a process, however long it takes. Raises OSError if it is gone."""
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    process.stdin.write(encode(message))
    process.stdin.flush()
