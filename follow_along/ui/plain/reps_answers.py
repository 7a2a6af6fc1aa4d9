"""The repetitions really done, as the plain player takes them."""

from collections.abc import Iterator

from follow_along.conductor import Conductor
from follow_along.ui.keys import REPS, KeyMap
from follow_along.ui.plain.lines import hint_line
from follow_along.ui.reps_correction import RepsCorrection, block_words


def is_number(name: str) -> bool:
    """Whether what was typed is a digit, or a line with a whole number."""
    return name.isascii() and name.isdecimal()


class RepsAnswers:
    """Corrects the blocks of a run one by one, with keys or, `by_line`, with typed numbers."""

    def __init__(self, run: Conductor, *, by_line: bool) -> None:
        self._correction = RepsCorrection(run)
        self._by_line = by_line

    def introduction(self, key_map: KeyMap) -> Iterator[str]:
        """Yield what the keys do, and the first block."""
        close = key_map.label(REPS, "close")
        yield hint_line((("↓", "next block"), ("↑", "block before"), (close, "close")))
        yield "Type the number that you really did."
        yield self._chosen()

    def answer(self, action: str) -> Iterator[str]:
        """Do an action, or take a number, and yield what holds then; nothing without an action."""
        done = True
        match action:
            case "":
                return
            case "move(1)" | "move(-1)":
                self._correction.move(-1 if "-" in action else 1)
            case "more(1)" | "more(-1)":
                done = self._correction.more(-1 if "-" in action else 1)
            case "written":
                done = self._correction.clear()
            case _:
                done = self._take(action)
        yield self._chosen() if done else f"{self._correction.refusal}."

    def _take(self, number: str) -> bool:
        if self._by_line:
            # A line is a whole number.
            self._correction.move(0)
        return self._correction.type_digits(number)

    def _chosen(self) -> str:
        chosen = self._correction.chosen
        return f"{block_words(chosen)}: {chosen.reps_text} reps."
