"""The program's side of the sound process. No call waits for the process, and none raises."""

import sys
from collections import deque
from collections.abc import Collection, Sequence
from pathlib import Path

import follow_along
from follow_along.adapters.sound.protocol import Message, Notice, Plan, Prepare, Setup, Status, Tune
from follow_along.adapters.sound.supervisor import Supervisor
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.settings import LOUDEST, Settings
from follow_along.core.text import visible

START = """\
import sys
sys.path.append(sys.argv[1])
# What is imported by miniaudio or the library, but is optional, or used by nothing that is called.
sys.modules.update(dict.fromkeys(("_hashlib", "bz2", "lzma", "numpy", "ssl")))
for unused in ("html", "inspect", "ipaddress", "urllib.request"):
    sys.modules[unused] = type(sys)(unused)
from follow_along.adapters.sound.worker import main
main()
"""
WORKER_COMMAND = (sys.executable, "-P", "-c", START, str(Path(follow_along.__file__).parents[1]))
"""-P keeps Python from importing modules that lie in the user's folder."""


class SoundClient:
    """A `Sound` played by a process, which is restarted when it dies."""

    def __init__(self, setup: Setup, command: Sequence[str] = WORKER_COMMAND) -> None:
        self._setup = setup
        self._plan = Plan()
        self._prepare = Prepare([])
        self._status = Status(audible=False)
        self._notices: deque[str] = deque()
        self._notified: set[str] = set()
        self._supervisor = Supervisor(
            command, self._initial_messages, self._on_report, self._on_exit
        )

    def prepare(self, phrases: Collection[str], language: str = "") -> None:
        """Render sentences in the background; all that is planned is in their language."""
        self._prepare = Prepare(list(dict.fromkeys(phrases)), language or "en")
        self._supervisor.send(self._prepare)

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Replace everything planned that has not begun by `due`."""
        self._plan = Plan(list(due))
        self._supervisor.send(Plan(list(due), hush))

    def tune(self, settings: Settings) -> None:
        """Change what is heard and how loud."""
        tune = Tune(
            volume=settings.volume / LOUDEST,
            cues=settings.cues,
            tempo=settings.tempo,
            voice=settings.voice,
            muted=settings.muted,
        )
        self._setup = self._setup._replace(**tune._asdict())
        self._supervisor.send(tune)

    @property
    def audible(self) -> bool:
        """Whether a device plays the plan."""
        return self._status.audible

    @property
    def status(self) -> Status:
        """The last report of the sound process."""
        return self._status

    @property
    def pid(self) -> int:
        """The id of the sound process; 0 before it has started."""
        return self._supervisor.pid

    def notice(self) -> str | None:
        """Return the next sentence for the user, each once; None when there is none."""
        try:
            return self._notices.popleft()
        except IndexError:
            return None

    def close(self) -> None:
        """Fade out what sounds and end the process, within 0.3 s."""
        self._supervisor.close()

    def _initial_messages(self) -> list[Message]:
        """Return what a new process must know."""
        return [self._setup, self._prepare, self._plan]

    def _on_report(self, report: Message) -> None:
        """Handle a report of the process."""
        if isinstance(report, Status):
            self._status = report
        elif isinstance(report, Notice):
            self._notify(report.sentence)

    def _on_exit(self, sentence: str | None) -> None:
        """Handle the end of the process."""
        self._status = Status(audible=False)
        if sentence:
            self._notify(sentence)

    def _notify(self, sentence: str) -> None:
        """Queue a sentence for the user, unless it was given before."""
        # It may hold a file's name, or the words of a library or a command.
        sentence = visible(sentence)
        if sentence not in self._notified:
            self._notified.add(sentence)
            self._notices.append(sentence)
