"""Playing a run with lines of text in place of a screen, until it ends, whatever ends it."""

import os

from follow_along.adapters.console import PlainConsole
from follow_along.adapters.signals import on_ending_signals
from follow_along.commands.errors import exit_if_asked
from follow_along.commands.streams import StreamError, discard_output
from follow_along.core.listed_session import ListedSession
from follow_along.services import Services
from follow_along.ui.keys import KeyMap
from follow_along.ui.outcome import Outcome
from follow_along.ui.plain.player import PlainPlayer

HANGUP = 1
"""SIGHUP, which Windows does not define. A lost terminal ends the program like this signal."""


def play_plainly(
    services: Services, chosen: ListedSession, *, badge: str, by_line: bool
) -> tuple[Outcome, int | None]:
    """Play a session; return how it ended, and the number of the signal that ended the program.

    Raises StreamError, or BrokenPipeError, when standard output took no more.
    """
    run = services.open(chosen)
    with PlainConsole(by_line=by_line) as console:
        if services.settings_problem:
            console.print(services.settings_problem)
        player = PlainPlayer(
            services, run, console, badge=badge, key_map=KeyMap(services.settings.keys)
        )

        def end_soon(signal_number: int) -> None:
            player.end_soon(signal_number)
            console.wake()

        with on_ending_signals(end_soon):
            exit_if_asked()
            outcome = player.play()
    if console.failure or console.stalled:
        _give_output_up(console, player)
    return outcome, player.ended_by


def _give_output_up(console: PlainConsole, player: PlainPlayer) -> None:
    """Print no more. A lost terminal is a hang-up, anything else an error."""
    error, on_terminal = console.failure, os.isatty(1)
    discard_output(1)
    if error is None:
        return
    if on_terminal:
        player.end_soon(HANGUP)
    elif isinstance(error, BrokenPipeError):
        raise error
    else:
        raise StreamError(f"Standard output cannot be written ({error.strerror}).")
