"""The command `log`, and imports of files that an editor has saved."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from follow_along.adapters.log import reader
from follow_along.adapters.log.export import export_lines
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.tsv import log_lines
from follow_along.cli import main
from follow_along.core.enums import InterruptionKind
from follow_along.core.rating import Rating
from tests.adapters.log.log_events import a_header, a_log
from tests.logged_runs import a_past_block, a_past_run, a_past_stop


def run(home: Path, *arguments: str, given: bytes = b"") -> Result:
    """Run a command with its data in `home`."""
    return CliRunner().invoke(main, arguments, input=given, env={"XDG_DATA_HOME": str(home)})


def test_runs_read_a_few_at_a_time_are_all_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same order, and printed the same."""
    path = tmp_path / "follow-along" / "log.db"
    assert list(LogReader(path).each_run()) == []
    a_log(path, runs=7)
    monkeypatch.setattr(reader, "_AT_ONCE", 3)
    assert tuple(LogReader(path).each_run()) == LogReader(path).runs()
    assert run(tmp_path, "log").output.splitlines() == list(log_lines(LogReader(path).runs()))


def test_stops_alone_are_those_that_count() -> None:
    """Touches too; none that was undone or excluded, no pause, and none of an excluded run."""
    stops = (
        a_past_stop(1),
        a_past_stop(2, kind=InterruptionKind.TOUCH),
        a_past_stop(3, undone=True),
        a_past_stop(4, excluded=True),
        a_past_stop(5, kind=InterruptionKind.BREAK, counted=False),
    )
    block = a_past_block(interruptions=stops)
    head, *lines = log_lines([a_past_run(block), a_past_run(block, excluded=True)], stops_only=True)
    column = head.split("\t").index("stop")
    assert [line.split("\t")[column] for line in lines] == ["1", "2"]


def test_a_run_is_rated_and_an_answer_is_changed_and_taken_back(tmp_path: Path) -> None:
    """By its id, the beginning of it, or as the last one; other answers stay."""
    path = tmp_path / "follow-along" / "log.db"
    a_log(path, runs=2)
    first, last = (a_header(number).run_id for number in (1, 2))

    def rate(*arguments: str) -> str:
        rated = run(tmp_path, "log", "--rate", *arguments)
        assert rated.exit_code == 0
        return rated.output

    assert rate(first, "--steady", "2", "--note", "  a\x1b[0m b ") == (
        "Week 1: Find your feet, Sat 7 Mar 2026, 07:30: how steady it felt: 2 (1 steady, 5 lost"
        " balance often); note: a\u241b[0m b.\n"
    )
    rate(first, "--effort", "10", "--steady", "none")
    rate("last", "--pain", "0", "--morning-pain", "3")
    ratings = {head.run_id: head.rating for head in LogReader(path).heads()}
    assert ratings == {
        first: Rating(effort=10, note="a\u241b[0m b"),
        last: Rating(pain=0, morning_pain=3),
    }
    before = path.read_bytes()
    assert "pain: 0" in rate("last")
    assert path.read_bytes() == before
    assert "no answer." in rate(last, "--pain", "none", "--morning-pain", "none")
    head, *lines = run(tmp_path, "log").output.splitlines()
    cells = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    assert [(each["line"], each["effort"], each["pain"]) for each in cells if each["effort"]] == [
        ("run", "10", "")
    ]


@pytest.mark.parametrize(
    ("arguments", "clause"),
    [
        (("--pain", "3"), "--rate RUN says which run the answers are for"),
        (("--rate", "last", "--stops", "--pain", "0"), "--stops the stops: give one of them"),
        (("--rate", "last", "--pain", "11"), "expected a whole number from 0 to 10, found `11`"),
        (("--rate", "last", "--steady", "0"), "expected a whole number from 1 to 5, found `0`"),
        (("--rate", "last", "--effort", "-1"), "from 0 to 10, found `-1`"),
        (("--rate", "last", "--effort", "1.5"), "from 0 to 10, found `1.5`"),
        (("--rate", "last", "--effort", "9" * 5000), "from 0 to 10, found"),
        (("--rate", "last", "--note", "x" * 256), "the note has 256 characters, the most is 255"),
        (("--rate", "0000", "--pain", "1"), "2 runs begin so: give more of the id"),
        (("--rate", "8b0f", "--pain", "1"), "no such run"),
        (("--rate", "", "--pain", "1"), "no such run"),
    ],
)
def test_what_is_no_answer_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], clause: str
) -> None:
    """One sentence says what was expected, and the log is unchanged."""
    path = tmp_path / "follow-along" / "log.db"
    a_log(path, runs=2)
    before = path.read_bytes()
    refused = run(tmp_path, "log", *arguments)
    assert refused.exit_code == 2
    assert clause in " ".join(refused.output.split())
    assert path.read_bytes() == before


def test_without_a_run_there_is_none_to_rate(tmp_path: Path) -> None:
    """No log is created."""
    refused = run(tmp_path, "log", "--rate", "last", "--pain", "1")
    assert (refused.exit_code, "no such run" in refused.output) == (2, True)
    assert not (tmp_path / "follow-along" / "log.db").exists()


def test_an_export_saved_by_an_editor_can_be_imported(tmp_path: Path) -> None:
    """With a byte order mark, other line ends, blank lines, and dates before 1970."""
    a_log(tmp_path / "follow-along" / "log.db", runs=2)
    text = b"".join(export_lines(tmp_path / "follow-along" / "log.db"))
    text = text.replace(b"2026-03-07", b"1969-03-07")
    other = tmp_path / "other"
    saved = b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n") + b"\r\n \n"
    assert run(other, "import", "-", given=saved).output == "Imported 2 runs.\n"
    assert b"".join(export_lines(other / "follow-along" / "log.db")) == text
