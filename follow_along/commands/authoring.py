"""Commands by which a user makes sessions of her own: new, edit."""

import os
import shlex
import sys
from pathlib import Path

import click

from follow_along.adapters.editor import NONE, EditorError, editor_command, run_editor
from follow_along.adapters.paths import find_paths
from follow_along.adapters.safe_read import (
    NotTextError,
    UnreadableFileError,
    decode_text,
    read_limited,
    read_text_file,
)
from follow_along.adapters.sessions.errors import NotFoundError, SessionFileError
from follow_along.adapters.sessions.file_names import composed
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.loader import read_text
from follow_along.adapters.sessions.own_sessions import ENDING, OwnSessionError, own_copy
from follow_along.adapters.sessions.session_file import load_session
from follow_along.commands.arguments import SESSION, complete_session
from follow_along.commands.check import file_report
from follow_along.commands.errors import fail
from follow_along.commands.exit_codes import MISTAKES_FOUND, OK
from follow_along.commands.own_sessions import own_path, write_session
from follow_along.commands.streams import on_terminal, standard_input
from follow_along.core.sessions.draft import session_text
from follow_along.core.sessions.first_draft import first_draft, title_of
from follow_along.core.text import plural, visible
from follow_along.wiring import library

MAX_TEXT_BYTES = 64 * 1024


@click.command()
@click.argument("name")
@click.option(
    "--from",
    "source",
    metavar="SESSION",
    shell_complete=complete_session,
    help="Begin with a copy of this session.",
)
@click.option(
    "--text",
    metavar="TEXT|FILE|-",
    help="Make it of words, one exercise a line: `Heel raise 3x10 each leg, 30 s rest`.",
)
def new(name: str, source: str | None, text: str | None) -> None:
    """Make a session of yours called NAME, and open it in your editor.

    The editor is that of $VISUAL or $EDITOR; without one the path of the file is printed. When the
    editor closes, the file is checked. `follow-along play NAME` then plays it.

    With --text it is made of what a physiotherapist or a coach writes, in English or German: the
    words themselves, a file of them, or - for standard input. The file says what is assumed.
    """
    if source and text is not None:
        raise click.UsageError("--from and --text: give one of them")
    name = composed(name.removesuffix(ENDING))
    path = own_path(name)
    sessions = library(find_paths())
    known = sessions.known().get(name)
    if known or os.path.lexists(path):
        whose = "There is a session" if known and known.origin == "shipped" else "You have a file"
        makes = f"`follow-along edit {shlex.quote(name)}` opens it"
        fail(f"{whose} {visible(name)} already; {makes}.")
    if text is not None:
        _make_of_text(text, name, path)
        return
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


def _make_of_text(given: str, name: str, path: Path) -> None:
    """Write a session made of words, and say which of them could not be read."""
    from follow_along.adapters.conversion.coach_text import (  # noqa: PLC0415 - few need it
        NoExerciseError,
        read_coach_text,
    )

    try:
        draft, questions = read_coach_text(_words(given), title_of(name))
        content = session_text(draft)
        load_session(content, path, find_paths().shipped_figures, None)
    except (NoExerciseError, UnreadableFileError, NotTextError) as error:
        fail(f"No session is made of the text: {error}.")
    except SessionFileError as error:
        fail(f"The text makes no session that can be played:\n{error}")
    write_session(path, content)
    for question in questions:
        click.echo(visible(question), err=True)
    click.echo(f"Wrote {visible(str(path))}")
    if not _check(path, name):
        sys.exit(MISTAKES_FOUND)
    shown = visible(shlex.quote(name))
    click.echo(f"What is assumed stands in the file: follow-along edit {shown}")


def _words(given: str) -> str:
    """Return the words to read: those given, those of a file, or those of standard input."""
    if given == "-":
        return decode_text(read_limited(standard_input(), MAX_TEXT_BYTES))
    if os.path.isfile(given):  # noqa: PTH113 - Path.is_file raises for a name that is too long
        return read_text_file(Path(given), MAX_TEXT_BYTES)
    return given


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
