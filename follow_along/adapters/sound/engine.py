"""The desk of the sound process: the cues and phrases it has, the plan and the mixer, in step."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from follow_along.adapters.sound.mixer import Mixer
from follow_along.adapters.sound.protocol import Plan, Setup, Tune
from follow_along.adapters.sound.samples import LONGEST_CUE_S, BadWavError, Samples, read_wav
from follow_along.adapters.sound.schedule import Begin, Schedule
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName


def load_cues(folders: Sequence[Path], say: Callable[[str], None]) -> dict[CueName, Samples]:
    """Return the sound of every cue, each from the first folder that has a good one.

    `say` is given a sentence for each file that is passed over.
    """
    cues: dict[CueName, Samples] = {}
    for name in CueName:
        for path in [folder / f"{name}.wav" for folder in folders]:
            if not path.is_file():
                continue
            try:
                cues[name] = read_wav(path, longest=LONGEST_CUE_S)
            except BadWavError as why:
                say(f"{path} is left out, because {why}; save it as a shorter 16-bit PCM WAV file.")
            else:
                break
    return cues


class SoundEngine:
    """Everything between the messages and the device, safe to use from both their threads."""

    def __init__(self, cues: dict[CueName, Samples], setup: Setup) -> None:
        self.phrases: dict[str, Samples] = {}
        self.hushed = 0
        """How often what sounds was to end: an output that mixes by itself looks here."""
        self.gain = 1.0
        """How loud a sound is to begin in such an output, from 0 to 1."""
        self._cues = cues
        self._lock = threading.Lock()
        self._schedule = Schedule(self._find)
        self._mixer = Mixer(self._schedule)
        self.tune(Tune(setup.volume, setup.cues, setup.tempo, setup.voice, setup.muted))

    def _find(self, due: ScheduledCue) -> Samples | None:
        """Return the samples of a cue or phrase, if there are any."""
        if due.cue is not None:
            return self._cues.get(due.cue)
        return self.phrases.get(due.phrase or "")

    def plan(self, plan: Plan) -> None:
        """Replace what is planned, and fade out what sounds if it is to be hushed."""
        with self._lock:
            if plan.hush:
                self.hushed += 1
                self._mixer.hush()
            self._schedule.replace(plan.due, hush=plan.hush)

    def tune(self, tune: Tune) -> None:
        """Change what is heard and how loud."""
        with self._lock:
            self._schedule.cues, self._schedule.voice = tune.cues, tune.voice
            # A tone that has begun is over in a moment; cutting it off might cut off a cue as well.
            self._schedule.tempo = tune.tempo
            self._mixer.hush(cues=not tune.cues, voice=not tune.voice)
            self._mixer.set_volume(tune.volume)
            self._mixer.mute(tune.muted)
            self.gain = 0.0 if tune.muted else tune.volume
            self.hushed += tune.muted or not (tune.cues and tune.voice)

    def expect_delay(self, seconds: float) -> None:
        """Reckon with what is rendered now being heard `seconds` later."""
        self._schedule.delay = seconds

    def render(self, frames: int, at: float) -> Samples:
        """Return the next samples, the first of which is heard at the moment `at`."""
        with self._lock:
            return self._mixer.render(frames, at)

    @property
    def sounding(self) -> bool:
        """Whether a sound that has begun is not over."""
        return self._mixer.sounding

    def take(self, start: float, end: float) -> list[Begin]:
        """Return what begins from `start` up to `end`, for an output that mixes by itself."""
        with self._lock:
            return self._schedule.take(start, end)
