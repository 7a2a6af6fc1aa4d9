"""Arguments and options that several commands share."""

from collections.abc import Callable
from itertools import repeat
from typing import Any, TypeVar, get_args

import click
from click.shell_completion import CompletionItem

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.errors import NotFoundError, SessionFileError
from follow_along.adapters.sessions.file_names import composed
from follow_along.commands.errors import fail
from follow_along.core.listed_session import ListedSession
from follow_along.core.settings import Audio
from follow_along.wiring import library

Command = TypeVar("Command", bound=Callable[..., Any])


_MOST_TITLES = 20
"""Sessions whose titles the shell shows beside their names; reading more would be felt."""


def complete_session(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a session, with its title if few match, or else the path of a file."""
    sessions = library(find_paths())
    names = [name for name in sessions.known() if name.startswith(composed(incomplete))]
    read = map(sessions.load_known, names) if len(names) <= _MOST_TITLES else repeat(None)
    titles = (each.require_session().title if each else None for each in read)
    items = [CompletionItem(name, help=title) for name, title in zip(names, titles, strict=False)]
    return items or [CompletionItem(incomplete, type="file")]


SESSION = click.argument("session", shell_complete=complete_session)
"""The argument for a session's name, which the shell completes, or the path of its file."""

AUDIO = click.option(
    "--audio",
    type=click.Choice(get_args(Audio)),
    help="The audio backend; the best available one by default.",
)


def first_side_option(default: str) -> Callable[[Command], Command]:
    """Return the option for the side that goes first; `default` says which does without it."""
    return click.option(
        "--first-side",
        type=click.Choice(["left", "right"]),
        help=f"The side that goes first; by default {default}.",
    )


FIRST_SIDE = first_side_option("the sides take turns from run to run")


def load_session(name_or_path: str) -> ListedSession:
    """Find and read a session. Exits with a sentence when it cannot be read."""
    try:
        return library(find_paths()).load(name_or_path)
    except (NotFoundError, SessionFileError) as error:
        fail(str(error))
