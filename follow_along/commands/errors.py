"""How commands fail: with one sentence and an exit code, never with a traceback."""

import sys
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from follow_along.adapters.paths import NoHomeError, find_paths
from follow_along.adapters.signals import on_ending_signals
from follow_along.commands.exit_codes import (
    INTERNAL_ERROR,
    INTERRUPTED,
    UNUSABLE,
    of_signal,
)
from follow_along.commands.streams import StreamError, print_line
from follow_along.core.text import visible

SAVED = "Your progress is saved."
NOT_SAVED = "Your progress could not be saved."
"""Notes on an exception that ended a run."""

_HANDLED_ELSEWHERE = (click.Abort, click.exceptions.Exit, BrokenPipeError, StreamError)


class CommandGroup(click.Group):
    """Commands whose every failure ends in a sentence and an exit code.

    `lazy_commands` gives, for the name of a command, its module in `commands` and its name there;
    the module is imported when the command is needed.
    """

    def __init__(self, *args: Any, lazy_commands: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lazy_commands = lazy_commands

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted([*super().list_commands(ctx), *self._lazy_commands])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None if there is none."""
        if cmd_name not in self._lazy_commands:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self._lazy_commands[cmd_name].partition(":")
        command: click.Command = getattr(
            import_module(f"follow_along.commands.{module}"), attribute
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called. Fails for none, and names the one that was meant."""
        if self.get_command(ctx, args[0]) is None:
            from follow_along.core.validation.messages import did_you_mean  # noqa: PLC0415

            if hint := did_you_mean(args[0], self.list_commands(ctx)):
                ctx.fail(f"No such command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with the whole first sentence of its help, which click cuts."""
        rows = [
            (name, _first_sentence(self.get_command(ctx, name))) for name in self.list_commands(ctx)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, context: click.Context) -> object:
        """Run the command that the command line names."""
        _received.clear()
        try:
            with on_ending_signals(_exit):
                return super().invoke(context)
        except click.ClickException as error:
            # The message quotes what the user typed, such as the name of a file.
            error.message = "\n".join(map(visible, error.message.split("\n")))  # type: ignore[misc]
            raise
        except _HANDLED_ELSEWHERE:
            raise
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except NoHomeError as error:
            fail(str(error))
        except Exception as error:  # noqa: BLE001 - no exception may show as a traceback
            exit_if_asked()
            fail_with_report(error)


def _first_sentence(command: click.Command | None) -> str:
    words = " ".join((command.help or "").split()) if command else ""
    return words.partition(". ")[0].removesuffix(".") + "."


_received: list[int] = []
"""The signal that asked the command to end, once one has."""


def exit_if_asked() -> None:
    """Exit if a signal has asked for it.

    For what lasts long, and for commands that are long in the code of a library: where a signal
    comes while that code or a destructor calls Python, Python drops the exception with which the
    command would exit; where a class is made, Python 3.11 puts a RuntimeError in its place.
    """
    if _received:
        sys.exit(of_signal(_received[0]))


def _exit(number: int) -> NoReturn:
    """Exit because of a signal, so that what the command has open is closed and removed."""
    _received.append(number)
    sys.exit(of_signal(number))


def fail(message: str) -> NoReturn:
    """Print `message` to standard error and exit: wrong usage, or a file that cannot be used."""
    click.echo(message, err=True)
    sys.exit(UNUSABLE)


def fail_with_report(error: Exception) -> NoReturn:
    """Write a crash report, print where it is, and exit."""
    from follow_along.adapters.clock import SystemClock  # noqa: PLC0415 - rarely needed
    from follow_along.adapters.crash import report_crash  # noqa: PLC0415 - imports much

    clock = SystemClock()
    fallback = Path(tempfile.gettempdir())
    try:
        folder = find_paths().crashes
    except NoHomeError:
        folder = fallback
    path = report_crash(error, clock.wall(clock.now()), folder, fallback)
    report = f"A report is in {visible(str(path))}." if path else "No report could be written."
    noted = [note for note in getattr(error, "__notes__", ()) if note in {SAVED, NOT_SAVED}]
    what = "There was not enough memory" if isinstance(error, MemoryError) else "Internal error"
    sentences = [f"{what}: follow-along had to stop.", *noted, report]
    print_line(" ".join(sentences), err=True)
    sys.exit(INTERNAL_ERROR)
