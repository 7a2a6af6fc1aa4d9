"""The commands. The interface is imported only when it opens."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from click.shell_completion import CompletionItem, get_completion_class

from follow_along import __version__
from follow_along.core.durations import clock_text
from follow_along.core.phrases import side_words
from follow_along.core.session import Session, session_schema
from follow_along.core.summary import summarise
from follow_along.core.timeline import Interval, IntervalKind, Timeline, build
from follow_along.core.words import Side
from follow_along.edges.library import NotFoundError
from follow_along.edges.log import LogError, LogReader, log_lines
from follow_along.edges.places import find_places
from follow_along.edges.session_file import (
    SessionFileError,
    read_session,
)
from follow_along.wiring import Wishes, library, open_world

ENDED_EARLY = 1
MISTAKES = 1
UNUSABLE = 2
"""Exit statuses beside 0: ended early; mistakes found; wrong use, or a file that cannot be used."""


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(UNUSABLE)


def _complete_session(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [
        CompletionItem(entry.name, help=entry.session.title if entry.session else None)
        for entry in library(find_places()).all()
        if entry.name.startswith(incomplete)
    ]


_SESSION = click.argument("session", shell_complete=_complete_session)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="follow-along")
@click.pass_context
def main(context: click.Context) -> None:
    """Follow an exercise session by ear and by eye; one big key when you lose your balance.

    Without a command: choose a session and play it.
    """
    if context.invoked_subcommand is None:
        _open_interface(Wishes())


@main.command()
@_SESSION
@click.option(
    "--speed",
    type=click.FloatRange(1, 1000),
    default=1.0,
    metavar="N",
    help="Rehearse N times as fast; nothing is logged.",
)
@click.option(
    "--from",
    "from_exercise",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="Begin at exercise N.",
)
@click.option(
    "--first-side",
    type=click.Choice(["left", "right"]),
    help="The side that goes first; otherwise they take turns from run to run.",
)
@click.option("--mute", is_flag=True, help="Begin without sound; M brings it back.")
def play(
    session: str, speed: float, from_exercise: int, first_side: str | None, mute: bool
) -> None:
    """Play SESSION, a name that `list` shows or the path of a session file."""
    name, found = _read(session)
    exercises = len(found.exercises)
    if from_exercise > exercises:
        raise click.UsageError(f"--from {from_exercise}: {name} has {exercises} exercises")
    wishes = Wishes(
        speed=speed,
        from_exercise=from_exercise,
        first_side=Side(first_side) if first_side else None,
        muted=mute,
    )
    _open_interface(wishes, (name, found))


@main.command("list")
def list_sessions() -> None:
    """List the sessions: name, length, title."""
    for entry in library(find_places()).all():
        if entry.session is None:
            length, words = "-", f"has mistakes: follow-along check {entry.path}"
        else:
            length, words = _length(build(entry.session)), entry.session.title
        notes = ["yours"] if entry.origin == "yours" else []
        notes += ["in place of the shipped one"] if entry.shadows else []
        note = f"  ({', '.join(notes)})" if notes else ""
        click.echo(f"{entry.name:<20} {length:>8}  {words}{note}")


@main.command()
@_SESSION
def show(session: str) -> None:
    """Show SESSION as a timeline, with the moment at which each interval starts."""
    _, found = _read(session)
    timeline = build(found, Side(found.first_side or "left"))
    click.echo(f"{found.title}  ({_length(timeline)})")
    for line in (
        found.about,
        f"You need: {', '.join(found.kit)}" if found.kit else "",
        found.safety,
    ):
        if line:
            click.echo(line)
    click.echo()
    for line in _timeline_lines(timeline):
        click.echo(line)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check session FILES and name every mistake with its line."""
    status = 0
    for file in files:
        try:
            session = read_session(file)
        except SessionFileError as error:
            status = max(status, UNUSABLE if error.unreadable else MISTAKES)
            click.echo(error)
        else:
            timeline = build(session)
            click.echo(f"{file}: good, {len(session.exercises)} exercises, {_length(timeline)}")
    sys.exit(status)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a session file, by which an editor completes and checks it."""
    click.echo(json.dumps(session_schema(), indent=2))


@main.command("log")
def print_log() -> None:
    """Print runs, blocks and stops as lines of tab-separated text, oldest first."""
    try:
        for line in log_lines(LogReader(find_places().log).runs()):
            click.echo(line)
    except LogError as error:
        _fail(str(error))


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    For bash: follow-along completion bash >> ~/.bash_completion
    """
    shell_class = get_completion_class(shell)
    if shell_class is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(shell_class(main, {}, "follow-along", "_FOLLOW_ALONG_COMPLETE").source())


def _read(name_or_path: str) -> tuple[str, Session]:
    """The session of a name or a path; ends the program with a sentence when there is none."""
    try:
        found = library(find_places()).find(name_or_path)
        return found.name, read_session(found.path)
    except (NotFoundError, SessionFileError) as error:
        _fail(str(error))


def _open_interface(wishes: Wishes, chosen: tuple[str, Session] | None = None) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _fail("follow-along plays on a terminal, and this is none. See follow-along --help.")
    from follow_along.ui.app import FollowAlongApp  # noqa: PLC0415 - a fifth of a second

    with open_world(wishes) as world:
        run = world.run(*chosen) if chosen else None
        outcome = FollowAlongApp(world, run, badge=wishes.badge).run()
    for sentence in world.notices():
        click.echo(sentence, err=True)
    if outcome is None:
        sys.exit(ENDED_EARLY if chosen else 0)
    ending = "Done." if outcome.finished else "Ended early; what was done is kept."
    if wishes.rehearsal:
        ending = "A rehearsal: nothing was logged."
    click.echo(f"{ending} {summarise(outcome.record).sentence}")
    sys.exit(0 if outcome.finished else ENDED_EARLY)


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
