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
from tests.adapters.log.log_events import a_log
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


def test_an_export_saved_by_an_editor_can_be_imported(tmp_path: Path) -> None:
    """With a byte order mark, other line ends, blank lines, and dates before 1970."""
    a_log(tmp_path / "follow-along" / "log.db", runs=2)
    text = b"".join(export_lines(tmp_path / "follow-along" / "log.db"))
    text = text.replace(b"2026-03-07", b"1969-03-07")
    other = tmp_path / "other"
    saved = b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n") + b"\r\n \n"
    assert run(other, "import", "-", given=saved).output == "Imported 2 runs.\n"
    assert b"".join(export_lines(other / "follow-along" / "log.db")) == text
