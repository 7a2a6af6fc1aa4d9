"""The sound process as the program sees it: nothing here waits for it, and nothing raises."""

import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import follow_along
from follow_along.core.cues import Due
from follow_along.edges.sound.messages import (
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
from follow_along.edges.sound.moments import now as read_clock

START = (
    "import sys; sys.path.append(sys.argv[1]); import follow_along.edges.sound.child as c; c.main()"
)
CHILD = (sys.executable, "-P", "-c", START, str(Path(follow_along.__file__).parents[1]))
"""With -P no file in the person's folder can stand in for a module."""
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
    """Said by the reader of a process, in the place of a message, when its reports end."""

    process: "subprocess.Popen[bytes]"


class SoundProcess:
    """The port `Sound`, kept by a process that plays and is started again when it dies."""

    def __init__(self, setup: Setup, command: Sequence[str] = CHILD) -> None:
        self._setup = setup
        self._command = tuple(command)
        self._plan = Plan()
        self._phrases: list[str] = []
        self._state = Alive(audible=False)
        self._notices: deque[str] = deque()
        self._said: set[str] = set()
        self._lock = threading.Lock()
        self._outbox: queue.SimpleQueue[Message | _Ended] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._heard_at = read_clock()
        self._closing = threading.Event()
        # One thread starts every process and outlives them: Linux kills a child that wishes to
        # die with its parent as soon as the thread that started it ends.
        self._thread = threading.Thread(target=self._keep, name="sound", daemon=True)
        self._thread.start()

    def prepare(self, phrases: Collection[str]) -> None:
        """Make phrases ready to be spoken, in the background."""
        with self._lock:
            self._phrases += [phrase for phrase in phrases if phrase not in self._phrases]
        self._outbox.put(Prepare(list(phrases)))

    def plan(self, due: Sequence[Due], *, hush: bool = False) -> None:
        """Replace everything planned and not yet begun by `due`."""
        self._plan = Plan(list(due))
        self._outbox.put(Plan(list(due), hush))

    def mute(self, muted: bool) -> None:
        """Silence everything, or let it be heard again."""
        self._tune(replace(self._setup, muted=muted))

    def set_volume(self, volume: float) -> None:
        """Play at `volume`, from 0 to 1."""
        self._tune(replace(self._setup, volume=volume))

    def set_cues(self, heard: bool) -> None:
        """Play cue sounds, or leave them out."""
        self._tune(replace(self._setup, cues=heard))

    def set_voice(self, heard: bool) -> None:
        """Speak phrases, or leave them out."""
        self._tune(replace(self._setup, voice=heard))

    def _tune(self, setup: Setup) -> None:
        self._setup = setup
        self._outbox.put(Tune(setup.volume, setup.cues, setup.voice, setup.muted))

    @property
    def audible(self) -> bool:
        """Whether a device plays what is planned."""
        return self._state.audible

    @property
    def state(self) -> Alive:
        """What the sound process last said of itself."""
        return self._state

    @property
    def pid(self) -> int:
        """The sound process that runs now; 0 before there is one."""
        process = self._process
        return process.pid if process else 0

    def notice(self) -> str | None:
        """One sentence on what could not be done, once; None when there is nothing new."""
        try:
            return self._notices.popleft()
        except IndexError:
            return None

    def close(self) -> None:
        """Let what sounds ring out for a moment and end, within 0.3 s."""
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

    def _say(self, sentence: str) -> None:
        """Keep a sentence for the person, unless it was said before."""
        if sentence not in self._said:
            self._said.add(sentence)
            self._notices.append(sentence)

    def _keep(self) -> None:
        """Keep a process running until the end, or until it has died too often."""
        deaths: deque[float] = deque(maxlen=DEATHS)
        while not self._closing.is_set():
            try:
                self._run_once()
            except OSError as why:
                self._say(f"The sound process could not be started ({why}); the bell stands in.")
                return
            self._state = Alive(audible=False)
            deaths.append(read_clock())
            if len(deaths) == DEATHS and deaths[-1] - deaths[0] < DEATHS_WITHIN_S:
                self._say(GAVE_UP)
                return
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
        with self._lock:
            phrases = list(self._phrases)
        first: list[Message] = [self._setup, Prepare(phrases), self._plan]
        with suppress(OSError):
            for message in first:
                _write(process, message)
            while True:
                item = self._outbox.get()
                if isinstance(item, _Ended):
                    if item.process is process:
                        return
                    continue
                _write(process, item)

    def _listen(self, process: "subprocess.Popen[bytes]", ended: threading.Event) -> None:
        """Take in the reports of a process until they end."""
        try:
            for line in process.stdout or ():
                self._heard_at = read_clock()
                report = decode(line)
                if isinstance(report, Alive):
                    self._state = report
                elif isinstance(report, Notice):
                    self._say(report.sentence)
        finally:
            ended.set()


def _write(process: "subprocess.Popen[bytes]", message: Message) -> None:
    """Write a message to a process, however long it takes. Raises OSError if it is gone."""
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    process.stdin.write(encode(message))
    process.stdin.flush()
