"""The log as tab-separated lines, for grep and for a spreadsheet, harmless in both."""

import csv
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.log.tsv import COLUMNS, log_lines
from follow_along.core.enums import InterruptionKind, Side, Version
from follow_along.core.history.logged_run import LoggedRun
from tests.logged_runs import a_past_block, a_past_run, a_past_stop


def _table(*runs: LoggedRun) -> list[dict[str, str]]:
    lines: Iterable[str] = log_lines(runs)
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_without_runs_there_is_only_the_header() -> None:
    """An empty log has its column names."""
    assert list(log_lines(())) == ["\t".join(COLUMNS)]


def test_a_run_its_blocks_and_their_stops_are_a_line_each() -> None:
    """The lines are in the order of the log."""
    run = a_past_run(a_past_block(0, wobbles=2), a_past_block(1, side=Side.RIGHT))
    assert [cells["line"] for cells in _table(run)] == ["run", "block", "stop", "stop", "block"]


def test_the_line_of_a_stop_is_complete_by_itself() -> None:
    """A line that `grep wobble` finds is complete without the lines around it."""
    (line,) = (line for line in log_lines([a_past_run(a_past_block(0, 1))]) if "wobble" in line)
    cells = dict(zip(COLUMNS, line.split("\t"), strict=True))
    assert {name: cells[name] for name in ("run_began", "session", "exercise", "side", "set")} == {
        "run_began": "2026-03-07T07:30:00.000+01:00",
        "session": "foot-ankle-1",
        "exercise": "steady-check",
        "side": "left",
        "set": "1",
    }
    assert (cells["stop_kind"], cells["offset_ms"], cells["lasted_ms"], cells["count"]) == (
        "wobble",
        "5000",
        "8000",
        "1",
    )


def test_a_stop_that_does_not_count_says_so() -> None:
    """The count of a break is 0; that of an undone wobble is 0, with the outcome `undone`."""
    stops = (
        a_past_stop(1, kind=InterruptionKind.BREAK, counted=False),
        a_past_stop(2, undone=True),
    )
    lines = [
        c for c in _table(a_past_run(a_past_block(interruptions=stops))) if c["line"] == "stop"
    ]
    assert [(c["stop_kind"], c["count"], c["outcome"]) for c in lines] == [
        ("break", "0", ""),
        ("wobble", "0", "undone"),
    ]


def test_a_block_carries_its_count_with_the_correction() -> None:
    """One stop was pressed and two were added by hand."""
    (_, block, _) = _table(a_past_run(a_past_block(0, 1, correction=2)))
    assert (block["count"], block["corrected_by"]) == ("3", "2")


def test_a_block_carries_its_round_version_and_repetitions() -> None:
    """An empty cell where nothing was said or written."""
    done = a_past_block(0, reps=12, reps_done=9, round_number=2, version=Version.EASIER)
    (_, corrected, plain) = _table(a_past_run(done, a_past_block(1, reps=12)))
    names = ("round", "version", "reps", "reps_done")
    assert [corrected[name] for name in names] == ["2", "easier", "12", "9"]
    assert [plain[name] for name in names] == ["1", "written", "12", ""]


def test_an_open_end_or_an_unknown_length_is_an_empty_cell() -> None:
    """An unknown value is empty, not 0."""
    open_block = a_past_block(outcome=None, ended=None, steady_ms=None, planned_ms=None)
    run, block = _table(a_past_run(open_block, ended=None, outcome=None))
    assert (run["ended"], run["outcome"]) == ("", "")
    assert [block[name] for name in ("ended", "outcome", "steady_ms", "planned_ms")] == [""] * 4


def test_a_formula_from_a_session_file_stays_text() -> None:
    """A quote in front keeps a spreadsheet from evaluating it."""
    run = a_past_run(a_past_block(name=" =HYPERLINK(1)"), title="@SUM(A1)", session="-1+2")
    (cells, block) = _table(run)
    assert (cells["title"], cells["session"]) == ("'@SUM(A1)", "'-1+2")
    assert block["name"] == "' =HYPERLINK(1)"


def test_a_correction_down_is_a_number_and_no_formula() -> None:
    """Numbers get no quote in front."""
    (_, block, _) = _table(a_past_run(a_past_block(0, 1, correction=-1)))
    assert block["corrected_by"] == "-1"


@given(text=st.text(max_size=20))
def test_no_text_breaks_a_line_or_acts_on_a_terminal(text: str) -> None:
    """Tabs, line ends and control characters in a name are replaced by visible ones."""
    run = a_past_run(a_past_block(0, 1, name=text, exercise=text), title=text, session=text)
    lines = list(log_lines([run]))
    assert len(lines) == 4
    for line in lines:
        assert line.count("\t") == len(COLUMNS) - 1
        assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in line.replace("\t", ""))
        assert len(line.splitlines()) == 1
        assert not any(cell.lstrip().startswith(("=", "@")) for cell in line.split("\t"))
