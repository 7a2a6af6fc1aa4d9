"""The mixer: a plan in, samples out. It knows no device and no clock; each block is given its time.

The samples do not depend on how the time is cut into blocks.
"""

import operator
from array import array
from itertools import pairwise

from follow_along.adapters.sound.samples import RATE, Samples
from follow_along.adapters.sound.schedule import Onset, Schedule

FADE_S = 0.010
"""The shortest fade that is not heard as a click."""
DUCK_S = 0.050
DUCKED = 0.35
"""The gain of the voice while a cue sounds."""


class Ramp:
    """A gain that moves to its goal linearly, the whole way from 0 to 1 in `seconds`."""

    def __init__(self, value: float, seconds: float) -> None:
        self.value = value
        self.goal = value
        self._step = 1 / (seconds * RATE)

    def advance(self, frames: int) -> list[float]:
        """Return the gains of the next `frames` samples."""
        gains: list[float] = []
        while len(gains) < frames and self.value != self.goal:
            gains.append(self.value)
            gap = self.goal - self.value
            step = self._step if gap > 0 else -self._step
            self.value = self.goal if abs(gap) <= self._step else self.value + step
        return gains + [self.value] * (frames - len(gains))


class _Playing:
    """A sound that has begun, its position and its gain.

    `offset` is the frame of the present block at which it begins.
    """

    __slots__ = ("ducks", "gain", "offset", "position", "samples", "spoken")

    def __init__(self, onset: Onset, offset: int) -> None:
        self.samples, self.spoken, self.ducks = onset.samples, onset.spoken, onset.ducks
        self.offset = offset
        self.position = 0
        self.gain = Ramp(1.0, FADE_S)

    def length_in(self, frames: int) -> int:
        """Return how many frames of a block of `frames` it fills."""
        return min(frames - self.offset, len(self.samples) - self.position)

    def advance(self, frames: int) -> list[float]:
        """Return its samples in a block of `frames`, from `offset` on."""
        length = self.length_in(frames)
        samples: list[float] = list(self.samples[self.position : self.position + length])
        if self.gain.goal != 1.0:
            samples = list(map(operator.mul, samples, self.gain.advance(length)))
        self.position += length
        return samples

    @property
    def finished(self) -> bool:
        """Whether it is played to its end or faded out."""
        return self.position >= len(self.samples) or self.gain.value == 0.0


class Mixer:
    """Mixes the sounds of a schedule."""

    def __init__(self, schedule: Schedule, volume: float = 1.0) -> None:
        self._schedule = schedule
        self._playing: list[_Playing] = []
        self._volume = volume
        self._muted = False
        self._master = Ramp(volume, FADE_S)
        self._duck = Ramp(1.0, DUCK_S)

    def mute(self, muted: bool) -> None:
        """Silence everything, or undo that; the plan goes on meanwhile."""
        self._muted = muted
        self._master.goal = 0.0 if muted else self._volume

    def set_volume(self, volume: float) -> None:
        """Set the volume, from 0 to 1."""
        self._volume = volume
        self.mute(self._muted)

    def hush(self, *, cues: bool = True, voice: bool = True) -> None:
        """Fade out the cue sounds and phrases that play, or one kind of them."""
        for playing in self._playing:
            if voice if playing.spoken else cues:
                playing.gain.goal = 0.0

    @property
    def sounding(self) -> bool:
        """Whether a sound that has begun has not ended."""
        return bool(self._playing)

    def render(self, frames: int, at: float) -> Samples:
        """Return the next `frames` samples, the first of which is heard at `at` (seconds)."""
        for onset in self._schedule.pop_onsets(at, at + frames / RATE):
            offset = min(frames, max(0, round((onset.at - at) * RATE)))
            self._playing.append(_Playing(onset, offset))
        if not self._playing:
            self._master.advance(frames)
            self._duck.goal = 1.0
            self._duck.advance(frames)
            return array("h", bytes(2 * frames))
        block = self._mix(frames)
        self._playing = [playing for playing in self._playing if not playing.finished]
        for playing in self._playing:
            playing.offset = 0
        return block

    def _mix(self, frames: int) -> Samples:
        """Return the sum of the sounds of a block, clipped."""
        duck = self._duck_gains(frames)
        total: list[float] = [0] * frames
        for playing in self._playing:
            offset = playing.offset
            samples = playing.advance(frames)
            span = slice(offset, offset + len(samples))
            if playing.spoken:
                samples = list(map(operator.mul, samples, duck[span]))
            total[span] = map(operator.add, total[span], samples)
        total = list(map(operator.mul, total, self._master.advance(frames)))
        return array("h", [max(-32768, min(32767, round(value))) for value in total])

    def _duck_gains(self, frames: int) -> list[float]:
        """Return the voice's gain over a block: low wherever a cue sounds that ducks it."""
        spans = [(p.offset, p.offset + p.length_in(frames)) for p in self._playing if p.ducks]
        edges = sorted({0, frames, *(edge for span in spans for edge in span)})
        gains: list[float] = []
        for left, right in pairwise(edges):
            ducked = any(first <= left < end for first, end in spans)
            self._duck.goal = DUCKED if ducked else 1.0
            gains += self._duck.advance(right - left)
        return gains
