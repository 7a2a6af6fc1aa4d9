"""The rating page: asks how a run was, one key for each answer. Nothing on it must be answered."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from follow_along.core.rating import LONGEST_NOTE, SCALES, Answer, Question, Rating
from follow_along.core.text import one_line
from follow_along.ui.actions import parse_action
from follow_along.ui.key_presses import label_of, textual_key
from follow_along.ui.keys import RATING, Hint
from follow_along.ui.responsive_screen import ResponsiveScreen
from follow_along.ui.screens.questions import RATING_QUESTIONS, rating_question
from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints

_EDITING = frozenset({"left", "right", "home", "end", "backspace", "delete", "enter"})
"""Keys of the line for a note, which are no others there."""

Keep = Callable[[Question, Answer], object]
"""Keeps an answer, at once."""


class RatingScreen(ResponsiveScreen[bool]):
    """Asks one question after the other. Dismissed with False to go back, with True at the end.

    `is_press` says whether a key is pressed anew, and not held. `about` names the run where no page
    before this one does; then there is none to go back to.
    """

    CSS_PATH = "../styles/rating.tcss"
    AUTO_FOCUS = ""

    def __init__(
        self,
        keep: Keep,
        rating: Rating,
        *,
        questions: tuple[Question, ...] = RATING_QUESTIONS,
        is_press: Callable[[str], bool] = lambda _: True,
        about: str = "",
    ) -> None:
        super().__init__()
        self._keep = keep
        self._rating = rating
        self._questions = questions
        self._is_press = is_press
        self._about = about
        self._index = 0
        self._last_key = "skip"
        """By which the page opened."""
        self._typed = rating.note

    def compose(self) -> ComposeResult:
        """Compose the answers so far, the question, and the line for a note."""
        yield ClippedLabel(id="given")
        yield BigText(id="question")
        yield ClippedLabel(id="meaning")
        note = Input(self._rating.note, max_length=LONGEST_NOTE, select_on_focus=False, id="note")
        note.cursor_blink = False
        yield note
        yield Hints(id="hints")

    def on_mount(self) -> None:
        """Show the first question."""
        self._show()

    def on_unmount(self) -> None:
        """Keep a note that was being typed when the program ended."""
        self._keep_note()

    @property
    def question(self) -> Question:
        """The question that is asked now."""
        return self._questions[self._index]

    def on_key(self, event: Key) -> None:
        """Do what a key means here, or say that it means nothing.

        Not by bindings: in a note, keys are text, and a digit is a score whatever else it is given.
        """
        keys = {
            textual_key(each): key.action
            for key in reversed(RATING)
            for each in self.key_map.keys(key)
        }
        action = keys.get(event.key, "")
        name, arguments = parse_action(action)
        if self.question is Question.NOTE and (event.is_printable or event.key in _EDITING):
            self._edit_note(event)
            return
        if not name:
            if self.question is not Question.NOTE and (label := label_of(event)):
                self._flash(f"{label}: not here; {self.key_map.label(RATING, 'skip')} skips")
            return
        event.stop()
        if self._is_held(action):
            self._flash(f"{label_of(event)}: again within a second, ignored")
        elif name == "score":
            self._score(arguments[0], label_of(event))
        else:
            getattr(self, f"_{name}")()

    def _edit_note(self, event: Key) -> None:
        """Do what a key does in the line for the note, where that has lost the focus."""
        note = self.query_one("#note", Input)
        if note.has_focus:
            return
        note.focus()
        if event.key == "enter":
            self._skip()
        elif event.is_printable and event.character:
            note.insert_text_at_cursor(event.character)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Note what is typed, so that an end of the program does not lose it."""
        self._typed = event.value

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the note, and go on."""
        self._typed = event.value
        if not self._is_held("skip"):
            self._skip()

    def _is_held(self, key: str) -> bool:
        """Whether a key is held, or pressed again too soon. Another key in between ends that."""
        is_press, again = self._is_press(key), key == self._last_key
        self._last_key = key
        return again and not is_press

    def _score(self, score: int, label: str) -> None:
        scale = SCALES[self.question]
        if score not in scale:
            self._flash(f"{label}: {scale[0]} to {scale[-1]} here")
            return
        self._keep_answer(score)
        self._skip()

    def _skip(self) -> None:
        """Go on to the next question; after the last one, close."""
        self._keep_note()
        if self._index + 1 == len(self._questions):
            self.dismiss(True)
            return
        self._index += 1
        self._show()

    def _back(self) -> None:
        self._keep_note()
        if self._index:
            self._index -= 1
            self._show()
        elif not self._about:
            self.dismiss(False)

    def _leave(self) -> None:
        self._keep_note()
        self.dismiss(True)

    def _keep_note(self) -> None:
        note = one_line(self._typed)[:LONGEST_NOTE]
        if note != self._rating.note:
            self._rating = self._rating.answered(Question.NOTE, note)
            self._keep(Question.NOTE, note)

    def _keep_answer(self, answer: Answer) -> None:
        self._rating = self._rating.answered(self.question, answer)
        self._keep(self.question, answer)

    def _show(self) -> None:
        asked = rating_question(self.question)
        is_note = self.question is Question.NOTE
        given = (rating_question(each).given(self._rating.answer(each)) for each in self._questions)
        shown = " · ".join(filter(None, (self._about, *given)))
        self.query_one("#given", ClippedLabel).show_words(shown)
        self.query_one("#question", BigText).text = asked.large
        self.query_one("#meaning", ClippedLabel).show_words(asked.sentence)
        note = self.query_one("#note", Input)
        note.display = is_note
        self.set_focus(note if is_note else None)
        self.query_one("#hints", Hints).show_words(tuple(self._hints(is_note=is_note)))

    def _hints(self, *, is_note: bool) -> list[Hint]:
        label = self.key_map.label
        if is_note:
            return [("Enter", "close"), ("↑", "back")]
        hints = [("X", "10")] if 10 in SCALES[self.question] else []
        hints.append((label(RATING, "skip"), "skip"))
        if self._index + 1 < len(self._questions):
            hints.append((label(RATING, "leave"), "close"))
        if self._index or not self._about:
            hints.append((label(RATING, "back"), "back"))
        return hints

    def _flash(self, text: str) -> None:
        self.query_one("#hints", Hints).flash(text)
