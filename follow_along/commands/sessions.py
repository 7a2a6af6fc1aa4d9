"""Commands on session files: list, show, check, schema."""

import json
import shlex
from collections.abc import Iterator

import click

from follow_along.adapters.paths import find_paths
from follow_along.commands.arguments import SESSION, load_session
from follow_along.core.durations import clock_text
from follow_along.core.enums import Side
from follow_along.core.figures.figure import Figure
from follow_along.core.place_words import repeats, side_name, with_side
from follow_along.core.session_list import ListedSession
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import Interval, IntervalKind, Timeline, build_timeline
from follow_along.core.text import cells, visible
from follow_along.wiring import library


@click.command("list")
def list_sessions() -> None:
    """List the sessions: name, length and title."""
    sessions = library(find_paths())
    room = max(map(cells, sessions.listed_names()), default=0)
    for entry in sessions.read_each():
        if entry.unreadable:
            length, words = "-", entry.problems[0].message
        elif entry.session is None:
            length, words = "-", f"has mistakes: follow-along check {_quoted(entry)}"
        else:
            length, words = build_timeline(entry.session).length, entry.session.title
        notes = ["yours"] if entry.origin == "yours" else []
        notes += ["in place of the shipped one"] if entry.shadows else []
        notes += [f"see follow-along check {_quoted(entry)}"] if entry.warnings else []
        note = f"  ({', '.join(notes)})" if notes else ""
        blanks = " " * (room - cells(entry.name))
        click.echo(f"{entry.name}{blanks} {length:>8}  {words}{note}")


def _quoted(entry: ListedSession) -> str:
    return visible(shlex.quote(str(entry.path)))


@click.command()
@SESSION
def show(session: str) -> None:
    """Show the timeline of SESSION, with the time at which each interval starts."""
    content = load_session(session).require_session()
    timeline = build_timeline(content, Side(content.first_side or "left"))
    click.echo(f"{content.title}  ({timeline.length})")
    kit = f"You need: {', '.join(content.kit)}" if content.kit else ""
    for line in (content.about, kit, content.safety):
        if line:
            click.echo(line)
    click.echo()
    for line in _timeline_lines(timeline):
        click.echo(line)


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
