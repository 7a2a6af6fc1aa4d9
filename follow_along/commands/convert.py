"""The command `convert`: a session file from the export of another interval timer."""

from pathlib import Path

import click

from follow_along.adapters.conversion.convert import NoExportError, read_export
from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.session_file import load_session
from follow_along.commands.errors import fail
from follow_along.commands.own_sessions import session_path, write_session
from follow_along.core.sessions.draft import Draft, session_text
from follow_along.core.text import visible


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="NAME", help="Write a session of yours of this name.")
@click.option("--pick", metavar="TITLE", help="The workout to take, of several in FILE.")
@click.option("--force", is_flag=True, help="Replace the session of that name.")
def convert(file: Path, output: str | None, pick: str | None, force: bool) -> None:
    """Make a session file of the export of another timer, and say what is assumed or lost.

    FILE is an export of Just Another Workout Timer, OpenHIIT or TimeR Machine. Without -o the
    session file is printed.
    """
    try:
        chosen = _chosen(read_export(file), pick)
    except NoExportError as error:
        fail(f"{visible(str(file))}: {error}.")
    text = session_text(chosen)
    path = session_path(output) if output else Path("session.yaml")
    try:
        load_session(text, path, find_paths().shipped_figures, None)
    except SessionFileError as error:
        fail(f"{visible(str(file))} makes no session that can be played:\n{error}")
    if not output:
        click.echo(text, nl=False)
        return
    write_session(path, text, force=force)
    for comment in chosen.all_comments():
        click.echo(visible(comment), err=True)
    click.echo(f"Wrote {visible(str(path))}")


def _chosen(drafts: list[Draft], pick: str | None) -> Draft:
    """Return the draft of that title, or the only one."""
    titles = [str(draft.keys["title"]) for draft in drafts]
    if pick is None and len(drafts) == 1:
        return drafts[0]
    for title, draft in zip(titles, drafts, strict=True):
        if title == pick:
            return draft
    listed = "\n".join(f"  {visible(title)}" for title in titles)
    problem = "has several workouts" if pick is None else f"has no workout {visible(pick)}"
    raise NoExportError(f"it {problem}; --pick takes one of these by its title:\n{listed}\n")
