"""The shelf: where the interface finds sessions, and what it begins a run with."""

from collections.abc import Sequence
from typing import Protocol

from follow_along.conductor import Conductor
from follow_along.core.choices import Choice


class Shelf(Protocol):
    """Where the interface finds sessions, and what it begins a run with."""

    def choices(self) -> Sequence[Choice]:
        """Every session there is, in the order to show them, as files and log stand now."""

    def open(self, choice: Choice) -> Conductor:
        """A run of a session, not yet begun. Only a choice without a problem can be opened."""
