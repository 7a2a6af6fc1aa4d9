"""Commands on the log."""

from contextlib import closing

import click

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.tsv import log_lines
from follow_along.adapters.paths import find_paths
from follow_along.commands.errors import fail


@click.command("log")
@click.option("--stops", is_flag=True, help="Only the stops that count, touches included.")
def print_log(stops: bool) -> None:
    """Print runs, blocks and stops as lines of tab-separated text, oldest first."""
    try:
        # Closed here: a generator that is collected later would close the log in another thread.
        with closing(LogReader(find_paths().log).each_run()) as runs:
            for line in log_lines(runs, stops_only=stops):
                click.echo(line)
    except LogError as error:
        fail(str(error))
