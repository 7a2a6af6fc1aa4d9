"""Reading runs and sessions, and the errors for a log that cannot be read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from follow_along.adapters.log import database, whole_runs
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.ratings import add_answers
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.timestamps import local_text, utc_ms, utc_text
from follow_along.adapters.log.writer import LogWriter
from follow_along.core.enums import BlockOutcome, RunOutcome, Side, Version
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption
from follow_along.core.rating import Question
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    BlockSkipped,
    Event,
    RunBegan,
    RunEnded,
    VersionChanged,
)
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_of
from follow_along.ports import Stamped
from tests.adapters.log.log_events import (
    BEGAN_MS,
    Batch,
    a_header,
    a_log,
    a_short_run,
    stamped,
    write_run,
)
from tests.builders import a_session, an_exercise
from tests.fakes import FakeClock

DAY_S = 86_400.0


@pytest.fixture
def writer(path: Path) -> Iterator[LogWriter]:
    """A writer of the log, closed after the test."""
    writer = LogWriter(path)
    yield writer
    writer.close()
    assert writer.notice() is None


def _run(
    writer: LogWriter,
    number: int,
    session: str,
    outcome: RunOutcome | None,
    first_side: Side = Side.LEFT,
    *,
    skipped: bool = False,
) -> None:
    """A run of `session` with one block, begun `number` days after the first."""
    at = number * DAY_S
    block = build_timeline(a_session(an_exercise(1))).blocks[0]
    writer.begin(a_header(number, session=session, first_side=first_side))
    writer.write([stamped(RunBegan(at))])
    if skipped:
        writer.write([stamped(BlockSkipped(at + 1, 1, block))])
    else:
        ended = BlockEnded(at + 31, 1, BlockOutcome.DONE, 30_000)
        writer.write([stamped(BlockBegan(at + 1, 1, block)), stamped(ended)])
    if outcome is not None:
        writer.write([stamped(RunEnded(number * DAY_S + 600, outcome))])


def test_a_missing_log_has_no_runs_and_is_not_made(path: Path) -> None:
    """An empty file is treated as no log."""
    assert LogReader(path).runs() == ()
    assert LogReader(path).sessions() == {}
    assert not path.parent.exists()
    path.parent.mkdir()
    path.touch()
    assert LogReader(path).runs() == ()
    assert path.read_bytes() == b""


def test_runs_come_in_the_order_they_began(path: Path, writer: LogWriter) -> None:
    """The order of writing makes no difference; runs may be limited to those since a moment."""
    for number in (3, 1, 2):
        _run(writer, number, "week-1", RunOutcome.DONE)
    days = [a_header(number).run_id for number in (1, 2, 3)]
    assert [run.run_id for run in LogReader(path).runs()] == days
    second = WallTime(1_772_865_000_000 + 2 * 86_400_000, -300)
    assert [run.run_id for run in LogReader(path).runs(since=second)] == days[1:]
    later = WallTime(second.utc_ms + 1, 0)
    assert [run.run_id for run in LogReader(path).runs(since=later)] == days[2:]


def test_each_exercise_has_the_version_it_was_done_in_last(path: Path, writer: LogWriter) -> None:
    """Of the latest run with it, and there of its last attempt; a skipped block has none."""
    easier, written, harder = Version
    one, other = build_timeline(a_session(an_exercise(1), an_exercise(2))).blocks
    for number, versions in enumerate([(harder, easier), (easier, harder)], start=1):
        began = number * DAY_S
        events: list[Event] = [RunBegan(began)]
        for row, version in enumerate(versions, start=1):
            events += [BlockBegan(began + row, row, one), VersionChanged(began + row, row, version)]
            events.append(BlockEnded(began + row + 0.5, row, BlockOutcome.CUT, 500))
        events.append(BlockSkipped(began + 9, 3, other))
        writer.begin(a_header(number))
        writer.write([stamped(event) for event in events])
    assert LogReader(path).versions() == {one.exercise.id: harder}
    versions_done = [block.version for block in LogReader(path).runs()[0].blocks]
    assert versions_done == [harder, easier, written]
    # A day before the second run, which is then dated in the future.
    began = LogReader(path).runs()[1].began.utc_ms
    early = FakeClock(session_s=0.0, utc_ms=began - 86_400_001)
    assert LogReader(path, early).versions() == {one.exercise.id: easier}


def test_each_session_has_its_latest_runs(path: Path, writer: LogWriter) -> None:
    """How often the session was done and when, the run begun last, and the run finished last."""
    _run(writer, 1, "week-1", RunOutcome.DONE)
    _run(writer, 2, "week-1", RunOutcome.DONE, Side.RIGHT)
    _run(writer, 3, "week-1", RunOutcome.LEFT)
    _run(writer, 4, "week-2", None)
    _run(writer, 5, "week-3", RunOutcome.DONE, skipped=True)
    past = LogReader(path).sessions()
    assert set(past) == {"week-1", "week-2", "week-3"}
    # Every block was skipped: nothing was done.
    assert (past["week-3"].times_done, past["week-3"].last_done, past["week-3"].done) == (
        0,
        None,
        (),
    )
    first, second = past["week-1"], past["week-2"]
    assert first.times_done == 2
    assert first.last_run.run_id == a_header(3).run_id
    assert first.last_done is not None
    assert (first.last_done.run_id, first.last_done.first_side) == (
        a_header(2).run_id,
        Side.RIGHT,
    )
    assert [began.local_date.day for began in first.done] == [9, 8]
    # 8 March 2026 is a Sunday, the day after it a Monday.
    assert [runs.number for runs in LogReader(path).done_runs()] == [1, 1]
    assert (second.times_done, second.last_done, second.done) == (0, None, ())
    assert second.last_run.outcome is None
    assert first.last_told is second.last_told is None
    add_answers(path, a_header(1).run_id, {Question.PAIN: 3}, first.last_run.began)
    add_answers(path, a_header(2).run_id, {Question.EFFORT: 3}, first.last_run.began)
    told = LogReader(path).sessions()["week-1"].last_told
    assert told is not None
    assert told.run_id == a_header(1).run_id


def test_a_run_written_meanwhile_is_read_whole_or_not_at_all(
    path: Path, writer: LogWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is written while the log is read is either complete or missing."""
    write_run(writer, 1)
    read_block = whole_runs._block
    numbers = iter(range(2, 100))

    def write_and_read(row: sqlite3.Row, stops: tuple[LoggedInterruption, ...]) -> LoggedBlock:
        write_run(writer, next(numbers))
        return read_block(row, stops)

    monkeypatch.setattr(whole_runs, "_block", write_and_read)
    assert [run.run_id for run in LogReader(path).runs()] == [a_header(1).run_id]


