"""Runs as batches of events: one written by hand, and a hypothesis strategy of any run."""

import shutil
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from follow_along.adapters.log import schema
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.writer import LogWriter
from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome, Side
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.rating import SCALES, Answer, Question, Rating
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    BlockSkipped,
    Corrected,
    Event,
    Interrupted,
    InterruptionEnded,
    Rated,
    RepsCorrected,
    RunBegan,
    RunEnded,
    Undone,
    add_events,
)
from follow_along.core.sessions.timeline import Block, build_timeline
from follow_along.core.wall_time import WallTime
from follow_along.ports import RunHeader, Stamped
from tests.builders import a_session, an_exercise

BEGAN_MS = 1_772_865_000_000
"""When the runs begin, in UTC milliseconds: 7 March 2026, 06:30."""

BLOCKS: Sequence[Block] = build_timeline(
    a_session(
        an_exercise(1, kind="balance", sides="each", sets=2),
        an_exercise(2, kind="foot", reps=7),
    )
).blocks

Batch = list[Stamped]

few_examples = settings(max_examples=settings().max_examples // 3)
"""For properties whose every example writes several logs."""


def a_header(number: int = 1, **fields: Any) -> RunHeader:
    """The header of a run of week 1, with an id made from `number`."""
    given: dict[str, Any] = {
        "run_id": str(uuid.UUID(int=number)),
        "session": "foot-ankle-1",
        "title": "Week 1: Find your feet",
        "programme": "foot-ankle",
        "week": 1,
        "first_side": Side.LEFT,
    }
    return RunHeader(**(given | fields))


def stamped(event: Event) -> Stamped:
    """The event with its wall time: runs begin at monotonic second 0."""
    return Stamped(event, WallTime(BEGAN_MS + round(event.at * 1000), 60))


def a_short_run() -> list[Batch]:
    """A run of two blocks with a wobble of 8 s in the first; a batch for each call of `write`."""
    steps: list[list[Event]] = [
        [RunBegan(0.0)],
        [BlockBegan(15.0, 1, BLOCKS[0])],
        [Interrupted(20.0, 1, 1, InterruptionKind.WOBBLE, 5000, counted=True)],
        [InterruptionEnded(28.0, 1, 1)],
        [BlockEnded(53.0, 1, BlockOutcome.DONE, 30_000)],
        [BlockBegan(63.0, 2, BLOCKS[1])],
        [BlockEnded(93.0, 2, BlockOutcome.DONE, 30_000), RunEnded(93.0, RunOutcome.DONE)],
    ]
    return [[stamped(event) for event in step] for step in steps]


def write_run(writer: LogWriter, number: int = 1, batches: Sequence[Batch] = ()) -> None:
    """Write a run from its beginning; by default the short one."""
    writer.begin(a_header(number))
    for batch in batches or a_short_run():
        writer.write(batch)


def a_log(path: Path, runs: int = 1) -> bytes:
    """Write a log of short runs and close it; return its bytes."""
    writer = LogWriter(path, elsewhere=path.parent)
    for number in range(1, runs + 1):
        write_run(writer, number)
    writer.close()
    assert writer.notice() is None
    return path.read_bytes()


def a_crashed_log(folder: Path) -> Path:
    """Make a log of thirty runs in a folder, as a crash left it in the middle of a change."""
    path, crashed = folder / "whole" / "log.db", folder / "crashed" / "log.db"
    a_log(path, runs=30)
    crashed.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE blocks SET name = name || hex(randomblob(2000))")
        assert Path(f"{path}-journal").stat().st_size > 0
        for ending in ("", "-journal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    return crashed


def an_old_log(old: Path, log: Path, version: int) -> bytes:
    """Make a log of an older version with the runs of another log; return its content."""
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.executescript("".join(schema.migrations()[:version]))
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("ATTACH ? AS new", (str(log),))
        for table in ("runs", "blocks", "interruptions", "corrections", "marks")[: 3 + version]:
            info = connection.execute(f"PRAGMA main.table_info({table})")
            columns = ", ".join(row[1] for row in info)
            connection.execute(f"INSERT INTO {table} SELECT {columns} FROM new.{table}")
        connection.execute(f"PRAGMA user_version = {version}")
    return old.read_bytes()


def the_run(path: Path, number: int = 1) -> LoggedRun:
    """Read the run with this number."""
    wanted = a_header(number).run_id
    return next(run for run in LogReader(path).runs() if run.run_id == wanted)


def assert_logged(run: LoggedRun, batches: Sequence[Batch]) -> None:
    """Assert that the run as read is the sum of its events, with their times and durations."""
    all_stamped = [one for batch in batches for one in batch]
    walls = _walls(batches)
    ended = {type(one.event): one for one in all_stamped}.get(RunEnded)
    record = add_events((), (one.event for one in all_stamped))
    assert run.began == all_stamped[0].wall
    assert run.rating == _rating(one.event for one in all_stamped)
    assert run.ended == (ended.wall if ended else None)
    assert run.outcome == (ended.event.outcome if ended else None)  # type: ignore[union-attr]
    assert [block.attempt for block in run.blocks] == [row.attempt for row in record]
    for block, row in zip(run.blocks, record, strict=True):
        exercise = row.block.exercise
        assert (block.exercise, block.name, block.kind) == (
            exercise.id,
            exercise.name,
            exercise.kind,
        )
        assert (block.block_index, block.side, block.set_number, block.planned_ms) == (
            row.block.index,
            row.block.side,
            row.block.set_number,
            row.block.work_ms,
        )
        assert (block.round_number, block.version) == (row.block.round_number, row.version)
        assert (block.reps, block.reps_done) == (exercise.reps, row.reps_done)
        assert block.outcome is row.outcome
        assert block.steady_ms == (None if row.outcome is None else row.steady_ms)
        assert (block.count, block.correction) == (max(0, row.count), row.correction)
        assert [
            (s.number, s.kind, s.offset_ms, s.counted, s.undone, s.counts, s.lasted_ms)
            for s in block.interruptions
        ] == [
            (i.number, i.kind, i.offset_ms, i.counted, i.undone, i.counts, _lasted(i))
            for i in row.interruptions
        ]
        assert (block.began, block.ended) == walls[row.attempt, None]
        assert [(s.began, s.ended) for s in block.interruptions] == [
            walls[row.attempt, i.number] for i in row.interruptions
        ]


def _rating(events: Iterable[Event]) -> Rating | None:
    """The rating of the answers given last; None without any."""
    rating = Rating()
    for event in events:
        if isinstance(event, Rated):
            rating = rating.answered(event.question, event.answer)
    return rating or None


def _walls(batches: Sequence[Batch]) -> dict[tuple[int, int | None], tuple[WallTime, Any]]:
    """When each block (row, None) and stop (row, number) began and ended; None while open."""
    walls: dict[tuple[int, int | None], tuple[WallTime, Any]] = {}
    for one in (one for batch in batches for one in batch):
        match one.event:
            case BlockBegan(_, row, _):
                walls[row, None] = (one.wall, None)
            case BlockSkipped(_, row, _):
                walls[row, None] = (one.wall, one.wall)
            case BlockEnded(_, row):
                walls[row, None] = (walls[row, None][0], one.wall)
            case Interrupted(_, row, number):
                walls[row, number] = (one.wall, None)
            case InterruptionEnded(_, row, number):
                walls[row, number] = (walls[row, number][0], one.wall)
    return walls


def _lasted(interruption: Any) -> int | None:
    if interruption.ended is None:
        return None
    lasted_s: float = interruption.ended - interruption.began
    return round(lasted_s * 1000)


_SECONDS = st.integers(0, 90_000).map(lambda ms: ms / 1000)


class _RunBuilder:
    """Builds the events of a run; the time between them is drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.at = draw(st.sampled_from((0.0, 12_345.678, 900_000.25)))
        self.events: list[Event] = []

    def later(self) -> float:
        """A drawn time after the last event."""
        self.at += self.draw(_SECONDS)
        return self.at

    def add_block(self, row: int, *, last: bool) -> None:
        """Add the events of one block; the last one may be cut off."""
        draw, block = self.draw, self.draw(st.sampled_from(BLOCKS))
        if draw(st.integers(0, 5)) == 0:
            self.events.append(BlockSkipped(self.later(), row, block))
            return
        self.events.append(BlockBegan(self.later(), row, block))
        offset, counting = 0, []
        for number in range(1, draw(st.integers(0, 4)) + 1):
            kind, offset = (
                draw(st.sampled_from(InterruptionKind)),
                offset + draw(st.integers(0, 9999)),
            )
            counted = kind.balance_lost and draw(st.integers(0, 4)) > 0
            counting += [number] if counted else []
            self.events.append(Interrupted(self.later(), row, number, kind, offset, counted))
            if last and draw(st.booleans()):
                return
            self.events.append(InterruptionEnded(self.later(), row, number))
        if last and draw(st.booleans()):
            return
        ending = draw(st.sampled_from((*BlockOutcome,)[:3]))
        self.events.append(BlockEnded(self.later(), row, ending, offset + draw(_MS)))
        for number in draw(st.lists(st.sampled_from(counting), unique=True)) if counting else []:
            self.events.append(Undone(self.later(), row, number))
        if block.exercise.reps and draw(st.booleans()):
            for reps in draw(st.lists(st.none() | st.integers(0, 999), max_size=2)):
                self.events.append(RepsCorrected(self.later(), row, reps))
        for delta in draw(st.lists(st.sampled_from((1, 1, -1)), max_size=3)):
            self.events.append(Corrected(self.later(), row, delta))


_MS = st.integers(0, 60_000)


def answers() -> st.SearchStrategy[tuple[Question, Answer]]:
    """A question and an answer to it, or none."""
    return st.sampled_from(Question).flatmap(
        lambda question: st.tuples(
            st.just(question),
            st.none()
            | (
                st.sampled_from(SCALES[question])
                if question in SCALES
                else st.text(st.characters(categories=["L", "N", "P", "Sc"]), max_size=255)
            ),
        )
    )


@st.composite
def runs(draw: st.DrawFn) -> list[Batch]:
    """A run in batches, finished or cut off anywhere; the wall clock is set at random moments."""
    run = _RunBuilder(draw)
    run.events.append(RunBegan(run.at))
    rows = draw(st.integers(0, 4))
    for row in range(1, rows + 1):
        run.add_block(row, last=row == rows)
    if draw(st.booleans()):
        run.events.append(RunEnded(run.later(), draw(st.sampled_from(RunOutcome))))
        run.events += [Rated(run.later(), *each) for each in draw(st.lists(answers(), max_size=4))]
    batches: list[Batch] = []
    shift, offset = 0, 60
    for event in run.events:
        if draw(st.integers(0, 9)) == 0:
            shift, offset = draw(st.integers(-9_000_000, 9_000_000)), draw(st.integers(-720, 840))
        wall = WallTime(BEGAN_MS + shift + round(event.at * 1000), offset)
        if not batches or draw(st.booleans()):
            batches.append([])
        batches[-1].append(Stamped(event, wall))
    return batches
