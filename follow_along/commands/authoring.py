"""Commands by which a user makes sessions of her own: new, edit."""

import os
import shlex
import sys
from pathlib import Path

import click

from follow_along.adapters.editor import NONE, EditorError, editor_command, run_editor
from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.errors import NotFoundError, SessionFileError
from follow_along.adapters.sessions.file_names import composed
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.loader import read_text
from follow_along.adapters.sessions.own_sessions import ENDING, OwnSessionError, own_copy
from follow_along.commands.arguments import SESSION, complete_session
from follow_along.commands.check import file_report
from follow_along.commands.errors import fail
from follow_along.commands.exit_codes import MISTAKES_FOUND, OK
from follow_along.commands.own_sessions import own_path, write_session
from follow_along.commands.streams import on_terminal
from follow_along.core.sessions.first_draft import first_draft
from follow_along.core.text import plural, visible
from follow_along.wiring import library


@click.command()
@click.argument("name")
@click.option(
    "--from",
    "source",
    metavar="SESSION",
    shell_complete=complete_session,
    help="Begin with a copy of this session.",
)
def new(name: str, source: str | None) -> None:
    """Make a session of yours called NAME, and open it in your editor.

    The editor is that of $VISUAL or $EDITOR; without one the path of the file is printed. When the
    editor closes, the file is checked. `follow-along play NAME` then plays it.
    """
    name = composed(name.removesuffix(ENDING))
    path = own_path(name)
    sessions = library(find_paths())
    known = sessions.known().get(name)
    if known or os.path.lexists(path):
        whose = "There is a session" if known and known.origin == "shipped" else "You have a file"
        makes = f"`follow-along edit {shlex.quote(name)}` opens it"
        fail(f"{whose} {visible(name)} already; {makes}.")
    write_session(path, _copied(source, sessions) if source else first_draft(name))
    click.echo(f"Wrote {visible(str(path))}")
    _edit(path, name)


@click.command()
@SESSION
def edit(session: str) -> None:
    """Open SESSION in your editor, and check it when the editor closes.

    Of a session that comes with the program you edit a copy, which is yours and takes its place.
    """
    paths = find_paths()
    try:
        listed = library(paths).find(session)
        path = own_copy(listed, paths.sessions)
        _require_file(path)
    except NotFoundError as error:
        fail(f"{error}. `follow-along new NAME` makes a new one.")
    except (SessionFileError, OwnSessionError) as error:
        fail(str(error))
    if path != Path(listed.path):
        click.echo(f"Wrote {visible(str(path))}, your copy, which is played in its place")
    else:
        click.echo(visible(str(path)))
    _edit(path, listed.name if listed.origin != "path" else str(path))


def _copied(source: str, sessions: Library) -> str:
    """Return the text of a session to begin with; exits when there is none."""
    try:
        listed = sessions.find(source)
        return f"# A copy of {visible(listed.name)}.\n{read_text(Path(listed.path))}"
    except (NotFoundError, SessionFileError) as error:
        fail(str(error))


def _require_file(path: Path) -> None:
    """Raise SessionFileError for what no editor could open; mistakes in a text are no matter."""
    try:
        read_text(path)
    except SessionFileError as error:
        if error.unreadable:
            raise


def _edit(path: Path, name: str) -> None:
    """Let her edit a file until it is good or she leaves it; then exit."""
    try:
        command = editor_command() if on_terminal() else []
        while True:
            if command and (problem := run_editor(command, path)):
                fail(f"{problem} The file is {visible(str(path))}")
            good = _check(path, name)
            if good or not command or not click.confirm("Go on editing?", default=True):
                break
    except EditorError as error:
        fail(f"{error} The file is {visible(str(path))}")
    if not command and on_terminal():
        click.echo(f"{NONE}: open the file in one of yours.")
    sys.exit(OK if good else MISTAKES_FOUND)


def _check(path: Path, name: str) -> bool:
    """Print the mistakes of a session file, or how long it takes. Whether it can be played."""
    try:
        contains, *notes = file_report(read_text(path), path, find_paths())
    except SessionFileError as error:
        click.echo(str(error))
        click.echo(f"It cannot be played yet: {plural(len(error.problems), 'mistake')}.")
        return False
    for note in notes:
        click.echo(note)
    shown = visible(shlex.quote(name))
    click.echo(f"Good: {contains}. To play it: follow-along play {shown}")
    return True
