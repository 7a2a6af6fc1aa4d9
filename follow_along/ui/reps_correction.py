"""Correcting the repetitions of a run's blocks, on the screen and in the plain player."""

from follow_along.conductor import Conductor
from follow_along.core.place_words import repeats, with_side
from follow_along.core.run.record import BlockRecord
from follow_along.core.run.repetitions import attempts_with_reps, one_more, typed


class RepsCorrection:
    """The blocks of a run that have repetitions, and the chosen one. Each change is logged at once.

    `run` has at least one such block.
    """

    def __init__(self, run: Conductor) -> None:
        self._run = run
        self.index = 0
        """The chosen block among `attempts`."""
        self._typed: int | None = None
        """The number that digits have been typed of since the block was chosen."""

    @property
    def attempts(self) -> tuple[BlockRecord, ...]:
        """The blocks in the order in which they were done."""
        return attempts_with_reps(self._run.player.record)

    @property
    def chosen(self) -> BlockRecord:
        """The block that the next key corrects."""
        return self.attempts[self.index]

    @property
    def refusal(self) -> str:
        """Why the last key changed nothing; empty if it did."""
        return self._run.refusal

    def move(self, by: int) -> None:
        """Choose another block, at most the first or last one."""
        self.index = min(max(0, self.index + by), len(self.attempts) - 1)
        self._typed = None

    def more(self, step: int, *, age_s: float = 0.0) -> bool:
        """Correct the chosen block by one. False if that is refused."""
        self._typed = None
        return self._correct(one_more(self.chosen, step), age_s)

    def type_digits(self, digits: str, *, age_s: float = 0.0) -> bool:
        """Add digits to the number of the chosen block. False if the number is too large."""
        number = typed(self._typed, digits)
        done = self._correct(number, age_s)
        self._typed = number if done else self._typed
        return done

    def clear(self, *, age_s: float = 0.0) -> bool:
        """Take back what was said of the chosen block."""
        self._typed = None
        return self._correct(None, age_s)

    def _correct(self, reps: int | None, age_s: float) -> bool:
        return self._run.correct_reps(self.chosen.attempt, reps, age_s=age_s)


def block_words(attempt: BlockRecord) -> str:
    """Return which block of the run it is, such as `Squats, left leg, set 1 of 2`."""
    return ", ".join((with_side(attempt.block), *repeats(attempt.block)))
