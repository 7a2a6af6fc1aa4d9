"""The sound process as the program sees it: nothing here waits for it, and nothing raises."""

import sys
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import follow_along
from follow_along.adapters.sound.protocol import Alive, Message, Notice, Plan, Prepare, Setup, Tune
from follow_along.adapters.sound.supervisor import Supervisor
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.settings import LOUDEST, Settings
from follow_along.core.text import visible

START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from follow_along.adapters.sound.worker import main; main()"
)
WORKER_COMMAND = (sys.executable, "-P", "-c", START, str(Path(follow_along.__file__).parents[1]))
"""With -P no file in the person's folder can stand in for a module."""


class SoundClient:
    """The port `Sound`, kept by a process that plays and is started again when it dies."""

    def __init__(self, setup: Setup, command: Sequence[str] = WORKER_COMMAND) -> None:
        self._setup = setup
        self._plan = Plan()
        self._phrases: tuple[str, ...] = ()
        self._state = Alive(audible=False)
        self._notices: deque[str] = deque()
        self._said: set[str] = set()
        self._keeper = Supervisor(command, self._first, self._take, self._gone)

    def prepare(self, phrases: Collection[str]) -> None:
        """Make phrases ready to be spoken, in the background."""
        self._phrases = tuple(dict.fromkeys((*self._phrases, *phrases)))
        self._keeper.send(Prepare(list(phrases)))

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Replace everything planned and not yet begun by `due`."""
        self._plan = Plan(list(due))
        self._keeper.send(Plan(list(due), hush))

    def tune(self, settings: Settings) -> None:
        """Change what is heard and how loud."""
        tune = Tune(
            volume=settings.volume / LOUDEST,
            cues=settings.cues,
            tempo=settings.tempo,
            voice=settings.voice,
            muted=settings.muted,
        )
        self._setup = replace(self._setup, **asdict(tune))
        self._keeper.send(tune)

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
        """The process that plays; 0 before there is one."""
        return self._keeper.pid

    def notice(self) -> str | None:
        """One sentence on what could not be done, once; None when there is nothing new."""
        try:
            return self._notices.popleft()
        except IndexError:
            return None

    def close(self) -> None:
        """Let what sounds ring out for a moment and end, within 0.3 s."""
        self._keeper.close()

    def _first(self) -> list[Message]:
        """Return all that a new process must know."""
        return [self._setup, Prepare(list(self._phrases)), self._plan]

    def _take(self, report: Message) -> None:
        """Take in a report."""
        if isinstance(report, Alive):
            self._state = report
        elif isinstance(report, Notice):
            self._say(report.sentence)

    def _gone(self, sentence: str | None) -> None:
        """Take in that the process has ended, perhaps for good."""
        self._state = Alive(audible=False)
        if sentence:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        """Keep a sentence for the person, unless it was said before."""
        # It may name a file, or hold what a library or a command said.
        sentence = visible(sentence)
        if sentence not in self._said:
            self._said.add(sentence)
            self._notices.append(sentence)
