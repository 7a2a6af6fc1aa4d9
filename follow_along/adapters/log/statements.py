"""The SQL that writes events to the log: from events to entries, and from entries to rows.

Entries are numbered within their run from 1, and the row of a run says how many it holds. So
repeating is harmless: an entry that the log holds is skipped, and one that would leave a gap is
refused. Entries may be written again after an error that leaves their fate unknown.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.timestamps import utc_text
from follow_along.core.rating import Answer, Question
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
    RunResumed,
    Undone,
    VersionChanged,
)
from follow_along.core.sessions.timeline import Block
from follow_along.ports import RunHeader, Stamped

Value = str | int | None


class LogEntry(NamedTuple):
    """One event: `what` names a statement of `STATEMENTS`, `values` are its parameters."""

    run_id: str
    number: int
    what: str
    utc_ms: int
    offset_minutes: int
    values: dict[str, Value]


class EntryBuilder:
    """Builds the entries of one run from its events, oldest first."""

    def __init__(self, header: RunHeader) -> None:
        self.run_id = header.run_id
        self._header = header
        self.built: list[LogEntry] = []
        """All entries of the run that this program has built."""
        self._stops: dict[tuple[int, int], float] = {}

    def build(self, stamped: Sequence[Stamped]) -> list[LogEntry]:
        """The entries of the next events."""
        new = [self._entry(number, one) for number, one in enumerate(stamped, self._next)]
        self.built += new
        return new

    @property
    def _next(self) -> int:
        return self._header.logged + len(self.built) + 1

    def _entry(self, number: int, stamped: Stamped) -> LogEntry:
        what, values = self._statement(stamped.event)
        wall = stamped.wall
        return LogEntry(self.run_id, number, what, wall.utc_ms, wall.offset_minutes, values)

    def _statement(  # noqa: C901, PLR0911, PLR0912 - a case for each event, and nothing else
        self, event: Event
    ) -> tuple[str, dict[str, Value]]:
        match event:
            case RunBegan():
                return "run began", _of_header(self._header)
            case RunResumed():
                return "run resumed", {}
            case BlockBegan(_, row, block, version):
                return "block began", {"row": row, **_of_block(block), "version": version}
            case BlockSkipped(_, row, block):
                return "block skipped", {"row": row, **_of_block(block)}
            case BlockEnded(_, row, outcome, steady_ms):
                return "block ended", {"row": row, "outcome": outcome, "steady_ms": steady_ms}
            case Interrupted():
                return "stopped", self._of_stop(event)
            case InterruptionEnded():
                return "went on", self._of_resume(event)
            case Undone(_, row, number):
                return "undone", {"row": row, "number": number}
            case Corrected(_, row, delta):
                return "corrected", {"row": row, "delta": delta}
            case RepsCorrected(_, row, reps):
                return "reps corrected", {"row": row, "reps_done": reps}
            case VersionChanged(_, row, version):
                return "version changed", {"row": row, "version": version}
            case RunEnded(_, outcome):
                return "run ended", {"outcome": outcome}
            case Rated(_, question, answer):
                return "rated", answer_values(question, answer)

    def _of_stop(self, event: Interrupted) -> dict[str, Value]:
        self._stops[event.attempt, event.number] = event.at
        return {
            "row": event.attempt,
            "number": event.number,
            "kind": event.kind,
            "offset_ms": event.offset_ms,
            "counted": int(event.counted),
        }

    def _of_resume(self, event: InterruptionEnded) -> dict[str, Value]:
        began = self._stops.pop((event.attempt, event.number), None)
        lasted_ms = None if began is None else max(0, round((event.at - began) * 1000))
        return {"row": event.attempt, "number": event.number, "lasted_ms": lasted_ms}


def answer_values(question: Question, answer: Answer) -> dict[str, Value]:
    """The parameters of `ADD_ANSWER` for an answer."""
    is_note = question is Question.NOTE
    return {
        "question": question,
        "score": None if is_note else answer,
        "note": _storable(str(answer)) if is_note and answer else None,
    }


def _of_header(header: RunHeader) -> dict[str, Value]:
    return {
        "session": _storable(header.session),
        "title": _storable(header.title),
        "programme": _storable(header.programme),
        "week": header.week,
        "first_side": header.first_side,
    }


def _of_block(block: Block) -> dict[str, Value]:
    return {
        "place": block.index,
        "exercise": _storable(block.exercise.id),
        "name": _storable(block.exercise.name),
        "kind": block.exercise.kind,
        "side": block.side,
        "set_number": block.set_number,
        "round": block.round_number,
        "planned_ms": block.work_ms,
        "reps": block.exercise.reps,
    }


def _storable(text: str) -> str:
    """The text with lone surrogates, which a database cannot hold, written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


_RUN_BEGAN = """
    INSERT INTO runs (uuid, session, title, programme, week, first_side,
                      began_utc, began_offset_min, entries)
    VALUES (:run_id, :session, :title, :programme, :week, :first_side, :utc, :offset_min, 0)"""

