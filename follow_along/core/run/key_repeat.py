"""Tells key presses from the repeats of a key that is held down.

A terminal reports a held key as many presses and never reports its release. The first repeat comes
250 to 1000 ms after the press, the others 30 to 90 ms apart.
"""

from collections.abc import Mapping
from math import inf
from types import MappingProxyType
from typing import NamedTuple

REPEAT_GAP_S = 0.12
"""Presses of one key closer together than this are repeats."""

COOLDOWN_GAP_S = 0.5
"""The same for keys with a cooldown: a hurried second press must not undo the first."""

COOLDOWN_S = 1.0
"""A key with a cooldown is ignored this long after a press: the first repeat comes within it."""


class KeyRepeatFilter(NamedTuple):
    """When each key last arrived, and was last accepted as a press (monotonic seconds)."""

    arrived: Mapping[str, float] = MappingProxyType({})
    accepted: Mapping[str, float] = MappingProxyType({})

    def accept(self, key: str, now: float, *, cooldown: bool) -> tuple["KeyRepeatFilter", bool]:
        """Return the next state of the filter, and whether the key is a press, not a repeat."""
        gap = now - self.arrived.get(key, -inf)
        since_press = now - self.accepted.get(key, -inf)
        cooled_down = gap >= COOLDOWN_GAP_S and since_press >= COOLDOWN_S
        is_press = cooled_down if cooldown else gap >= REPEAT_GAP_S
        state = self._replace(arrived={**self.arrived, key: now})
        if is_press:
            state = state._replace(accepted={**self.accepted, key: now})
        return state, is_press
