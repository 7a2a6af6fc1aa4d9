"""The one place that knows every part: it gives the interface a world to run in."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from follow_along.adapters.clock import SystemClock
from follow_along.adapters.log import LogError, LogHistory, LogReader, LogWriter
from follow_along.adapters.paths import Paths, find_paths
from follow_along.adapters.rehearsal import NoLog, RehearsalClock, RehearsalSound
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.adapters.sessions.session_file import Figures
from follow_along.adapters.sessions.settings_file import keep_settings, read_settings
from follow_along.adapters.sound.opening import open_sound
from follow_along.conductor import Conductor
from follow_along.core.enums import RunOutcome, Side
from follow_along.core.history.logged_run import SessionPast
from follow_along.core.run.player import Player, new_player
from follow_along.core.run.resuming import ResumableRun, resumable_run
from follow_along.core.session_list import ListedSession, with_past
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.settings import Audio, Settings
from follow_along.ports import Clock, RunHeader, RunLog, Sound


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How the person wants a run played."""

    speed: float = 1.0
    """Above 1 it is a rehearsal, and nothing is logged."""
    from_exercise: int = 1
    first_side: Side | None = None
    muted: bool = False
    audio: Audio | None = None
    """What plays the cues; None: as the settings say."""

    @property
    def badge(self) -> str:
        """What the screen must say of the whole run."""
        return f" {self.speed:g}x rehearsal: not logged " if self.rehearsal else ""

    @property
    def rehearsal(self) -> bool:
        """Whether the run is a rehearsal."""
        return self.speed != 1

    @property
    def anew(self) -> bool:
        """Whether a new run was asked for, by saying how it is to begin."""
        return self.rehearsal or self.from_exercise != 1 or self.first_side is not None

    def applied_to(self, settings: Settings) -> Settings:
        """Return the settings with what these options change for this once."""
        settings = replace(settings, audio=self.audio or settings.audio)
        return replace(settings, muted=self.muted or settings.muted)


def _record_cache(paths: Paths) -> RecordCache:
    return RecordCache(paths.cache / "records")


def library(paths: Paths) -> Library:
    """The person's sessions and the shipped ones."""
    cache = _record_cache(paths)
    return Library(paths.sessions, paths.shipped_sessions, paths.shipped_figures, cache)


def load_settings(paths: Paths) -> tuple[Settings, str]:
    """Read the settings; also return one sentence on what is wrong with their file, or ""."""
    return read_settings(paths.settings, _record_cache(paths))


def look() -> str:
    """The look the person has set."""
    settings, _ = load_settings(find_paths())
    return settings.look


def log_history() -> LogHistory:
    """The past runs in the user's log."""
    return LogHistory(find_paths().log, SystemClock())


@dataclass
class Services:
    """Everything a run needs, open. Implements `ui.services.AppServices`."""

    paths: Paths
    options: RunOptions
    settings: Settings
    """As they stood at the start; what the keys change is kept at the end."""
    clock: Clock
    sound: Sound
    log: RunLog
    _run: Conductor | None = None
    _interrupted: ListedSession | None = None
    """The session of the run that can be resumed."""
    problems: list[str] = field(default_factory=list)
    """What is to be said when the terminal is a plain one again."""

    @property
    def history(self) -> LogHistory:
        """The past runs, those of this sitting too."""
        return LogHistory(self.paths.log, self.clock)

    def listed_sessions(self) -> Sequence[ListedSession]:
        """Every session there is, as files and log stand now."""
        listed = library(self.paths).all()
        return with_past(listed, self._past(), self.clock.wall(self.clock.now()))

    def open(self, listed: ListedSession) -> Conductor:
        """A new run of a session. Raises ValueError for a file with mistakes."""
        session, name = listed.require_session(), listed.name
        first_side = self._first_side(name, session)
        header = RunHeader(
            run_id=str(uuid.uuid4()),
            session=name,
            title=session.title,
            programme=session.programme,
            week=session.week,
            first_side=first_side,
        )
        player = new_player(build_timeline(session, first_side), self.options.from_exercise)
        return self._conduct(player, header, library(self.paths).figures(listed))

    def resumable_run(self, instead: Conductor | None = None) -> ResumableRun | None:
        """The last run, if it can be gone on with; where `instead` is given, in place of that.

        Not while another program plays it, nor where the person asked for something else.
        """
        if self.options.anew or not isinstance(self.log, LogWriter):
            return None
        try:
            run = LogReader(self.paths.log).latest()
        except LogError:
            return None
        if run is None or run.outcome is RunOutcome.DONE:
            return None
        if instead:
            same = instead.header.session == run.session
            session = instead.player.timeline.session if same else None
        else:
            self._interrupted = library(self.paths).load_known(run.session)
            session = self._interrupted.session if self._interrupted else None
        now = self.clock.wall(self.clock.now())
        found = resumable_run(run, session, now) if session else None
        return found if found and self.log.may_go_on(run.run_id) else None

    def resume(self, resumable_run: ResumableRun) -> Conductor:
        """The run that was broken off, waiting to go on."""
        run = resumable_run.run
        header = RunHeader(
            run_id=run.run_id,
            session=run.session,
            title=run.title,
            programme=run.programme,
            week=run.week,
            first_side=run.first_side,
            logged=run.entries,
        )
        if self._run and self._run.header.session == run.session:
            figures = self._run.figures
        elif self._interrupted:
            figures = library(self.paths).figures(self._interrupted)
        else:
            figures = {}
        return self._conduct(resumable_run.player, header, figures)

    def _conduct(self, player: Player, header: RunHeader, figures: Figures) -> Conductor:
        settings = self._run.settings if self._run else self.settings
        self._run = Conductor(player, self.clock, self.sound, self.log, header, settings, figures)
        return self._run

    def close(self) -> None:
        """Close the log, then the sound, which rings out."""
        self.log.close()
        self.sound.close()
        if self._run:
            problem = keep_settings(self.paths.settings, self.settings, self._run.settings)
            self.problems += [problem] if problem else []

    def notices(self) -> Iterator[str]:
        """What the log has yet to say: after closing, where stops are that it did not take."""
        while sentence := self.log.notice():
            yield sentence
        yield from self.problems

    def _first_side(self, name: str, session: Session) -> Side:
        """The side wished for, the file's own, or the one that did not go first last time."""
        if self.options.first_side:
            return self.options.first_side
        if session.first_side:
            return Side(session.first_side)
        past = self._past().get(name)
        return past.last_run.first_side.other if past else Side.LEFT

    def _past(self) -> dict[str, SessionPast]:
        try:
            return dict(LogReader(self.paths.log).sessions())
        except LogError:
            # The log writer says what is the matter with the file; a session can be chosen without.
            return {}


@contextmanager
def open_services(options: RunOptions) -> Iterator[Services]:
    """Open the clock, the sound and the log, and close them whatever happens."""
    paths = find_paths()
    settings, problem = load_settings(paths)
    settings = options.applied_to(settings)
    sound: Sound = open_sound(
        settings,
        cue_folders=(paths.sounds, paths.shipped_sounds),
        voice_folder=paths.cache / "phrases",
    )
    clock: Clock = SystemClock()
    log: RunLog
    if options.rehearsal:
        clock = RehearsalClock(options.speed)
        sound = RehearsalSound(sound, clock)
        log = NoLog()
    else:
        log = LogWriter(paths.log)
        log.take_in()
    world = Services(paths, options, settings, clock, sound, log)
    world.problems += [problem] if problem else []
    try:
        yield world
    finally:
        world.close()
