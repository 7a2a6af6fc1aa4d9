"""The strip of a logged block: when in its work each stop happened."""

from follow_along.core.enums import InterruptionKind
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption

SIGNS = {
    InterruptionKind.WOBBLE: "●",
    InterruptionKind.TOUCH: "○",
    InterruptionKind.BREAK: "‖",
    InterruptionKind.SLEEP: "z",
}
LEFT_OUT = "x"
"""A stop that is not counted: undone during the run, or excluded later."""

DONE = "─"
"""Work without a stop."""

MISSING = "·"
"""Planned work that was not done."""


def sign(stop: LoggedInterruption) -> str:
    """Return the character for a stop."""
    if stop.kind.balance_lost and not stop.counts:
        return LEFT_OUT
    return SIGNS[stop.kind]


def stop_strip(block: LoggedBlock, columns: int) -> str:
    """Return the work of a block from left to right in `columns` columns, with its stops.

    Work that was not done is dotted. Several stops in one column are shown as their number, or `+`
    for more than nine. Empty if the block's length is zero or unknown.
    """
    last_ms = max((stop.offset_ms for stop in block.interruptions), default=0)
    length_ms = max(block.planned_ms or 0, block.steady_ms or 0, last_ms)
    if not length_ms or columns < 1:
        return ""
    done = min(columns, -(-(block.steady_ms or last_ms) * columns // length_ms))
    cells = list(DONE * done + MISSING * (columns - done))
    stops_by_column: dict[int, list[LoggedInterruption]] = {}
    for stop in block.interruptions:
        column = max(0, min(columns - 1, stop.offset_ms * columns // length_ms))
        stops_by_column.setdefault(column, []).append(stop)
    for column, stops in stops_by_column.items():
        cells[column] = sign(stops[0]) if len(stops) == 1 else _number(len(stops))
    return "".join(cells)


def _number(count: int) -> str:
    return str(count) if count <= 9 else "+"
