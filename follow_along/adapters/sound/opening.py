"""Opens the sound of a run as the settings say."""

from collections.abc import Sequence
from pathlib import Path

from follow_along.adapters.sound.client import SoundClient
from follow_along.adapters.sound.protocol import Setup
from follow_along.adapters.sound.silent import SilentSound
from follow_along.core.settings import LOUDEST, Settings
from follow_along.ports import Sound

DEFAULTS = Settings()


def open_sound(
    settings: Settings = DEFAULTS,
    *,
    cue_folders: Sequence[Path],
    voice_folder: Path | None = None,
    recorded_folder: Path | None = None,
) -> Sound:
    """Return the sound of a run. The device opens in the background.

    A cue's WAV file is taken from the first of `cue_folders` that has a valid one. `voice_folder`
    keeps rendered phrases; without it nothing is spoken. `recorded_folder` has recorded ones.
    """
    if settings.audio in {"bell", "none"}:
        return SilentSound(audible=settings.audio == "none")
    return SoundClient(
        Setup(
            backend=settings.audio,
            cue_folders=[str(folder) for folder in cue_folders],
            voice_folder=None if voice_folder is None else str(voice_folder),
            recorded_folder=None if recorded_folder is None else str(recorded_folder),
            voices=settings.voices,
            volume=settings.volume / LOUDEST,
            cues=settings.cues,
            tempo=settings.tempo,
            voice=settings.voice,
            muted=settings.muted,
        )
    )
