"""The sound side: cues and phrases heard at their moment, from a process of its own."""

from collections.abc import Sequence
from pathlib import Path

from follow_along.edges.sound.choice import AUTO, BACKENDS, BELL, NONE
from follow_along.edges.sound.doctor import examine, play_cues
from follow_along.edges.sound.messages import Setup
from follow_along.edges.sound.process import SoundProcess
from follow_along.edges.sound.rendering import render
from follow_along.edges.sound.silent import Silent

__all__ = [
    "AUTO",
    "BACKENDS",
    "Silent",
    "SoundProcess",
    "examine",
    "open_sound",
    "play_cues",
    "render",
]


def open_sound(  # noqa: PLR0913 - each is a setting of its own
    backend: str = AUTO,
    *,
    cue_folders: Sequence[Path],
    voice_folder: Path | None = None,
    volume: float = 1.0,
    cues: bool = True,
    voice: bool = True,
) -> SoundProcess | Silent:
    """Return the sound of a run, opening in the background.

    `backend` is one of BACKENDS. A cue's WAV comes from the first of `cue_folders` that has a good
    one. `voice_folder` keeps rendered phrases; without it nothing is spoken. `volume` is from 0 to
    1; `cues` and `voice` say what is heard to begin with. Raises ValueError for an unknown backend.
    """
    if backend not in BACKENDS:
        raise ValueError(f"no sound backend is called {backend!r}; there are {', '.join(BACKENDS)}")
    if backend in {BELL, NONE}:
        return Silent(audible=backend == NONE)
    return SoundProcess(
        Setup(
            backend=backend,
            cue_folders=[str(folder) for folder in cue_folders],
            voice_folder=None if voice_folder is None else str(voice_folder),
            volume=volume,
            cues=cues,
            voice=voice,
        )
    )
