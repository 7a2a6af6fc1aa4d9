"""Totals computed in SQL equal those computed in Python, in the right weeks."""

import shutil
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_along.adapters.log.exclusions import set_excluded
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.timestamps import utc_ms
from follow_along.adapters.log.writer import LogWriter
from follow_along.core.enums import BlockOutcome, ExerciseKind, InterruptionKind
from follow_along.core.history.totals import ExerciseTotals, Totals, sum_totals
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    BlockSkipped,
    Event,
    Interrupted,
    InterruptionEnded,
    RunBegan,
)
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import week_text
from follow_along.ports import Stamped
from tests.adapters.log.log_events import (
    BEGAN_MS,
    BLOCKS,
    Batch,
    a_header,
    a_log,
    a_short_run,
    an_old_log,
    runs,
    stamped,
    write_run,
)
from tests.adapters.log.totals_by_hand import run_totals_by_hand

NOW = WallTime(BEGAN_MS + 10**9, 60)


def write(path: Path, *batches: list[Batch], **header: object) -> None:
    """Write runs, numbered from 1."""
    writer = LogWriter(path, elsewhere=path.parent)
    for number, of_run in enumerate(batches, start=1):
        writer.begin(a_header(number, **header))
        for batch in of_run:
            writer.write(batch)
    writer.close()
    assert writer.notice() is None


def a_run_at(text: str, offset_minutes: int = 0) -> list[Batch]:
    """A run of one finished block that began at a time in UTC."""
    wall = WallTime(utc_ms(text), offset_minutes)
    events: list[Event] = [
        RunBegan(0.0),
        BlockBegan(1.0, 1, BLOCKS[0]),
        BlockEnded(31.0, 1, BlockOutcome.DONE, 30_000),
    ]
    return [[Stamped(event, wall) for event in events]]


