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
DROPOUT_S = 0.05
"""A busy machine may miss the moment for a block of samples: a silence within a sound, or two."""


@dataclass(frozen=True)
class Shape:
    """The loud part of a cue's sound: where it begins, its length and its peak."""

    attack: float
    length: float
    peak: int
    samples: Samples

    def fit(self, heard: Heard) -> float:
        """Return how much a sound in a recording is this one, from 0 to 1.

        The halves are compared each by itself, since after a dropout the rest is late. One that is
        whole is enough.
        """
        longer = heard.length - self.length
        if not -0.01 < longer < DROPOUT_S or abs(heard.peak - self.peak) >= 100:
            return 0.0
        half = len(self.samples) // 2
        halves = (
            likeness(heard.samples[:half], self.samples[:half]),
            likeness(heard.samples[-half:], self.samples[-half:]),
        )
        return sum(halves) / 2 if max(halves) > ALIKE else 0.0


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
    named = []
    for sound in heard:
        cue = max(CueName, key=lambda cue: SHAPES[cue].fit(sound))
        assert SHAPES[cue].fit(sound), f"not all of it is cues: {heard}"
        named.append((sound.at - SHAPES[cue].attack, cue))
    return named
