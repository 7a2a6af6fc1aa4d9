"""Measure the work of reading ten years of history: `python benchmarks/ten_years.py`.

Fills a log with 2,000 rated runs and 100,000 stops and prints, for several numbers of weeks, the
processor time to read and compute the history screen, the printed table and the chart of one
exercise. Each is the best of five, in milliseconds.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TOP)]

from benchmarks.seeded_log import fill  # noqa: E402 - the path comes first
from follow_along.adapters.clock import SystemClock  # noqa: E402
from follow_along.adapters.log.exclusions import LogHistory  # noqa: E402
from follow_along.adapters.log.totals_query import TotalsFilter  # noqa: E402
from follow_along.commands.history import table_lines  # noqa: E402
from follow_along.core.history.series import series  # noqa: E402
from follow_along.core.history.totals import DEFAULT_WEEKS  # noqa: E402
from follow_along.core.sessions.weekly_plan import WeeklyPlan  # noqa: E402
from follow_along.ui.screens.history import overview  # noqa: E402

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


def screen(history: LogHistory, weeks: int | None) -> None:
    """Compute what the history screen shows."""
    overview(history, weeks)


def printed(history: LogHistory, weeks: int | None) -> None:
    """Compute what `follow-along history` prints."""
    list(table_lines(history, TotalsFilter(weeks)))


def chart(history: LogHistory, weeks: int | None) -> None:
    """Compute what the chart of one exercise shows."""
    series(history.run_totals(weeks, "steady-check"))


def main() -> None:
    """Fill a log and print the times."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.db"
        fill(log)
        history = LogHistory(log, SystemClock(), lambda: {"foot-ankle": WeeklyPlan(3, 1)})
        print(f"{log.stat().st_size / 1e6:.0f} MB; ms of processor time, goal {GOAL_MS}")
        print(f"{'weeks':>6}{'screen':>9}{'table':>9}{'chart':>9}")
        for weeks in WEEKS:
            times = [best_ms(partial(work, history, weeks)) for work in (screen, printed, chart)]
            print(f"{weeks or 'all':>6}" + "".join(f"{each:>9.1f}" for each in times))


if __name__ == "__main__":
    main()
