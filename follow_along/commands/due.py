"""The command `due`: what is to come of a programme, in words or as calendar entries."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from follow_along.adapters.paths import find_paths
from follow_along.commands.errors import fail
from follow_along.commands.extra import extra
from follow_along.commands.new_file import new_file
from follow_along.commands.streams import standard_output
from follow_along.core.history.due import ComingRun, ProgrammeDue, programmes_due
from follow_along.core.history.suggestion import suggest
from follow_along.core.listed_session import ListedSession
from follow_along.core.session_list import due_words, programme_sessions, with_past
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.text import plural, visible
from follow_along.core.wall_time import WallTime
from follow_along.wiring import library, past_sessions

_STREAM = "-"
_COMPLETE = "Nothing is due: every session of the programme is done. Repeat any you like."
_NO_PLAN = "Nothing is due: no programme says how often (`per_week` in its session files)."
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@click.command()
@click.option(
    "--ics",
    "file",
    type=click.Path(readable=False),
    metavar="FILE",
    help="Write the coming sessions to FILE as entries for a calendar; - is standard output.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def due(file: str | None, force: bool) -> None:
    """Say what is due this week, and which sessions are to come.

    Each day is the first on which its session is due, if every session before it goes well.
    """
    if force and file is None:
        raise click.UsageError("--force is for --ics")
    paths = find_paths()
    past, now, problem = past_sessions(paths)
    if problem:
        fail(problem)
    listed = with_past(library(paths).all(), past, now)
    sessions = programme_sessions(listed)
    programmes = programmes_due(sessions, past, now.local_date)
    by_name = {each.name: each for each in listed}
    if not programmes:
        suggestion = suggest(sessions, past, now.local_date)
        fail(_COMPLETE if suggestion and suggestion.is_complete else _NO_PLAN)
    if file is None:
        for line in _lines(programmes, by_name):
            click.echo(line)
        return
    runs = [run for programme in programmes for run in programme.coming()]
    content = _calendar([(run, by_name[run.session].require_session()) for run in runs], now)
    if file == _STREAM:
        standard_output().write(content)
        standard_output().flush()
        return
    with new_file(Path(file), force=force) as part:
        part.write_bytes(content)
    click.echo(f"Wrote {plural(len(runs), 'session')} to {visible(file)}.")


def _lines(programmes: Sequence[ProgrammeDue], by_name: dict[str, ListedSession]) -> Iterator[str]:
    for number, programme in enumerate(programmes):
        if number:
            yield ""
        next_one = by_name[programme.suggestion.name]
        yield f"{next_one.programme_title}: {due_words(next_one)}."
        yield from filter(None, (next_one.pain_words, next_one.missing))
        for run in programme.coming():
            title = by_name[run.session].require_session().title
            yield f"  {_WEEKDAYS[run.day.weekday()]} {run.day}  {title}"


def _calendar(runs: Iterable[tuple[ComingRun, Session]], now: WallTime) -> bytes:
    """Return a calendar file. Exits with a sentence without the library that makes it."""
    with extra("calendar", "calendar file"):
        from follow_along.adapters.calendar_file import (  # noqa: PLC0415 - an extra
            CalendarEntry,
            calendar_bytes,
        )
    entries = (
        CalendarEntry(
            key=f"{session.programme}/{run.session}/{run.number}",
            day=run.day,
            title=session.title,
            text=_text(run.session, session),
        )
        for run, session in runs
    )
    return calendar_bytes(entries, now)


def _text(name: str, session: Session) -> str:
    kit = f"You need: {', '.join(session.kit)}" if session.kit else ""
    length = f"{build_timeline(session).length} without stops"
    lines = (length, kit, session.safety, f"follow-along play {name}")
    return "\n".join(filter(None, lines))
