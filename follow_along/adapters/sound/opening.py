"""Opening the sound of a run, as the settings wish it."""

from collections.abc import Sequence
from pathlib import Path

from follow_along.adapters.sound.backend_choice import BELL, NONE
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
) -> Sound:
    """Return the sound of a run, opening in the background.

    A cue's WAV comes from the first of `cue_folders` that has a good one. `voice_folder` keeps
    rendered phrases; without it nothing is spoken.
    """
    if settings.audio in {BELL, NONE}:
        return SilentSound(audible=settings.audio == NONE)
    return SoundClient(
        Setup(
            backend=settings.audio,
            cue_folders=[str(folder) for folder in cue_folders],
            voice_folder=None if voice_folder is None else str(voice_folder),
            volume=settings.volume / LOUDEST,
            cues=settings.cues,
            tempo=settings.tempo,
            voice=settings.voice,
            muted=settings.muted,
        )
    )
