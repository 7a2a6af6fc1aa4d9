"""Merging logs is commutative, idempotent and associative, and keeps the later state of a run."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.log.exclusions import set_excluded
from follow_along.adapters.log.export import exported_rows
from follow_along.adapters.log.import_runs import DifferingRunsError, RunImport
from follow_along.adapters.log.merge import Merged
from follow_along.adapters.log.ratings import add_answers
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.writer import LogWriter
from follow_along.core.rating import Question
from follow_along.core.wall_time import WallTime
from tests.adapters.log.log_events import BEGAN_MS, Batch, a_header, a_short_run, few_examples, runs

RunStates = Sequence[tuple[int, Sequence[Batch]]]
"""The runs in the log of one machine, by number."""


def write(path: Path, states: RunStates) -> Path:
    """Write a log of these runs."""
    writer = LogWriter(path, elsewhere=path.parent)
    for number, batches in states:
        writer.begin(a_header(number))
        for batch in batches:
            writer.write(batch)
    writer.close()
    assert writer.notice() is None
    return path


def merge(into: Path, *sources: Path) -> Merged:
    """Merge logs into another, one after the other; return the result of the last merge."""
    merged = Merged()
    for source in sources:
        with RunImport() as incoming:
            for line in exported_rows(source):
                incoming.add(line)
            merged = incoming.merge_into(into, force=True)
    return merged


def content(path: Path) -> list[dict[str, object]]:
    """All rows of a log, without the ids of its file."""
    return [dict(line) for line in exported_rows(path)]


def mark_some(path: Path, choose: Callable[[int], int]) -> None:
    """Exclude some runs and stops, and rate some runs, at different times."""
    for run in LogReader(path).runs():
        targets = [None, *((b.attempt, s.number) for b in run.blocks for s in b.interruptions)]
        for target in targets[: choose(2)]:
            at = WallTime(BEGAN_MS + choose(1000), 60)
            set_excluded(path, run.run_id, target, excluded=True, at=at)
        for question in [Question.PAIN, Question.NOTE][: choose(2)]:
            answer = choose(2) if question is Question.PAIN else "x" * choose(1)
            at = WallTime(BEGAN_MS + choose(1), 60)
            add_answers(path, run.run_id, {question: answer}, at)


@st.composite
def machines(draw: st.DrawFn) -> list[RunStates]:
    """Three logs with earlier or later states of the same runs."""
    whole = [(number, draw(runs())) for number in range(1, draw(st.integers(1, 3)) + 1)]
    return [
        [
            (number, batches[: draw(st.integers(1, len(batches)))])
            for number, batches in whole
            if draw(st.integers(0, 3))
        ]
        for _ in range(3)
    ]


@few_examples
@given(states=machines(), data=st.data())
def test_the_order_of_merges_makes_no_difference(
    states: list[RunStates], data: st.DataObject
) -> None:
    """Merging is commutative, associative and idempotent, and keeps the latest states."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        logs = [write(folder / str(number) / "log.db", one) for number, one in enumerate(states)]
        for log in logs:
            mark_some(log, lambda most: data.draw(st.integers(0, most)))
        a, b, c = logs
        one, other, nested, pair = (folder / f"{n}" / "log.db" for n in ("x", "y", "z", "p"))
        merge(one, a, b, c)
        merge(other, c, b, a)
        merge(pair, b, c)
        merge(nested, a, pair)
        assert content(one) == content(other) == content(nested)
        before = content(one)
        again = merge(one, b, c, a)
        assert (again.added, again.changed, again.differing) == (0, 0, 0)
        assert content(one) == before
        fullest: dict[str, int] = {}
        for log in logs:
            for line in content(log):
                if line["line"] == "run":
                    run, entries = str(line["run"]), line["entries"]
                    assert isinstance(entries, int)
                    fullest[run] = max(entries, fullest.get(run, 0))
        assert {
            line["run"]: line["entries"] for line in content(one) if line["line"] == "run"
        } == fullest


def test_the_later_state_of_a_run_replaces_the_earlier(tmp_path: Path) -> None:
    """A log copied in the middle of a run gets the rest of it."""
    early = write(tmp_path / "early" / "log.db", [(1, a_short_run()[:3])])
    late = write(tmp_path / "late" / "log.db", [(1, a_short_run())])
    assert merge(early, late) == Merged(changed=1)
    assert content(early) == content(late)
    assert merge(late, early) == Merged(unchanged=1)


def test_marks_of_both_are_kept(tmp_path: Path) -> None:
    """The latest mark holds on both machines."""
    here = write(tmp_path / "here" / "log.db", [(1, a_short_run())])
    there = write(tmp_path / "there" / "log.db", [(1, a_short_run())])
    run = a_header(1).run_id
    set_excluded(here, run, None, excluded=True, at=WallTime(BEGAN_MS, 0))
    set_excluded(here, run, None, excluded=False, at=WallTime(BEGAN_MS + 2000, 0))
    set_excluded(there, run, None, excluded=True, at=WallTime(BEGAN_MS + 1000, 0))
    assert merge(there, here) == Merged(changed=1)
    assert merge(here, there) == Merged(changed=1)
    assert content(here) == content(there)
    assert not LogReader(here).runs()[0].excluded
    assert sum(line["line"] == "mark" for line in content(here)) == 3


def test_differing_runs_with_the_same_id_are_reported(tmp_path: Path) -> None:
    """The same one is kept in either direction, so both logs agree afterwards."""
    here = write(tmp_path / "here" / "log.db", [(1, a_short_run())])
    lines = content(here)
    other = tmp_path / "there" / "log.db"
    with RunImport() as incoming:
        for line in lines:
            incoming.add(line | ({"steady_ms": 1} if line["line"] == "block" else {}))
        incoming.merge_into(other)
    assert merge(here, other).differing == 1
    merge(other, here)
    assert content(here) == content(other)
    assert merge(here, other) == Merged(unchanged=1)


def test_a_run_is_replaced_by_a_differing_one_only_by_force(tmp_path: Path) -> None:
    """Without `force` no run is merged."""
    here = write(tmp_path / "here" / "log.db", [(1, a_short_run())])
    write(tmp_path / "there" / "log.db", [(2, a_short_run())])
    before = content(here)
    with RunImport() as incoming:
        for line in [*before, *content(tmp_path / "there" / "log.db")]:
            incoming.add(line | ({"entries": 2**40, "title": "x"} if line["line"] == "run" else {}))
        with pytest.raises(DifferingRunsError) as caught:
            incoming.merge_into(here)
        assert caught.value.count == 1
        assert content(here) == before
        assert incoming.merge_into(here, force=True).differing == 1
    assert content(here) != before


def test_a_spool_file_fits_a_run_that_was_imported_half(tmp_path: Path) -> None:
    """A run that was imported half can still be completed by its own machine."""
    log = write(tmp_path / "log.db", [(1, a_short_run()[:3])])
    copy = tmp_path / "copy" / "log.db"
    merge(copy, log)
    write(copy, [(1, a_short_run())])
    assert LogReader(copy).runs()[0].outcome == "done"
