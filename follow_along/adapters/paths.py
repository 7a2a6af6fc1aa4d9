"""Where things lie: the person's files, and the folders that come with the program."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

import follow_along

_APP = "follow-along"


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths the program uses. None is made before something is written there."""

    data: Path
    """The person's own files; on Linux under XDG_DATA_HOME."""
    config: Path
    """What is set once."""
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
        """Reports of what went wrong in the program itself."""
        return self.data / "crashes"

    @property
    def sessions(self) -> Path:
        """The person's own session files."""
        return self.data / "sessions"

    @property
    def sounds(self) -> Path:
        """The person's own cue sounds, which stand before the shipped ones of the same name."""
        return self.data / "sounds"


def find_paths() -> Paths:
    """Find the places of this person on this machine, as the environment names them now."""
    return Paths(
        data=platformdirs.user_data_path(_APP, appauthor=False),
        config=platformdirs.user_config_path(_APP, appauthor=False),
        cache=platformdirs.user_cache_path(_APP, appauthor=False),
        shipped_sessions=shipped("sessions"),
        shipped_figures=shipped("figures"),
        shipped_sounds=shipped("sounds"),
    )


def shipped(name: str, package: Path | None = None) -> Path:
    """Find the folder `name` that comes with the program; `package` is where it is installed.

    A wheel holds the folder inside the package, a checkout (an editable install) beside it.
    """
    package = package or Path(follow_along.__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
