"""The commands `export` and `import`, which move the log to another machine or merge two logs."""

from pathlib import Path

import click

from follow_along.adapters.atomic_write import OWNER_ONLY
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.export import export_lines
from follow_along.adapters.log.import_file import ImportFileError, import_file, import_stream
from follow_along.adapters.log.import_runs import DifferingRunsError, RunImport
from follow_along.adapters.log.merge import Merged
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.paths import find_paths
from follow_along.commands.errors import fail
from follow_along.commands.new_file import new_file
from follow_along.commands.streams import standard_input, standard_output
from follow_along.core.text import plural, visible

_STREAM = "-"


@click.command("export")
@click.argument("file", type=click.Path(readable=False))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def export_log(file: str, force: bool) -> None:
    """Write all runs, blocks, stops and exclusions to FILE as JSON Lines; - is standard output."""
    log = find_paths().log
    try:
        if file == _STREAM:
            for line in export_lines(log):
                standard_output().write(line)
            standard_output().flush()
        else:
            with new_file(Path(file), force=force, mode=OWNER_ONLY) as part, part.open("wb") as out:
                out.writelines(export_lines(log))
            runs = plural(len(LogReader(log).heads()), "run")
            click.echo(visible(f"Wrote {runs} to {file}."))
    except LogError as error:
        fail(str(error))


@click.command("import")
@click.argument("file", type=click.Path())
@click.option("--force", is_flag=True, help="Where a run differs from the log's, keep the fuller.")
def import_log(file: str, force: bool) -> None:
    """Merge FILE into the log, all of it or nothing; - is standard input.

    FILE is an export, or a copy of a log.db, such as a conflict copy of a synchronised folder. Runs
    are recognised by their ids, so repeating an import is harmless.
    """
    try:
        with RunImport() as runs:
            if file == _STREAM:
                import_stream(standard_input(), runs, "standard input")
            else:
                import_file(Path(file), runs)
            merged = runs.merge_into(find_paths().log, force=force)
    except DifferingRunsError as error:
        fail(
            f"{_differing(error.count)}, so nothing was imported; with --force the fuller one of"
            " each is kept."
        )
    except (ImportFileError, LogError) as error:
        fail(str(error))
    for sentence in _summary(merged):
        click.echo(sentence)


def _summary(merged: Merged) -> list[str]:
    sentences = []
    if merged.added:
        sentences.append(f"Imported {plural(merged.added, 'run')}.")
    if merged.changed:
        sentences.append(f"Updated {plural(merged.changed, 'run')}.")
    if merged.differing:
        sentences.append(f"{_differing(merged.differing)}: the fuller one of each was kept.")
    if not sentences and not merged.unchanged:
        return ["The file has no runs. A copy of a log in use needs the files beside it as well."]
    return sentences or [
        f"Nothing new: the log already has the {plural(merged.unchanged, 'run')} in the file."
    ]


def _differing(count: int) -> str:
    return f"The log has other runs under the ids of {plural(count, 'run')} in the file"
