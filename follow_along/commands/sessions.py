"""Commands on session files: list, show, check, schema."""

import contextlib
import json
import os
import shlex
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from follow_along.adapters.paths import Paths, find_paths
from follow_along.adapters.sessions.comments import texts_cut_short
from follow_along.adapters.sessions.errors import NotFoundError, SessionFileError
from follow_along.adapters.sessions.figure_file import is_figure_text, load_figure
from follow_along.adapters.sessions.file_names import as_spelt
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.loader import read_text
from follow_along.adapters.sessions.session_file import load_session as parse_session
from follow_along.commands.arguments import SESSION, complete_session, load_session
from follow_along.commands.exit_codes import MISTAKES_FOUND, OK, UNUSABLE
from follow_along.commands.streams import standard_input
from follow_along.core.cues.lead_in_fit import Shortened, shortened
from follow_along.core.durations import clock_text
from follow_along.core.enums import Side
from follow_along.core.figures.figure import Figure
from follow_along.core.place_words import repeats, side_name, with_side
from follow_along.core.session_list import ListedSession
from follow_along.core.sessions.idle_keys import idle_keys
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import Interval, IntervalKind, Timeline, build_timeline
from follow_along.core.text import cells, plural, visible
from follow_along.core.validation.problem import Problem
from follow_along.wiring import in_language, library, load_settings, speaker


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


@click.command()
@click.argument("files", nargs=-1, required=True, shell_complete=complete_session)
def check(files: tuple[str, ...]) -> None:
    """Check session and figure FILES and report every mistake with its line.

    A file is a path, the name of a session that `list` shows, or - for standard input. A warning is
    no mistake.
    """
    paths = find_paths()
    exit_code = OK
    for given in files:
        file = _file(given, library(paths))
        try:
            stream = standard_input() if given == "-" else None
            contains, *notes = _checked(read_text(file, stream=stream), file, paths)
            click.echo(f"{visible(str(file))}: good, {contains}")
            for note in notes:
                click.echo(note)
        except SessionFileError as error:
            exit_code = max(exit_code, UNUSABLE if error.unreadable else MISTAKES_FOUND)
            click.echo(error)
    sys.exit(exit_code)


def _file(given: str, sessions: Library) -> Path:
    """The file of a path or, where there is none, of a session's name."""
    path = as_spelt(Path(given))
    if given != "-" and not os.path.lexists(path):
        with contextlib.suppress(NotFoundError):
            return Path(sessions.find(given).path)
    return path


def _checked(text: str, file: Path, paths: Paths) -> Iterator[str]:
    """What a valid file contains, in words; then its warnings, and what is too long to be said."""
    warnings = list(texts_cut_short(text, str(file)))
    if is_figure_text(text):
        yield f"a figure of {plural(len(load_figure(text, file).poses), 'pose')}"
    else:
        settings, _ = load_settings(paths)
        session = in_language(parse_session(text, file, paths.shipped_figures, None), settings)
        timeline = build_timeline(session)
        yield f"{plural(len(session.all_exercises), 'exercise')}, {timeline.length}"
        length_of = partial(speaker(paths, settings).length_of, language=session.language)
        for each in shortened(timeline, length_of):
            yield visible(f"{file}: {_shortened(each)}")
        warnings += _idle_keys(text, file)
    yield from (f"{warning} (a warning)" for warning in sorted(warnings))


def _shortened(each: Shortened) -> str:
    phrase, spoken = (text.replace("\n", " ") for text in (each.phrase, each.spoken))
    instead = f"only “{spoken}” is spoken" if spoken else "it is not spoken"
    room = f"{each.room_s:g} s" if each.room_s else "no time"
    return f"“{phrase}” takes {each.length_s:g} s and has {room} before the ticks: {instead}"


def _idle_keys(text: str, file: Path) -> tuple[Problem, ...]:
    from follow_along.adapters.sessions.parsing import find_in  # noqa: PLC0415 - imports pydantic
    from follow_along.adapters.sessions.shipped_exercises import expanded  # noqa: PLC0415 - PyYAML

    return find_in(text, str(file), lambda data: idle_keys(data, expanded(data)))


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
