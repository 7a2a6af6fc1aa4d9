"""The command `report`: a page to print, or to send to somebody who treats the user."""

from pathlib import Path

import click

from follow_along.adapters.atomic_write import OWNER_ONLY, CannotReplaceError, atomic_write
from follow_along.adapters.clock import SystemClock
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.export import is_log
from follow_along.adapters.paths import find_paths
from follow_along.adapters.report.content import Report
from follow_along.adapters.report.content import report as content_of
from follow_along.commands.errors import fail
from follow_along.core.history.totals import DEFAULT_WEEKS
from follow_along.core.text import one_line, visible
from follow_along.wiring import log_history

_MOST_WEEKS = 52

_NO_RUNS = "No finished exercise in the log yet, so there is nothing to report."
_NOT_INSTALLED = "No report: {} is not installed. Run: pip install 'follow-along[report]'"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--weeks",
    type=click.IntRange(1, _MOST_WEEKS),
    default=DEFAULT_WEEKS,
    metavar="N",
    help=f"How many weeks, up to this one; {DEFAULT_WEEKS} by default.",
)
@click.option("--name", default="", metavar="TEXT", help="The name to write on the page.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def report(file: Path, weeks: int, name: str, force: bool) -> None:
    """Write a page of the last weeks to FILE, as HTML to print or to send."""
    clock = SystemClock()
    try:
        content = content_of(
            log_history(),
            weeks,
            name=one_line(name),
            made=clock.wall(clock.now()),
        )
    except LogError as error:
        fail(str(error))
    if content is None:
        fail(_NO_RUNS)
    _write(file, _page(content).encode(), force=force)
    click.echo(visible(f"Wrote a report on {content.period} to {file}."))


def _page(content: Report) -> str:
    """Return the page. Exits with a sentence without the libraries that make it."""
    try:
        from follow_along.adapters.report.page import page  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        fail(_NOT_INSTALLED.format(error.name))
    except Exception as error:  # noqa: BLE001 - a library may raise anything as it is imported
        fail(visible(f"No report: a library for it cannot be loaded ({error})."))
    return page(content)


def _write(file: Path, data: bytes, *, force: bool) -> None:
    """Write the file completely or not at all. Exits with a sentence when that fails."""
    if is_log(file, find_paths().log):
        fail(visible(f"{file} is the log itself, and was not changed."))
    try:
        with atomic_write(file, replace=force, mode=OWNER_ONLY) as part:
            part.write_bytes(data)
    except CannotReplaceError as error:
        hint = "" if force else "; --force replaces it"
        fail(visible(f"{file} {error}{hint}."))
    except OSError as error:
        fail(visible(f"{file} could not be written: {error.strerror or error}."))
