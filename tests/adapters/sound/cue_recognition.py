"""Recognises the shipped cues in a recording by their sound."""

from dataclasses import dataclass

from follow_along.adapters.paths import shipped
from follow_along.adapters.sound.samples import RATE, Samples, read_wav
from follow_along.core.enums import CueName
from tests.adapters.sound.hearing import likeness
from tests.adapters.sound.pulse_server import Heard, Recording

QUIET = 200
GAP_S = 0.15
"""Silence shorter than this belongs to the sound around it."""
ALIKE = 0.95


@dataclass(frozen=True)
class Shape:
    """The loud part of a cue's sound: where it begins, its length and its peak."""

    attack: float
    length: float
    peak: int
    samples: Samples

    def fits(self, heard: Heard) -> bool:
        """Return whether a sound in a recording is this one."""
        close = abs(heard.length - self.length) < 0.01 and abs(heard.peak - self.peak) < 100
        return close and likeness(heard.samples, self.samples) > ALIKE


def shape(cue: CueName) -> Shape:
    """Return the shape of a shipped cue."""
    samples = read_wav(shipped("sounds") / f"{cue}.wav")
    loud = [i for i, value in enumerate(samples) if abs(value) >= QUIET]
    first, last = loud[0], loud[-1]
    peak = max(map(abs, samples))
    return Shape(first / RATE, (last - first) / RATE, peak, samples[first : last + 1])


SHAPES = {cue: shape(cue) for cue in CueName}


def cues_in(recording: Recording) -> list[tuple[float, CueName]]:
    """Return every cue in a recording with its moment; assert that there is nothing else."""
    heard = recording.sounds(threshold=QUIET, gap=GAP_S)
    named = [
        (sound.at - SHAPES[cue].attack, cue)
        for sound in heard
        for cue in CueName
        if SHAPES[cue].fits(sound)
    ]
    assert len(named) == len(heard), f"not all of it is cues: {heard}"
    return named
