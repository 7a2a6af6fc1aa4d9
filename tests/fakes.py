"""Fakes of the ports: a clock that is set; a sound, a log, a display that record their calls."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from follow_along.core.run.record import Event
from follow_along.core.settings import Settings
from follow_along.core.wall_time import WallTime
from follow_along.ports import RunHeader, Stamped


@dataclass
class FakeClock:
    """A clock that is set; seconds, and milliseconds of wall time."""

    session_s: float = 1000.0
    """What `now` shows."""
    finger_s: float = 1000.0
    """What `pressed` shows: the person's time."""
    slept_s: float = 0.0
    """What `asleep` shows."""
    utc_ms: int = 1_700_000_000_000
    """The wall time at which `now` was 0."""
    offset_minutes: int = 60

    def now(self) -> float:
        """The session's time."""
        return self.session_s

    def pressed(self) -> float:
        """The person's time."""
        return self.finger_s

    def real(self, at: float) -> float:
        """The machine's time of a moment: no rehearsal."""
        return at

    def session(self, real: float) -> float:
        """The session's time at a moment of the machine: no rehearsal."""
        return real

    def asleep(self) -> float:
        """How long the machine has slept."""
        return self.slept_s

    def wall(self, at: float) -> WallTime:
        """The wall time of a moment, the sleep before it included."""
        return WallTime(
            self.utc_ms + round((at + self.slept_s) * 1000), offset_minutes=self.offset_minutes
        )

    def advance(self, seconds: float) -> None:
        """Let time pass, for the session and the person alike."""
        self.session_s += seconds
        self.finger_s += seconds

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep: only the wall time passes."""
        self.slept_s += seconds


@dataclass(frozen=True)
class Planned:
    """One plan handed to the sound."""

    due: tuple[ScheduledCue, ...]
    hush: bool

    @property
    def cues(self) -> list[tuple[float, CueName]]:
        """Its cue sounds, with their moments."""
        return [(each.at, each.cue) for each in self.due if each.cue]

    @property
    def words(self) -> list[str]:
        """What it says."""
        return [each.phrase for each in self.due if each.phrase]


@dataclass
class FakeSound:
    """A silent sound that records its calls."""

    audible: bool = True
    plans: list[Planned] = field(default_factory=list)
    prepared: list[str] = field(default_factory=list)
    settings: Settings = Settings()  # noqa: RUF009 - frozen
    notices: list[str] = field(default_factory=list)
    closed: bool = False

    def prepare(self, phrases: Collection[str], language: str) -> None:
        """Remember the phrases."""
        self.prepared.extend(phrases)

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Remember the plan."""
        self.plans.append(Planned(tuple(due), hush))

    def tune(self, settings: Settings) -> None:
        """Remember the settings."""
        self.settings = settings

    def notice(self) -> str | None:
        """The next of the notices given, each once."""
        return self.notices.pop(0) if self.notices else None

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


@dataclass
class FakeLog:
    """A log in memory; `before_write` is called before each write."""

    headers: list[RunHeader] = field(default_factory=list)
    entries: list[Stamped] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    closed: bool = False
    unsaved_runs: list[str] = field(default_factory=list)
    disk_full: bool = False
    keeps: bool = True
    before_write: Callable[[], None] = lambda: None

    @property
    def events(self) -> list[Event]:
        """What was written, without the wall times."""
        return [entry.event for entry in self.entries]

    def begin(self, header: RunHeader) -> None:
        """Remember the run's header."""
        self.headers.append(header)

    def write(self, entries: Sequence[Stamped]) -> None:
        """Remember the entries."""
        self.before_write()
        self.entries.extend(entries)

    def unsaved(self) -> list[str]:
        """The ids given."""
        return self.unsaved_runs

    def notice(self) -> str | None:
        """The next of the notices given, each once."""
        return self.notices.pop(0) if self.notices else None

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


@dataclass
class FakeDisplay:
    """A display that records its calls."""

    asked: list[bool] = field(default_factory=list)
    closed: bool = False

    def keep(self, awake: bool) -> None:
        """Remember whether it was to stay awake."""
        self.asked.append(awake)

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True
