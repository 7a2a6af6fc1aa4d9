"""Keeps a process running and passes messages both ways, in threads, so that no caller waits."""

import queue
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.protocol import Close, Message, decode, encode

CLOSE_S = 0.22
KILLED_S = 0.05
SILENT_S = 4.0
"""A process that has reported nothing for this long hangs, and is replaced."""
CHECK_S = 1.0
DEATHS = 12
DEATHS_WITHIN_S = 10.0
"""A process that dies more often than this is not started again."""
DEATHS_UNHEARD = 5
"""Nor is one that dies so often in a row before its first report, however long each takes to."""
PAUSE_S = 0.1
PRIORITY = getattr(subprocess, "HIGH_PRIORITY_CLASS", 0)
"""Windows alone has it; other systems are asked by the process itself."""

FAILED = "The sound process ended by itself and was started again; a cue may be missing."
HUNG = (
    "The sound library does not answer: using the screen and the bell. "
    "It is started again until it does."
)
GAVE_UP = (
    "The sound process keeps ending: using the screen and the bell. "
    "`follow-along doctor` may say why."
)


class _ProcessEnded(NamedTuple):
    """Put among the messages to a process when it has ended."""

    process: "subprocess.Popen[bytes]"


class Supervisor:
    """Starts a process, exchanges messages with it, and restarts it when it dies or hangs.

    `initial_messages` returns what every new process is sent first. `on_report` is given each
    report. `on_exit` is called whenever a process has ended, with a sentence for the user unless
    the process was meant to end or never reported.
    """

    def __init__(
        self,
        command: Sequence[str],
        initial_messages: Callable[[], list[Message]],
        on_report: Callable[[Message], None],
        on_exit: Callable[[str | None], None],
    ) -> None:
        self._command = tuple(command)
        self._initial_messages = initial_messages
        self._on_report = on_report
        self._on_exit = on_exit
        self._outbox: queue.SimpleQueue[Message | _ProcessEnded] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._reported_at = read_clock()
        self._closing = threading.Event()
        # One thread starts every process and outlives them: Linux kills a process that asked to
        # die with its parent as soon as the thread that started it ends.
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def send(self, message: Message) -> None:
        """Queue a message; messages are sent in order."""
        self._outbox.put(message)

    @property
    def pid(self) -> int:
        """The id of the process; 0 before it has started."""
        process = self._process
        return process.pid if process else 0

    def close(self) -> None:
        """Ask the process to end, and kill it if it does not, within 0.3 s."""
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

    def _run(self) -> None:
        """Keep a process running until `close` is called or it has died too often."""
        deaths: deque[float] = deque(maxlen=DEATHS)
        unheard = 0
        while not self._closing.is_set():
            try:
                sentence = self._run_process()
            except OSError as error:
                self._on_exit(
                    f"The sound process cannot be started ({error}): using the screen and the bell."
                )
                return
            deaths.append(read_clock())
            unheard = 0 if sentence else unheard + 1
            often = len(deaths) == DEATHS and deaths[-1] - deaths[0] < DEATHS_WITHIN_S
            if often or unheard == DEATHS_UNHEARD:
                self._on_exit(GAVE_UP)
                return
            self._on_exit(None if self._closing.is_set() else sentence)
            self._closing.wait(PAUSE_S)

    def _run_process(self) -> str | None:
        """Run one process to its end; return a sentence for the user, if there is one.

        Raises OSError when the process cannot be started.
        """
        process = self._start()
        self._process = process
        started = self._reported_at = read_clock()
        ended = threading.Event()
        threads = [
            threading.Thread(target=self._write_messages, args=(process,), daemon=True),
            threading.Thread(target=self._read_reports, args=(process, ended), daemon=True),
        ]
        for thread in threads:
            thread.start()
        hung = self._wait(process, ended)
        process.kill()
        process.wait()
        self._outbox.put(_ProcessEnded(process))
        for thread in threads:
            thread.join()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]  # both are pipes
        if hung:
            return HUNG
        return FAILED if self._reported_at > started else None

    def _start(self) -> "subprocess.Popen[bytes]":
        """Start a process, in a session of its own so that it cannot write to the terminal."""
        return subprocess.Popen(  # noqa: S603 - this interpreter, with fixed arguments
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=PRIORITY,
        )

    def _wait(self, process: "subprocess.Popen[bytes]", ended: threading.Event) -> bool:
        """Wait until a process has ended; return whether it was killed because it hung."""
        silent = hung = False
        while not ended.wait(CHECK_S):
            # Twice: a program that was itself suspended has not yet read the reports.
            was_silent, silent = silent, read_clock() - self._reported_at > SILENT_S
            if was_silent and silent:
                hung = True
                process.kill()
        return hung

    def _write_messages(self, process: "subprocess.Popen[bytes]") -> None:
        """Send a process the initial messages, and then every message until it ends."""
        with suppress(OSError):
            for message in self._initial_messages():
                _write(process, message)
            while True:
                item = self._outbox.get()
                if not isinstance(item, _ProcessEnded):
                    _write(process, item)
                elif item.process is process:
                    return

    def _read_reports(self, process: "subprocess.Popen[bytes]", ended: threading.Event) -> None:
        """Handle the reports of a process until it ends."""
        try:
            for line in process.stdout or ():
                # A library may print while it is loaded.
                with suppress(ValueError):
                    report = decode(line)
                    self._reported_at = read_clock()
                    self._on_report(report)
        finally:
            ended.set()


def _write(process: "subprocess.Popen[bytes]", message: Message) -> None:
    """Write a message to a process, however long it takes. Raises OSError if it has ended."""
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    process.stdin.write(encode(message))
    process.stdin.flush()
