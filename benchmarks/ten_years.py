"""How long ten years take to be looked at: `python benchmarks/ten_years.py`.

Fills a log with 2,000 runs and 100,000 stops, and prints the time of reading and working out what
the history screen shows, and of printing the table, for 4, 8, 12 and all weeks; each is the best of
five. The goal is 150 ms each for what opens, and no more than linear growth with the weeks.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TOP)]

from benchmarks.seeded_log import fill  # noqa: E402 - the path comes first
from follow_along.adapters.log import LogReader, TotalsFilter  # noqa: E402
from follow_along.commands.history_table import table  # noqa: E402
from follow_along.core.history.series import series  # noqa: E402
from follow_along.core.history.side_flag import side_flag  # noqa: E402
from follow_along.core.history.totals import DEFAULT_WEEKS, grid  # noqa: E402
from follow_along.core.history.trend import trend  # noqa: E402

GOAL_MS = 150
RECENT = TotalsFilter(4)


def best_ms(work: Callable[[], object], times: int = 5) -> float:
    """The shortest time in milliseconds that the work took."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took) * 1000


def main() -> None:
    """Fill a log and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.db"
        fill(log)
        reader = LogReader(log)
        print(f"{log.stat().st_size / 1e6:.0f} MB; milliseconds, goal {GOAL_MS} for what opens")
        print(f"{'weeks':>6}{'screen':>9}{'table':>9}{'chart':>9}")
        for weeks in (4, DEFAULT_WEEKS, 12, 104, None):
            wanted = TotalsFilter(weeks)
            one = TotalsFilter(weeks, "steady-check")

            def screen(wanted: TotalsFilter = wanted) -> None:
                week_totals = reader.week_totals(*wanted)
                grid(week_totals, wanted.weeks)
                trend(week_totals)
                side_flag(reader.run_totals(*RECENT))

            def printed(wanted: TotalsFilter = wanted) -> None:
                week_totals = reader.week_totals(*wanted)
                trend(week_totals)
                side_flag(reader.run_totals(*RECENT))
                list(table(week_totals))

            def chart(one: TotalsFilter = one) -> None:
                series(reader.run_totals(*one))

            figures = (best_ms(work) for work in (screen, printed, chart))
            print(f"{weeks or 'all':>6}" + "".join(f"{figure:>9.1f}" for figure in figures))


if __name__ == "__main__":
    main()
