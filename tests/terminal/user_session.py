"""A user who plays one short session with one stop in it on a terminal, and what is logged."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from tests.adapters.log.log_events import a_log
from tests.terminal.after_exit import close_summary
from tests.terminal.terminal import Terminal

SESSION = """\
title: Short and real
get_ready: 1s
exercises:
  - name: One-leg stand
    kind: balance
    sides: both
    work: 4s
"""
SUMMARY = "1 stop in 4 s"
"""What the last screen says of it."""


def squeezed(text: str) -> str:
    """The text without spaces: a terminal breaks lines anywhere."""
    return "".join(text.split())


def after_all(terminal: Terminal) -> str:
    """What the program left on the plain terminal, without spaces."""
    left = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
    return squeezed(re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", left))


class UserSession:
    """A user with a home of their own, who plays one short session with one stop in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / "data" / "follow-along"
        self.log = self.data / "log.db"
        self.temporary = home / "temporary"
        self.temporary.mkdir()
        self.seen = ""
        """Everything the screen has shown, without spaces."""
        settings = home / "config" / "follow-along" / "settings.yaml"
        settings.parent.mkdir(parents=True)
        settings.write_text("audio: none\n")
        (home / "short.yaml").write_text(SESSION)

    def has_a_log(self) -> None:
        """Give the user a log of earlier runs."""
        a_log(self.log, runs=20)

    def terminal(self, *arguments: str, script: str = "") -> Terminal:
        """Start the program, or `script` in its place, on a terminal."""
        temporary = {"TMPDIR": str(self.temporary)}
        return Terminal(*arguments, home=self.home, environment=temporary, script=script)

    def play(
        self,
        midway: Callable[[], object] = lambda: None,
        at_the_end: Callable[[], object] = lambda: None,
    ) -> str:
        """Play the session to its end; returns `after_all`.

        Calls `midway` after the stop, and `at_the_end` on the last screen.
        """
        with self.terminal("play", "short.yaml") as terminal:
            terminal.wait_for("begin")
            terminal.press(" ")
            terminal.wait_for("lost balance")
            terminal.press("t")
            self._look_until(terminal, "1 stop")
            midway()
            self._look_until(terminal, SUMMARY)
            at_the_end()
            assert close_summary(terminal) == 0
            assert b"Traceback" not in terminal.output
            return after_all(terminal)

    def _look_until(self, terminal: Terminal, words: str) -> None:
        """Note all that the screen shows until it shows some words."""

        def shown() -> bool:
            self.seen += squeezed(terminal.text)
            return words in terminal.text

        terminal.wait_until(shown, words)

    def start_again(self) -> str:
        """Open the program on the list of sessions, and quit; returns `after_all`."""
        with self.terminal() as terminal:
            terminal.wait_for("Week 1")
            terminal.press("q")
            assert terminal.wait_for_end() == 0
            return after_all(terminal)

    def kept(self) -> list[Path]:
        """The files whose stops wait to be written to the log."""
        found: list[Path] = []
        for folder in (self.data, self.temporary):
            with suppress(OSError):
                found += folder.glob("log-unwritten-*.jsonl")
        return found

    def is_told(self, said: str, after: str) -> bool:
        """Whether the screen began to show a notice, and the terminal all of it at the end."""
        beginning = squeezed(f"The log {self.log} {said}")
        return beginning[: -len(squeezed(said)) + 10] in self.seen and beginning in after

    def assert_counted(self, runs: int = 1) -> None:
        """So many runs are in the log once, whole, each with its stop."""
        with closing(sqlite3.connect(self.log)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            found = connection.execute(
                "SELECT runs.outcome, blocks.outcome, steady_ms, kind_of.kind, counted"
                " FROM runs JOIN blocks ON blocks.run = runs.id"
                " JOIN interruptions AS kind_of ON kind_of.block = blocks.id"
                " WHERE runs.session = 'short'"
            ).fetchall()
        assert found == [("done", "done", 4000, "touch", 1)] * runs
