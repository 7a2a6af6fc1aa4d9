"""Everything that is open while sessions are played: clock, sound, log, and the runs."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from follow_along.adapters.awake_display import AwakeDisplay
from follow_along.adapters.clock import SystemClock
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.writer import LogWriter
from follow_along.adapters.paths import Paths, find_paths
from follow_along.adapters.rehearsal import NoLog, RehearsalClock, RehearsalSound
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.played_paths import PlayedPaths
from follow_along.adapters.sessions.session_file import Figures
from follow_along.adapters.sessions.settings_file import keep_settings
from follow_along.adapters.sound.opening import open_sound
from follow_along.adapters.timed_log import TimedLog
from follow_along.conductor import Conductor
from follow_along.core.enums import Side
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.listed_session import ListedSession, Listing
from follow_along.core.run.player import Phase, Player, new_player
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.settings import Audio, Settings
from follow_along.core.text import visible
from follow_along.core.wall_time import WallTime
from follow_along.last_run import LastRun
from follow_along.ports import Clock, RunHeader, RunLog, Sound
from follow_along.ui.services import Edited
from follow_along.wiring import history_of, in_language, library, load_settings

Read = TypeVar("Read")

_LISTING_S = 0.3
"""How long session files are read before the list is shown as far as it goes."""

if TYPE_CHECKING:
    from follow_along.adapters.log.exclusions import LogHistory


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
    problems: list[str] = field(default_factory=list)
    """Sentences to print after the screen has closed."""
    settings_problem: str = ""
    """What is wrong with the settings file, as one sentence."""

    @property
    def history(self) -> "LogHistory":
        """The past runs, including those just played."""
        return history_of(self.paths, self.clock)

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
        return with_past(listed, self._read(self._past.sessions), self._now())

    def listings(self) -> Iterator[Listing]:
        """The sessions as they are read: what there is so far, some times a second, then all."""
        from follow_along.core.session_list import with_past  # noqa: PLC0415 - not at the start of a run

        past, now = self._read(self._past.sessions), self._now()
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

        None when an option asks for a new run.
        """
        last = None if self.options.asks_for_new_run else self._last_run
        return last.resumable(instead) if last else None

    def morning_run(self) -> LoggedRun | None:
        """The last run, if it hurt and the pain of the morning after is to be asked for now."""
        return self._last_run.hurt() if self._last_run else None

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
        else:
            figures = self._last_run.figures() if self._last_run else {}
        return self._conduct(resumable_run.player, header, figures)

    @cached_property
    def _last_run(self) -> LastRun | None:
        """The last run in the log; None in a rehearsal, which knows no log."""
        if not isinstance(self.log, LogWriter):
            return None
        return LastRun(self.paths, self.settings, self._past, self.log, self._now, self._report)

    def _now(self) -> WallTime:
        return self.clock.wall(self.clock.now())

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

        The last run reports it; a session can be chosen without its past.
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
