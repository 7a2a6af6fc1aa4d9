"""The sound engine: cues, phrases, schedule and mixer behind one lock."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from follow_along.adapters.sound.mixer import Mixer
from follow_along.adapters.sound.protocol import Plan, Setup, Tune
from follow_along.adapters.sound.samples import (
    LONGEST_CUE_S,
    BadWavError,
    Samples,
    join,
    read_wav,
)
from follow_along.adapters.sound.schedule import Onset, Schedule
from follow_along.core.cues.scheduled_cue import ScheduledCue, sentences
from follow_along.core.enums import CueName

MOST_LISTED = 1000
"""Files in a folder that are looked at for a cue in another format."""


def load_cues(
    folders: Sequence[Path],
    notify: Callable[[str], None],
    on_progress: Callable[[], None] = lambda: None,
) -> dict[CueName, Samples]:
    """Return the sound of every cue, from the first folder that has a valid file for it.

    `notify` is given a sentence for each folder and each file that cannot be used; `on_progress` is
    called before each file is read, which may take a second on a slow machine.
    """
    usable = [folder for folder in folders if _usable(folder, notify)]
    for folder in usable:
        _name_other_formats(folder, notify)
    cues: dict[CueName, Samples] = {}
    for name in CueName:
        for path in [folder / f"{name}.wav" for folder in usable]:
            if not os.path.lexists(path):
                continue
            on_progress()
            try:
                cues[name] = read_wav(path, longest=LONGEST_CUE_S)
            except BadWavError as error:
                notify(
                    f"{path} is not used, because {error}. "
                    f"A cue sound is a 16-bit PCM WAV file of at most {LONGEST_CUE_S:g} seconds."
                )
            else:
                break
    return cues


def _usable(folder: Path, notify: Callable[[str], None]) -> bool:
    """Return whether files can be looked for in a folder."""
    try:
        # Its own entry is found only where the folder may be searched.
        os.stat(os.path.join(folder, "."))  # noqa: PTH116, PTH118 - Path drops the dot
    except OSError as error:
        if os.path.lexists(folder):
            notify(f"No cue sounds are taken from {folder}: {error.strerror}.")
        return False
    return True


def _name_other_formats(folder: Path, notify: Callable[[str], None]) -> None:
    """Notify the user of files that are named like a cue, but not as one that is looked for."""
    names = set(CueName)
    # A folder may be searched and yet not listed.
    with suppress(OSError):
        for path in islice(folder.iterdir(), MOST_LISTED):
            name = path.stem.lower()
            # Where capitals do not count, Go.WAV is go.wav.
            if name in names and not os.path.lexists(folder / f"{name}.wav"):
                notify(f"{path} is not used, because a cue sound is a WAV file: {name}.wav.")


class SoundEngine:
    """Turns the program's messages into samples. Safe to use from several threads."""

    def __init__(self, cues: dict[CueName, Samples], setup: Setup) -> None:
        self.phrases: dict[str, Samples] = {}
        """The sentences in memory, by their text; what cannot be spoken is without samples."""
        self.hush_count = 0
        """How often what sounds was to stop, for a backend that mixes by itself."""
        self.gain = 1.0
        """The gain of sounds that begin, from 0 to 1, for a backend that mixes by itself."""
        self._cues = cues
        self._lock = threading.Lock()
        self._schedule = Schedule(self._find_samples)
        self._mixer = Mixer(self._schedule)
        self.tune(Tune(setup.volume, setup.cues, setup.tempo, setup.voice, setup.muted))

    def _find_samples(self, cue: ScheduledCue) -> Samples | None:
        """Return the samples of a cue or phrase, or None if there are none."""
        if cue.cue is not None:
            return self._cues.get(cue.cue)
        parts = [self.phrases.get(text) for text in sentences(cue.phrase or "")]
        ready = [part for part in parts if part is not None]
        return join(ready) if len(ready) == len(parts) else None

    def plan(self, plan: Plan) -> None:
        """Replace the plan, and fade out what sounds if the plan says so."""
        with self._lock:
            if plan.hush:
                self.hush_count += 1
                self._mixer.hush()
            self._schedule.replace(plan.scheduled, hush=plan.hush)

    def tune(self, tune: Tune) -> None:
        """Change what is heard and how loud."""
        with self._lock:
            self._schedule.cues, self._schedule.voice = tune.cues, tune.voice
            # A tone that sounds is over in a moment, and a hush would cut off other cues as well.
            self._schedule.tempo = tune.tempo
            self._mixer.hush(cues=not tune.cues, voice=not tune.voice)
            self._mixer.set_volume(tune.volume)
            self._mixer.mute(tune.muted)
            self.gain = 0.0 if tune.muted else tune.volume
            self.hush_count += tune.muted or not (tune.cues and tune.voice)

    def set_latency(self, seconds: float) -> None:
        """Set how long after its rendering a sample is heard."""
        self._schedule.latency = seconds

    def render(self, frames: int, at: float) -> Samples:
        """Return the next `frames` samples, the first of which is heard at `at` (seconds)."""
        with self._lock:
            return self._mixer.render(frames, at)

    @property
    def sounding(self) -> bool:
        """Whether a sound that has begun has not ended."""
        return self._mixer.sounding

    def pop_onsets(self, start: float, end: float) -> list[Onset]:
        """Return what begins from `start` up to `end`, for a backend that mixes by itself."""
        with self._lock:
            return self._schedule.pop_onsets(start, end)
