"""Where files are: the user's own, and the folders shipped with the program."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

import follow_along

_APP = "follow-along"


@dataclass(frozen=True, slots=True)
class Paths:
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
    """The paths of this user on this machine, from the environment as it is now."""
    return Paths(
        data=platformdirs.user_data_path(_APP, appauthor=False),
        config=platformdirs.user_config_path(_APP, appauthor=False),
        cache=platformdirs.user_cache_path(_APP, appauthor=False),
        shipped_sessions=shipped("sessions"),
        shipped_figures=shipped("figures"),
        shipped_sounds=shipped("sounds"),
    )


def shipped(name: str, package: Path | None = None) -> Path:
    """The shipped folder `name`; `package` is the installed package, its own by default.

    A wheel holds the folder inside the package; a checkout (an editable install) holds it beside.
    """
    package = package or Path(follow_along.__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
