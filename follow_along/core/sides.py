"""Whether one side had more stops lately, beyond what chance does with counts this small."""

from collections.abc import Sequence
from dataclasses import dataclass

from follow_along.core.measures import RunTally
from follow_along.core.words import Side


@dataclass(frozen=True, slots=True)
class SideFlag:
    """One side had more stops lately."""

    side: Side
    more: int
    fewer: int

    @property
    def sentence(self) -> str:
        """`More stops on the left lately (9 to 1).`"""
        return f"More stops on the {self.side} lately ({self.more} to {self.fewer})."


def side_flag(runs: Sequence[RunTally]) -> SideFlag | None:
    """The side to flag, by the last three runs of the same balance exercises; None for neither."""
    raise NotImplementedError
