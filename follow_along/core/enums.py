"""The enumerations that session files, the screen, the log and the sound share.

Their values are stored in session files and in the log.
"""

from enum import StrEnum


class Side(StrEnum):
    """The foot that works; BOTH is both feet on the floor together."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side; BOTH is its own opposite."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, Side.BOTH)


class ExerciseKind(StrEnum):
    """What an exercise trains. Only BALANCE exercises are in the trend."""

    BALANCE = "balance"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    FOOT = "foot"


class Version(StrEnum):
    """The version of an exercise. Only blocks of the same version are compared over the weeks."""

    EASIER = "easier"
    WRITTEN = "written"
    """As the session has it."""
    HARDER = "harder"


class InterruptionKind(StrEnum):
    """The kind of an interruption of a block: what people read as a *stop*."""

    WOBBLE = "wobble"
    """Balance lost; the clock stopped."""
    TOUCH = "touch"
    """Balance lost; the clock kept running."""
    BREAK = "break"
    """Stopped for another reason, such as the phone."""
    SLEEP = "sleep"
    """The machine slept."""

    @property
    def balance_lost(self) -> bool:
        """Whether it is a loss of balance, which is counted."""
        return self in {InterruptionKind.WOBBLE, InterruptionKind.TOUCH}


class BlockOutcome(StrEnum):
    """How one attempt at a block ended."""

    DONE = "done"
    CUT = "cut"
    """Ended early."""
    RESTARTED = "restarted"
    """Ended to begin again as a new attempt."""
    SKIPPED = "skipped"
    """Never begun."""


class RunOutcome(StrEnum):
    """How a run ended."""

    DONE = "done"
    LEFT = "left"


class CueName(StrEnum):
    """The cue sounds. Each has a WAV file of that name."""

    GO = "go"
    REST = "rest"
    SWITCH = "switch"
    STOP = "stop"
    HALF = "half"
    TEN = "ten"
    FINISH = "finish"
    TICK = "tick"
    UP = "up"
    HOLD = "hold"
    DOWN = "down"


TEMPO_TONES = frozenset({CueName.UP, CueName.HOLD, CueName.DOWN})
"""The soft tones at the beginning of tempo steps."""
