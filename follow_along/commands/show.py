"""The command `show`: the timeline of a session, and what it adds up to."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from follow_along.adapters.file_watch import changes
from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.errors import NotFoundError, SessionFileError
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sheet.paper import Paper
from follow_along.commands.arguments import SESSION
from follow_along.commands.errors import fail
from follow_along.core.durations import length_text
from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.place_words import side_name, with_side
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import (
    Block,
    Interval,
    IntervalKind,
    Timeline,
    build_timeline,
)
from follow_along.core.text import plural
from follow_along.wiring import library


@click.command()
@SESSION
@click.option("--watch", is_flag=True, help="Show it again whenever the file changes.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Write a sheet to print, with the exercises as pictures: FILE.pdf or FILE.png.",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    help="The paper of the sheet; by default the usual one where you live.",
)
@click.option("--force", is_flag=True, help="Replace an existing sheet.")
def show(session: str, watch: bool, sheet: Path | None, paper: Paper | None, force: bool) -> None:
    """Show the timeline of SESSION: when each interval starts, and what they add up to.

    A + marks times that follow a block without a clock, which takes as long as you need. With
    --watch, Ctrl+C ends it. With --sheet, a sheet is written instead.
    """
    if sheet:
        if watch:
            fail("--watch shows a session on the screen, and does not go with --sheet.")
        from follow_along.commands.sheet import write_sheet  # noqa: PLC0415 - rarely needed

        click.echo(write_sheet(session, sheet, paper, force=force))
        return
    if paper or force:
        fail("--paper and --force need --sheet: they say how a sheet is written.")
    sessions = library(find_paths())
    try:
        path = sessions.find(session).path
        changed = changes(Path(path))
        click.echo(_page(sessions, path))
    except NotFoundError as error:
        fail(str(error))
    except SessionFileError as error:
        if not watch or error.unreadable:
            fail(str(error))
        click.echo(str(error))
    for _ in changed if watch else ():
        click.clear()
        try:
            click.echo(_page(sessions, path))
        except SessionFileError as error:
            click.echo(str(error))


def _page(sessions: Library, path: str) -> str:
    """Return the whole page of a session file. Raises SessionFileError."""
    return "\n".join(_lines(sessions.load(path).require_session()))


def _lines(session: Session) -> Iterator[str]:
    timeline = build_timeline(session, Side(session.first_side or "left"))
    yield f"{session.title}  ({timeline.length})"
    kit = f"You need: {', '.join(session.kit)}" if session.kit else ""
    yield from filter(None, (session.about, kit, session.safety))
    yield ""
    yield from _timeline_lines(timeline)
    yield ""
    yield from _sums(timeline)


def _timeline_lines(timeline: Timeline) -> Iterator[str]:
    at_ms, waits, heading = 0, False, ""
    told: set[Exercise] = set()
    for interval in timeline.intervals():
        new_heading = _heading(interval.block)
        if new_heading != heading:
            yield new_heading
            heading = new_heading
        length = "Enter" if interval.ms is None else length_text(interval.ms, waits=False)
        at = _column(at_ms, waits=waits)
        yield f"{at} {interval.kind:<6}  {length:>5}  {_what(interval)}"
        if interval.kind is IntervalKind.WORK and interval.block.exercise not in told:
            told.add(interval.block.exercise)
            yield from _versions(interval.block.exercise)
        at_ms, waits = at_ms + (interval.ms or 0), waits or interval.ms is None
    yield f"{_column(at_ms, waits=waits)} end"


def _versions(exercise: Exercise) -> Iterator[str]:
    """Yield how the versions of an exercise are done that are not as written."""
    for version in exercise.versions:
        if text := exercise.version_text(version):
            yield f"{'':>8} {version:<6}  {'':>5}  {text}"


def _column(ms: int, *, waits: bool) -> str:
    """Return a time whose digits stand below those of others, with or without a + behind them."""
    return f"{length_text(ms, waits=False):>7}{'+' if waits else ' '}"


def _heading(block: Block) -> str:
    """Return the round of a block, or an empty line for one outside of any group."""
    return f"Round {block.round_number} of {block.rounds}" if block.rounds > 1 else ""


def _what(interval: Interval) -> str:
    block = interval.block
    if interval.kind is IntervalKind.CHANGE:
        return f"to {side_name(block)}"
    works = interval.kind is IntervalKind.WORK
    reps = [plural(block.exercise.reps, "rep")] if works and block.exercise.reps else []
    sets = block.exercise.sets
    set_of = [f"set {block.set_number} of {sets}"] if sets > 1 else []
    notes = [note.text for note in block.notes] if interval.kind is IntervalKind.REST else []
    return ", ".join((with_side(block), *reps, *set_of, *notes))


def _sums(timeline: Timeline) -> Iterator[str]:
    """Yield the work by kind, the rest and the total; work without a clock in repetitions."""
    work_ms: Counter[ExerciseKind] = Counter()
    reps: Counter[ExerciseKind] = Counter()
    for block in timeline.blocks:
        work_ms[block.exercise.kind] += block.work_ms or 0
        reps[block.exercise.kind] += 0 if block.work_ms else block.exercise.reps or 0
    for kind in ExerciseKind:
        if work_ms[kind] or reps[kind]:
            counted = f"{reps[kind]} reps without a clock" if reps[kind] else ""
            clock = length_text(work_ms[kind], waits=False) if work_ms[kind] else ""
            yield f"  {kind:<10}{clock:>7}  {counted}".rstrip()
    rest_ms = timeline.total_ms - work_ms.total()
    yield f"  {'rest':<10}{length_text(rest_ms, waits=False):>7}"
    yield f"  {'total':<10}{_column(timeline.total_ms, waits=timeline.waits_for_key)}".rstrip()
