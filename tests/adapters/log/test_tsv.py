"""The log as plain lines: for grep, for a spreadsheet, harmless in both."""

import csv
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.log.tsv import COLUMNS, log_lines
from follow_along.core.enums import InterruptionKind, Side
from follow_along.core.history.logged_run import LoggedRun
from tests.logged_runs import a_past_block, a_past_run, a_past_stop


def _table(*runs: LoggedRun) -> list[dict[str, str]]:
    lines: Iterable[str] = log_lines(runs)
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_without_runs_there_is_the_header_alone() -> None:
    """A spreadsheet still knows its columns."""
    assert list(log_lines(())) == ["\t".join(COLUMNS)]


def test_a_run_its_blocks_and_their_stops_are_a_line_each() -> None:
    """In their order."""
    run = a_past_run(a_past_block(0, wobbles=2), a_past_block(1, side=Side.RIGHT))
    assert [cells["line"] for cells in _table(run)] == ["run", "block", "stop", "stop", "block"]


def test_a_stop_says_by_itself_when_where_and_how() -> None:
    """What `grep wobble` finds is of use without the lines around it."""
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
    """A break counts 0; an undone wobble counts 0 and says why."""
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
    """One pressed and two added by hand."""
    (_, block, _) = _table(a_past_run(a_past_block(0, 1, correction=2)))
    assert (block["count"], block["corrected_by"]) == ("3", "2")


def test_what_is_open_or_has_no_length_is_an_empty_cell() -> None:
    """Not nought: nothing is known."""
    open_block = a_past_block(outcome=None, ended=None, steady_ms=None, planned_ms=None)
    run, block = _table(a_past_run(open_block, ended=None, outcome=None))
    assert (run["ended"], run["outcome"]) == ("", "")
    assert [block[name] for name in ("ended", "outcome", "steady_ms", "planned_ms")] == [""] * 4


def test_a_formula_from_a_session_file_stays_text() -> None:
    """A quote in front keeps a spreadsheet from running it."""
    run = a_past_run(a_past_block(name=" =HYPERLINK(1)"), title="@SUM(A1)", session="-1+2")
    (cells, block) = _table(run)
    assert (cells["title"], cells["session"]) == ("'@SUM(A1)", "'-1+2")
    assert block["name"] == "' =HYPERLINK(1)"


def test_a_correction_down_is_a_number_and_no_formula() -> None:
    """Numbers are the program's own: nothing is put before them."""
    (_, block, _) = _table(a_past_run(a_past_block(0, 1, correction=-1)))
    assert block["corrected_by"] == "-1"


@given(text=st.text(max_size=20))
def test_no_text_breaks_a_line_or_acts_on_a_terminal(text: str) -> None:
    """Tabs, line ends, escapes and the like are made visible, whatever a name holds."""
    run = a_past_run(a_past_block(0, 1, name=text, exercise=text), title=text, session=text)
    lines = list(log_lines([run]))
    assert len(lines) == 4
    for line in lines:
        assert line.count("\t") == len(COLUMNS) - 1
        assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in line.replace("\t", ""))
        assert len(line.splitlines()) == 1
        assert not any(cell.lstrip().startswith(("=", "@")) for cell in line.split("\t"))
