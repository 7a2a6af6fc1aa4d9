"""Reports of made-up runs."""

from follow_along.adapters.report.content import Report, report
from follow_along.core.enums import Side
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.history.totals import DEFAULT_WEEKS
from follow_along.core.wall_time import DAY_MS, WallTime
from tests.logged_runs import MORNING, a_past_block, a_past_run
from tests.ui.fake_history import FakeHistory


def report_on(
    runs: list[LoggedRun], weeks: int = DEFAULT_WEEKS, name: str = "", weeks_since: int = 0
) -> Report:
    """The report on these runs of a programme of three a week, which ended `weeks_since` ago.

    It is made at the beginning of the last one.
    """
    history = FakeHistory(runs, weeks_since=weeks_since)
    content = report(history, weeks, name=name, made=max(run.began for run in runs))
    assert content
    return content


def run_on(day: int, left: int = 0, right: int = 0, name: str = "Steady check") -> LoggedRun:
    """A run `day` days after 7 March 2026: 30 s on each side, with these stops."""
    began = WallTime(MORNING.utc_ms + day * DAY_MS, MORNING.offset_minutes)
    blocks = [
        a_past_block(index, stops, side=side, name=name, began=began)
        for index, (side, stops) in enumerate(((Side.LEFT, left), (Side.RIGHT, right)))
    ]
    return a_past_run(*blocks, run_id=f"run-{day}", began=began)
