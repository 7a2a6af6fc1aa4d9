"""What a session file says: the model behind it, its meaning and its messages.

Durations are whole milliseconds here, however they were written in the file. A model is made from
plain text, numbers, lists and mappings; where those come from is no business of this module.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from follow_along.core.words import Kind, Side


class Phase(BaseModel):
    """One phase of a repetition: a word and how long it lasts, in milliseconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: str
    ms: int


class SideDurations(BaseModel):
    """Different work for each side, in milliseconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left: int
    right: int


class Exercise(BaseModel):
    """One movement of a session. Durations in milliseconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    id: str
    kind: Kind = Kind.BALANCE
    sides: Literal["each", "both", "left", "right"] = "both"
    sets: int = 1
    work: int | SideDurations | None = None
    reps: int | None = None
    rest: int = 10_000
    change: int | None = None
    tempo: tuple[Phase, ...] = ()
    setup: str = ""
    cues: tuple[str, ...] = ()
    easier: str = ""
    harder: str = ""
    figure: str = ""
    after_stop: Literal["continue", "restart"] = "continue"

    def work_ms(self, side: Side) -> int | None:
        """Steady work on `side` in milliseconds; None when the block waits for the key."""
        match self.work:
            case SideDurations(left=left, right=right):
                return left if side is Side.LEFT else right
            case int():
                return self.work
        if self.reps and self.tempo:
            return self.reps * sum(phase.ms for phase in self.tempo)
        return None


class Session(BaseModel):
    """What one session file describes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    programme: str = ""
    week: int | None = None
    about: str = ""
    get_ready: int = 15_000
    settle: int = 3_000
    first_side: Literal["left", "right"] | None = None
    kit: tuple[str, ...] = ()
    safety: str = ""
    exercises: tuple[Exercise, ...]
