"""The totals of runs for other programs: as objects, and as text for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from follow_along.adapters.log.spreadsheet import spreadsheet_cell
from follow_along.adapters.log.timestamps import local_second, local_text
from follow_along.core.history.totals import RunTotals
from follow_along.core.rating import Rating
from follow_along.core.weeks import week_of, week_text

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
    "version",
    "began_local",
    "felt_steady",
    "effort",
    "pain",
    "morning_pain",
    "note",
    "reps_done",
)
"""The totals of an exercise on one side in a run; docs/history.md describes them."""

Cells = dict[str, str | int | float | None]


def cells(run: RunTotals) -> Cells:
    """Return the values of the columns; None where there is no value."""
    done, totals, rating = run.done, run.done.totals, run.rating or Rating()
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
        str(done.version),
        local_second(run.began),
        rating.felt_steady,
        rating.effort,
        rating.pain,
        rating.morning_pain,
        rating.note or None,
        run.reps_done,
    )
    return dict(zip(COLUMNS, values, strict=True))


def csv_lines(runs: Iterable[RunTotals], delimiter: str, decimal: str) -> Iterator[str]:
    """Yield the lines without line ends, the line of column names first."""
    yield _line(COLUMNS, delimiter)
    for run in runs:
        yield _line([_text(value, decimal) for value in cells(run).values()], delimiter)


def _text(value: str | float | None, decimal: str) -> str:
    text = spreadsheet_cell(value)
    return text.replace(".", decimal) if isinstance(value, float) else text


def _line(texts: Sequence[str], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="").writerow(texts)
    return line.getvalue()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
