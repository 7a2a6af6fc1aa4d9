"""Plays one run with lines and keys, for screen readers and terminals that cannot draw.

It shows a run as the play screen does, through the same conductor, and takes the same keys.
"""

from collections.abc import Iterable

from follow_along.conductor import Conductor
from follow_along.core.dates import short_day
from follow_along.core.rating import Answer, Question
from follow_along.core.run.player import Action, Phase
from follow_along.core.run.repetitions import attempts_with_reps
from follow_along.core.text import visible
from follow_along.ports import HistoryError
from follow_along.ui.actions import parse_action
from follow_along.ui.keys import (
    DEFAULT_KEY_MAP,
    DIALOG,
    DONE,
    EVERYWHERE,
    HELP,
    PLAY,
    RATING,
    REPS,
    RESUME,
    Key,
    KeyMap,
)
from follow_along.ui.outcome import Outcome, outcome_of
from follow_along.ui.plain.lines import (
    hint_line,
    key_lines,
    sentences,
    summary_lines,
)
from follow_along.ui.plain.narrator import Console, Narrator
from follow_along.ui.plain.rating import Asking
from follow_along.ui.plain.reps_answers import RepsAnswers, is_number
from follow_along.ui.screens.questions import RATING_QUESTIONS, leave_question, resume_question
from follow_along.ui.services import AppServices

HEARTBEAT_S = 1.0
"""Seconds between readings of the clock when time changes nothing: the machine may have slept."""

DONE_PAUSE_S = 1.0
"""Seconds after the end of a run for which keys are ignored: they were meant for the last block."""

_ALWAYS = (*EVERYWHERE, Key((), "suspend", "", fixed=("suspend",)))


BY_LINE = "Type a key or its name, then press Enter. Enter alone is Space."


