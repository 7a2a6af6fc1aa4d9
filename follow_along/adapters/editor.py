"""The user's editor, in which she writes a session: found by VISUAL or EDITOR, run on a file."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from follow_along.adapters.signals import on_ending_signals
from follow_along.core.text import visible

NONE = "Neither VISUAL nor EDITOR names an editor"


class EditorError(Exception):
    """The editor's command cannot be read. The message is one sentence."""


def editor_command() -> list[str]:
    """Return the words of the editor's command; none if VISUAL and EDITOR name no editor.

    Raises EditorError for a command whose quotes do not match.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""))
        except ValueError:
            raise EditorError(f"{name} cannot be read: a quote in it is never closed.") from None
        if words:
            return words
    return []


def run_editor(command: list[str], path: Path) -> str:
    """Run an editor on a file until it is closed. Return a sentence when it fails, else nothing.

    A signal that would end this program waits until then, so that no text is lost.
    """
    shown = visible(command[0])
    try:
        with _terminal_as_it_was(), _ending_signals_later():
            code = subprocess.Popen([*command, path.absolute()]).wait()  # noqa: S603 - her own
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "its name has a NUL"
        return f"The editor {shown} cannot be started ({reason})."
    if code:
        how = f"with the code {code}" if code > 0 else f"by the signal {-code}"
        return f"The editor {shown} ended {how}."
    return ""


@contextmanager
def _ending_signals_later() -> Iterator[None]:
    """Handle signals that end the program when the block has ended.

    The interrupt key of the terminal is meant for the editor alone.
    """
    noted: list[int] = []
    try:
        with on_ending_signals(noted.append, once=False):
            yield
    finally:
        for number in {*noted} - {signal.SIGINT}:
            os.kill(os.getpid(), number)


@contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """Give the terminal the settings back that it had, which a killed editor leaves changed."""
    try:
        import termios  # noqa: PLC0415 - Windows has none
    except ImportError:
        yield
        return
    before = None
    with suppress(termios.error):
        before = termios.tcgetattr(0)
    try:
        yield
    finally:
        if before is not None:
            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSADRAIN, before)
