"""The log as tab-separated text, for grep and for a spreadsheet.

A line for each run, each block and each stop. All have the same cells, so that each line is
complete by itself: when, in which session, in which exercise, on which side.
"""

from collections.abc import Iterable, Iterator

from follow_along.adapters.log.spreadsheet import spreadsheet_cell
from follow_along.adapters.log.timestamps import local_second, local_text
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.rating import Question, Rating

COLUMNS = (
    "line",
    "run_began",
    "session",
    "block",
    "exercise",
    "name",
    "kind",
    "side",
    "set",
    "began",
    "ended",
    "outcome",
    "planned_ms",
    "steady_ms",
    "count",
    "corrected_by",
    "stop",
    "stop_kind",
    "offset_ms",
    "lasted_ms",
    "programme",
    "week",
    "first_side",
    "title",
    "run_id",
    "left_out",
    "began_local",
    "ended_local",
    "felt_steady",
    "effort",
    "pain",
    "morning_pain",
    "note",
    "round",
    "version",
    "reps",
    "reps_done",
)
"""The cells of a line; docs/log.md describes them."""

Cells = dict[str, str | int | None]


def log_lines(runs: Iterable[LoggedRun], *, stops_only: bool = False) -> Iterator[str]:
    """The lines without line ends, the line of column names first.

    With `stops_only`, of the others only those of stops that count: touches too, but none that was
    undone or excluded.
    """
    yield "\t".join(COLUMNS)
    for run in runs:
        shared = _of_run(run)
        if not stops_only:
            yield _line(shared | _span(run) | _rating(run) | {"line": "run"})
        for block in run.blocks:
            at_block = shared | _of_block(block)
            if not stops_only:
                results = _span(block) | _results(block)
                yield _line(at_block | results | {"line": "block"})
            for stop in block.interruptions:
                if stops_only and (run.excluded or not stop.counts):
                    continue
                yield _line(at_block | _span(stop) | _of_stop(stop) | {"line": "stop"})


def _of_run(run: LoggedRun) -> Cells:
    return {
        "run_began": local_text(run.began),
        "session": run.session,
        "programme": run.programme,
        "week": run.week,
        "first_side": run.first_side,
        "title": run.title,
        "run_id": run.run_id,
        "left_out": int(run.excluded),
    }


def _rating(run: LoggedRun) -> Cells:
    rating = run.rating or Rating()
    return {"outcome": run.outcome} | {each.value: rating.answer(each) for each in Question}


def _of_block(block: LoggedBlock) -> Cells:
    return {
        "block": block.attempt,
        "exercise": block.exercise,
        "name": block.name,
        "kind": block.kind,
        "side": block.side,
        "set": block.set_number,
        "round": block.round_number,
        "version": block.version,
    }


def _results(block: LoggedBlock) -> Cells:
    return {
        "outcome": block.outcome,
        "planned_ms": block.planned_ms,
        "steady_ms": block.steady_ms,
        "count": block.count,
        "corrected_by": block.correction,
        "reps": block.reps,
        "reps_done": block.reps_done,
    }


def _of_stop(stop: LoggedInterruption) -> Cells:
    return {
        "outcome": "undone" if stop.undone else None,
        "count": int(stop.counts),
        "stop": stop.number,
        "stop_kind": stop.kind,
        "offset_ms": stop.offset_ms,
        "lasted_ms": stop.lasted_ms,
        **({"left_out": 1} if stop.excluded else {}),
    }


def _span(part: LoggedRun | LoggedBlock | LoggedInterruption) -> Cells:
    return {
        "began": local_text(part.began),
        "ended": None if part.ended is None else local_text(part.ended),
        "began_local": local_second(part.began),
        "ended_local": None if part.ended is None else local_second(part.ended),
    }


def _line(cells: Cells) -> str:
    return "\t".join(spreadsheet_cell(cells.get(column)) for column in COLUMNS)
