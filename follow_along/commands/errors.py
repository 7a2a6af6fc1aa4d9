"""The program's own failures: never a traceback, but one sentence that names a report."""

import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import click

from follow_along.adapters.clock import SystemClock
from follow_along.adapters.crash import report_crash
from follow_along.adapters.paths import find_paths
from follow_along.commands.run_app import say
from follow_along.core.text import visible

INTERRUPTED = 130
"""The exit status of a program ended by the interrupt key: 128 and the number of its signal."""

FAILED = 70
"""The exit status when the program itself failed; sysexits.h calls it EX_SOFTWARE."""

_MEANT = (click.Abort, click.exceptions.Exit, BrokenPipeError)
"""What is raised on purpose, or by who stopped reading: click knows what to do with each."""


class Program(click.Group):
    """Commands that end in a sentence and a status, whatever happens in them."""

    def invoke(self, context: click.Context) -> object:
        """Do what the command line asks for."""
        try:
            return super().invoke(context)
        except click.ClickException as error:
            # It quotes what was typed, which may be the name of a file.
            error.message = "\n".join(map(visible, error.message.split("\n")))  # type: ignore[misc]
            raise
        except _MEANT:
            raise
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except Exception as error:  # noqa: BLE001 - whatever it is, a person must not see it raw
            fail_with_report(error)


def fail_with_report(error: Exception) -> NoReturn:
    """End the program with the path of a report of what failed."""
    clock = SystemClock()
    elsewhere = Path(tempfile.gettempdir())
    path = report_crash(error, clock.wall(clock.now()), find_paths().crashes, elsewhere)
    report = f"and {visible(str(path))} says what failed" if path else "but no place took a report"
    say(f"follow-along failed and had to end; what was done is kept, {report}.", err=True)
    sys.exit(FAILED)
