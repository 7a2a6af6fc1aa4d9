"""Telling a press from the repeats of a key that is held down.

A terminal sends a held key as many presses: the first repeat a quarter of a second to a second
after the key went down, the others a few hundredths apart. It never says that the key came up.
"""

from dataclasses import dataclass, field, replace

REPEAT_GAP_S = 0.12
"""Presses of one key closer than this are a held key: repeats come every 30 to 90 ms."""

HURRY_S = 0.5
"""The same for keys that rest: hurried presses one upon another must not undo the first."""

REST_S = 1.0
"""A key that leads elsewhere rests this long: a held key begins to repeat within that time."""


@dataclass(frozen=True, slots=True)
class KeyRepeatFilter:
    """When each key was last pressed, and last taken for a press (monotonic seconds)."""

    arrived: dict[str, float] = field(default_factory=dict)
    taken: dict[str, float] = field(default_factory=dict)

    def accept(self, key: str, now: float, *, rests: bool) -> tuple["KeyRepeatFilter", bool]:
        """Whether a key that arrives at `now` is a press of its own, and what to remember."""
        gap = now - self.arrived.get(key, float("-inf"))
        rest = now - self.taken.get(key, float("-inf"))
        rested = gap >= HURRY_S and rest >= REST_S
        fresh = rested if rests else gap >= REPEAT_GAP_S
        remembered = replace(self, arrived=self.arrived | {key: now})
        if fresh:
            remembered = replace(remembered, taken=self.taken | {key: now})
        return remembered, fresh
