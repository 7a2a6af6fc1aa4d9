"""Sessions from what a physiotherapist or a coach writes: one exercise a line, in words.

`coach_line` reads a line. This module says what the lines mean together, what is assumed where they
say nothing, and asks where that is not clear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from follow_along.adapters.conversion.coach_exercise import LONGEST_NAME, exercise_entries, written
from follow_along.adapters.conversion.coach_line import Line, QuestionError, read_line
from follow_along.adapters.conversion.entries import with_ids
from follow_along.core.durations import duration_text
from follow_along.core.sessions.draft import Draft, Entry, Value
from follow_along.core.text import one_line
from follow_along.core.validation.messages import describe_value

_MOST_LINES = 200
_MOST_ROUNDS = 99

_GERMAN, _ENGLISH = (
    frozenset(words.split())
    for words in (
        "und auf dem einem einen pro je seite bein sek sekunden minuten runden wiederholungen wdh"
        " sätze pause links rechts zwischen mit langsam halten drei zwei vier",
        "and on the each per leg side seconds minutes rounds reps sets rest left right between with"
        " slow hold two three four foot",
    )
)
"""Words that tell the languages apart."""


class NoExerciseError(Exception):
    """The text has no exercise. The message is a clause."""


def read_coach_text(text: str, title: str) -> tuple[Draft, list[str]]:
    """Return a session, and a question for each line that is left out of it.

    Raises NoExerciseError.
    """
    german = _is_german(text)
    builder = _Builder(title, german)
    lines = text.splitlines()
    for line in lines[:_MOST_LINES]:
        builder.add(line)
    if len(lines) > _MOST_LINES:
        builder.ask(f"There are {len(lines):,} lines; those after {_MOST_LINES} are left out.")
    return builder.draft(), builder.questions


@dataclass
class _Builder:
    """The entries so far, and what is to be said before the next one."""

    title: str
    german: bool
    entries: list[Entry] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """Comments that stand before the next entry."""
    group: Entry | None = None
    """The group of rounds that lines are added to."""
    level: int | None = None
    """How far the lines of the group are indented; a bullet counts as one more."""
    every: dict[str, int] = field(default_factory=dict)
    """The dose that the heading of a group gives to each of its exercises."""
    title_is_given: bool = False
    """Whether the title is a line of the text."""
    line_number: int = 0
    paragraph: int = 0
    """The index of the first entry since the last blank line."""

    def add(self, text: str) -> None:
        """Add a line of the text."""
        self.line_number += 1
        if not text.strip():
            if self.group and self.group.entries:
                self._close()
            self.paragraph = len(self.entries) if not self.group else self.paragraph
            return
        try:
            line = read_line(text)
            if self.group and self.level is not None and line.level < self.level:
                self._close()
            elif self.group and self.level is None:
                self.level = line.level
            self._add(line, text)
        except QuestionError as question:
            self.ask(f"Line {self.line_number}: {_quoted(text)}: {question}? It is left out.")

    def ask(self, sentence: str) -> None:
        """Ask about what is left out, here and in the file."""
        self.questions.append(sentence)
        self.waiting.append(f"? {sentence}")

    def draft(self) -> Draft:
        """Return the whole session. Raises NoExerciseError."""
        self._close()
        entries = tuple(self.entries)
        if not any("name" in each.keys for each in _flat(entries)):
            raise NoExerciseError(
                "no line of it is an exercise with its length; write one a line, such as"
                " `Plank 45 s` or `Heel raise 3x10 each leg`"
            )
        keys: dict[str, Value] = {"title": self.title}
        keys |= {"language": "de"} if self.german else {}
        comments = (
            "Made of a text. Its lines stand above the exercises, with what is assumed.",
            "What begins with a question mark could not be read and is left out.",
            "Assumed: 15 s to get ready before each exercise that follows no rest.",
        )
        titled = ("Assumed: the first line is the title.",) if self.title_is_given else ()
        spoken = ("Assumed: the texts are German, and spoken so.",) if self.german else ()
        keys["get_ready"] = "15s"
        last = tuple(self.waiting)
        return Draft(keys, with_ids(entries, {}), (*comments, *titled, *spoken), last)

    def _add(self, line: Line, text: str) -> None:
        if line.repeats and not line.dose.keys() & {"work", "hold", "reps"}:
            self._repeat(line, text)
        elif line.rounds:
            self._open(line, text)
        elif line.rest_ms and not line.dose:
            self._add_rest(line, text)
        elif not line.dose and not self.every and self._may_be_title():
            self.title = " ".join(line.texts)[:LONGEST_NAME] or self.title
            self.title_is_given = True
        else:
            self._put(*exercise_entries(line, text, self.every, german=self.german))

    def _may_be_title(self) -> bool:
        return not (self.title_is_given or self.entries or self.group or self.waiting)

    def _put(self, *entries: Entry) -> None:
        """Add entries to the group, or to the session; comments that wait come first."""
        first, *more = entries
        first = replace(first, comments=(*self.waiting, *first.comments))
        self.waiting.clear()
        if self.group:
            self.group = replace(self.group, entries=(*self.group.entries, first, *more))
        else:
            self.entries += [first, *more]

    def _open(self, line: Line, text: str) -> None:
        """Begin a group of rounds."""
        self._close()
        if line.dose.keys() - {"work"}:
            raise QuestionError("which exercises do the rounds have, each on a line of its own")
        keys: dict[str, Value] = {"rounds": line.rounds}
        comments = [written(text)]
        if line.rest_ms and line.dose:
            comments.append("Assumed: the rest comes after each exercise.")
            self.every = {**line.dose, "rest": line.rest_ms}
        else:
            self.every = dict(line.dose)
            keys |= {"rest": duration_text(line.rest_ms)} if line.rest_ms else {}
        self.group = Entry(keys, comments=(*self.waiting, *comments))
        self.waiting.clear()

    def _close(self) -> None:
        """End the group, if there is one."""
        if self.group and self.group.entries:
            self.entries.append(self.group)
        elif self.group:
            self.waiting += self.group.comments
            self.ask("No exercise follows the rounds: they are left out.")
        self.group, self.level, self.every = None, None, {}

    def _repeat(self, line: Line, text: str) -> None:
        """Repeat what the paragraph has so far, or begin a group where it has nothing."""
        times = line.rounds or line.dose.get("times") or line.dose.get("bare") or 0
        times = times or line.dose.get("sets", 0)
        if not 1 <= times <= _MOST_ROUNDS or self.group:
            raise QuestionError("how often, and what")
        before = tuple(self.entries[self.paragraph :])
        if not before or any("rounds" in each.keys for each in before):
            self._open(replace(line, rounds=times, dose={}), text)
            return
        del self.entries[self.paragraph :]
        keys: dict[str, Value] = {"rounds": times}
        keys |= {"rest": duration_text(line.rest_ms)} if line.rest_ms else {}
        taken = f"Assumed: {written(text)} is meant for the lines since the last blank one."
        self.entries.append(Entry(keys, before, (*self.waiting, taken)))
        self.waiting.clear()

    def _add_rest(self, line: Line, text: str) -> None:
        """Add a rest, or give it to the group whose rounds it is between."""
        rest = duration_text(line.rest_ms)
        last = self.entries[-1] if self.entries else None
        if line.between == "rounds" and self.group:
            self.group = _with_rest(self.group, rest, text)
        elif line.between == "rounds" and last and "rounds" in last.keys:
            self.entries[-1] = _with_rest(last, rest, text)
        elif line.between:
            raise QuestionError("between what is this rest")
        else:
            say: dict[str, Value] = {"say": ", ".join(line.texts)} if line.texts else {}
            self._put(Entry({"rest": rest, **say}, comments=(written(text),)))


def _with_rest(group: Entry, rest: str, text: str) -> Entry:
    """Return a group with a rest between its rounds."""
    keys = {"rounds": group.keys["rounds"], "rest": rest}
    return replace(group, keys=keys).with_comments(written(text))


def _flat(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.entries)


def _quoted(text: str) -> str:
    return describe_value(one_line(text))


def _is_german(text: str) -> bool:
    words = re.findall(r"\w+", text.lower())
    german, english = (sum(map(known.__contains__, words)) for known in (_GERMAN, _ENGLISH))
    return german > english
