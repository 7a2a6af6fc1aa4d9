"""The past runs as the interface asks for them: what the log holds, in its own terms."""

import pytest

from follow_along.adapters.past_runs import PastRuns
from follow_along.ports import HistoryError
from tests.fakes import FakeClock


def everything(past: PastRuns) -> list[object]:
    """Every question the interface asks."""
    return [past.week_totals(8), past.runs(None, None), past.heads(4), past.run("a-run")]


def test_no_log_is_an_empty_past(tmp_path):
    """Before the first run there is nothing, and nothing is made by looking."""
    log = tmp_path / "data" / "log.db"
    assert everything(PastRuns(log, FakeClock())) == [(), (), (), None]
    assert not log.parent.exists()


@pytest.mark.parametrize(
    "ask",
    [
        lambda past: past.week_totals(8),
        lambda past: past.runs("steady-check", 8),
        lambda past: past.heads(8),
        lambda past: past.run("a-run"),
        lambda past: past.mark("a-run", None, counts=False),
    ],
)
def test_log_that_cannot_be_used_is_told_in_one_sentence(tmp_path, ask):
    """Whatever is asked of a damaged log, the answer is a sentence that names it."""
    log = tmp_path / "log.db"
    log.write_bytes(b"no database at all" * 100)
    with pytest.raises(HistoryError, match=r"log\.db.*\.$"):
        ask(PastRuns(log, FakeClock()))
    assert log.read_bytes() == b"no database at all" * 100
