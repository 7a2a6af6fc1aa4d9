"""What the program asks of the outside world, as Protocols. The adapters implement them."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import ExerciseKind, RunOutcome, Side
from follow_along.core.rating import Answer, Question, Rating
from follow_along.core.run.record import Event
from follow_along.core.settings import Settings
from follow_along.core.wall_time import WallTime

if TYPE_CHECKING:
    from follow_along.core.history.logged_run import LoggedRun
    from follow_along.core.history.totals import ExerciseTotals, RunTotals
    from follow_along.core.history.week_ratings import WeekRatings
    from follow_along.core.history.week_runs import WeekRuns


class Clock(Protocol):
    """The clocks of the machine, read once per action."""

    def now(self) -> float:
        """Monotonic seconds of session time, which runs faster than real time in a rehearsal."""

    def pressed(self) -> float:
        """Monotonic seconds of real time, for telling key presses apart."""

    def asleep(self) -> float:
        """Seconds the machine has slept, up to an unknown constant."""

    def real(self, at: float) -> float:
        """The machine's monotonic seconds at the session time `at`."""

    def session(self, real: float) -> float:
        """The session time at the machine's monotonic seconds `real`; the inverse of `real`."""

    def wall(self, at: float) -> WallTime:
        """The wall time at the session time `at`, with the local offset."""


class Sound(Protocol):
    """Plays cues and speaks phrases. No call waits for the device or fails because of it."""

    def prepare(self, phrases: Collection[str], language: str) -> None:
        """Render sentences in the background, so that they are ready to be spoken.

        From now on all that is planned is spoken in `language` (a BCP 47 tag; English if empty).
        """

    def plan(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Replace all cues that have not begun by `due`, which is in order of time.

        A cue that is playing continues, or is silent within 150 ms with `hush`. A cue that has
        begun and is in `due` again does not begin twice. A cue before the first of `due` is late,
        and is played all the same unless `hush`. Cues more than a quarter of a second late are
        dropped.
        """

    def tune(self, settings: Settings) -> None:
        """Apply changed settings; planned cues stay planned."""

    @property
    def audible(self) -> bool:
        """Whether cues reach an audio device; if not, the terminal's bell rings instead."""

    def notice(self) -> str | None:
        """The next sentence about a problem, each once; None when there is none."""

    def close(self) -> None:
        """Let playing cues finish, and end. Blocks the caller for less than 0.3 s."""


class RunHeader(NamedTuple):
    """What identifies a run when it begins."""

    run_id: str
    """A UUID."""
    session: str
    """The session's name: its file's, without the ending."""
    title: str
    programme: str
    week: int | None
    first_side: Side
    logged: int = 0
    """How many entries of the run the log holds already; more than 0 for a resumed run."""


class Stamped(NamedTuple):
    """An event and the wall time at which it happened."""

    event: Event
    wall: WallTime


class RunLog(Protocol):
    """Stores runs. Writing never raises; `notice` reports what could not be stored."""

    keeps: bool
    """Whether what is written is kept; False in a rehearsal."""
    disk_full: bool
    """Whether room on a disk would let more be stored."""

    def begin(self, header: RunHeader) -> None:
        """Set the run that later entries belong to. Writes nothing."""

    def write(self, entries: Sequence[Stamped]) -> None:
        """Store events of the run, all or none, before this returns."""

    def unsaved(self) -> Collection[str]:
        """Try again to store what is only in memory; the ids of the runs that still have such."""

    def notice(self) -> str | None:
        """The next sentence about a problem, each once; None when there is none."""

    def close(self) -> None:
        """Close the file."""


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
    in_future: bool = False
    """Dated after now and a day, because a clock was ahead: it is in no totals."""
    rating: Rating | None = None
    """How it was; None without any answer."""


class History(Protocol):
    """Past runs. Every call may read a file, so call it in a thread, not in the event loop.

    Each raises HistoryError when the log cannot be used. `weeks` counts back from the last week
    with a run; None is all weeks.
    """

    def week_totals(self, weeks: int | None) -> "Sequence[ExerciseTotals]":
        """Totals of the weeks, by week, programme week, exercise and side."""

    def run_totals(
        self,
        weeks: int | None,
        exercise: str | None = None,
        *,
        kind: ExerciseKind | None = None,
    ) -> "Sequence[RunTotals]":
        """Totals of each run, oldest first: of one exercise or one kind, or of all."""

    def heads(self, weeks: int | None) -> Sequence[RunHead]:
        """Every run begun in the weeks, oldest first, excluded runs too."""

    def week_ratings(self, weeks: int | None) -> "WeekRatings":
        """The scores of the runs of the weeks, without excluded runs."""

    def week_runs(self) -> "WeekRuns":
        """How many runs were done in each week, of how many planned."""

    def run(self, run_id: str) -> "LoggedRun | None":
        """One run in full; None when the log does not hold it."""

    def set_excluded(self, run_id: str, stop: tuple[int, int] | None, *, excluded: bool) -> None:
        """Exclude a run, or one stop of it, from all totals, or include it again.

        `stop` is the row of the block and the number of the stop in it; None is the whole run.
        """

    def rate(self, run_id: str, answers: Mapping[Question, Answer]) -> None:
        """Answer questions on a run, all or none; None is no answer."""