class PlainPlayer:
    """Plays a run from its title to its end."""

    def __init__(
        self,
        services: AppServices,
        run: Conductor,
        console: Console,
        *,
        badge: str = "",
        key_map: KeyMap = DEFAULT_KEY_MAP,
    ) -> None:
        self._services = services
        self._run = run
        self._console = console
        self._badge = "".join(sentences(badge.strip()))
        self._key_map = key_map
        self._narrator = Narrator(run, console, key_map)
        self._leaving = False
        self.ended_by: int | None = None
        """The number of the signal that ended the program, if one did."""

    def end_soon(self, signal_number: int) -> None:
        """End the program because of a signal. Callable at any time and repeatedly."""
        self.ended_by = self.ended_by or signal_number

    def play(self) -> Outcome:
        """Play the run, or the interrupted one in its place, and return how it ended."""
        self._narrator.print(filter(None, [self._badge, BY_LINE if self._console.by_line else ""]))
        try:
            self._offer_to_resume()
            if not self._leaving:
                self._narrator.begin(self._run)
            while not self._run.over and not self._ending:
                self._do(self._read(PLAY, self._until_change()))
            if self._run.player.phase is Phase.DONE:
                self._review()
        finally:
            self._run.act(Action.LEAVE)
        return outcome_of(self._run)

    @property
    def _ending(self) -> bool:
        return self._leaving or self.ended_by is not None

    def _offer_to_resume(self) -> None:
        resumable = self._services.resumable_run(self._run)
        if resumable is None:
            self._ask_this_morning()
            return
        answers = (
            (self._key_map.label(RESUME, "resume"), "resume"),
            (self._key_map.label(RESUME, "start_new"), "start a new run"),
            (self._key_map.label(RESUME, "leave"), "close"),
        )
        question = " ".join(sentences(*resume_question(resumable)))
        answer = self._ask(RESUME, (question, hint_line(answers)))
        if answer == "resume":
            self._run = self._services.resume(resumable)
        self._leaving = self._leaving or answer == "leave"

    def _ask_this_morning(self) -> None:
        """Ask for the pain of the morning after a run that hurt, if it is time."""
        if (run := self._services.morning_run()) is None:
            return
        answers: dict[Question, Answer] = {Question.MORNING_PAIN: None}
        self._narrator.print(sentences(f"{run.title}, {short_day(run.began)}"))
        self._asking.ask((Question.MORNING_PAIN,), answers.__setitem__)
        if not self._ending or answers[Question.MORNING_PAIN] is not None:
            try:
                self._services.history.rate(run.run_id, answers)
            except HistoryError as error:
                self._narrator.print([str(error)])

    def _until_change(self) -> float:
        """Return the seconds until the clock must be read again."""
        changes = self._run.snapshot().view_changes_in
        return HEARTBEAT_S if changes is None else min(HEARTBEAT_S, changes)

    def _review(self) -> None:
        """Show the counts of the finished run, and let those of the last block be corrected."""
        done_at = self._run.now
        self._narrator.print(summary_lines(self._run.player.record))
        self._tell_done_keys()
        while not self._ending:
            action = self._read(DONE, HEARTBEAT_S)
            if action and self._run.now - done_at < DONE_PAUSE_S:
                self._narrator.answer("Too soon, ignored.")
            elif action == "close" or (action == "rate" and self._rate()):
                return
            else:
                self._do(action)

    def _tell_done_keys(self) -> None:
        keys = f"{self._key_map.label(DONE, 'plus')} {self._key_map.label(DONE, 'minus')}"
        hints = [(keys, "correct the last block"), (self._key_map.label(DONE, "close"), "close")]
        if self._run.is_logged:
            hints.insert(1, (self._key_map.label(DONE, "rate"), "how it was"))
        if attempts_with_reps(self._run.player.record):
            hints.insert(1, (self._key_map.label(DONE, "reps"), "correct the reps"))
        self._narrator.print([hint_line(hints)])

    def _do_reps(self) -> None:
        """Take the repetitions really done, block by block."""
        if not attempts_with_reps(self._run.player.record):
            self._narrator.answer("No repetitions to correct.")
            return
        answers = RepsAnswers(self._run, by_line=self._console.by_line)
        self._narrator.print(answers.introduction(self._key_map))
        while not self._ending:
            action = self._read(REPS, HEARTBEAT_S)
            if action == "close":
                self._tell_done_keys()
                return
            self._narrator.print(answers.answer(action))

    def _rate(self) -> bool:
        """Ask how it was. False when the person goes back to the counts."""
        if not self._run.is_logged or self._asking.ask(RATING_QUESTIONS, self._run.rate):
            return True
        self._tell_done_keys()
        return False

    @property
    def _asking(self) -> Asking:
        return Asking(self._read_answer, self._read_line, self._narrator.print, self._key_map)

    def _read_answer(self) -> str:
        while not self._ending:
            if action := self._read(RATING, HEARTBEAT_S):
                return action
        return ""

    def _read_line(self) -> str | None:
        """Wait for a typed line; None at the end of the input."""
        self._console.take_lines(whole=True)
        try:
            while not self._ending:
                text = self._console.key(HEARTBEAT_S)
                self._run.tick()
                if text == "suspend":
                    self._do(text)
                elif text.endswith("\n"):
                    return text[:-1]
        except EOFError:
            self._leaving = True
        finally:
            self._console.take_lines(whole=False)
        return None

    def _read(self, keys: tuple[Key, ...], timeout_s: float) -> str:
        """Wait for a key and return its action; "" when none came.

        Tells what happened meanwhile.
        """
        try:
            name = self._console.key(max(0.0, timeout_s))
        except EOFError:
            self._leaving = True
            return ""
        self._run.tick()
        self._narrator.tell()
        page = (*_ALWAYS, *keys)
        actions = {each: key.action for key in page for each in self._key_map.keys(key)}
        if keys is REPS and is_number(name):
            return name
        if name and name not in actions:
            keys_hint = hint_line([(self._key_map.label(PLAY, "help"), "keys")])
            self._narrator.answer(f"No key here: {visible(name)}. {keys_hint}")
        action = actions.get(name, "")
        if action not in {"leave_now", "suspend"}:
            return action
        self._do(action)
        return ""

    def _do(self, action: str) -> None:
        """Do the action of a key, written as for Textual: `louder(10)`."""
        name, arguments = parse_action(action)
        if method := getattr(self, f"_do_{name}", None):
            method(*arguments)
            self._narrator.tell()

    def _do_press(self, action: str) -> None:
        self._run.press(Action(action))
        self._narrator.refuse(f"press('{action}')")

    def _do_switch(self, setting: str) -> None:
        self._run.switch(setting)
        if not self._narrator.refuse(f"switch('{setting}')"):
            self._narrator.tell_settings()

    def _do_louder(self, by: int) -> None:
        self._run.louder(by)
        self._narrator.tell_settings()

    def _do_help(self) -> None:
        close = hint_line([(self._key_map.label(HELP, "resume"), "close")])
        self._pause_and_ask(HELP, (*key_lines(self._key_map, (*PLAY, *EVERYWHERE)), close))

    def _do_leave(self) -> None:
        if self._run.player.phase is Phase.WAITING:
            self._leaving = True
            return
        answers = (
            (self._key_map.label(DIALOG, "resume"), "continue the session"),
            (self._key_map.label(DIALOG, "confirm"), "leave"),
        )
        question = " ".join(leave_question(self._run))
        answer = self._pause_and_ask(DIALOG, (question, hint_line(answers)))
        self._leaving = answer == "confirm"

    def _do_leave_now(self) -> None:
        self._leaving = True

    def _do_suspend(self) -> None:
        self._run.pause_for_dialog()
        self._narrator.tell()
        self._console.suspend()

    def _pause_and_ask(self, keys: tuple[Key, ...], lines: Iterable[str]) -> str:
        """Pause the clock, ask, and continue as before. Returns the action of the answer."""
        paused = self._run.pause_for_dialog()
        self._narrator.skip()
        answer = self._ask(keys, lines)
        if answer == "resume" and paused:
            self._run.act(Action.BIG_KEY)
        elif answer == "resume":
            self._narrator.print([hint_line(self._narrator.now.content.hints)])
        return answer

    def _ask(self, keys: tuple[Key, ...], lines: Iterable[str]) -> str:
        """Print lines and return the action of the first key that answers; "" at the end."""
        self._narrator.print(lines)
        while not self._ending:
            answer = self._read(keys, HEARTBEAT_S)
            if answer and "(" not in answer:
                return answer
        return ""
