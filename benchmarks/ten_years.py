"""Measure the work of reading ten years of history: `python benchmarks/ten_years.py`.

Fills a log with 2,000 rated runs and 100,000 stops and prints, for several numbers of weeks, the
processor time to read and compute the history screen, the printed table and the chart of one
exercise. Each is the best of five, in milliseconds.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TOP)]

from benchmarks.seeded_log import fill  # noqa: E402 - the path comes first
from follow_along.adapters.log.reader import LogReader  # noqa: E402
from follow_along.commands.history_table import table  # noqa: E402
from follow_along.core.history.felt_and_counted import (  # noqa: E402
    FELT_WEEKS,
    felt_and_counted,
)
from follow_along.core.history.series import series  # noqa: E402
from follow_along.core.history.side_flag import side_flag  # noqa: E402
from follow_along.core.history.totals import DEFAULT_WEEKS, ExerciseTotals, grid  # noqa: E402
from follow_along.core.history.trend import trend  # noqa: E402
from follow_along.core.history.week_ratings import week_ratings  # noqa: E402

GOAL_MS = 150
WEEKS = (4, DEFAULT_WEEKS, 12, 104, None)


def best_ms(work: Callable[[], object], times: int = 5) -> float:
    """Return the least processor time of several tries, in milliseconds."""
    tries = []
    for _ in range(times):
        began = time.process_time()
        work()
        tries.append(time.process_time() - began)
    return min(tries) * 1000


def screen(reader: LogReader, weeks: int | None) -> None:
    """Compute what the history screen shows."""
    week_totals = reader.week_totals(weeks)
    grid(week_totals, weeks, ratings=week_ratings(reader.heads(weeks)))
    _sentences(reader, week_totals)


def printed(reader: LogReader, weeks: int | None) -> None:
    """Compute what `follow-along history` prints."""
    week_totals = reader.week_totals(weeks)
    _sentences(reader, week_totals)
    list(table(week_totals, ratings=week_ratings(reader.heads(weeks))))


def _sentences(reader: LogReader, week_totals: Sequence[ExerciseTotals]) -> None:
    trend(week_totals)
    runs = reader.run_totals(FELT_WEEKS)
    side_flag(runs)
    felt_and_counted(runs)


def chart(reader: LogReader, weeks: int | None) -> None:
    """Compute what the chart of one exercise shows."""
    series(reader.run_totals(weeks, "steady-check"))


def main() -> None:
    """Fill a log and print the times."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.db"
        fill(log)
        reader = LogReader(log)
        print(f"{log.stat().st_size / 1e6:.0f} MB; ms of processor time, goal {GOAL_MS}")
        print(f"{'weeks':>6}{'screen':>9}{'table':>9}{'chart':>9}")
        for weeks in WEEKS:
            times = [best_ms(partial(work, reader, weeks)) for work in (screen, printed, chart)]
            print(f"{weeks or 'all':>6}" + "".join(f"{each:>9.1f}" for each in times))


if __name__ == "__main__":
    main()
