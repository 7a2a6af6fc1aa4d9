"""Real processes on one log: killed at any moment, and two at once."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import a_header, a_short_run, assert_logged, the_run, write_run

ROOT = Path(__file__).parents[3]


def _start(path: Path, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.adapters.log.writer_program",
            str(path),
            str(first),
            str(count),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _entries(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return dict(connection.execute("SELECT uuid, entries FROM runs"))


@pytest.mark.parametrize("lines", [1, 2, 9, 40, 133, 300])
def test_a_killed_program_has_kept_everything_it_acknowledged(path: Path, lines: int) -> None:
    """SIGKILL while it writes at full speed; the next program opens the log without a notice."""
    with _start(path, 1, 1000) as program:
        assert program.stdout is not None
        for _ in range(lines):
            output = program.stdout.readline()
        program.kill()
        output = (output + program.stdout.read()).rstrip("\n").splitlines()[-1]
    number, written = map(int, output.split()) if output.count(" ") == 1 else (0, 0)
    kept = _entries(path)
    assert kept[a_header(number).run_id] >= written
    assert all(kept[a_header(before).run_id] == 8 for before in range(1, number))
    writer = LogWriter(path)
    write_run(writer, 5000)
    writer.close()
    assert writer.notice() is None
    assert_logged(the_run(path, 5000), a_short_run())


def test_two_programs_at_once_keep_both_their_runs(path: Path) -> None:
    """They start when there is no log, and write in turn."""
    with _start(path, 1, 60) as one, _start(path, 101, 60) as other:
        complaints = one.communicate()[1] + other.communicate()[1]
    writer = LogWriter(path, elsewhere=path.parent)
    writer.import_spool()
    writer.close()
    runs = LogReader(path).runs()
    assert len(runs) == 120
    for run in runs:
        assert_logged(run, a_short_run())
    assert _entries(path) == {run.run_id: 8 for run in runs}
    assert "Traceback" not in complaints
