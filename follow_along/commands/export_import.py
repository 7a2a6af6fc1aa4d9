"""The commands that take the log elsewhere and merge it with another."""

from pathlib import Path

import click

from follow_along.adapters.log import DifferingRunsError, IncomingRuns, LogError
from follow_along.adapters.log.export import (
    ExportError,
    exported,
    read_import,
    take_lines,
    write_export,
)
from follow_along.adapters.log.merge import Merged
from follow_along.adapters.paths import find_paths
from follow_along.commands.errors import fail
from follow_along.commands.streams import standard_input, standard_output
from follow_along.core.text import plural

_STREAM = "-"


@click.command("export")
@click.argument("file", type=click.Path())
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
def export_log(file: str, force: bool) -> None:
    """Write every run, block, stop and mark to FILE as JSON Lines; - is standard output."""
    log = find_paths().log
    try:
        if file == _STREAM:
            for line in exported(log):
                standard_output().write(line)
            standard_output().flush()
        else:
            write_export(log, Path(file), force=force)
    except (ExportError, LogError) as error:
        fail(str(error))


@click.command("import")
@click.argument("file", type=click.Path())
@click.option("--force", is_flag=True, help="Where a run is another one here, keep the fuller one.")
def import_log(file: str, force: bool) -> None:
    """Merge an exported FILE into the log, all of it or nothing; - is standard input.

    Runs are known by their ids: importing the same file twice changes nothing.
    """
    try:
        with IncomingRuns() as incoming:
            if file == _STREAM:
                take_lines(standard_input(), incoming, "standard input")
            else:
                read_import(Path(file), incoming)
            merged = incoming.merge_into(find_paths().log, force=force)
    except DifferingRunsError as error:
        fail(
            f"Of these ids there are other runs here, {error.count} in number, so nothing was"
            " imported; with --force the fuller one of each is kept."
        )
    except (ExportError, LogError) as error:
        fail(str(error))
    for sentence in _told(merged):
        click.echo(sentence)


def _told(merged: Merged) -> list[str]:
    told = []
    if merged.added:
        told.append(f"Imported {plural(merged.added, 'run')}.")
    if merged.changed:
        told.append(f"Brought {plural(merged.changed, 'run')} up to date.")
    if merged.differing:
        told.append(
            f"Of these ids there were other runs here, {merged.differing} in number: the fuller"
            " one of each was kept."
        )
    return told or [f"Nothing new: {plural(merged.unchanged, 'run')} in it, all here already."]
