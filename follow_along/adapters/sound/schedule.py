"""The planned sounds: which of them begin when. No device and no clock is used here."""

import heapq
from collections.abc import Callable, Sequence
from itertools import count
from typing import NamedTuple

from follow_along.adapters.sound.samples import RATE, Samples
from follow_along.core.cues.scheduled_cue import PATIENCE_S, ScheduledCue

MOST_LATE_S = 0.25
"""A cue later than this is dropped: a beep long after its moment misleads."""
SAME_CUE_S = 0.02
"""Two cues of one name closer than this are one: a new plan may repeat what has begun."""


class Onset(NamedTuple):
    """The beginning of a sound at the moment `at` (seconds)."""

    at: float
    cue: ScheduledCue
    """Of a phrase with several forms, the one that is spoken."""
    samples: Samples

    @property
    def spoken(self) -> bool:
        """Whether this is a phrase, not a cue sound."""
        return self.cue.phrase is not None

    @property
    def ducks(self) -> bool:
        """Whether the voice is softened meanwhile; tempo tones would chop up every phrase."""
        return not self.spoken and not self.cue.is_tempo_tone


class Schedule:
    """A queue of planned sounds, which come out in the order in which they begin.

    `find_samples` returns the samples of a cue or phrase, or None while there are none.
    """

    def __init__(self, find_samples: Callable[[ScheduledCue], Samples | None]) -> None:
        self.latency = 0.0
        """Seconds from the rendering of a sample until it is heard."""
        self.cues = True
        """Whether cue sounds are played."""
        self.tempo = True
        """Whether tempo tones are played, provided that cues are."""
        self.voice = True
        """Whether phrases are played."""
        self._find_samples = find_samples
        self._order = count()
        self._pending: list[tuple[float, int, ScheduledCue]] = []
        self._begun: list[ScheduledCue] = []
        self._speaking_until = float("-inf")

    def replace(self, scheduled: Sequence[ScheduledCue], *, hush: bool = False) -> None:
        """Replace what has not begun by `scheduled`, which is in order of its moments.

        A cue that was due before the first of `scheduled` is only late, because the machine is
        busy, and stays planned. `hush` drops it too, and forgets what has begun: it was cut off.
        """
        late = self._late(scheduled)
        if hush:
            late.clear()
            self._begun.clear()
            self._speaking_until = float("-inf")
        self._pending = [
            (cue.at, next(self._order), cue)
            for cue in (*late, *scheduled)
            if not any(_same(cue, begun) for begun in self._begun)
        ]
        heapq.heapify(self._pending)

    def _late(self, scheduled: Sequence[ScheduledCue]) -> list[ScheduledCue]:
        """Return what is pending from before the first of `scheduled`."""
        if not scheduled:
            return []
        since = scheduled[0].at
        first = [cue for cue in scheduled if cue.at < since + SAME_CUE_S]
        return [
            cue
            for _, _, cue in self._pending
            if cue.at < since and not any(_same(cue, other) for other in first)
        ]

    def pop_onsets(self, start: float, end: float) -> list[Onset]:
        """Return and remove what begins from the moment `start` up to `end` (seconds)."""
        self._begun = [
            cue for cue in self._begun if cue.at > start - 2 * (MOST_LATE_S + self.latency)
        ]
        onsets: list[Onset] = []
        waiting: list[tuple[float, int, ScheduledCue]] = []
        while self._pending and self._pending[0][0] < end:
            planned, order, cue = heapq.heappop(self._pending)
            if start - planned > MOST_LATE_S + self.latency:
                continue
            at = max(planned, start)
            outcome = self._cue_onset(cue, at) if cue.cue else self._phrase_onset(cue, at, end)
            if isinstance(outcome, Onset):
                self._begun.append(cue)
                onsets.append(outcome)
            elif outcome is not None:
                waiting.append((outcome, order, cue))
        for retry in waiting:
            heapq.heappush(self._pending, retry)
        return onsets

    def _cue_onset(self, cue: ScheduledCue, at: float) -> Onset | None:
        """Return the onset of a cue sound, or None if it is not to be heard."""
        wanted = self.cues and (self.tempo or not cue.is_tempo_tone)
        samples = self._find_samples(cue) if wanted else None
        return None if samples is None else Onset(at, cue, samples)

    def _phrase_onset(self, cue: ScheduledCue, at: float, end: float) -> Onset | float | None:
        """Return the onset of a phrase, the moment to look again, or None to drop it."""
        at = max(at, self._speaking_until)
        if not self.voice or at - cue.at > cue.patience + self.latency:
            return None
        if at >= end:
            return at
        late = end - cue.at > PATIENCE_S + self.latency
        rendered: list[tuple[ScheduledCue, Samples]] = []
        for form in cue.forms:
            spoken = cue._replace(phrase=form)
            samples = self._find_samples(spoken)
            if samples is not None:
                rendered.append((spoken, samples))
                if cue.until is None or at + len(samples) / RATE <= cue.until:
                    break
            elif not (late or rendered):
                return end
        else:
            if not rendered:
                return end
            if not cue.shorter:
                return None
        spoken, samples = rendered[-1]
        self._speaking_until = at + len(samples) / RATE
        return Onset(at, spoken, samples)


def _same(cue: ScheduledCue, other: ScheduledCue) -> bool:
    """Return whether two scheduled cues are one and the same sound."""
    same_sound = (cue.cue, cue.phrase) == (other.cue, other.phrase)
    return same_sound and abs(cue.at - other.at) < SAME_CUE_S
