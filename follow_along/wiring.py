"""Builds the parts that commands use, from the paths and settings of this machine."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from follow_along.adapters.clock import SystemClock
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.paths import Paths, find_paths
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.adapters.sessions.settings_file import read_settings
from follow_along.adapters.sound.languages import system_language
from follow_along.adapters.timed_log import TimedLog
from follow_along.core.history.logged_run import SessionPast
from follow_along.core.sessions.session import Session
from follow_along.core.settings import Settings
from follow_along.core.wall_time import WallTime
from follow_along.ports import Clock

if TYPE_CHECKING:
    from follow_along.adapters.log.exclusions import LogHistory
    from follow_along.adapters.sound.speaker import Speaker


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
    return history_of(find_paths(), SystemClock())


def history_of(paths: Paths, clock: Clock) -> "LogHistory":
    """The past runs in a log."""
    from follow_along.adapters.log.exclusions import LogHistory  # noqa: PLC0415 - not at the start of a run
    from follow_along.core.session_list import weekly_plans  # noqa: PLC0415

    return LogHistory(paths.log, clock, lambda: weekly_plans(library(paths).all()))