@given(batches=st.lists(runs(), min_size=1, max_size=3), data=st.data())
def test_sql_totals_equal_python_totals(batches: list[list[Batch]], data: st.DataObject) -> None:
    """For any events of the runs, and any exclusions."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        write(path, *batches)
        reader = LogReader(path)
        for run in reader.runs():
            stops = [
                (block.attempt, stop.number) for block in run.blocks for stop in block.interruptions
            ]
            for target in data.draw(st.sets(st.sampled_from([None, None, *stops]), max_size=2)):
                set_excluded(path, run.run_id, target, excluded=True, at=NOW)
        by_hand = run_totals_by_hand(reader.runs())
        assert set(reader.run_totals()) == by_hand
        weeks: defaultdict[ExerciseTotals, list[Totals]] = defaultdict(list)
        for run in by_hand:
            totals = run.done
            weeks[totals._replace(totals=Totals(0, 0, 0, 0))].append(totals.totals)
        assert {
            totals._replace(totals=Totals(0, 0, 0, 0)): totals.totals
            for totals in reader.week_totals()
        } == {totals: sum_totals(parts) for totals, parts in weeks.items()}


@given(stops=st.integers(0, 3), skipped=st.integers(1, 3))
@settings(max_examples=10)
def test_skipped_and_open_work_never_lowers_a_rate(stops: int, skipped: int) -> None:
    """Such work is missing: the totals are those of a run without it."""
    done: list[Event] = [RunBegan(0.0), BlockBegan(1.0, 1, BLOCKS[0])]
    for number in range(1, stops + 1):
        done += [Interrupted(1.0, 1, number, InterruptionKind.WOBBLE, 1000 * number, counted=True)]
        done += [InterruptionEnded(2.0, 1, number)]
    done += [BlockEnded(31.0, 1, BlockOutcome.DONE, 30_000)]
    rows = range(2, 2 + skipped)
    missing: list[Event] = [BlockSkipped(40.0, row, BLOCKS[0]) for row in rows]
    missing += [BlockBegan(50.0, 2 + skipped, BLOCKS[0])]
    with TemporaryDirectory() as folder:
        totals_read = []
        for name, events in (("whole", done), ("more", [*done, *missing])):
            path = Path(folder) / name / "log.db"
            write(path, [[stamped(event) for event in events]])
            totals_read.append(LogReader(path).week_totals())
    assert totals_read[0] == totals_read[1]
    assert totals_read[0][0].totals.count == stops


@pytest.mark.parametrize(
    ("began", "offset", "week"),
    [
        ("2026-03-29T00:30:00.000Z", 60, "2026-W13"),
        ("2026-03-29T22:30:00.000Z", 120, "2026-W14"),
        ("2026-03-29T21:30:00.000Z", 120, "2026-W13"),
        ("2027-01-03T22:59:00.000Z", 60, "2026-W53"),
        ("2027-01-03T23:00:00.000Z", 60, "2027-W01"),
        ("2026-03-08T15:30:00.000Z", 540, "2026-W11"),
        ("2026-03-09T06:30:00.000Z", -480, "2026-W10"),
    ],
)
def test_a_run_is_in_the_week_of_its_local_time(
    path: Path, began: str, offset: int, week: str
) -> None:
    """At changes of daylight saving, at New Year and in other time zones."""
    write(path, a_run_at(began, offset))
    (totals,) = LogReader(path).week_totals()
    assert week_text(totals.week) == week


def test_weeks_are_counted_back_from_the_last_with_work(path: Path) -> None:
    """An excluded run, or one without finished work, is not the last."""
    nothing = [[Stamped(RunBegan(0.0), WallTime(utc_ms("2026-05-01T08:00:00.000Z"), 0))]]
    write(
        path,
        a_run_at("2026-03-01T23:59:00.000Z"),
        a_run_at("2026-03-02T00:00:00.000Z"),
        a_run_at("2026-03-12T08:00:00.000Z"),
        a_run_at("2026-04-20T08:00:00.000Z"),
        nothing,
    )
    set_excluded(path, a_header(4).run_id, None, excluded=True, at=NOW)
    reader = LogReader(path)
    assert [week_text(totals.week) for totals in reader.week_totals(2)] == [
        "2026-W10",
        "2026-W11",
    ]
    assert len(reader.run_totals(2)) == 2
    assert len(reader.week_totals(3)) == 3
    heads = reader.heads(2)
    assert [head.run_id for head in heads] == [a_header(n).run_id for n in (2, 3, 4, 5)]
    assert [head.excluded for head in heads] == [False, False, True, False]
    assert len(reader.heads()) == 5


def test_totals_of_one_exercise_one_programme_and_one_kind(path: Path) -> None:
    """Other work is not included."""
    a_log(path)
    reader = LogReader(path)
    assert len(reader.week_totals()) == 2
    only = BLOCKS[0].exercise.id
    assert {totals.exercise for totals in reader.week_totals(exercise=only)} == {only}
    assert len(reader.week_totals(programme="foot-ankle")) == 2
    assert reader.week_totals(8, programme="other") == ()
    for kind in ExerciseKind:
        of_kind = [run for run in reader.run_totals() if run.done.kind is kind]
        assert list(reader.run_totals(8, kind=kind)) == of_kind
        assert list(reader.week_totals(kind=kind)) == [run.done for run in of_kind]


def test_one_run_is_read_by_its_id(path: Path) -> None:
    """The result is None if the log does not have the run, or there is no log."""
    assert LogReader(path).run(a_header(1).run_id) is None
    assert (LogReader(path).week_totals(), LogReader(path).run_totals()) == ((), ())
    assert LogReader(path).heads(8) == ()
    a_log(path, runs=2)
    reader = LogReader(path)
    assert reader.run(a_header(2).run_id) == reader.runs()[1]
    assert reader.run("another") is None


def test_a_log_from_before_marks_is_read_as_it_is(path: Path, tmp_path: Path) -> None:
    """Reading does not migrate a log; only writing does."""
    a_log(path)
    old = tmp_path / "old.db"
    before = an_old_log(old, path, 1)
    assert LogReader(old).runs() == LogReader(path).runs()
    assert LogReader(old).week_totals() == LogReader(path).week_totals()
    assert LogReader(old).sessions() == LogReader(path).sessions()
    assert old.read_bytes() == before
    shutil.copy(old, tmp_path / "copy.db")
    writer = LogWriter(tmp_path / "copy.db")
    write_run(writer, 2)
    writer.close()
    assert len(LogReader(tmp_path / "copy.db").runs()) == 2


def test_sessions_ignore_excluded_runs(path: Path) -> None:
    """Excluded runs are neither done nor the last; included again, they are."""
    write(path, a_short_run())
    reader = LogReader(path)
    set_excluded(path, a_header(1).run_id, None, excluded=True, at=NOW)
    assert reader.sessions() == {}
    set_excluded(path, a_header(1).run_id, None, excluded=False, at=NOW)
    assert reader.sessions()["foot-ankle-1"].times_done == 1
