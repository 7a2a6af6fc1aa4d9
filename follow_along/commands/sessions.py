"""Commands on session files: list, show, check, schema."""

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.figure_file import holds_figure, read_figure
from follow_along.adapters.sessions.library import NotFoundError
from follow_along.adapters.sessions.loader import SessionFileError
from follow_along.adapters.sessions.session_figures import (
    Figures,
    read_session_with_figures,
)
from follow_along.commands.errors import fail
from follow_along.commands.exit_codes import MISTAKES_FOUND, OK, UNUSABLE
from follow_along.core.cues.phrases import side_words
from follow_along.core.durations import clock_text
from follow_along.core.enums import Side
from follow_along.core.figures.figure import figure_schema
from follow_along.core.sessions.session import Session, session_schema
from follow_along.core.sessions.timeline import Interval, IntervalKind, Timeline, build_timeline
from follow_along.core.text import cells, plural, visible
from follow_along.wiring import library


def _complete(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [
        CompletionItem(entry.name, help=entry.session.title if entry.session else None)
        for entry in library(find_paths()).all()
        if entry.name.startswith(incomplete)
    ]


SESSION = click.argument("session", shell_complete=_complete)
"""The argument for a session's name, which the shell completes, or the path of its file."""


def named_session(name_or_path: str) -> tuple[str, Session, Figures]:
    """The name, content and figures of a session. Exits with a sentence when it cannot be read."""
    try:
        paths = find_paths()
        found = library(paths).find(name_or_path)
        return found.name, *read_session_with_figures(found.path, paths.shipped_figures)
    except (NotFoundError, SessionFileError) as error:
        fail(str(error))


@click.command("list")
def list_sessions() -> None:
    """List the sessions: name, length and title."""
    entries = library(find_paths()).all()
    room = max((cells(entry.name) for entry in entries), default=0)
    for entry in entries:
        if entry.unreadable:
            length, words = "-", entry.problems[0].message
        elif entry.session is None:
            path = visible(shlex.quote(str(entry.path)))
            length, words = "-", f"has mistakes: follow-along check {path}"
        else:
            length, words = _length(build_timeline(entry.session)), entry.session.title
        notes = ["yours"] if entry.origin == "yours" else []
        notes += ["in place of the shipped one"] if entry.shadows else []
        note = f"  ({', '.join(notes)})" if notes else ""
        blanks = " " * (room - cells(entry.name))
        click.echo(f"{entry.name}{blanks} {length:>8}  {words}{note}")


@click.command()
@SESSION
def show(session: str) -> None:
    """Show the timeline of SESSION, with the time at which each interval starts."""
    _, found, _ = named_session(session)
    timeline = build_timeline(found, Side(found.first_side or "left"))
    click.echo(f"{found.title}  ({_length(timeline)})")
    kit = f"You need: {', '.join(found.kit)}" if found.kit else ""
    for line in (found.about, kit, found.safety):
        if line:
            click.echo(line)
    click.echo()
    for line in _timeline_lines(timeline):
        click.echo(line)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check session and figure FILES and report every mistake with its line."""
    figures = find_paths().shipped_figures
    exit_code = OK
    for file in files:
        try:
            click.echo(f"{visible(str(file))}: good, {_checked(file, figures)}")
        except SessionFileError as error:
            exit_code = max(exit_code, UNUSABLE if error.unreadable else MISTAKES_FOUND)
            click.echo(error)
    sys.exit(exit_code)


def _checked(file: Path, figures: Path) -> str:
    """What a valid file contains, in words."""
    if holds_figure(file):
        return f"a figure of {len(read_figure(file).poses)} poses"
    session, _ = read_session_with_figures(file, figures)
    return f"{plural(len(session.exercises), 'exercise')}, {_length(build_timeline(session))}"


_SCHEMAS = {"session": session_schema, "figure": figure_schema}


@click.command()
@click.argument("kind", type=click.Choice(list(_SCHEMAS)), default="session")
def schema(kind: str) -> None:
    """Print the JSON Schema of session or figure files, for checks in an editor."""
    click.echo(json.dumps(_SCHEMAS[kind](), indent=2))


def _length(timeline: Timeline) -> str:
    return clock_text(timeline.total_ms) + ("+" if timeline.waits_for_key else "")


def _timeline_lines(timeline: Timeline) -> Iterator[str]:
    at = 0
    for interval in timeline.intervals():
        length = "Enter" if interval.ms is None else clock_text(interval.ms)
        yield f"{clock_text(at):>7}  {interval.kind:<6}  {length:>5}  {_what(interval)}"
        at += interval.ms or 0
    yield f"{clock_text(at):>7}  end"


def _what(interval: Interval) -> str:
    block = interval.block
    side = side_words(block.side).lower()
    set_words = f", set {block.set_number}" if block.exercise.sets > 1 else ""
    if interval.kind is IntervalKind.CHANGE:
        return f"to {side}"
    return f"{block.exercise.name}, {side}{set_words}"