_BLOCK_BEGAN = """
    INSERT INTO blocks (run, row, place, exercise, name, kind, side, set_number, planned_ms,
                        round, version, reps, began_utc, began_offset_min)
    VALUES (:run, :row, :place, :exercise, :name, :kind, :side, :set_number, :planned_ms,
            :round, :version, :reps, :utc, :offset_min)"""

_BLOCK_SKIPPED = """
    INSERT INTO blocks (run, row, place, exercise, name, kind, side, set_number, planned_ms,
                        round, version, reps, began_utc, began_offset_min, ended_utc,
                        ended_offset_min, steady_ms, outcome)
    VALUES (:run, :row, :place, :exercise, :name, :kind, :side, :set_number, :planned_ms,
            :round, :version, :reps, :utc, :offset_min, :utc, :offset_min, 0, 'skipped')"""

_BLOCK_ENDED = """
    UPDATE blocks SET ended_utc = :utc, ended_offset_min = :offset_min,
                      steady_ms = :steady_ms, outcome = :outcome
    WHERE id = :block"""

_STOPPED = """
    INSERT INTO interruptions (block, number, kind, offset_ms, counted, began_utc, began_offset_min)
    VALUES (:block, :number, :kind, :offset_ms, :counted, :utc, :offset_min)"""

_WENT_ON = """
    UPDATE interruptions SET ended_utc = :utc, ended_offset_min = :offset_min,
                             lasted_ms = :lasted_ms
    WHERE block = :block AND number = :number"""

_UNDONE = """
    INSERT INTO corrections (block, interruption, delta, at_utc, at_offset_min)
    SELECT block, number, -counted, :utc, :offset_min
    FROM interruptions WHERE block = :block AND number = :number"""

_CORRECTED = """
    INSERT INTO corrections (block, delta, at_utc, at_offset_min)
    VALUES (:block, :delta, :utc, :offset_min)"""

_REPS_CORRECTED = "UPDATE blocks SET reps_done = :reps_done WHERE id = :block"

_VERSION_CHANGED = "UPDATE blocks SET version = :version WHERE id = :block"

_RUN_ENDED = """
    UPDATE runs SET ended_utc = :utc, ended_offset_min = :offset_min, outcome = :outcome
    WHERE id = :run"""

_RUN_RESUMED = """
    UPDATE runs SET ended_utc = NULL, ended_offset_min = NULL, outcome = NULL WHERE id = :run"""

ADD_ANSWER = """
    INSERT INTO ratings (run, question, revision, score, note, at_utc, at_offset_min)
    SELECT :run, :question, coalesce(max(revision), 0) + 1, :score, :note, :utc, :offset_min
    FROM ratings WHERE run = :run AND question = :question"""

BLOCK_DEFAULTS: dict[str, Value] = {
    "round": 1,
    "version": "written",
    "reps": None,
    "reps_done": None,
}
"""What a block has that was written down by a program which kept no such thing."""

STATEMENTS = {
    "run began": _RUN_BEGAN,
    "run resumed": _RUN_RESUMED,
    "block began": _BLOCK_BEGAN,
    "block skipped": _BLOCK_SKIPPED,
    "block ended": _BLOCK_ENDED,
    "stopped": _STOPPED,
    "went on": _WENT_ON,
    "undone": _UNDONE,
    "corrected": _CORRECTED,
    "reps corrected": _REPS_CORRECTED,
    "version changed": _VERSION_CHANGED,
    "run ended": _RUN_ENDED,
    "rated": ADD_ANSWER,
}
"""The statement that writes each kind of event. Each changes exactly one row."""


def write_entries(connection: sqlite3.Connection, entries: Iterable[LogEntry]) -> None:
    """Write entries to the tables, within the caller's transaction.

    Raises LogError for an entry that would leave a gap, or whose block or stop is missing.
    """
    for entry in entries:
        held = connection.execute("SELECT id, entries FROM runs WHERE uuid = ?", (entry.run_id,))
        run, already = held.fetchone() or (None, 0)
        if entry.number > already + 1:
            raise LogError(
                f"lacks the events before entry {entry.number} of the run {entry.run_id}"
            )
        if entry.number == already + 1:
            _write_entry(connection, run, entry)


def _write_entry(connection: sqlite3.Connection, run: int | None, entry: LogEntry) -> None:
    row = (run, entry.values.get("row"))
    at_block = connection.execute("SELECT id FROM blocks WHERE run = ? AND row = ?", row).fetchone()
    filled = {
        **BLOCK_DEFAULTS,
        **entry.values,
        "run_id": entry.run_id,
        "run": run,
        "block": at_block[0] if at_block else None,
        "utc": utc_text(entry.utc_ms),
        "offset_min": entry.offset_minutes,
    }
    touched = connection.execute(STATEMENTS[entry.what], filled).rowcount
    counted = connection.execute(
        "UPDATE runs SET entries = ? WHERE uuid = ?", (entry.number, entry.run_id)
    ).rowcount
    if (touched, counted) != (1, 1):
        raise LogError(f"has no block or stop for entry {entry.number} of the run {entry.run_id}")
