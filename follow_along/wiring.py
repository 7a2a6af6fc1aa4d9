"""Connects everything: builds the services of the screens from adapters, options and settings."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from follow_along.adapters import timed_log
from follow_along.adapters.awake_display import AwakeDisplay
from follow_along.adapters.clock import SystemClock
from follow_along.adapters.deadline import DeadlineThread, LateError
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.writer import LogWriter
from follow_along.adapters.paths import Paths, find_paths
from follow_along.adapters.rehearsal import NoLog, RehearsalClock, RehearsalSound
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.played_paths import PlayedPaths
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.adapters.sessions.session_file import Figures
from follow_along.adapters.sessions.settings_file import keep_settings, read_settings
from follow_along.adapters.sound.languages import system_language
from follow_along.adapters.sound.opening import open_sound
from follow_along.adapters.timed_log import TimedLog
from follow_along.conductor import Conductor
from follow_along.core.enums import RunOutcome, Side
from follow_along.core.history.logged_run import LoggedRun, SessionPast
from follow_along.core.listed_session import ListedSession, Listing
from follow_along.core.rating import Question, asks_this_morning
from follow_along.core.run.player import Phase, Player, new_player
from follow_along.core.run.resuming import ResumableRun, interrupted_lately, resumable_run
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.settings import Audio, Settings
from follow_along.core.text import visible
from follow_along.core.wall_time import WallTime
from follow_along.ports import Clock, RunHeader, RunLog, Sound
from follow_along.ui.services import Edited

Read = TypeVar("Read")

_LISTING_S = 0.3
"""How long session files are read before the list is shown as far as it goes."""

if TYPE_CHECKING:
    from follow_along.adapters.log.exclusions import LogHistory
    from follow_along.adapters.sound.speaker import Speaker


class RunOptions(NamedTuple):
    """Options of the command line for a run."""

    speed: float = 1.0
    """Times real time; above 1 the run is a rehearsal and is not logged."""
    from_exercise: int = 1
    first_side: Side | None = None
    muted: bool = False
    audio: Audio | None = None
    """The audio backend; None takes that of the settings."""

    @property
    def badge(self) -> str:
        """The text shown during the whole run; empty for a normal run."""
        return f" {self.speed:g}x rehearsal: not logged " if self.rehearsal else ""

    @property
    def rehearsal(self) -> bool:
        """Whether the run is a rehearsal."""
        return self.speed != 1

    @property
    def asks_for_new_run(self) -> bool:
        """Whether an option says how a run starts, so that no run is resumed."""
        return self.rehearsal or self.from_exercise != 1 or self.first_side is not None

    def applied_to(self, settings: Settings) -> Settings:
        """The settings with the changes of these options, which are not saved."""
        settings = replace(settings, audio=self.audio or settings.audio)
        return replace(settings, muted=self.muted or settings.muted)


def _record_cache(paths: Paths) -> RecordCache:
    return RecordCache(paths.cache / "records")


def library(paths: Paths) -> Library:
    """The user's own sessions and the shipped ones."""
    cache = _record_cache(paths)
    return Library(paths.sessions, paths.shipped_sessions, paths.shipped_figures, cache)


def past_sessions(paths: Paths) -> tuple[Mapping[str, SessionPast], WallTime, str]:
    """What was done of each session, the time now, and one sentence on a log that is not read."""
    clock = SystemClock()
    now = clock.wall(clock.now())
    try:
        return TimedLog(paths.log, clock).sessions(), now, ""
    except LogError as error:
        return {}, now, str(error)


def load_settings(paths: Paths) -> tuple[Settings, str]:
    """Read the settings; also return one sentence on what is wrong with their file, or ""."""
    return read_settings(paths.settings, _record_cache(paths))


def in_language(session: Session, settings: Settings) -> Session:
    """The session, its language that of the settings or the system where it names none."""
    language = session.language or settings.language or system_language()
    return replace(session, language=language)


def speaker(paths: Paths, settings: Settings) -> "Speaker":
    """What speaks outside the sound process."""
    from follow_along.adapters.sound.speaker import Speaker  # noqa: PLC0415 - not for a start

    return Speaker(paths.phrases, paths.shipped_phrases, settings.voices)


def log_history() -> "LogHistory":
    """The past runs in the user's log."""
    return _history(find_paths(), SystemClock())


def _history(paths: Paths, clock: Clock) -> "LogHistory":
    from follow_along.adapters.log.exclusions import LogHistory  # noqa: PLC0415 - not at the start of a run
    from follow_along.core.session_list import weekly_plans  # noqa: PLC0415

    return LogHistory(paths.log, clock, lambda: weekly_plans(library(paths).all()))


