"""Prints what happens in a run, and what keys did, each once."""

from collections.abc import Iterable
from typing import Protocol

from follow_along.conductor import Conductor
from follow_along.ui.keys import PLAY, KeyMap
from follow_along.ui.plain.lines import Moment, news, spoken, title_lines


class Console(Protocol):
    """Where the lines go and the keys come from."""

    @property
    def by_line(self) -> bool:
        """Whether a key is a typed line."""

    def key(self, timeout_s: float) -> str:
        """Wait for a key and return its name; "" when none came in time.

        Raises EOFError when there will be no more, and for lines that nobody can read.
        """

    def take_lines(self, *, whole: bool) -> None:
        """Let `key` return whole lines of text, with their line ends, or keys again."""

    def print(self, line: str) -> None:
        """Print a line, without waiting for the terminal."""

    def ring(self) -> None:
        """Ring the terminal's bell."""

    def suspend(self) -> None:
        """Give the terminal back to the shell until the program is continued."""


class Narrator:
    """Prints the lines of a run."""

    def __init__(self, run: Conductor, console: Console, key_map: KeyMap) -> None:
        self._run = run
        self._console = console
        self._key_map = key_map
        self._told = self.now
        """The moment up to which the run is told."""
        self._last_line = ""

    @property
    def now(self) -> Moment:
        """The run as it was at the last reading of the clock."""
        return Moment(self._run.player, self._run.now, self._key_map)

    def begin(self, run: Conductor) -> None:
        """Print the title of a run, whose events are told from now on."""
        self._run = run
        self._told = self.now
        self.print(title_lines(self._told))

    def skip(self) -> None:
        """Leave out what happened until now."""
        self._told = self.now

    def tell(self) -> None:
        """Print what is new in the run."""
        if self._run.bell_due():
            self._console.ring()
        now = self.now
        self.print(news(self._told, now))
        self._told = now
        while notice := self._run.notice():
            self.print([notice])

    def refuse(self, action: str) -> bool:
        """Print why a key did nothing; False if it did something."""
        if refusal := self._run.refusal:
            self.answer(f"{spoken(self._key_map.label(PLAY, action))}: {refusal}.")
        return bool(refusal)

    def tell_settings(self) -> None:
        """Print what is muted, off or softer."""
        words = self._run.settings.words().replace(" · ", ", ")
        self.answer(f"Sound: {words or 'all on'}.")

    def answer(self, line: str) -> None:
        """Print the answer to a key, once while the key is held."""
        if line != self._last_line:
            self.print([line])

    def print(self, lines: Iterable[str]) -> None:
        """Print lines."""
        for line in lines:
            self._console.print(line)
            self._last_line = line
