"""Commands on session files: list, schema."""

import json
import shlex

import click

from follow_along.adapters.paths import find_paths
from follow_along.core.figures.figure import Figure
from follow_along.core.listed_session import ListedSession
from follow_along.core.session_list import due_words, with_past
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.text import cells, visible
from follow_along.wiring import library, past_sessions


@click.command("list")
def list_sessions() -> None:
    """List the sessions: name, length and title; then what is due.

    The session to do next is marked `next`.
    """
    paths = find_paths()
    sessions = library(paths)
    past, now, problem = past_sessions(paths)
    room = max(map(cells, sessions.listed_names()), default=0)
    entries = list(sessions.read_each())
    with_pasts = with_past(entries, past, now)
    by_path = {each.path: each for each in with_pasts}
    for entry in (by_path[each.path] for each in entries):
        if entry.unreadable:
            length, words = "-", entry.problems[0].message
        elif entry.session is None:
            length, words = "-", f"has mistakes: follow-along check {_quoted(entry)}"
        else:
            length, words = build_timeline(entry.session).length, entry.session.title
        notes = ["next"] if entry.suggested and not problem else []
        notes += ["yours"] if entry.origin == "yours" else []
        notes += ["in place of the shipped one"] if entry.shadows else []
        notes += [f"see follow-along check {_quoted(entry)}"] if entry.warnings else []
        notes += [entry.uneven] if entry.uneven else []
        note = f"  ({', '.join(notes)})" if notes else ""
        blanks = " " * (room - cells(entry.name))
        click.echo(f"{entry.name}{blanks} {length:>8}  {words}{note}")
    if problem:
        click.echo(f"What is due cannot be said: {problem}", err=True)
        return
    for each in with_pasts:
        if each.due:
            click.echo(f"\n{each.programme_title}: {due_words(each)}.")
        if each.pain_words:
            click.echo(each.pain_words)


def _quoted(entry: ListedSession) -> str:
    return visible(shlex.quote(str(entry.path)))


_RECORDS = {"session": Session, "figure": Figure}


@click.command()
@click.argument("kind", type=click.Choice(list(_RECORDS)), default="session")
def schema(kind: str) -> None:
    """Print the JSON Schema of session or figure files, for checks in an editor."""
    from follow_along.adapters.sessions.shipped_exercises import (  # noqa: PLC0415 - PyYAML
        shipped_exercises,
    )
    from follow_along.core.validation.json_schema import file_schema  # noqa: PLC0415 - pydantic

    made = file_schema(_RECORDS[kind], f"follow-along {kind}")
    if kind == "session":
        made["$defs"]["Exercise"]["properties"]["use"]["enum"] = list(shipped_exercises())
    click.echo(json.dumps(made, indent=2))
