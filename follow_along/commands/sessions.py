"""Commands on session files: list, show, check, schema."""

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.figure_file import is_figure_file, read_figure
from follow_along.adapters.sessions.session_file import read_session
from follow_along.commands.arguments import SESSION, load_session
from follow_along.commands.exit_codes import MISTAKES_FOUND, OK, UNUSABLE
from follow_along.core.durations import clock_text
from follow_along.core.enums import Side
from follow_along.core.figures.figure import Figure
from follow_along.core.place_words import repeats, side_name, with_side
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import Interval, IntervalKind, Timeline, build_timeline
from follow_along.core.text import cells, plural, visible
from follow_along.wiring import library


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
    content = load_session(session).require_session()
    timeline = build_timeline(content, Side(content.first_side or "left"))
    click.echo(f"{content.title}  ({_length(timeline)})")
    kit = f"You need: {', '.join(content.kit)}" if content.kit else ""
    for line in (content.about, kit, content.safety):
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
    if is_figure_file(file):
        return f"a figure of {len(read_figure(file).poses)} poses"
    session = read_session(file, figures)
    return f"{plural(len(session.all_exercises), 'exercise')}, {_length(build_timeline(session))}"


_RECORDS = {"session": Session, "figure": Figure}


@click.command()
@click.argument("kind", type=click.Choice(list(_RECORDS)), default="session")
def schema(kind: str) -> None:
    """Print the JSON Schema of session or figure files, for checks in an editor."""
    from follow_along.core.validation.json_schema import file_schema  # noqa: PLC0415 - pydantic

    click.echo(json.dumps(file_schema(_RECORDS[kind], f"follow-along {kind}"), indent=2))


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
    if interval.kind is IntervalKind.CHANGE:
        return f"to {side_name(block)}"
    notes = [note.text for note in block.notes] if interval.kind is IntervalKind.REST else []
    reps = [f"{block.exercise.reps} reps"] if block.work_ms is None else []
    return ", ".join((with_side(block), *reps, *repeats(block), *notes))
