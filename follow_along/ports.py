"""What the program asks of the outside world, as Protocols. The adapters implement them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import RunOutcome, Side
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.history.totals import ExerciseTotals, RunTotals
from follow_along.core.run.record import Event
from follow_along.core.settings import Settings
from follow_along.core.wall_time import WallTime


class Clock(Protocol):
    """The clocks of the machine, read once per action."""

    def now(self) -> float:
        """Monotonic seconds of the session's time: a rehearsal's run faster than the person's."""

    def pressed(self) -> float:
        """Monotonic seconds of the person's time, by which key presses are told apart."""

    def asleep(self) -> float:
        """Seconds the machine has slept, up to an unknown constant."""

    def real(self, at: float) -> float:
        """The machine's monotonic seconds at the moment `at` of the session's time."""

    def wall(self, at: float) -> WallTime:
        """The wall time of the moment `at` (as `now` gives it)."""


class Sound(Protocol):
    """The cues, heard. No call waits for the device, and none raises for its sake."""

    def prepare(self, phrases: Collection[str]) -> None:
        """Make phrases ready to be spoken, in the background."""

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Replace everything planned and not yet begun by `due`, in order of their moments.

        What sounds already rings out, unless `hush`: then it is silent within 150 ms. Something
        due that has begun already and is named again is the same one: it does not begin twice.
        Moments long past (over a quarter of a second) are left out.
        """

    def tune(self, settings: Settings) -> None:
        """Change what is heard and how loud; planned cues stay planned."""

    @property
    def audible(self) -> bool:
        """Whether cues are thought to reach an ear; if not, the terminal's bell stands in."""

    def notice(self) -> str | None:
        """One sentence on what could not be done, once; None when there is nothing new to say."""

    def close(self) -> None:
        """Let what sounds ring out for a moment and end. Takes less than 0.3 s of the caller."""


@dataclass(frozen=True, slots=True)
class RunHeader:
    """What is known of a run when it begins."""

    run_id: str
    """A UUID."""
    session: str
    """The session's name: its file's, without the ending."""
    title: str
    programme: str
    week: int | None
    first_side: Side
    logged: int = 0
    """How many of its entries the log holds already: some, where a run is gone on with."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """An event and the wall time at which it happened."""

    event: Event
    wall: WallTime


class RunLog(Protocol):
    """Where runs are kept. Writing never raises: what cannot be kept now is said by `notice`."""

    def begin(self, header: RunHeader) -> None:
        """Name the run that the entries after this belong to. Nothing is written yet."""

    def write(self, entries: Sequence[Stamped]) -> None:
        """Keep events of the run, all or none, before this returns."""

    def notice(self) -> str | None:
        """One sentence on what could not be kept, once; None when there is nothing new to say."""

    def close(self) -> None:
        """Let go of the file."""


class HistoryError(Exception):
    """The log cannot be read or changed. The message is one sentence for the user."""


class RunHead(NamedTuple):
    """What a list of runs shows of one run."""

    run_id: str
    title: str
    began: WallTime
    outcome: RunOutcome | None
    """None when the run was never closed, because the program or the machine crashed."""
    excluded: bool
    """Excluded from all totals by the user."""


class History(Protocol):
    """Past runs. Every call may read a file, so call it in a thread, not in the event loop.

    Each raises HistoryError when the log cannot be used. `weeks` counts back from the last week
    with a run; None is all weeks.
    """

    def week_totals(self, weeks: int | None) -> Sequence[ExerciseTotals]:
        """Totals of the weeks, by week, programme week, exercise and side."""

    def run_totals(self, weeks: int | None, exercise: str | None = None) -> Sequence[RunTotals]:
        """Totals of each run, oldest first: of one exercise, or of all."""

    def heads(self, weeks: int | None) -> Sequence[RunHead]:
        """Every run begun in the weeks, oldest first, excluded runs too."""

    def run(self, run_id: str) -> LoggedRun | None:
        """One run in full; None when the log does not hold it."""

    def set_excluded(self, run_id: str, stop: tuple[int, int] | None, *, excluded: bool) -> None:
        """Exclude a run, or one stop of it, from all totals, or include it again.

        `stop` is the row of the block and the number of the stop in it; None is the whole run.
        """
