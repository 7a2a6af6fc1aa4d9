"""Asks how a run was in lines, one key for each answer. Nothing must be answered."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from follow_along.core.rating import LONGEST_NOTE, SCALES, Answer, Question
from follow_along.core.text import one_line
from follow_along.ui.actions import parse_action
from follow_along.ui.keys import RATING, KeyMap
from follow_along.ui.plain.lines import hint_line
from follow_along.ui.screens.questions import rating_question


class Asking(NamedTuple):
    """How the plain player reads answers and prints questions."""

    read_action: Callable[[], str]
    """Return the action of the next key of the page `RATING`; "" at the end of the input."""
    read_line: Callable[[], str | None]
    """Return a typed line; None at the end of the input."""
    print: Callable[[Iterable[str]], None]
    key_map: KeyMap

    def ask(
        self, questions: tuple[Question, ...], keep: Callable[[Question, Answer], object]
    ) -> bool:
        """Ask questions one after the other, and keep each answer at once.

        Returns False when the person goes back from the first one.
        """
        index = 0
        while 0 <= index < len(questions):
            step = self._ask_note if questions[index] is Question.NOTE else self._ask_score
            self.print(self._lines(questions[index]))
            index += step(questions[index], keep) or len(questions)
        return index > 0

    def _lines(self, question: Question) -> Iterator[str]:
        yield rating_question(question).sentence
        if question is Question.NOTE:
            yield "Press Enter at the end of it. Enter alone: no note."
        else:
            actions = {"skip": "skip", "back": "back", "leave": "skip the rest"}
            hints = [(self.key_map.label(RATING, name), does) for name, does in actions.items()]
            yield hint_line(hints)

    def _ask_note(self, question: Question, keep: Callable[[Question, Answer], object]) -> int:
        """Keep what is typed, if anything is. Returns the step to the next question."""
        if note := one_line(self.read_line() or "")[:LONGEST_NOTE]:
            keep(question, note)
        return 1

    def _ask_score(self, question: Question, keep: Callable[[Question, Answer], object]) -> int:
        """Keep a score. Returns the step to the next question; 0 to leave."""
        scale = SCALES[question]
        while action := self.read_action():
            name, arguments = parse_action(action)
            if name != "score":
                return {"skip": 1, "back": -1, "leave": 0}[name]
            (score,) = arguments
            if score in scale:
                keep(question, score)
                return 1
            self.print([f"{score}: {scale[0]} to {scale[-1]} here."])
        return 0
