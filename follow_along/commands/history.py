"""The command `history`: a screen, a table, or totals for a spreadsheet."""

import json
import sys
from collections.abc import Iterator, Sequence

import click

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.exclusions import LogHistory
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.totals_query import TotalsFilter
from follow_along.adapters.paths import find_paths
from follow_along.commands import exit_codes
from follow_along.commands.errors import fail
from follow_along.commands.history_csv import cells, csv_lines
from follow_along.commands.history_names import (
    completing,
    exercises,
    find_exercise,
    find_programme,
    programmes,
)
from follow_along.commands.history_table import table
from follow_along.commands.run_app import run_app
from follow_along.commands.streams import can_draw
from follow_along.core.enums import ExerciseKind
from follow_along.core.history.felt_and_counted import FELT_WEEKS, felt_and_counted
from follow_along.core.history.side_flag import side_flag
from follow_along.core.history.totals import DEFAULT_WEEKS, ExerciseTotals, grid
from follow_along.core.history.trend import trend
from follow_along.core.history.week_runs import WeekRuns
from follow_along.core.weeks import week_text
from follow_along.wiring import load_settings, log_history

_MOST_WEEKS = 5200
_ALL = "all"

_DELIMITERS = (",", ";", "|", "\t")


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


def _delimiter(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """One character, or `tab`. Raises click.BadParameter for anything else."""
    if given is None or given in _DELIMITERS:
        return given
    if given.lower() == "tab":
        return "\t"
    raise click.BadParameter("expected one of , ; | or `tab`")


@click.command()
@click.option(
    "--weeks",
    callback=_weeks,
    metavar="N|all",
    help=f"How many weeks, back from the last one with a run; {DEFAULT_WEEKS} by default.",
)
@click.option(
    "--exercise",
    metavar="NAME",
    shell_complete=completing(exercises),
    help="Only this exercise, by its name or its id.",
)
@click.option(
    "--programme",
    metavar="ID",
    shell_complete=completing(programmes),
    help="Only the sessions of this programme.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="A table to read, or the totals of each run for other programs.",
)
@click.option(
    "--delimiter",
    callback=_delimiter,
    metavar="CHARACTER",
    help="Between the cells of csv: , ; | or tab. A comma; with --decimal , a semicolon.",
)
@click.option(
    "--decimal",
    type=click.Choice([".", ","]),
    help="The decimal separator of csv: a comma for a spreadsheet in German or French.",
)
def history(  # noqa: PLR0913, PLR0917 - each is an option
    weeks: int | str | None,
    exercise: str | None,
    programme: str | None,
    form: str | None,
    delimiter: str | None,
    decimal: str | None,
) -> None:
    """Review the stops over the weeks.

    Without an option, on a terminal, it opens a screen; otherwise it prints a table.
    """
    marks = _marks(form, delimiter, decimal)
    if not any((weeks, exercise, programme, form)) and can_draw():
        _open_screen()
        return
    reader = log_history()
    try:
        span = None if weeks == _ALL else int(weeks or DEFAULT_WEEKS)
        wanted = TotalsFilter(span, *_named(reader, exercise, programme))
        for line in _lines(reader, wanted, form, marks):
            click.echo(line)
    except LogError as error:
        fail(str(error))


def _marks(form: str | None, delimiter: str | None, decimal: str | None) -> tuple[str, str]:
    """The delimiter and the decimal separator. Raises click.UsageError where they cannot be."""
    if (delimiter or decimal) and form != "csv":
        raise click.UsageError("--delimiter and --decimal are for --format csv")
    decimal = decimal or "."
    delimiter = delimiter or (";" if decimal == "," else ",")
    if delimiter == decimal:
        raise click.UsageError(f"--delimiter and --decimal cannot both be `{decimal}`")
    return delimiter, decimal


def _named(
    reader: LogReader, exercise: str | None, programme: str | None
) -> tuple[str | None, str | None]:
    """The ids of the exercise and the programme. Exits with a usage error for an unknown one."""
    done = reader.week_totals() if exercise or programme else ()
    if not done:
        return exercise, programme
    return (
        find_exercise(exercises(done), exercise) if exercise else None,
        find_programme(programmes(done), programme) if programme else None,
    )


def _lines(
    reader: LogHistory, wanted: TotalsFilter, form: str | None, marks: tuple[str, str]
) -> Iterator[str]:
    if form == "csv":
        return csv_lines(reader.run_totals(*wanted), *marks)
    return _as_json(reader, wanted) if form == "json" else table_lines(reader, wanted)


def _open_screen() -> None:
    from follow_along.ui.app import HistoryApp  # noqa: PLC0415 - a fifth of a second
    from follow_along.ui.keys import KeyMap  # noqa: PLC0415 - only where there is a screen

    settings, problem = load_settings(find_paths())
    key_map = KeyMap(settings.keys)
    app = HistoryApp(log_history(), look=settings.look, key_map=key_map, problem=problem)
    run_app(app)
    if app.ended_by is not None:
        sys.exit(exit_codes.of_signal(app.ended_by))


def table_lines(reader: LogHistory, wanted: TotalsFilter) -> Iterator[str]:
    """Yield the sentences and the table. Raises LogError when the log cannot be read."""
    week_totals = reader.week_totals(*wanted)
    if not week_totals:
        yield _nothing(wanted)
        return
    yield from filter(None, _sentences(reader, wanted, week_totals).values())
    if wanted.exercise or wanted.programme:
        yield from table(week_totals)
    else:
        yield from table(week_totals, reader.week_runs(), reader.week_ratings(wanted.weeks))


def _as_json(reader: LogHistory, wanted: TotalsFilter) -> Iterator[str]:
    week_totals = reader.week_totals(*wanted)
    selected = wanted.exercise or wanted.programme
    yield json.dumps(
        {
            **_sentences(reader, wanted, week_totals),
            "runs": None if selected else _runs_by_week(week_totals, reader.week_runs()),
            "figures": [cells(run) for run in reader.run_totals(*wanted)],
        },
        indent=2,
    )


def _sentences(
    reader: LogReader, wanted: TotalsFilter, week_totals: Sequence[ExerciseTotals]
) -> dict[str, str | None]:
    """The sentence on the trend, and those on the sides and on what was felt where there are."""
    lately = wanted._replace(weeks=FELT_WEEKS, kind=ExerciseKind.BALANCE)
    runs = reader.run_totals(*lately)
    flag, felt = side_flag(runs), felt_and_counted(runs)
    return {
        "trend": trend(week_totals).sentence,
        "sides": flag.sentence if flag else None,
        "felt_and_counted": felt.sentence if felt else None,
    }


def _runs_by_week(
    week_totals: Sequence[ExerciseTotals], runs: WeekRuns
) -> list[dict[str, str | int | None]]:
    """The finished runs of each week, of those planned."""
    return [
        {"iso_week": week_text(week), "done": runs.done.get(week, 0), "planned": runs.planned}
        for week in grid(week_totals, runs=runs).weeks
    ]


def _nothing(wanted: TotalsFilter) -> str:
    if wanted.exercise or wanted.programme:
        return "No such exercise has been done yet. Without options, all exercises are shown."
    return (
        "No runs yet. After the first one, this shows the stops per minute of each exercise,"
        " by week."
    )
