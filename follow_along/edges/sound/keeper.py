"""Keeps a process running and passes messages both ways, so that nobody ever waits for it."""

import queue
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from follow_along.edges.sound.messages import Close, Message, decode, encode
from follow_along.edges.sound.moments import now as read_clock

CLOSE_S = 0.22
KILLED_S = 0.05
SILENT_S = 4.0
"""A process that has not reported for this long hangs, and is replaced."""
LOOK_S = 1.0
DEATHS = 12
DEATHS_WITHIN_S = 10.0
"""A process that dies more often than this is left dead."""
PAUSE_S = 0.1

GAVE_UP = (
    "The sound process keeps ending, so the screen and the bell stand in; "
    "`follow-along doctor` may say why."
)


@dataclass(frozen=True, slots=True)
class _Ended:
    """Put among the messages to a process when it has ended."""

    process: "subprocess.Popen[bytes]"


class Keeper:
    """Starts a process, talks and listens to it, and starts it again when it dies or hangs.

    `first` gives the messages that every new process is to have before all others; `take` is given
    each report, and `gone` is called whenever a process has ended, with a sentence for the person
    if there will be no other.
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
                self._run_once()
            except OSError as why:
                self._gone(f"The sound process could not be started ({why}); the bell stands in.")
                return
            deaths.append(read_clock())
            if len(deaths) == DEATHS and deaths[-1] - deaths[0] < DEATHS_WITHIN_S:
                self._gone(GAVE_UP)
                return
            self._gone(None)
            self._closing.wait(PAUSE_S)

    def _run_once(self) -> None:
        """Run one process to its end. Raises OSError if it cannot be started."""
        pipe = subprocess.PIPE
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
            self._command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )
        self._process = process
        self._heard_at = read_clock()
        ended = threading.Event()
        threads = [
            threading.Thread(target=self._talk, args=(process,), name="messages", daemon=True),
            threading.Thread(
                target=self._listen, args=(process, ended), name="reports", daemon=True
            ),
        ]
        for thread in threads:
            thread.start()
        while not ended.wait(LOOK_S):
            if read_clock() - self._heard_at > SILENT_S:
                process.kill()
        process.kill()
        process.wait()
        self._outbox.put(_Ended(process))
        for thread in threads:
            thread.join()
        for end in (process.stdin, process.stdout):
            with suppress(OSError):
                end.close()  # type: ignore[union-attr]  # both are pipes

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
                self._heard_at = read_clock()
                self._take(decode(line))
        finally:
            ended.set()


def _write(process: "subprocess.Popen[bytes]", message: Message) -> None:
    """Write a message to a process, however long it takes. Raises OSError if it is gone."""
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    process.stdin.write(encode(message))
    process.stdin.flush()
