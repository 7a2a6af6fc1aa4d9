"""The command `history`: a screen, a table, or totals for a spreadsheet."""

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence

import click

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.spreadsheet import spreadsheet_cell
from follow_along.adapters.log.timestamps import local_text
from follow_along.adapters.log.totals_query import TotalsFilter
from follow_along.adapters.paths import find_paths
from follow_along.commands import exit_codes
from follow_along.commands.errors import fail
from follow_along.commands.history_table import table
from follow_along.commands.run_app import run_app
from follow_along.commands.streams import can_draw
from follow_along.core.history.side_flag import LATELY_WEEKS, side_flag
from follow_along.core.history.totals import DEFAULT_WEEKS, RunTotals
from follow_along.core.history.trend import trend
from follow_along.core.weeks import week_of, week_text
from follow_along.wiring import load_settings, log_history

COLUMNS = (
    "run_began",
    "iso_week",
    "programme",
    "programme_week",
    "session",
    "exercise",
    "name",
    "kind",
    "side",
    "planned_ms",
    "stops",
    "steady_ms",
    "off_ms",
    "longest_ms",
    "stops_per_minute",
    "steady_share",
    "run_id",
)
"""The totals of an exercise on one side in a run; docs/history.md describes them."""

_MOST_WEEKS = 5200
_ALL = "all"

Cells = dict[str, str | int | float | None]


def _weeks(
    context: click.Context, parameter: click.Parameter, given: str | None
) -> int | str | None:
    """A number of weeks, or `all`. Raises click.BadParameter for anything else."""
    if given is None or given == _ALL:
        return given
    try:
        number = int(given)
    except ValueError:
        number = 0
    if not 1 <= number <= _MOST_WEEKS:
        raise click.BadParameter(
            f"expected a number of weeks (1 to {_MOST_WEEKS}), or `{_ALL}`", context, parameter
        )
    return number


@click.command()
@click.option(
    "--weeks",
    callback=_weeks,
    metavar="N|all",
    help=f"How many weeks, back from the last one with a run; {DEFAULT_WEEKS} by default.",
)
@click.option("--exercise", metavar="ID", help="Only this exercise.")
@click.option("--programme", metavar="ID", help="Only the sessions of this programme.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="A table to read, or the totals of each run for other programs.",
)
def history(
    weeks: int | str | None, exercise: str | None, programme: str | None, form: str | None
) -> None:
    """Review the stops over the weeks.

    Without an option, on a terminal, it opens a screen; otherwise it prints a table.
    """
    if not any((weeks, exercise, programme, form)) and can_draw():
        _open_screen()
        return
    span = None if weeks == _ALL else int(weeks or DEFAULT_WEEKS)
    wanted = TotalsFilter(span, exercise, programme)
    reader = LogReader(find_paths().log)
    try:
        lines = {"table": _as_table, "csv": _as_csv, "json": _as_json}[form or "table"]
        for line in lines(reader, wanted):
            click.echo(line)
    except LogError as error:
        fail(str(error))


def _open_screen() -> None:
    from follow_along.ui.app import HistoryApp  # noqa: PLC0415 - a fifth of a second
    from follow_along.ui.keys import KeyMap  # noqa: PLC0415 - only where there is a screen

    settings, problem = load_settings(find_paths())
    key_map = KeyMap(settings.keys)
    app = HistoryApp(log_history(), look=settings.look, key_map=key_map, problem=problem)
    run_app(app)
    if app.ended_by is not None:
        sys.exit(exit_codes.of_signal(app.ended_by))


def _as_table(reader: LogReader, wanted: TotalsFilter) -> Iterator[str]:
    week_totals = reader.week_totals(*wanted)
    if not week_totals:
        yield _nothing(wanted)
        return
    yield from _head(reader, wanted, trend(week_totals).sentence)
    yield from table(week_totals)


def _as_csv(reader: LogReader, wanted: TotalsFilter) -> Iterator[str]:
    yield _csv_line(COLUMNS)
    for run in reader.run_totals(*wanted):
        yield _csv_line([spreadsheet_cell(value) for value in _cells(run).values()])


def _as_json(reader: LogReader, wanted: TotalsFilter) -> Iterator[str]:
    sentence, *rest = _head(reader, wanted, trend(reader.week_totals(*wanted)).sentence)
    yield json.dumps(
        {
            "trend": sentence,
            "sides": rest[0] if rest else None,
            "figures": [_cells(run) for run in reader.run_totals(*wanted)],
        },
        indent=2,
    )


def _head(reader: LogReader, wanted: TotalsFilter, sentence: str) -> Iterator[str]:
    """The sentence on the trend and, if a side is flagged, another on that."""
    yield sentence
    recent = TotalsFilter(LATELY_WEEKS, wanted.exercise, wanted.programme)
    flag = side_flag(reader.run_totals(*recent))
    if flag:
        yield flag.sentence


def _nothing(wanted: TotalsFilter) -> str:
    if wanted.exercise or wanted.programme:
        return "No such exercise has been done yet. Without options, all exercises are shown."
    return (
        "No runs yet. After the first one, this shows the stops per minute of each exercise,"
        " by week."
    )


def _cells(run: RunTotals) -> Cells:
    done, totals = run.done, run.done.totals
    values: Sequence[str | int | float | None] = (
        local_text(run.began),
        week_text(week_of(run.began)),
        done.programme,
        done.programme_week,
        run.session,
        done.exercise,
        done.name,
        str(done.kind),
        str(done.side),
        done.planned_ms,
        totals.count,
        totals.steady_ms,
        totals.off_ms,
        totals.longest_ms,
        _rounded(totals.per_minute),
        _rounded(totals.steady_share),
        run.run_id,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _csv_line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
