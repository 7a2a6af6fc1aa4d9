"""The words that the session file, the screen, the log and the sound share."""

from enum import StrEnum


class Side(StrEnum):
    """The foot that works; BOTH means feet on the floor together."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side; both feet stay both feet."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, Side.BOTH)


class ExerciseKind(StrEnum):
    """What an exercise trains; the history's headline counts BALANCE alone."""

    BALANCE = "balance"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    FOOT = "foot"


class InterruptionKind(StrEnum):
    """Why a block of work was interrupted."""

    WOBBLE = "wobble"
    """Balance lost, the clock stopped."""
    TOUCH = "touch"
    """Balance lost, the clock kept running."""
    BREAK = "break"
    """The door, the phone."""
    SLEEP = "sleep"
    """The machine slept."""

    @property
    def balance_lost(self) -> bool:
        """Whether this kind of interruption is a loss of balance, and so is counted."""
        return self in {InterruptionKind.WOBBLE, InterruptionKind.TOUCH}


class BlockOutcome(StrEnum):
    """How one attempt at a block ended."""

    DONE = "done"
    CUT = "cut"
    """Left before its time was up."""
    RESTARTED = "restarted"
    """Begun again from the start, as a new attempt."""
    SKIPPED = "skipped"
    """Passed over: never begun."""


class RunOutcome(StrEnum):
    """How a run ended."""

    DONE = "done"
    LEFT = "left"


class CueName(StrEnum):
    """The cue sounds; each has a WAV file of its name."""

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
"""The soft tones at the changes of a tempo's phases."""