@dataclass
class Services:
    """Clock, sound and log, open, and the runs made with them. Implements `AppServices`."""

    paths: Paths
    options: RunOptions
    settings: Settings
    """The settings at the start; changes made by keys are saved at the end."""
    clock: Clock
    sound: Sound
    log: RunLog
    display: AwakeDisplay = field(default_factory=AwakeDisplay)
    _run: Conductor | None = None
    _conducted: list[Conductor] = field(default_factory=list)
    _interrupted: ListedSession | None = None
    """The session of the run that can be resumed."""
    problems: list[str] = field(default_factory=list)
    """Sentences to print after the screen has closed."""
    settings_problem: str = ""
    """What is wrong with the settings file, as one sentence."""

    @property
    def history(self) -> "LogHistory":
        """The past runs, including those just played."""
        return _history(self.paths, self.clock)

    @cached_property
    def _past(self) -> TimedLog:
        return TimedLog(self.paths.log, self.clock)

    @property
    def _played_paths(self) -> PlayedPaths:
        return PlayedPaths(self.paths.played_paths)

    def listed_sessions(self) -> Sequence[ListedSession]:
        """Every session, in the order of the list, as files and log are now."""
        from follow_along.core.session_list import with_past  # noqa: PLC0415 - not at the start of a run

        listed = library(self.paths).all()
        return with_past(listed, self._read(self._past.sessions), self.clock.wall(self.clock.now()))

    def listings(self) -> Iterator[Listing]:
        """The sessions as they are read: what there is so far, some times a second, then all."""
        from follow_along.core.session_list import with_past  # noqa: PLC0415 - not at the start of a run

        past, now = self._read(self._past.sessions), self.clock.wall(self.clock.now())
        read: list[ListedSession] = []
        listed_at = self.clock.now()
        for each in library(self.paths).read_each(shipped_first=True):
            read.append(each)
            if self.clock.now() - listed_at > _LISTING_S:
                yield Listing(with_past(read, past, now), complete=False)
                listed_at = self.clock.now()
        yield Listing(with_past(read, past, now))

    def open(self, listed: ListedSession) -> Conductor:
        """A new run of a session. Raises ValueError for a file with mistakes."""
        session, name = in_language(listed.require_session(), self.settings), listed.name
        first_side = self._first_side(name, session)
        header = RunHeader(
            run_id=str(uuid.uuid4()),
            session=name,
            title=session.title,
            programme=session.programme,
            week=session.week,
            first_side=first_side,
        )
        if listed.origin == "path" and not self.options.rehearsal:
            self._played_paths.add(header.run_id, Path(listed.path))
        timeline = build_timeline(session, first_side)
        player = new_player(timeline, self.options.from_exercise, self._read(self._past.versions))
        return self._conduct(player, header, library(self.paths).figures(listed))

    def edit(
        self, listed: ListedSession, suspended: Callable[[], AbstractContextManager[None]]
    ) -> Edited:
        """Open a session in the user's editor until it is closed; of a shipped one her own copy."""
        from follow_along.adapters import editor  # noqa: PLC0415 - few press that key
        from follow_along.adapters.sessions import own_sessions  # noqa: PLC0415

        path, problem = Path(listed.path), ""
        try:
            if not (command := editor.editor_command()):
                problem = f"{editor.NONE}: open {visible(listed.path)} in one of yours."
                return Edited(listed.path, problem)
            path = own_sessions.own_copy(listed, self.paths.sessions)
            with suspended():
                problem = editor.run_editor(command, path)
        except (editor.EditorError, own_sessions.OwnSessionError, SessionFileError) as error:
            problem = str(error)
        return Edited(str(path), problem)

    def resumable_run(self, instead: Conductor | None = None) -> ResumableRun | None:
        """The last run, if it can be resumed; with `instead`, only in place of that new run.

        None while another program plays it, and when an option asks for a new run.
        """
        if self.options.asks_for_new_run or not isinstance(self.log, LogWriter):
            return None
        try:
            run = self._last_run
        except LogError as error:
            self._report(f"No interrupted run can be offered: {error}")
            return None
        if run is None or run.outcome is RunOutcome.DONE:
            return None
        if instead:
            same = instead.header.session == run.session
            session = instead.player.timeline.session if same else None
        else:
            self._interrupted = self._session_of(run)
            found = self._interrupted.session if self._interrupted else None
            session = in_language(found, self.settings) if found else None
        now = self.clock.wall(self.clock.now())
        resumable = resumable_run(run, session, now) if session else None
        path = None if instead else self._played_paths.path(run.run_id)
        if path and not resumable and interrupted_lately(run, now):
            why = "the file is gone or has changed"
            self._report(visible(f"The interrupted run of {path} cannot be resumed: {why}."))
        return resumable if resumable and self.log.can_resume(run.run_id) else None

    def morning_run(self) -> LoggedRun | None:
        """The last run, if it hurt and the pain of the morning after is to be asked for now."""
        if self.options.rehearsal:
            return None
        try:
            run = self._last_run
            now = self.clock.wall(self.clock.now())
            if run is None or run.excluded or not asks_this_morning(run.began, run.rating, now):
                return None
            asked = self._past.is_answered(run.run_id, Question.MORNING_PAIN)
        except LogError:
            # Said where a run could be resumed.
            return None
        return None if asked else run

    @cached_property
    def _last_run(self) -> LoggedRun | None:
        """The run that began last, as it was when this program started. Raises LogError."""
        return self._past.latest()

    def _session_of(self, run: LoggedRun) -> ListedSession | None:
        """The session of a run: the file that this machine played, or the one of its name."""
        path = self._played_paths.path(run.run_id)
        if path is None:
            return library(self.paths).load_known(run.session)
        try:
            # It may be on a network that is gone.
            return DeadlineThread(timed_log.READING_WAIT_S).call(
                library(self.paths).load_path, path
            )
        except LateError:
            return None

    def resume(self, resumable_run: ResumableRun) -> Conductor:
        """The interrupted run, waiting to be resumed."""
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
        self._run = Conductor(
            player,
            self.clock,
            self.sound,
            self.log,
            header,
            settings,
            figures,
            keep_awake=self._keep_awake,
        )
        self._conducted.append(self._run)
        return self._run

    def _keep_awake(self, awake: bool) -> None:
        self.display.keep(awake and self.settings.keep_awake)

    def close(self) -> None:
        """Close the log, the sound and the display, and save the settings that keys changed."""
        for run in self._conducted:
            if run.player.phase is Phase.DONE:
                self._played_paths.remove(run.header.run_id)
        self.log.close()
        self.sound.close()
        self.display.close()
        if self._run:
            problem = keep_settings(self.paths.settings, self.settings, self._run.settings)
            self.problems += [problem] if problem else []

    def lost(self) -> Iterator[Conductor]:
        """The runs whose events are only in memory, and so will be lost at the end."""
        ids = self.log.unsaved()
        yield from (run for run in self._conducted if run.header.run_id in ids)

    def notices(self) -> Iterator[str]:
        """Sentences to print after `close`, such as where stops are that the log did not store."""
        while sentence := self.log.notice():
            yield sentence
        yield from self.problems

    def _first_side(self, name: str, session: Session) -> Side:
        """The side of the options, of the file, or the other one than last time."""
        if self.options.first_side:
            return self.options.first_side
        if session.first_side:
            return Side(session.first_side)
        past = self._read(self._past.sessions).get(name)
        return past.last_run.first_side.other if past else Side.LEFT

    @staticmethod
    def _read(read: Callable[[], Mapping[str, Read]]) -> Mapping[str, Read]:
        """What is read of the log; nothing when it cannot be read.

        `resumable_run` reports it; a session can be chosen without its past.
        """
        try:
            return read()
        except LogError:
            return {}

    def _report(self, sentence: str) -> None:
        """Print a sentence once, after the screen has closed."""
        if sentence not in self.problems:
            self.problems.append(sentence)


@contextmanager
def open_services(options: RunOptions) -> Iterator[Services]:
    """Open clock, sound and log, and close them in any case."""
    paths = find_paths()
    settings, problem = load_settings(paths)
    settings = options.applied_to(settings)
    sound: Sound = open_sound(
        settings,
        cue_folders=(paths.sounds, paths.shipped_sounds),
        voice_folder=paths.phrases,
        recorded_folder=paths.shipped_phrases,
    )
    clock: Clock = SystemClock()
    log: RunLog
    if options.rehearsal:
        clock = RehearsalClock(options.speed)
        sound = RehearsalSound(sound, clock)
        log = NoLog()
    else:
        log = LogWriter(paths.log)
        log.import_spool()
    services = Services(paths, options, settings, clock, sound, log, settings_problem=problem)
    services.problems += [problem] if problem else []
    try:
        yield services
    finally:
        services.close()
