"""Where files are: the user's own, and the folders shipped with the program."""

from pathlib import Path
from typing import NamedTuple

import platformdirs

import follow_along

_APP = "follow-along"
_NO_HOME = (
    "You have no home folder: set HOME, or XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME, to a"
    " folder of yours."
)


class NoHomeError(Exception):
    """The system knows no home folder for this user. The message is one sentence."""


class Paths(NamedTuple):
    """The paths that the program uses. A folder is created only when something is written to it."""

    data: Path
    """The user's own files; XDG_DATA_HOME on Linux."""
    config: Path
    """The settings."""
    cache: Path
    """What can be made again, such as spoken phrases."""
    shipped_sessions: Path
    shipped_figures: Path
    shipped_sounds: Path
    shipped_phrases: Path
    """The phrases that are recorded ahead of time."""

    @property
    def phrases(self) -> Path:
        """The phrases that were rendered by a voice."""
        return self.cache / "phrases"

    @property
    def played_paths(self) -> Path:
        """Which session files were played by path; it is of this machine alone."""
        return self.cache / "played-paths.json"

    @property
    def log(self) -> Path:
        """The log of all runs."""
        return self.data / "log.db"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.yaml"

    @property
    def crashes(self) -> Path:
        """Crash reports."""
        return self.data / "crashes"

    @property
    def sessions(self) -> Path:
        """The user's own session files."""
        return self.data / "sessions"

    @property
    def sounds(self) -> Path:
        """The user's own cue sounds; they take precedence over shipped ones of the same name."""
        return self.data / "sounds"


def find_paths() -> Paths:
    """The paths of this user on this machine, from the environment as it is now.

    Raises NoHomeError for a user without a home folder, as in some containers.
    """
    try:
        data, config, cache = (
            find(_APP, appauthor=False)
            for find in (
                platformdirs.user_data_path,
                platformdirs.user_config_path,
                platformdirs.user_cache_path,
            )
        )
    except RuntimeError:
        raise NoHomeError(_NO_HOME) from None
    # Older platformdirs leave the tilde in place.
    if any(path.parts[:1] == ("~",) for path in (data, config, cache)):
        raise NoHomeError(_NO_HOME)
    return Paths(
        data=data,
        config=config,
        cache=cache,
        shipped_sessions=shipped("sessions"),
        shipped_figures=shipped("figures"),
        shipped_sounds=shipped("sounds"),
        shipped_phrases=shipped("phrases"),
    )


def shipped(name: str, package: Path | None = None) -> Path:
    """The shipped folder `name`; `package` is the installed package, its own by default.

    A wheel holds the folder inside the package; a checkout (an editable install) holds it beside.
    """
    package = package or Path(follow_along.__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
