"""Where in its tempo an exercise is: the phase of the repetition, its count, which repetition.

By ear a tempo is three tones, chosen by a phase's place in the repetition, so that they serve words
of any language: the first movement is `up`, the last `down`, and all between them `hold`. Only a
phase of stillness before the first movement or after the last must be known by its word.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from follow_along.core.enums import CueName
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import Block

EPSILON_MS = 1e-3
"""A moment that is the begin of a phase but for an error of the arithmetic is in that phase."""

_READABLE_MS = 2000
"""Repetitions shorter than this go by too fast for their number to be read."""

_FOLLOWED_MS = 500
"""Phases shorter than this go by too fast to be followed by ear."""

_STILL = frozenset({"hold", "pause", "ready", "rest", "still", "wait"})
"""Words of a phase in which nothing moves."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One moment of a tempo. `repetition` counts from 1; `of` is None where there is no end."""

    phase: TempoStep
    second: int
    """Which second of the phase this is, from 1."""
    repetition: int
    of: int | None
    changes_in: float
    """Time until the next second of the phase begins, or the next phase."""

    @property
    def words(self) -> str:
        """The phase as it is shown: `up 2`, or `up` where it takes a second or less."""
        return f"{self.phase.word} {self.second}" if self.phase.ms > 1000 else self.phase.word

    def repetition_words(self, cycle_ms: int) -> str:
        """The repetition as it is shown: `3 of 7`; empty where none can be read, or has an end."""
        if cycle_ms < _READABLE_MS or self.of is None:
            return ""
        return f"{self.repetition} of {self.of}"


def cycle_ms(block: Block) -> int:
    """How long one repetition takes, in milliseconds; 0 where there is no tempo."""
    return sum(phase.ms for phase in block.exercise.tempo)


def beat(block: Block, position: float) -> Beat | None:
    """The beat at `position` (steady seconds into the block); None where there is no tempo."""
    cycle = cycle_ms(block)
    if not cycle:
        return None
    repetition, within = divmod(position * 1000 + EPSILON_MS, cycle)
    begin = 0
    for phase in block.exercise.tempo:
        if within < begin + phase.ms:
            break
        begin += phase.ms
    total = None if block.work_ms is None else max(1, block.work_ms // cycle)
    number = int(repetition) + 1
    return Beat(
        phase=phase,
        second=math.floor((within - begin) / 1000) + 1,
        repetition=number if total is None else min(number, total),
        of=total,
        changes_in=min(1000 - (within - begin) % 1000, begin + phase.ms - within) / 1000,
    )


def tones(block: Block, after: float, before: float) -> Iterator[tuple[float, CueName]]:
    """The tone of every phase that begins between two positions (steady seconds into the block).

    With each comes its position; what begins exactly at `after` or `before` is left out.
    """
    phases = block.exercise.tempo
    begins = [sum(phase.ms for phase in phases[:i]) for i in range(len(phases))]
    heard = [
        (begin, tone)
        for begin, tone, phase in zip(begins, _tones(phases), phases, strict=True)
        if phase.ms >= _FOLLOWED_MS
    ]
    if not heard:
        return
    cycle = cycle_ms(block)
    for repetition in count(int(after * 1000 // cycle)):
        for begin, tone in heard:
            position = (repetition * cycle + begin) / 1000
            if position >= before:
                return
            if position > after:
                yield position, tone


def _tones(phases: Sequence[TempoStep]) -> list[CueName]:
    """The tone of each phase of a repetition."""
    moving = [
        i for i, phase in enumerate(phases) if _STILL.isdisjoint(phase.word.casefold().split())
    ]
    tones = [CueName.HOLD] * len(phases)
    if moving:
        tones[moving[-1]] = CueName.DOWN
        tones[moving[0]] = CueName.UP
    return tones
