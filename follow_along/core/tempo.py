"""Where in its tempo an exercise is: the phase of the repetition, its count, which repetition."""

import math
from dataclasses import dataclass

from follow_along.core.session import Phase
from follow_along.core.timeline import Block

_A_HAIR_MS = 1e-3
"""A moment that is the begin of a phase but for an error of the arithmetic is in that phase."""

_READABLE_MS = 2000
"""Repetitions shorter than this go by too fast for their number to be read."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One moment of a tempo. `repetition` counts from 1; `of` is None where there is no end."""

    phase: Phase
    second: int
    """Which second of the phase this is, from 1."""
    repetition: int
    of: int | None
    changes_in: float
    """Time until the next second of the phase begins, or the next phase."""

    def words(self, cycle_ms: int) -> str:
        """As it is shown: `up 2  ·  3 of 7`."""
        word = f"{self.phase.word} {self.second}" if self.phase.ms > 1000 else self.phase.word
        if cycle_ms < _READABLE_MS or self.of is None:
            return word
        return f"{word}  ·  {self.repetition} of {self.of}"


def cycle_ms(block: Block) -> int:
    """How long one repetition takes, in milliseconds; 0 where there is no tempo."""
    return sum(phase.ms for phase in block.exercise.tempo)


def beat(block: Block, position: float) -> Beat | None:
    """The beat at `position` (steady seconds into the block); None where there is no tempo."""
    cycle = cycle_ms(block)
    if not cycle:
        return None
    repetition, within = divmod(position * 1000 + _A_HAIR_MS, cycle)
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
