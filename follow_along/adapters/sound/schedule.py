"""Which sounds begin when: the plan, without a device and without a clock."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from follow_along.adapters.sound.samples import RATE, Samples
from follow_along.core.cues.scheduled_cue import ScheduledCue

LATE_S = 0.25
"""A sound this late is left out: a beep that comes after its moment misleads."""
PATIENCE_S = 1.5
"""How long a phrase waits for the one before it to end, or to be rendered at all."""
SAME_S = 0.02
"""Two cues of one name nearer than this are one: a new plan may repeat what has already begun."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A sound that begins at the moment `at` (seconds)."""

    at: float
    due: ScheduledCue
    samples: Samples

    @property
    def spoken(self) -> bool:
        """Whether this is a phrase, not a cue sound."""
        return self.due.phrase is not None

    @property
    def ducks(self) -> bool:
        """Whether the voice gives way to it; the tones of a tempo would chop up every phrase."""
        return not self.spoken and not self.due.is_tempo_tone


class Schedule:
    """The planned sounds, given out in the order and by the rules in which they begin.

    `find` gives the samples of a cue or phrase, or None if there are none yet.
    """

    def __init__(self, find: Callable[[ScheduledCue], Samples | None]) -> None:
        self.delay = 0.0
        """Seconds by which whatever is taken now reaches the ear later than now."""
        self.cues = True
        self.tempo = True
        """Whether the tones of a tempo are heard, where cues are."""
        self.voice = True
        self._find = find
        self._order = count()
        self._pending: list[tuple[float, int, ScheduledCue]] = []
        self._begun: list[ScheduledCue] = []
        self._speaking_until = float("-inf")

    def replace(self, due: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Plan `due` in place of all that has not begun; `hush`: what has begun was cut off."""
        if hush:
            self._begun.clear()
            self._speaking_until = float("-inf")
        self._pending = [
            (one.at, next(self._order), one)
            for one in due
            if not any(_same(one, begun) for begun in self._begun)
        ]
        heapq.heapify(self._pending)

    def take(self, start: float, end: float) -> list[Begin]:
        """Return what begins in the stretch of time from `start` up to `end`, and forget it."""
        self._begun = [one for one in self._begun if one.at > start - 2 * (LATE_S + self.delay)]
        begins: list[Begin] = []
        waiting: list[tuple[float, int, ScheduledCue]] = []
        while self._pending and self._pending[0][0] < end:
            planned, order, due = heapq.heappop(self._pending)
            if start - planned > LATE_S + self.delay:
                continue
            at = max(planned, start)
            outcome = self._begin_cue(due, at) if due.cue else self._begin_words(due, at, end)
            if isinstance(outcome, Begin):
                self._begun.append(due)
                begins.append(outcome)
            elif outcome is not None:
                waiting.append((outcome, order, due))
        for later in waiting:
            heapq.heappush(self._pending, later)
        return begins

    def _begin_cue(self, due: ScheduledCue, at: float) -> Begin | None:
        """Return the beginning of a cue sound, or None if it is not to be heard."""
        heard = self.cues and (self.tempo or not due.is_tempo_tone)
        samples = self._find(due) if heard else None
        return None if samples is None else Begin(at, due, samples)

    def _begin_words(self, due: ScheduledCue, at: float, end: float) -> Begin | float | None:
        """Return the beginning of a phrase, the moment to look again, or None to leave it out."""
        if not self.voice:
            return None
        samples = self._find(due)
        at = max(at, self._speaking_until)
        if samples is None:
            at = max(at, end)
        if at - due.at > PATIENCE_S + self.delay:
            return None
        length = 0.0 if samples is None else len(samples) / RATE
        if due.until is not None and at + length > due.until:
            return None
        if samples is None or at >= end:
            return at
        self._speaking_until = at + length
        return Begin(at, due, samples)


def _same(one: ScheduledCue, other: ScheduledCue) -> bool:
    """Return whether two dues are one and the same sound."""
    return (one.cue, one.phrase) == (other.cue, other.phrase) and abs(one.at - other.at) < SAME_S
