"""The command `report`: a page to print, or to send to somebody who treats the user."""

from pathlib import Path

import click

from follow_along.adapters.atomic_write import OWNER_ONLY
from follow_along.adapters.clock import SystemClock
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.report.content import Report
from follow_along.adapters.report.content import report as content_of
from follow_along.commands.errors import fail
from follow_along.commands.extra import extra
from follow_along.commands.new_file import new_file
from follow_along.core.history.totals import DEFAULT_WEEKS
from follow_along.core.text import one_line, visible
from follow_along.wiring import log_history

_MOST_WEEKS = 52

_NO_RUNS = "No finished exercise in the log yet, so there is nothing to report."


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
    page = _page(content)
    with new_file(file, force=force, mode=OWNER_ONLY) as part:
        part.write_text(page, "utf-8")
    click.echo(visible(f"Wrote a report on {content.period} to {file}."))


def _page(content: Report) -> str:
    """Return the page. Exits with a sentence without the libraries that make it."""
    with extra("report", "report"):
        from follow_along.adapters.report.page import page  # noqa: PLC0415 - an extra
    return page(content)
