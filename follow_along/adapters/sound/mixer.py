"""The mixer: a plan in, samples out. It knows no device and no clock; each block is given its time.

What it gives does not depend on how the time is cut into blocks.
"""

import operator
from array import array
from dataclasses import dataclass, field
from itertools import pairwise

from follow_along.adapters.sound.samples import RATE, Samples
from follow_along.adapters.sound.schedule import Begin, Schedule

FADE_S = 0.010
"""The shortest fade that is not heard as a click."""
DUCK_S = 0.050
DUCKED = 0.35
"""How loud the voice goes on while a cue sounds."""


class Ramp:
    """A gain that moves to its goal in a straight line, the whole way from 0 to 1 in `seconds`."""

    def __init__(self, value: float, seconds: float) -> None:
        self.value = value
        self.goal = value
        self._step = 1 / (seconds * RATE)

    def take(self, frames: int) -> list[float]:
        """Return the gains of the next `frames` samples."""
        gains: list[float] = []
        while len(gains) < frames and self.value != self.goal:
            gains.append(self.value)
            gap = self.goal - self.value
            step = self._step if gap > 0 else -self._step
            self.value = self.goal if abs(gap) <= self._step else self.value + step
        return gains + [self.value] * (frames - len(gains))


@dataclass(slots=True)
class _Playing:
    """A sound that has begun: how far it has come, and how loud it still is."""

    samples: Samples
    spoken: bool
    ducks: bool
    place: int = 0
    first: int = 0
    """The frame of the present block at which its sound begins."""
    gain: Ramp = field(default_factory=lambda: Ramp(1.0, FADE_S))

    def length_in(self, frames: int) -> int:
        """Return how many frames of a block of `frames` it fills."""
        return min(frames - self.first, len(self.samples) - self.place)

    def next_piece(self, frames: int) -> list[float]:
        """Return its part of the block, from frame `first` on, and move ahead."""
        length = self.length_in(frames)
        piece: list[float] = list(self.samples[self.place : self.place + length])
        if self.gain.goal != 1.0:
            piece = list(map(operator.mul, piece, self.gain.take(length)))
        self.place += length
        return piece

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.place >= len(self.samples) or self.gain.value == 0.0


class Mixer:
    """Mixes what a schedule says begins."""

    def __init__(self, schedule: Schedule, volume: float = 1.0) -> None:
        self._schedule = schedule
        self._playing: list[_Playing] = []
        self._volume = volume
        self._muted = False
        self._master = Ramp(volume, FADE_S)
        self._duck = Ramp(1.0, DUCK_S)

    def mute(self, muted: bool) -> None:
        """Silence everything, or let it be heard again; the plan goes on meanwhile."""
        self._muted = muted
        self._master.goal = 0.0 if muted else self._volume

    def set_volume(self, volume: float) -> None:
        """Play at `volume`, from 0 to 1."""
        self._volume = volume
        self.mute(self._muted)

    def hush(self, *, cues: bool = True, voice: bool = True) -> None:
        """Fade out whatever sounds of the kinds given."""
        for playing in self._playing:
            if voice if playing.spoken else cues:
                playing.gain.goal = 0.0

    @property
    def sounding(self) -> bool:
        """Whether a sound that has begun is not over."""
        return bool(self._playing)

    def render(self, frames: int, at: float) -> Samples:
        """Return the next `frames` samples, the first of which is heard at `at` (seconds)."""
        for begin in self._schedule.take(at, at + frames / RATE):
            self._playing.append(_start(begin, at, frames))
        if not self._playing:
            self._master.take(frames)
            self._duck.goal = 1.0
            self._duck.take(frames)
            return array("h", bytes(2 * frames))
        block = self._mix(frames)
        self._playing = [playing for playing in self._playing if not playing.over]
        for playing in self._playing:
            playing.first = 0
        return block

    def _mix(self, frames: int) -> Samples:
        """Add up the sounds of a block."""
        duck = self._ducking(frames)
        total: list[float] = [0] * frames
        for playing in self._playing:
            first = playing.first
            piece = playing.next_piece(frames)
            span = slice(first, first + len(piece))
            if playing.spoken:
                piece = list(map(operator.mul, piece, duck[span]))
            total[span] = map(operator.add, total[span], piece)
        total = list(map(operator.mul, total, self._master.take(frames)))
        return array("h", [max(-32768, min(32767, round(value))) for value in total])

    def _ducking(self, frames: int) -> list[float]:
        """Return the voice's gain over a block: low wherever a cue sounds that it gives way to."""
        spans = [(p.first, p.first + p.length_in(frames)) for p in self._playing if p.ducks]
        edges = sorted({0, frames, *(edge for span in spans for edge in span)})
        gains: list[float] = []
        for left, right in pairwise(edges):
            cue_sounds = any(first <= left < last for first, last in spans)
            self._duck.goal = DUCKED if cue_sounds else 1.0
            gains += self._duck.take(right - left)
        return gains


def _start(begin: Begin, at: float, frames: int) -> _Playing:
    """Return a sound placed at its sample of the block that is heard from `at` on."""
    first = min(frames, max(0, round((begin.at - at) * RATE)))
    return _Playing(begin.samples, begin.spoken, begin.ducks, first=first)
