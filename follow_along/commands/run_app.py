"""Opening the interface, and what is said when it is closed again."""

import os
from typing import TYPE_CHECKING, TypeVar

import click

from follow_along.adapters.signals import told_to_end

if TYPE_CHECKING:
    from follow_along.ui.base_app import BaseApp

Result = TypeVar("Result")


def perform(app: "BaseApp[Result]") -> Result | None:
    """Run an app on the terminal to its end, whatever ends it; raises what went wrong in it."""
    with told_to_end(app.end_soon):
        result = app.run()
    if app.unread:
        _speak_to_nobody()
    if app.fault is not None:
        raise app.fault
    return result


def say(sentence: str, *, err: bool = False) -> None:
    """Print a sentence, if there is anybody to read it: the terminal may be gone."""
    try:
        click.echo(sentence, err=err)
    except OSError:
        _speak_to_nobody()


def _speak_to_nobody() -> None:
    """Print nowhere from now on: it would fail or wait for ever, and once more at the exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