def test_reading_leaves_the_log_as_it_was(path: Path) -> None:
    """Neither its bytes nor its modification time change."""
    before = a_log(path, runs=3)
    stamp = path.stat().st_mtime_ns
    LogReader(path).runs()
    LogReader(path).sessions()
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == stamp


def test_a_path_with_characters_of_a_uri_is_a_plain_path(tmp_path: Path) -> None:
    """A folder may have any name."""
    path = tmp_path / "what? #1 100%41 ü" / "log.db"
    a_log(path)
    assert len(LogReader(path).runs()) == 1


def test_a_locked_log_is_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds an exclusive lock."""
    a_log(path)
    monkeypatch.setattr(database, "WAIT_S", 0.0)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LogError) as raised:
            LogReader(path).runs()
    assert str(raised.value) == f"The log {path} is in use by another program."


def test_a_damaged_page_is_reported_when_it_is_read(path: Path) -> None:
    """There is no traceback, and no partial history."""
    content = bytearray(a_log(path, runs=40))
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LogError, match=r"^The log .* is damaged \(move it"):
        LogReader(path).runs()


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (1_772_865_000_007, "2026-03-07T06:30:00.007Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ],
)
def test_times_keep_their_milliseconds(ms: int, text: str) -> None:
    """Converting a time to text and back changes nothing, before 1970 too."""
    assert utc_text(ms) == text
    assert utc_ms(text) == ms


@pytest.mark.parametrize(
    ("offset", "text"),
    [
        (60, "2026-01-01T00:30:00.000+01:00"),
        (0, "2025-12-31T23:30:00.000+00:00"),
        (-210, "2025-12-31T20:00:00.000-03:30"),
        (345, "2026-01-01T05:15:00.000+05:45"),
    ],
)
def test_local_time_is_that_of_the_user(offset: int, text: str) -> None:
    """Half past eleven at night in UTC may be another day, and another year, in local time."""
    assert local_text(WallTime(1_767_223_800_000, offset)) == text


def test_a_run_dated_in_the_future_hides_no_other(path: Path, writer: LogWriter) -> None:
    """A clock was ahead: the run is listed as such, and is neither the latest nor in a total."""
    write_run(writer, 1)
    ahead: list[Batch] = [
        [Stamped(one.event, WallTime(one.wall.utc_ms + 73 * 365 * 86_400_000, 60)) for one in batch]
        for batch in a_short_run()
    ]
    write_run(writer, 2, ahead)
    log = LogReader(path, FakeClock(session_s=0.0, utc_ms=BEGAN_MS + 600_000))
    for _ in range(2):
        (first, second) = log.runs()
        assert log.latest() == first
        assert log.sessions()["foot-ankle-1"].last_done == first
        assert log.sessions()["foot-ankle-1"].last_run == first
        assert log.sessions()["foot-ankle-1"].times_done == 1
        assert [head.in_future for head in log.heads(8)] == [False, True]
        for weeks in (1, 8, None):
            assert {totals.week for totals in log.week_totals(weeks)} == {week_of(first.began)}
            assert {run.run_id for run in log.run_totals(weeks)} == {first.run_id}
        # And again when the totals of whole weeks are stored.
        writer.close()
    later = LogReader(path, FakeClock(session_s=0.0, utc_ms=second.began.utc_ms - 86_400_000))
    assert later.latest() == second
    assert len(later.week_totals(None)) == 2 * len(log.week_totals(None))
