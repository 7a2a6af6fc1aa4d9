"""The tempo of an exercise: the step and the repetition at a position, and the tempo tones.

The tones do not depend on the language: the first movement of a repetition has the tone `up`, the
last one `down`, and all steps between them `hold`. Only steps without movement before the first or
after the last movement are recognised by their words.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from follow_along.core.enums import CueName
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import Block

EPSILON_MS = 1e-3
"""A rounding error of this size does not move a position to the step before."""

_READABLE_MS = 2000
"""Repetitions shorter than this have no number: it could not be read."""

_FOLLOWED_MS = 500
"""Steps shorter than this have no tone: it could not be followed."""

_STILL = frozenset({"hold", "pause", "ready", "rest", "still", "wait"})
"""Words of a step without movement."""


class Beat(NamedTuple):
    """The tempo at one position; `repetition` counts from 1."""

    step: TempoStep
    repetition: int
    repetitions: int | None
    """None in a block without a time limit."""
    changes_in: float
    """Seconds until the next step begins."""

    def repetition_words(self, cycle_ms: int) -> str:
        """Return the repetition as it is shown, `Rep 3 of 7`; empty if too fast or without end."""
        if cycle_ms < _READABLE_MS or self.repetitions is None:
            return ""
        return f"Rep {self.repetition} of {self.repetitions}"


def cycle_ms(block: Block) -> int:
    """Return the length of one repetition in milliseconds; 0 without a tempo."""
    return sum(step.ms for step in block.exercise.tempo)


def beat_at(block: Block, position: float) -> Beat | None:
    """Return the beat at `position` (steady seconds into the block); None without a tempo."""
    cycle = cycle_ms(block)
    if not cycle:
        return None
    repetition, within = divmod(position * 1000 + EPSILON_MS, cycle)
    begin = 0
    for step in block.exercise.tempo:
        if within < begin + step.ms:
            break
        begin += step.ms
    total = None if block.work_ms is None else max(1, block.work_ms // cycle)
    number = int(repetition) + 1
    return Beat(
        step=step,
        repetition=number if total is None else min(number, total),
        repetitions=total,
        changes_in=(begin + step.ms - within) / 1000,
    )


def tempo_tones(block: Block, after: float, before: float) -> Iterator[tuple[float, CueName]]:
    """Yield the position and tone of every step that begins between two positions, exclusively.

    Positions are steady seconds into the block.
    """
    steps = block.exercise.tempo
    begins = [sum(step.ms for step in steps[:i]) for i in range(len(steps))]
    heard = [
        (begin, tone)
        for begin, tone, step in zip(begins, _tones(steps), steps, strict=True)
        if step.ms >= _FOLLOWED_MS
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


def _tones(steps: Sequence[TempoStep]) -> list[CueName]:
    """The tone of each step of a repetition."""
    moving = [i for i, step in enumerate(steps) if _STILL.isdisjoint(step.word.casefold().split())]
    tones = [CueName.HOLD] * len(steps)
    if moving:
        tones[moving[-1]] = CueName.DOWN
        tones[moving[0]] = CueName.UP
    return tones
